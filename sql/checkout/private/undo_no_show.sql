create or replace function commerce_private.undo_no_show(
    caller commerce_private.caller,
    booking commerce.bookings
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_taken commerce_private.no_shows;
    v_order commerce.orders;
    v_gone_minor bigint;
    v_balance_minor bigint := commerce_private.balance_of(caller.organization_id, booking.order_id);
begin
    delete from commerce_private.no_shows as taken
    where taken.organization_id = caller.organization_id and taken.booking_id = undo_no_show.booking.id
    returning taken.off_minor, taken.waived_minor, taken.due_now_minor, taken.refund_ids, taken.visits
    into v_taken.off_minor, v_taken.waived_minor, v_taken.due_now_minor, v_taken.refund_ids, v_taken.visits;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = booking.order_id;
    -- Of an order that is over nothing is asked any more, and what goes back of it goes back.
    if v_taken.off_minor is null or v_order.status in ('cancelled', 'refunded', 'archived') then
        return;
    end if;
    if v_taken.visits > 0 then
        perform commerce_private.retake_visits(
            caller.organization_id, booking.order_item_id, v_taken.visits, 'came after all', caller.user_id);
    end if;
    -- What nobody has sent yet stays here.
    perform commerce_private.withdraw_refund(caller.organization_id, sent.id)
    from unnest(v_taken.refund_ids) as sent (id)
    order by sent.id;
    select coalesce(sum(refund.amount_minor), 0)
    into v_gone_minor
    from commerce.refunds as refund
    where refund.organization_id = caller.organization_id
        and refund.id = any(v_taken.refund_ids)
        and refund.status not in ('failed', 'cancelled');

    update commerce.bookings as missed
    set total_minor = missed.total_minor + v_taken.off_minor - v_gone_minor,
        waived_minor = missed.waived_minor - v_taken.waived_minor
    where missed.organization_id = caller.organization_id and missed.id = booking.id;
    update commerce.orders as ord
    set discount_minor = ord.discount_minor - v_taken.waived_minor,
        total_minor = ord.total_minor + v_taken.waived_minor,
        due_minor = greatest(0, ord.total_minor + v_taken.waived_minor - ord.paid_minor),
        due_now_minor = ord.due_now_minor + v_taken.due_now_minor
    where ord.organization_id = caller.organization_id and ord.id = v_order.id;
    perform commerce_private.refresh_order_payment(caller.organization_id, v_order.id);
    perform commerce_private.count_for_customer(
        caller.organization_id, booking.customer_id, 0, 0, 0, commerce_private.clock(),
        v_taken.off_minor - v_gone_minor,
        commerce_private.balance_of(caller.organization_id, v_order.id) - v_balance_minor);
    -- What went back is the customer's again: it is asked for anew.
    if v_gone_minor > 0 then
        perform commerce_private.raise_order(caller, booking, v_gone_minor, 'Returned for a no-show', true);
    else
        perform commerce_private.ask_again(caller.organization_id, v_order.id);
    end if;
end;
$$;

comment on function commerce_private.undo_no_show(commerce_private.caller, commerce.bookings) is
$md$Put the price of a booking back, and what its order costs, to what they were before it was marked as a no-show.

What need not have been paid is due again; a refund that nobody has sent is withdrawn; what went back is due as a line of
its own. Does nothing where nothing was taken off, or the order is over. `booking` is as it is now. The caller holds order,
payments and booking. Then locks the entitlement, and the customer. Raises `VC301` when the visits that came back are used
for something else by now.$md$;

revoke all on function commerce_private.undo_no_show(commerce_private.caller, commerce.bookings) from public;
