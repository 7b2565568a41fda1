create or replace function commerce_private.refuse_order_input(
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
        errcode = 'VO101',
        message = 'bad order input',
        detail = jsonb_build_object('argument', refuse_order_input.argument, 'reason', refuse_order_input.reason),
        hint = refuse_order_input.hint;
end;
$$;

comment on function commerce_private.refuse_order_input(text, text, text) is
$md$Refuse bad input about an order: which argument, why, what to send.

Raises `VO101`, always.$md$;

revoke all on function commerce_private.refuse_order_input(text, text, text) from public;
