create or replace function commerce_private.drop_booking(
    caller commerce_private.caller,
    booking_id uuid,
    at_fault text,
    fee_minor bigint,
    reason text
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_quote commerce.cancellation_quote;
    v_booking commerce.bookings;
    v_order commerce.orders;
    v_is_settled boolean;
    v_is_counted boolean;
    v_balance_minor bigint;
begin
    v_quote := commerce_private.cancellation_terms(
        caller.organization_id, booking_id, commerce_private.clock(), at_fault, fee_minor);
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = drop_booking.booking_id;
    v_is_counted := v_booking.status in ('confirmed', 'checked_in');
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = caller.organization_id and ord.id = v_booking.order_id;
    v_is_settled := v_order.status not in ('created', 'pending_payment', 'payment_failed');

    v_balance_minor := commerce_private.balance_of(caller.organization_id, v_order.id);
    v_booking := commerce_private.release_booking(caller.organization_id, booking_id, v_quote.fee_minor, reason);
    -- Promotions come before gift cards and credit, visits after these, then customers.
    if v_quote.is_last
        and v_order.price_breakdown ? 'promotions'
        and v_order.status in ('created', 'pending_payment', 'payment_failed', 'paid', 'processing') then
        perform commerce_private.release_promotions(caller.organization_id, v_order.id);
    end if;
    perform commerce_private.lock_tenders(caller.organization_id, v_order.id);
    perform commerce_private.return_visit(caller, v_booking, v_quote.at, at_fault, drop_booking.fee_minor, reason);
    perform commerce_private.count_for_customer(
        caller.organization_id, v_booking.customer_id, 0, case when v_is_counted then -1 else 0 end, 0,
        v_quote.at, case when v_is_counted then -v_booking.total_minor else 0 end,
        commerce_private.balance_of(caller.organization_id, v_order.id) - v_balance_minor);
    perform commerce_private.reduce_order(
        caller, v_order.id, v_booking.id, v_quote.waived_minor,
        -- A fee that is kept is due like what it was part of.
        case when not v_is_settled then greatest(0,
            commerce_private.due_now_of_booking(caller.organization_id, v_booking.id) - v_quote.fee_minor) end,
        v_quote.refund_minor, reason);
    if not v_quote.is_last then
        -- What is left may have nothing to pay now.
        perform commerce_private.settle_order(caller.organization_id, v_order.id);
    elsif v_order.status in ('created', 'pending_payment', 'payment_failed', 'paid', 'processing') then
        perform commerce_private.move_order(
            caller.organization_id, v_order.id, 'cancelled', coalesce(reason, 'its bookings were cancelled'));
        perform commerce_private.expire_sessions(caller.organization_id, v_order.id);
        perform commerce_private.free_tenders(caller.organization_id, v_order.id);
        if v_is_settled then
            perform commerce_private.count_for_customer(
                caller.organization_id, v_order.customer_id, -1, 0, 0, v_quote.at);
        end if;
    end if;
    -- What a dispute withholds could not go back: by the decision on it they know what to do.
    perform commerce_private.tell_of_payment(caller.organization_id, dispute.payment_id, 'cancelled_while_disputed')
    from commerce.disputes as dispute
    join commerce.payments as payment
        on payment.organization_id = dispute.organization_id and payment.id = dispute.payment_id
    where dispute.organization_id = caller.organization_id
        and payment.order_id = v_order.id
        and dispute.held_minor > 0
    order by dispute.payment_id;
    perform commerce_private.tell_of_cancelling(v_booking, v_quote);
    -- Who waits for it gets it in the same instant: nobody comes between.
    perform commerce_private.offer_freed(v_booking);
    return v_booking;
end;
$$;

comment on function commerce_private.drop_booking(commerce_private.caller, uuid, text, bigint, text) is
$md$Cancel a booking and settle its money by its terms; with the last thing in it the order is cancelled too.

The caller has checked that it may, and holds order, payments and booking. Locks: time slot, reservation,
promotions, gift card and credit, entitlement, customer,
waitlist entries. Raises `VB404`.$md$;

revoke all on function commerce_private.drop_booking(commerce_private.caller, uuid, text, bigint, text) from public;
