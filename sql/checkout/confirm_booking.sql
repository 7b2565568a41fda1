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
    v_booking commerce.bookings := commerce_private.lock_own_sale(v_caller, booking_id);
    v_balance_minor bigint := commerce_private.balance_of(v_caller.organization_id, v_booking.order_id);
    v_order commerce.orders;
begin
    if v_booking.status = 'confirmed' then
        return v_booking;
    elsif v_booking.status = 'pending_payment' then
        perform commerce_private.confirm_bookings(
            v_caller.organization_id, v_booking.order_id, array[v_booking.id], v_booking.payment_status);
        perform commerce_private.tell_of_booking(v_caller.organization_id, booking_id);
        perform commerce_private.count_for_customer(v_caller.organization_id, v_booking.customer_id, 0, 0, 0,
            commerce_private.clock(), 0,
            commerce_private.balance_of(v_caller.organization_id, v_booking.order_id) - v_balance_minor);
    elsif v_booking.status = 'awaiting_approval' then
        -- Its time was kept for it all along.
        select ord.*
        into v_order
        from commerce.orders as ord
        where ord.organization_id = v_caller.organization_id and ord.id = v_booking.order_id;
        perform commerce_private.accept_booking(v_order, booking_id);
    else
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'confirmed', 'status',
            'Make a new booking: this one no longer holds its time.');
    end if;
    perform commerce_private.audit(v_caller, 'confirm_booking', booking_id::text, '{status}');
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = confirm_booking.booking_id;
    return v_booking;
end;
$$;

comment on function commerce.confirm_booking(uuid) is
$md$Confirm a booking that waits for payment or approval, whatever has been paid. Members; staff their own.

Its time is kept for good, the customer is told, statistics count it, with the balance of its order. Twice is
harmless. Paying the order does the same by itself. What was authorised for an order is captured once the last of its
bookings that waited for approval has been decided on, as by `approve_booking`.

Locks: order, payments, booking, time slot, calendar, reservation, customer. Raises `VB201` unknown booking, `VB403` its
hold has lapsed, `VB404` it is past that (from, to, reason), `VT302`.$md$;

revoke all on function commerce.confirm_booking(uuid) from public;
grant execute on function commerce.confirm_booking(uuid) to commerce_user, commerce_service;
