create or replace function commerce.complete_booking(
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
    v_booking commerce.bookings := commerce_private.lock_own_booking(v_caller, booking_id);
    v_now timestamptz;
    v_began_at timestamptz;
    v_timezone text;
begin
    perform commerce_private.check_booking_note('note', note);
    v_now := commerce_private.clock();
    if v_booking.status = 'completed' then
        return v_booking;
    elsif v_booking.status not in ('checked_in', 'confirmed') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'completed', 'status',
            'Only bookings that are checked in or confirmed are completed.');
    elsif v_booking.status = 'confirmed' and v_booking.ends_at > v_now then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'completed', 'not_over',
            'Check it in first, or wait until it is over.');
    end if;
    if v_booking.ends_at > v_now then
        -- Over early: the rest of its time is free.
        perform commerce_private.lock_reservations(v_caller.organization_id, array[v_booking.reservation_id]);
        perform commerce_private.end_reservations(
            v_caller.organization_id, array[v_booking.reservation_id], 'cancelled');
    elsif v_booking.during is null then
        -- It began at once: now it is known from when to when it was.
        select min(history.at)
        into v_began_at
        from commerce.booking_status_history as history
        where history.organization_id = v_caller.organization_id
            and history.booking_id = complete_booking.booking_id
            and history.to_status = v_booking.status;
        v_began_at := least(coalesce(v_began_at, v_now), v_now - interval '1 second');
        v_timezone := commerce_private.booking_timezone(v_caller.organization_id, v_booking.venue_id);
        update commerce.bookings as booking
        set during = tstzrange(v_began_at, v_now),
            local_date = (v_began_at at time zone v_timezone)::date,
            local_start = (v_began_at at time zone v_timezone)::time,
            local_end = (v_now at time zone v_timezone)::time
        where booking.organization_id = v_caller.organization_id and booking.id = complete_booking.booking_id;
    end if;
    v_booking := commerce_private.move_booking(v_caller.organization_id, booking_id, 'completed', note);
    perform commerce_private.count_for_customer(
        v_caller.organization_id, v_booking.customer_id, 0, 0, 0, v_now);
    perform commerce_private.audit(v_caller, 'complete_booking', booking_id::text, '{status}');
    return v_booking;
end;
$$;

comment on function commerce.complete_booking(uuid, text) is
$md$Say that a booking is done. Members and trusted backends; staff for their own bookings.

From `checked_in`, at any time: what is left of its time becomes free; from `confirmed` once it is over,
which `complete_past_bookings` does by itself. A session that began at once gets its `during` now. Twice is
harmless.

Locks the booking, then slot and reservation, then the customer. Raises `VB201` unknown booking, `VB404`
(from, to, reason), `VB101` note too long, `VT101`, `VT302`.$md$;

revoke all on function commerce.complete_booking(uuid, text) from public;
grant execute on function commerce.complete_booking(uuid, text) to commerce_user, commerce_service;
