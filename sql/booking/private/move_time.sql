create or replace function commerce_private.move_time(
    caller commerce_private.caller,
    booking_id uuid,
    new_starts_at timestamptz,
    new_staff_id uuid,
    reason text,
    is_by_customer boolean,
    price_difference_minor bigint = 0,
    override_hours boolean = false
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor commerce_private.caller := caller;
    v_booking commerce.bookings;
    v_old commerce.slot_reservations;
    v_won commerce.slot_reservations;
    v_now timestamptz := commerce_private.clock();
    v_staff_id uuid;
begin
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = move_time.booking_id;
    select held.*
    into v_old
    from commerce.slot_reservations as held
    where held.organization_id = caller.organization_id and held.id = v_booking.reservation_id;
    if v_old.status not in ('reserved', 'confirmed') or v_old.expires_at <= v_now then
        perform commerce_private.refuse_hold('VB403', v_old.id, 'expired');
    end if;
    -- Who asked for a person goes on with them, in sessions too.
    v_staff_id := coalesce(new_staff_id, case when v_booking.staff_requested then v_booking.staff_id end);
    -- Length and party were agreed on when it was booked.
    v_actor.role := 'commerce_owner';
    if v_old.time_slot_id is not null then
        v_won := commerce_private.win_place(
            v_actor, v_old, new_starts_at, v_staff_id, coalesce(v_old.expires_at, v_now + interval '5 minutes'));
        if v_won.id = v_old.id then
            return v_booking;
        end if;
    else
        v_won := commerce_private.win_time(
            v_actor, v_old, new_starts_at, v_staff_id,
            coalesce(v_old.expires_at, v_now + interval '5 minutes'), override_hours);
        perform commerce_private.move_resources(v_old.id, v_won);
    end if;
    if v_old.status = 'confirmed' then
        update commerce.slot_reservations as held
        set status = 'confirmed', expires_at = null
        where held.organization_id = caller.organization_id and held.id = v_won.id;
        update commerce.reservation_resources as kept
        set status = 'confirmed', expires_at = null
        where kept.organization_id = caller.organization_id and kept.reservation_id = v_won.id;
    end if;
    -- The new time is won: now the old one is left.
    perform commerce_private.lock_reservations(caller.organization_id, array[v_old.id]);
    perform commerce_private.end_reservations(caller.organization_id, array[v_old.id], 'cancelled');

    update commerce.bookings as booking
    set reservation_id = v_won.id,
        time_slot_id = v_won.time_slot_id,
        staff_id = coalesce(v_won.staff_id, slot.staff_id),
        staff_requested = booking.staff_requested or (move_time.is_by_customer and move_time.new_staff_id is not null),
        venue_id = coalesce(slot.venue_id, service.venue_id),
        during = v_won.during,
        scheduled_for = lower(v_won.during),
        local_date = (lower(v_won.during) at time zone zone.name)::date,
        local_start = (lower(v_won.during) at time zone zone.name)::time,
        local_end = (upper(v_won.during) at time zone zone.name)::time,
        ical_sequence = booking.ical_sequence + 1
    from commerce.services as service
    left join commerce.time_slots as slot
        on slot.organization_id = service.organization_id and slot.id = v_won.time_slot_id
    cross join lateral (
        select commerce_private.booking_timezone(
            service.organization_id, coalesce(slot.venue_id, service.venue_id)) as name
    ) as zone
    where booking.organization_id = caller.organization_id
        and booking.id = move_time.booking_id
        and service.organization_id = booking.organization_id
        and service.id = booking.service_id;
    insert into commerce.booking_moves (
        organization_id, booking_id, at, from_during, to_during, from_staff_id, to_staff_id, ical_sequence,
        party_size, price_difference_minor, is_by_customer, reason, actor_user_id
    )
    select
        booking.organization_id, booking.id, v_now, v_old.during, booking.during, v_booking.staff_id,
        booking.staff_id, booking.ical_sequence, booking.party_size, move_time.price_difference_minor,
        move_time.is_by_customer, move_time.reason, (move_time.caller).user_id
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = move_time.booking_id;
    perform commerce_private.cancel_messages(caller.organization_id, booking_id);
    perform commerce_private.record_event(caller.organization_id, 'booking.rescheduled', booking_id::text);
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = move_time.booking_id;
    return v_booking;
end;
$$;

comment on function commerce_private.move_time(
    commerce_private.caller, uuid, timestamptz, uuid, text, boolean, bigint, boolean
) is
$md$Give a booking another time, or another person: all of it is won before anything is left, or nothing changes.

The caller holds the booking, and has queued for several times. Locks: time slots by id, the new time,
resources by group and id, the old reservation. Its messages are called back; the history of its times grows.

Raises `VB401`, `VB402`, `VB403` its own hold has lapsed, `VB405`.$md$;

revoke all on function commerce_private.move_time(
    commerce_private.caller, uuid, timestamptz, uuid, text, boolean, bigint, boolean
) from public;
