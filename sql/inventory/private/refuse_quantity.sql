create or replace function commerce_private.refuse_quantity(
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
        errcode = 'VI101',
        message = 'bad quantity or stock input',
        detail = jsonb_build_object('argument', refuse_quantity.argument, 'reason', refuse_quantity.reason),
        hint = refuse_quantity.hint;
end;
$$;

comment on function commerce_private.refuse_quantity(text, text, text) is
$md$Refuse bad input about stock: which argument, why, what to send.

Raises `VI101`, always.$md$;

revoke all on function commerce_private.refuse_quantity(text, text, text) from public;
