create or replace function commerce_private.order_payment_status(
    total_minor bigint,
    paid_minor bigint,
    refunded_minor bigint,
    is_authorised boolean = false,
    is_pending boolean = false
)
returns text
language sql
immutable
parallel safe
return case
    when paid_minor = 0 then
        case
            when total_minor = 0 then 'paid'
            when is_authorised then 'authorised'
            when is_pending then 'pending'
            else 'unpaid'
        end
    when paid_minor - refunded_minor >= total_minor and paid_minor > refunded_minor then 'paid'
    when refunded_minor = 0 then 'partially_paid'
    when refunded_minor >= paid_minor then 'refunded'
    else 'partially_refunded'
end;

comment on function commerce_private.order_payment_status(bigint, bigint, bigint, boolean, boolean) is
$md$The payment status that an order's money amounts to: the one definition of it.

`paid_minor` is everything received and booked to the order, `refunded_minor` what went back of it.
An excess that went back leaves an order `paid`.$md$;

revoke all on function commerce_private.order_payment_status(bigint, bigint, bigint, boolean, boolean) from public;
