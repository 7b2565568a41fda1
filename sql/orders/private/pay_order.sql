create or replace function commerce_private.pay_order(
    organization_id uuid,
    order_id uuid,
    to_status text,
    payment_status text,
    paid_minor bigint,
    due_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.orders as ord
    set
        status = pay_order.to_status,
        payment_status = pay_order.payment_status,
        paid_minor = pay_order.paid_minor,
        due_minor = pay_order.due_minor
    where ord.organization_id = pay_order.organization_id and ord.id = pay_order.order_id;
    perform commerce_private.record_event(organization_id, 'order.' || to_status, order_id::text);
end;
$$;

comment on function commerce_private.pay_order(uuid, uuid, text, text, bigint, bigint) is
$md$Write down that an order has been paid, or paid as far as is due: money and status in one change of its row.

The caller holds the order; the guard of its statuses and its history see this like any other move.
Raises `VO401`.$md$;

revoke all on function commerce_private.pay_order(uuid, uuid, text, text, bigint, bigint) from public;
