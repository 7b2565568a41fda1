create or replace function commerce.mark_no_show(
    booking_id uuid,
    note text = null
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
    v_was commerce.bookings;
begin
    perform commerce_private.check_booking_note('note', note);
    v_booking := commerce_private.lock_own_sale(v_caller, booking_id);
    if v_booking.status = 'no_show' then
        return v_booking;
    elsif v_booking.status <> 'confirmed' then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'no_show', 'status',
            'Only confirmed bookings become no-shows.');
    elsif v_booking.starts_at is null or v_booking.starts_at > commerce_private.clock() then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'no_show', 'not_started',
            'Wait until the booking has begun.');
    end if;
    perform commerce_private.lock_reservations(v_caller.organization_id, array[v_booking.reservation_id]);
    perform commerce_private.end_reservations(
        v_caller.organization_id, array[v_booking.reservation_id], 'cancelled');
    v_was := v_booking;
    perform commerce_private.move_booking(v_caller.organization_id, booking_id, 'no_show', note);
    perform commerce_private.cancel_messages(v_caller.organization_id, booking_id);
    perform commerce_private.charge_no_show(v_caller, v_was);
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = mark_no_show.booking_id;
    perform commerce_private.audit(v_caller, 'mark_no_show', booking_id::text, '{status}');
    return v_booking;
end;
$$;

comment on function commerce.mark_no_show(uuid, text) is
$md$Say that nobody came to a booking. Members and trusted backends; staff for their own bookings.

From `confirmed`, once it has begun; the rest of its time is free. Of its price `no_show_percent` of the policy it
was made under is kept, by default all of it; the rest need not be paid, or goes back. Visits that paid it come back unless all is kept. It still counts as one of
the customer's bookings. `check_in_booking` undoes it on the same day: then what went back is due again, and what was still to go back is not. Twice is harmless.

Locks order, payments and booking, then slot and reservation, gift card and credit, entitlement, customer. Raises `VB201` unknown booking, `VB404` (from, to, reason),
`VB101` note too long, `VT101`, `VT302`.$md$;

revoke all on function commerce.mark_no_show(uuid, text) from public;
grant execute on function commerce.mark_no_show(uuid, text) to commerce_user, commerce_service;
