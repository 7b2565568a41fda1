create or replace function commerce_private.book_late_fee(
    payment commerce.payments,
    fee_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.payments as paid
    set fee_minor = book_late_fee.fee_minor
    where paid.organization_id = payment.organization_id and paid.id = payment.id;
    perform commerce_private.post_change(
        payment, 'gateway_fees', book_late_fee.fee_minor - payment.fee_minor, null);
end;
$$;

comment on function commerce_private.book_late_fee(commerce.payments, bigint) is
$md$Book what a gateway keeps of a payment, when it says so, or says more, only after it said that the money came.

`payment` is its row, held.$md$;

revoke all on function commerce_private.book_late_fee(commerce.payments, bigint) from public;
