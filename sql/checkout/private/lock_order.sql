create or replace function commerce_private.lock_order(
    organization_id uuid,
    order_id uuid
)
returns commerce.orders
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = lock_order.organization_id and ord.id = lock_order.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    return v_order;
end;
$$;

comment on function commerce_private.lock_order(uuid, uuid) is
$md$The order, locked until the transaction ends.

Raises `VO201`.$md$;

revoke all on function commerce_private.lock_order(uuid, uuid) from public;
