create or replace function commerce_private.capacity_time(
    rule commerce_private.sales_rules,
    payment_method text
)
returns interval
language sql
stable
parallel safe
return coalesce(
    (rule.payment_windows ->> case
        when payment_method in ('stripe', 'paystack', 'flutterwave') then 'card'
        else payment_method
    end)::interval,
    rule.lock_time
);

comment on function commerce_private.capacity_time(commerce_private.sales_rules, text) is
$md$How long a new order keeps stock and times: as long as the payment method's window, without a method `inventory_lock_minutes`.$md$;

revoke all on function commerce_private.capacity_time(commerce_private.sales_rules, text) from public;
