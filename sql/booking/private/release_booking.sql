create or replace function commerce_private.release_booking(
    organization_id uuid,
    booking_id uuid,
    fee_minor bigint,
    note text = null
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reservation_id uuid;
begin
    select booking.reservation_id
    into v_reservation_id
    from commerce.bookings as booking
    where booking.organization_id = release_booking.organization_id and booking.id = release_booking.booking_id;
    if v_reservation_id is not null then
        -- Kept, so to say: who waits for the time is offered it afterwards.
        perform commerce_private.lock_reservations(organization_id, array[v_reservation_id], true);
        perform commerce_private.end_reservations(organization_id, array[v_reservation_id], 'cancelled');
    end if;
    update commerce.bookings as booking
    set cancellation_fee_minor = coalesce(booking.cancellation_fee_minor, 0) + release_booking.fee_minor,
        ical_sequence = booking.ical_sequence + 1
    where booking.organization_id = release_booking.organization_id and booking.id = release_booking.booking_id;
    perform commerce_private.cancel_messages(organization_id, booking_id);
    return commerce_private.move_booking(organization_id, booking_id, 'cancelled', note);
end;
$$;

comment on function commerce_private.release_booking(uuid, uuid, bigint, text) is
$md$Cancel one booking: its time and resources are free, its reminders called back, calendars told by a higher sequence.

The caller holds the booking, and sees to the money. Locks the time slot, the calendar, then the reservation.

Raises `VB404` when its status cannot become `cancelled`.$md$;

revoke all on function commerce_private.release_booking(uuid, uuid, bigint, text) from public;
