create or replace function commerce_private.reassign_booking(
    caller commerce_private.caller,
    booking commerce.bookings,
    reason text
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted commerce.slot_reservations;
    v_notice interval;
    v_staff_id uuid;
begin
    select held.*
    into v_wanted
    from commerce.slot_reservations as held
    where held.organization_id = caller.organization_id and held.id = booking.reservation_id;
    select service.min_notice_minutes * interval '1 minute'
    into v_notice
    from commerce.services as service
    where service.organization_id = caller.organization_id and service.id = booking.service_id;
    for v_staff_id in
        -- Notice was kept when it was booked.
        select person.staff_id
        from commerce_private.rank_staff(
            v_wanted, null, least(commerce_private.clock(), booking.starts_at - v_notice)) as person
        where person.staff_id <> booking.staff_id
    loop
        begin
            perform commerce_private.move_time(
                caller, booking.id, booking.starts_at, v_staff_id, reason, false, override_hours => true);
            return v_staff_id;
        exception
            when sqlstate 'VB401' or sqlstate 'VB405' then
                continue;
        end;
    end loop;
    return null;
end;
$$;

comment on function commerce_private.reassign_booking(commerce_private.caller, commerce.bookings, text) is
$md$Give a booking to another of those who perform it, work and are free then; answers who that is, or null.

The caller holds the booking, and has queued for several times. Locks as `move_time`.$md$;

revoke all on function commerce_private.reassign_booking(commerce_private.caller, commerce.bookings, text) from public;
