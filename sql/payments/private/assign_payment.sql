create or replace function commerce_private.assign_payment(
    payment commerce.payments,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.payments as waiting
    set order_id = assign_payment.order_id, is_in_suspense = false
    where waiting.organization_id = payment.organization_id and waiting.id = payment.id;
    update commerce.refunds as refund
    set order_id = assign_payment.order_id
    where refund.organization_id = payment.organization_id
        and refund.payment_id = payment.id
        and refund.order_id is null;
    perform commerce_private.post_ledger(
        organization_id => payment.organization_id,
        debit_account => 'suspense',
        credit_account => 'receivable',
        amount_minor => payment.received_minor - payment.refunded_minor,
        currency => payment.received_currency,
        payment_id => payment.id,
        order_id => assign_payment.order_id
    );
    perform commerce_private.record_event(payment.organization_id, 'payment.allocated', payment.id::text);
end;
$$;

comment on function commerce_private.assign_payment(commerce.payments, uuid) is
$md$Book what is left of money in suspense to an order. The caller holds both, and lets it settle the order.$md$;

revoke all on function commerce_private.assign_payment(commerce.payments, uuid) from public;
