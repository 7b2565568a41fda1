create or replace function commerce_private.refuse_range(
    argument text,
    hint text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VB101',
        message = 'bad time range, party size or arguments',
        detail = jsonb_build_object('argument', refuse_range.argument),
        hint = refuse_range.hint;
end;
$$;

comment on function commerce_private.refuse_range(text, text) is
$md$Refuse an argument of a booking function, naming it.

Raises `VB101`, always.$md$;

revoke all on function commerce_private.refuse_range(text, text) from public;
