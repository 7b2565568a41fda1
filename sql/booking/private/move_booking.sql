create or replace function commerce_private.move_booking(
    organization_id uuid,
    booking_id uuid,
    to_status text,
    note text = null
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booking commerce.bookings;
begin
    if note is not null then
        perform set_config('commerce.status_note', note, true);
    end if;
    update commerce.bookings as booking
    set status = move_booking.to_status
    where booking.organization_id = move_booking.organization_id and booking.id = move_booking.booking_id;
    if note is not null then
        perform set_config('commerce.status_note', '', true);
    end if;
    perform commerce_private.record_event(organization_id, 'booking.' || to_status, booking_id::text);
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = move_booking.organization_id and booking.id = move_booking.booking_id;
    return v_booking;
end;
$$;

comment on function commerce_private.move_booking(uuid, uuid, text, text) is
$md$Move a booking to another status: guard, history with the note, event. The caller holds the booking, and sees to its time.

Raises `VB404` a move that does not exist.$md$;

revoke all on function commerce_private.move_booking(uuid, uuid, text, text) from public;
