create or replace function commerce.cancel_booking(
    booking_id uuid,
    reason text = null,
    at_fault text = 'customer',
    fee_minor bigint = null
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_terms record;
begin
    perform commerce_private.check_cancelling(v_caller, v_booking, at_fault, fee_minor, reason);
    perform commerce_private.lock_sale(v_caller.organization_id, v_booking.order_id);
    perform commerce_private.lock_bookings(v_caller.organization_id, array[booking_id]);
    v_booking := commerce_private.check_booking_access(v_caller, booking_id);
    if v_booking.status = 'cancelled' then
        return v_booking;
    elsif v_booking.status not in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'cancelled', 'status',
            'Only bookings that are still to come are cancelled.');
    end if;
    if not commerce_private.is_insider(v_caller, v_booking.staff_id) then
        v_terms := commerce_private.cancellation_fee(
            v_caller.organization_id, booking_id, v_booking.total_minor, commerce_private.clock(), at_fault);
        -- Before anything is paid there is nothing to be late for.
        if v_booking.status = 'checked_in' or (not v_terms.is_allowed and v_booking.status <> 'pending_payment') then
            raise exception using
                errcode = 'VO404',
                message = 'too late to cancel',
                detail = jsonb_build_object('booking_id', booking_id, 'starts_at', v_booking.starts_at,
                                            'hours_before', v_terms.hours_before),
                hint = 'Ask the shop: its members can still cancel.';
        end if;
    end if;
    v_booking := commerce_private.drop_booking(v_caller, booking_id, at_fault, fee_minor, reason);
    perform commerce_private.audit(v_caller, 'cancel_booking', booking_id::text, '{status}');
    return v_booking;
end;
$$;

comment on function commerce.cancel_booking(uuid, text, text, bigint) is
$md$Cancel a booking: its time is free at once, and its money goes back by the policy it was made under.

The rest of its order stands; when nothing else is in it, the whole order is cancelled. What was not paid yet
need not be paid any more; refunds go the way of `issue_refund`. `cancellation_quote` says beforehand what is
kept. Customers, and guests with the order's token, cancel as long as the policy lets them; staff their own
bookings; managers and trusted backends any. Members say with `at_fault => 'business'` that everything is
refunded; `fee_minor`, in minor units, instead of the policy's is for managers. Cancelling twice is harmless.

Locks: order, payments, booking, time slot, reservation, customer.

Raises `VB201` unknown booking, `VO404` too late for the customer (starts_at, hours_before), `VB404` no longer
to be cancelled (from, to), `VB101` bad input, `VT101`, `VT302`.$md$;

revoke all on function commerce.cancel_booking(uuid, text, text, bigint) from public;
grant execute on function commerce.cancel_booking(uuid, text, text, bigint)
to commerce_anon, commerce_user, commerce_service;
