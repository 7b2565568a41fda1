create or replace function commerce_private.refuse_catalog_input(
    argument text,
    reason text,
    hint text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VC101',
        message = 'bad catalogue input',
        detail = jsonb_build_object('argument', refuse_catalog_input.argument, 'reason', refuse_catalog_input.reason),
        hint = refuse_catalog_input.hint;
end;
$$;

comment on function commerce_private.refuse_catalog_input(text, text, text) is
$md$Refuse an argument of a catalogue command, naming it and what is wrong with it.

Raises `VC101`, always.$md$;

revoke all on function commerce_private.refuse_catalog_input(text, text, text) from public;
