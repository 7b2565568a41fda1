create or replace function commerce_private.credit_order(
    purchase commerce.orders,
    spent_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_balance_minor bigint := commerce_private.balance_of(purchase.organization_id, purchase.id);
begin
    perform commerce_private.refresh_order_payment(purchase.organization_id, purchase.id);
    perform commerce_private.count_for_customer(
        purchase.organization_id, purchase.customer_id, 0, 0, spent_minor, commerce_private.clock(), 0,
        commerce_private.balance_of(purchase.organization_id, purchase.id) - v_balance_minor);
    if purchase.status <> 'cancelled' and purchase.paid_minor - purchase.refunded_minor >= purchase.total_minor then
        perform commerce_private.close_open_payments(purchase);
    elsif exists (
        select
        from commerce.payments as payment
        join commerce.orders as ord on ord.organization_id = payment.organization_id and ord.id = payment.order_id
        where payment.organization_id = purchase.organization_id
            and payment.order_id = purchase.id
            and payment.status = 'requires_action'
            and payment.amount_minor > ord.due_minor
    ) then
        perform commerce_private.ask_again(purchase.organization_id, purchase.id);
    end if;
end;
$$;

comment on function commerce_private.credit_order(commerce.orders, bigint) is
$md$Count a payment for an order that it does not settle: a part, a balance, or one that goes back.

Once nothing is due any more, other ways to pay it are closed; once less is due than one of them asks for, they are opened anew.
The caller holds the order.$md$;

revoke all on function commerce_private.credit_order(commerce.orders, bigint) from public;
