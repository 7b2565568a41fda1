create or replace function commerce_private.settle_order(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_order commerce.orders;
    v_bookings integer;
    v_to_status text;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = settle_order.organization_id and ord.id = settle_order.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    if v_order.status not in ('created', 'pending_payment', 'payment_failed')
        or v_order.paid_minor - v_order.refunded_minor < v_order.due_now_minor then
        return;
    end if;
    v_bookings := commerce_private.take_for_good(organization_id, order_id);
    if v_bookings is null then
        -- Late money: others have the times or the stock by now.
        perform commerce_private.drop_order(
            organization_id, order_id, 'paid too late: no longer available', null, false);
        return;
    end if;

    v_to_status := case
        when v_order.paid_minor - v_order.refunded_minor >= v_order.total_minor then 'paid'
        else 'processing'
    end;
    if v_order.status = 'payment_failed' and v_to_status = 'processing' then
        perform commerce_private.move_order(organization_id, order_id, 'pending_payment');
    end if;
    perform commerce_private.move_order(organization_id, order_id, v_to_status);
    if v_order.total_minor = 0 then
        perform commerce_private.refresh_order_payment(organization_id, order_id);
    end if;
    perform commerce_private.expire_sessions(organization_id, order_id);
    perform commerce_private.tell_of_order(organization_id, order_id);
end;
$$;

comment on function commerce_private.settle_order(uuid, uuid) is
$md$Settle an order once what is due now has been received: stock becomes sold, bookings are confirmed, people are told.

Afterwards the order is `paid`, or `processing` when a balance is left; goods then wait to be shipped
(`unfulfilled`), appointments need nothing more (`not_required`). Stock and times that lapsed are taken
again; when others have them, the order is cancelled, the money goes back, and the customer is told.
Does nothing to an order that is settled, cancelled, or short of `due_now_minor`.

Locks: order, bookings, reservations, customer, inventory locks, stock. Raises `VO201`.$md$;

revoke all on function commerce_private.settle_order(uuid, uuid) from public;
