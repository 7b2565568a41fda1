create or replace function commerce_private.settle_order(
    organization_id uuid,
    order_id uuid
)
returns void
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
    where ord.organization_id = settle_order.organization_id and ord.id = settle_order.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    if v_order.status in ('created', 'pending_payment', 'payment_failed')
        and v_order.paid_minor - v_order.refunded_minor >= v_order.due_now_minor then
        perform commerce_private.complete_order(v_order, 0);
    end if;
end;
$$;

comment on function commerce_private.settle_order(uuid, uuid) is
$md$Settle an order once what is due now has been received: stock becomes sold, bookings are confirmed, people are told.

Afterwards the order is `paid`, or `processing` when a balance is left; goods then wait to be shipped
(`unfulfilled`), appointments need nothing more (`not_required`). Does nothing to an order that is settled,
cancelled, or short of `due_now_minor`.

Locks: order, bookings, reservations, customer, inventory locks, stock. Raises `VO201`.$md$;

revoke all on function commerce_private.settle_order(uuid, uuid) from public;
