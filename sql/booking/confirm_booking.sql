create or replace function commerce.confirm_booking(
    booking_id uuid
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_booking commerce.bookings;
    v_confirmed integer;
begin
    select booking.id, booking.order_id, booking.status, booking.staff_id, booking.payment_status,
        booking.reservation_id, booking.customer_id
    into v_booking.id, v_booking.order_id, v_booking.status, v_booking.staff_id, v_booking.payment_status,
        v_booking.reservation_id, v_booking.customer_id
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = confirm_booking.booking_id
    for no key update;
    if v_booking.id is null then
        raise exception using
            errcode = 'VB201',
            message = 'booking not found',
            detail = jsonb_build_object('booking_id', confirm_booking.booking_id),
            hint = 'Send the id of a booking of this organization.';
    elsif v_caller.role = 'commerce_user' and v_caller.member_role = 'staff'
        and v_booking.staff_id is distinct from commerce_private.current_staff_id() then
        perform commerce_private.refuse_caller(v_caller, 'manager');
    elsif v_booking.status not in ('pending_payment', 'awaiting_approval', 'confirmed') then
        raise exception using
            errcode = 'VB404',
            message = 'this booking cannot go from its status to that one',
            detail = jsonb_build_object('booking_id', v_booking.id, 'from', v_booking.status, 'to', 'confirmed'),
            hint = 'Make a new booking: this one no longer holds its time.';
    end if;

    if v_booking.status = 'pending_payment' then
        v_confirmed := (commerce_private.confirm_bookings(v_caller.organization_id, v_booking.order_id,
            array[v_booking.id], v_booking.payment_status)).number;
    elsif v_booking.status = 'awaiting_approval' then
        -- Its time was kept for it all along.
        update commerce.bookings as booking
        set status = 'confirmed'
        where booking.organization_id = v_caller.organization_id and booking.id = v_booking.id;
        v_confirmed := 1;
    end if;
    if v_confirmed > 0 then
        perform commerce_private.tell_of_booking(v_caller.organization_id, v_booking.id);
        perform commerce_private.audit(v_caller, 'confirm_booking', v_booking.id::text, '{status}');
    end if;
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = confirm_booking.booking_id;
    return v_booking;
end;
$$;

comment on function commerce.confirm_booking(uuid) is
$md$Confirm a booking that waits for payment or approval, whatever has been paid. Members; staff their own.

Its time is kept for good, the customer is told, statistics count it. Twice is harmless. Paying the
order does the same by itself.

Raises `VB201` unknown booking, `VB403` its hold has lapsed, `VB404` it is past that, `VT302`.$md$;

revoke all on function commerce.confirm_booking(uuid) from public;
grant execute on function commerce.confirm_booking(uuid) to commerce_user, commerce_service;
