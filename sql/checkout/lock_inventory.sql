create or replace function commerce.lock_inventory(
    order_id uuid
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_order commerce.orders := commerce_private.lock_order(v_caller.organization_id, order_id);
begin
    if v_order.status not in ('created', 'pending_payment', 'payment_failed') then
        raise exception using
            errcode = 'VO401',
            message = 'this order needs no stock any more',
            detail = jsonb_build_object('order_id', order_id, 'from_status', v_order.status),
            hint = 'Only orders that wait for their payment hold stock.';
    end if;
    perform commerce_private.retake_locks(
        v_caller.organization_id, order_id,
        (commerce_private.order_rules(v_caller.organization_id, v_order.payment_method)).capacity_until);
    perform commerce_private.audit(v_caller, 'lock_inventory', order_id::text);
    return (
        select count(*)
        from commerce.inventory_locks as lock
        where lock.organization_id = v_caller.organization_id
            and lock.order_id = lock_inventory.order_id
            and lock.state = 'active'
    );
end;
$$;

comment on function commerce.lock_inventory(uuid) is
$md$Hold the stock of an unpaid order again, from now on for the window of its payment method: all of it or nothing.

create_order does this at first; here lapsed locks are taken again, and live ones prolonged. Returns how
many locks the order has. Needs a manager.

Raises `VO201` unknown order, `VO401` it waits for no payment, `VI401` others have the units by now
(product_id, wanted, available), `VT302`.$md$;

revoke all on function commerce.lock_inventory(uuid) from public;
grant execute on function commerce.lock_inventory(uuid) to commerce_user, commerce_service;
