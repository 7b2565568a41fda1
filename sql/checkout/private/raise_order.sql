-- Since a no-show can be undone.
drop function if exists commerce_private.raise_order(commerce_private.caller, commerce.bookings, bigint);
create or replace function commerce_private.raise_order(
    caller commerce_private.caller,
    booking commerce.bookings,
    amount_minor bigint,
    title text = 'Price difference',
    is_with_tax boolean = false
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_is_settled boolean;
    v_tax record := commerce_private.tax_of_difference(booking, amount_minor, is_with_tax);
    v_total_minor bigint := v_tax.total_minor;
    v_balance_minor bigint := commerce_private.balance_of(caller.organization_id, booking.order_id);
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = booking.order_id;
    v_is_settled := v_order.status not in ('created', 'pending_payment', 'payment_failed');
    insert into commerce.order_items
        (organization_id, order_id, line, kind, title, quantity, unit_price_minor, tax_minor, total_minor, snapshot)
    select caller.organization_id, v_order.id, max(item.line) + 1, 'fee', raise_order.title, 1,
        v_tax.price_minor, v_tax.tax_minor, v_total_minor,
        jsonb_strip_nulls(jsonb_build_object(
            'booking_id', booking.id, 'starts_at', booking.starts_at, 'taxes', v_tax.taxes))
    from commerce.order_items as item
    where item.organization_id = caller.organization_id and item.order_id = v_order.id;
    update commerce.orders as ord
    set subtotal_minor = ord.subtotal_minor + v_tax.price_minor,
        tax_minor = ord.tax_minor + v_tax.tax_minor,
        price_breakdown = case
            when v_tax.taxes is null then ord.price_breakdown
            else commerce_private.change_taxes(ord.price_breakdown, jsonb_build_array(jsonb_build_object(
                'taxes', v_tax.taxes, 'before_minor', 0, 'after_minor', v_tax.tax_minor)))
        end,
        total_minor = ord.total_minor + v_total_minor,
        due_minor = greatest(0, ord.total_minor + v_total_minor - ord.paid_minor),
        due_now_minor = ord.due_now_minor + case when v_is_settled then 0 else v_total_minor end,
        balance_due_at = coalesce(ord.balance_due_at, booking.starts_at)
    where ord.organization_id = caller.organization_id and ord.id = v_order.id;
    update commerce.bookings as moved
    set total_minor = moved.total_minor + v_total_minor
    where moved.organization_id = caller.organization_id and moved.id = booking.id;
    perform commerce_private.refresh_order_payment(caller.organization_id, v_order.id);
    perform commerce_private.ask_again(caller.organization_id, v_order.id);
    perform commerce_private.count_for_customer(
        caller.organization_id, v_order.customer_id, 0, 0, 0, commerce_private.clock(),
        case when booking.status in ('confirmed', 'checked_in') then v_total_minor else 0 end,
        commerce_private.balance_of(caller.organization_id, v_order.id) - v_balance_minor);
end;
$$;

comment on function commerce_private.raise_order(commerce_private.caller, commerce.bookings, bigint, text, boolean) is
$md$Let an order cost more because one of its bookings does: a line of its own, which is due.

`amount_minor` is of its price; tax that is added to prices is added to it, unless it stands `is_with_tax` already.

The caller holds order, payments and booking. Then locks the customer.$md$;

revoke all on function commerce_private.raise_order(commerce_private.caller, commerce.bookings, bigint, text, boolean) from public;
