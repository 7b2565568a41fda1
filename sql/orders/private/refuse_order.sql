create or replace function commerce_private.refuse_order(
    order_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VO201',
        message = 'order not found',
        detail = jsonb_build_object('order_id', refuse_order.order_id),
        hint = 'Send the id of an order of this organization that the caller may see.';
end;
$$;

comment on function commerce_private.refuse_order(uuid) is
$md$Say that there is no such order, in the same words whether it is missing or another's.

Raises `VO201`, always.$md$;

revoke all on function commerce_private.refuse_order(uuid) from public;
