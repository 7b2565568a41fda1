create or replace function commerce.decline_booking(
    booking_id uuid,
    reason text = null
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
begin
    perform commerce_private.check_booking_note('reason', reason);
    perform commerce_private.lock_sale(v_caller.organization_id, v_booking.order_id);
    v_booking := commerce_private.lock_own_booking(v_caller, booking_id);
    if v_booking.status = 'cancelled' then
        return v_booking;
    elsif v_booking.status <> 'awaiting_approval' then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'cancelled', 'status',
            'Only bookings that wait for approval are declined; others are cancelled with commerce.cancel_booking.');
    end if;
    v_booking := commerce_private.drop_booking(v_caller, booking_id, 'business', null, reason);
    perform commerce_private.capture_approved(v_caller.organization_id, v_booking.order_id);
    perform commerce_private.audit(v_caller, 'decline_booking', booking_id::text, '{status}');
    return v_booking;
end;
$$;

comment on function commerce.decline_booking(uuid, text) is
$md$Turn a booking down that waits for approval: its time is free, what was paid for it goes back in full. Members; staff their own.

What was only authorised is let go, or captured for the rest of the order once all of it has been decided on. The
customer is told. Twice is harmless.

Locks: order, payments, booking, time slot, reservation, customer. Raises `VB201` unknown booking, `VB404` any other
status (from, to, reason), `VB101` reason too long, `VT101`, `VT302`.$md$;

revoke all on function commerce.decline_booking(uuid, text) from public;
grant execute on function commerce.decline_booking(uuid, text) to commerce_user, commerce_service;
