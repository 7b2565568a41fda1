create or replace function commerce_private.reduce_order(
    caller commerce_private.caller,
    order_id uuid,
    booking_id uuid,
    waived_minor bigint,
    due_now_minor bigint,
    refund_minor bigint,
    reason text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_held_minor bigint := commerce_private.held_by_tenders(caller.organization_id, order_id);
    v_balance_minor bigint := commerce_private.balance_of(caller.organization_id, order_id);
begin
    -- What need not be paid any more is a discount: the lines stay what was bought.
    update commerce.bookings as booking
    set waived_minor = booking.waived_minor + reduce_order.waived_minor
    where booking.organization_id = caller.organization_id
        and booking.id = reduce_order.booking_id
        and reduce_order.waived_minor > 0;
    update commerce.orders as ord
    set discount_minor = ord.discount_minor + reduce_order.waived_minor,
        total_minor = ord.total_minor - reduce_order.waived_minor,
        due_minor = greatest(0, ord.total_minor - reduce_order.waived_minor - ord.paid_minor),
        -- What gift card and credit hold is taken off what is due now: it is put back for the reckoning.
        due_now_minor = greatest(0, least(
            ord.due_now_minor + v_held_minor - coalesce(reduce_order.due_now_minor, 0),
            ord.total_minor - reduce_order.waived_minor))
    where ord.organization_id = caller.organization_id
        and ord.id = reduce_order.order_id
        and (reduce_order.waived_minor > 0 or reduce_order.due_now_minor > 0);
    if found then
        perform commerce_private.shrink_tenders(caller.organization_id, order_id);
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = reduce_order.order_id;
    if waived_minor > 0 then
        perform commerce_private.refresh_order_payment(caller.organization_id, order_id);
        perform commerce_private.ask_again(caller.organization_id, order_id);
        perform commerce_private.count_for_customer(caller.organization_id, v_order.customer_id, 0, 0, 0,
            commerce_private.clock(), 0,
            commerce_private.balance_of(caller.organization_id, order_id) - v_balance_minor);
    end if;
    if refund_minor > 0 then
        perform commerce_private.spread_refund(
            caller, order_id, null, refund_minor, coalesce(reason, 'cancelled'), null, null);
    end if;
end;
$$;

comment on function commerce_private.reduce_order(commerce_private.caller, uuid, uuid, bigint, bigint, bigint, text) is
$md$Let an order cost less, because of one of its bookings: `waived_minor` need not be paid any more, `refund_minor` goes back, and of what was due now `due_now_minor` is not.

The caller holds the order, its payments and the booking. What
gift card and credit hold beyond the new total is let go. Then locks these and the customer. Raises `VP402` when less is left.$md$;

revoke all on function commerce_private.reduce_order(
    commerce_private.caller, uuid, uuid, bigint, bigint, bigint, text
) from public;
