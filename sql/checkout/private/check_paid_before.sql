create or replace function commerce_private.check_paid_before(payment_method text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if payment_method = 'cash_on_delivery' then
        -- It would be delivered, and could be spent, before anybody has paid.
        perform commerce_private.refuse_payment_input(
            'payment_method', 'paid_before', 'Gift cards and plans are paid before they are delivered.');
    end if;
end;
$$;

comment on function commerce_private.check_paid_before(text) is
$md$Check that an order of gift cards or plans is not to be paid after its delivery.

Raises `VP101` (payment_method, `paid_before`).$md$;

revoke all on function commerce_private.check_paid_before(text) from public;
