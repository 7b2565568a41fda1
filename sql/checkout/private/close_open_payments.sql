create or replace function commerce_private.close_open_payments(
    purchase commerce.orders
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (
        select
        from commerce.payments as payment
        where payment.organization_id = purchase.organization_id
            and payment.order_id = purchase.id
            and payment.status in ('created', 'unknown', 'requires_action', 'authorised', 'failed')
    ) then
        return;
    end if;
    perform commerce_private.expire_sessions(purchase.organization_id, purchase.id);
    if purchase.paid_minor - purchase.refunded_minor >= purchase.total_minor then
        perform commerce_private.void_authorised(purchase.organization_id, purchase.id);
    end if;
end;
$$;

comment on function commerce_private.close_open_payments(commerce.orders) is
$md$Close the other ways to pay an order that has got its money, so that nobody pays twice by accident.

What is authorised is let go only once nothing is due any more. `purchase` is the order's row, held.$md$;

revoke all on function commerce_private.close_open_payments(commerce.orders) from public;
