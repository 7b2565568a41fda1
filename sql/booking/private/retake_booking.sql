create or replace function commerce_private.retake_booking(
    organization_id uuid,
    booking_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lost commerce.slot_reservations;
    v_won commerce.slot_reservations;
begin
    select held.*
    into v_lost
    from commerce.bookings as booking
    join commerce.slot_reservations as held
        on held.organization_id = booking.organization_id and held.id = booking.reservation_id
    where booking.organization_id = retake_booking.organization_id and booking.id = retake_booking.booking_id;
    if v_lost.id is null then
        return;
    end if;
    perform commerce_private.lock_reservations(organization_id, array[v_lost.id], true);
    if v_lost.time_slot_id is not null and exists (
        select
        from commerce.time_slots as slot
        where slot.organization_id = retake_booking.organization_id
            and slot.id = v_lost.time_slot_id
            and commerce_private.places_taken(slot.organization_id, slot.id, commerce_private.clock()) + v_lost.party_size
            > slot.max_capacity
    ) then
        perform commerce_private.refuse_time('full', v_lost.service_id, v_lost.starts_at,
            jsonb_build_object('booking_id', booking_id, 'time_slot_id', v_lost.time_slot_id));
    end if;
    -- A new row, won like any other: what ended stays ended.
    v_lost.id := commerce_private.new_id();
    v_lost.status := 'confirmed';
    v_lost.expires_at := null;
    v_won := commerce_private.take_time(v_lost);
    if v_won.id is null then
        perform commerce_private.refuse_time('taken', v_lost.service_id, v_lost.starts_at,
            jsonb_build_object('booking_id', booking_id, 'staff_id', v_lost.staff_id));
    end if;
    perform commerce_private.take_resources(array[v_won]);
    update commerce.bookings as booking
    set reservation_id = v_won.id
    where booking.organization_id = retake_booking.organization_id and booking.id = retake_booking.booking_id;
end;
$$;

comment on function commerce_private.retake_booking(uuid, uuid) is
$md$Win the time of a booking again that had given it up, for good. The caller holds the booking.

Locks the time slot, the calendar, the reservation, then resources. Raises `VB401`, `VB402` when others have it.$md$;

revoke all on function commerce_private.retake_booking(uuid, uuid) from public;
