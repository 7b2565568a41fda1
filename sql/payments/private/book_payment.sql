create or replace function commerce_private.book_payment(
    payment commerce.payments
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform commerce_private.post_ledger(
        organization_id => payment.organization_id,
        debit_account => commerce_private.clearing_account(payment.gateway),
        credit_account => case when payment.is_in_suspense then 'suspense' else 'receivable' end,
        amount_minor => payment.received_minor,
        currency => payment.received_currency,
        payment_id => payment.id,
        order_id => case when payment.is_in_suspense then null else payment.order_id end
    );
    if payment.fee_minor > 0 then
        perform commerce_private.post_ledger(
            organization_id => payment.organization_id,
            debit_account => 'gateway_fees',
            credit_account => commerce_private.clearing_account(payment.gateway),
            amount_minor => payment.fee_minor,
            currency => payment.received_currency,
            payment_id => payment.id
        );
    end if;
    if payment.application_fee_minor > 0 then
        perform commerce_private.post_ledger(
            organization_id => payment.organization_id,
            debit_account => 'platform_fees',
            credit_account => commerce_private.clearing_account(payment.gateway),
            amount_minor => payment.application_fee_minor,
            currency => payment.received_currency,
            payment_id => payment.id
        );
    end if;
    perform commerce_private.record_event(payment.organization_id, 'payment.succeeded', payment.id::text);
end;
$$;

comment on function commerce_private.book_payment(commerce.payments) is
$md$Write a payment that succeeded into the books: what was received, and what gateway and platform keep of it.$md$;

revoke all on function commerce_private.book_payment(commerce.payments) from public;
