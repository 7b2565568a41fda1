create or replace function commerce.update_time_slot(
    time_slot_id uuid,
    max_capacity integer = null,
    is_available boolean = null,
    staff_id uuid = null
)
returns commerce.time_slots
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_slot commerce.time_slots;
    v_taken integer;
    v_was_available boolean;
    v_old_staff_id uuid;
    v_moved_ids uuid[] := '{}'::uuid[];
    v_booking commerce.bookings;
    v_was commerce.bookings;
begin
    perform commerce_private.check_range('max_capacity', max_capacity, 1, 100000);
    if staff_id is not null and not exists (
        select
        from commerce.staff as staff
        where staff.organization_id = v_caller.organization_id and staff.id = update_time_slot.staff_id
    ) then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;
    if staff_id is not null then
        perform commerce_private.lock_bookings(v_caller.organization_id, array(
            select booking.id
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id
                and booking.time_slot_id = update_time_slot.time_slot_id
                and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in')
        ));
    end if;
    if staff_id is not null or is_available then
        -- A slot, then the calendar of its teacher, then rooms.
        perform commerce_private.queue_for_times(v_caller.organization_id);
    end if;
    select slot.organization_id, slot.id, slot.service_id, slot.venue_id, slot.staff_id, slot.reservation_id,
        slot.during, slot.is_available
    into v_slot.organization_id, v_slot.id, v_slot.service_id, v_slot.venue_id, v_slot.staff_id, v_slot.reservation_id,
        v_slot.during, v_slot.is_available
    from commerce.time_slots as slot
    where slot.organization_id = v_caller.organization_id and slot.id = update_time_slot.time_slot_id
    for no key update;
    if v_slot.id is null then
        perform commerce_private.refuse_unknown('time slot', time_slot_id);
    end if;
    v_taken := commerce_private.places_taken(v_caller.organization_id, time_slot_id, commerce_private.clock());
    if max_capacity < v_taken then
        perform commerce_private.refuse_time('full', v_slot.service_id, lower(v_slot.during), jsonb_build_object(
            'time_slot_id', time_slot_id, 'max_capacity', max_capacity, 'taken', v_taken));
    end if;

    v_old_staff_id := v_slot.staff_id;
    v_was_available := v_slot.is_available;
    v_slot.is_available := coalesce(is_available, v_was_available);
    if staff_id is distinct from v_slot.staff_id and staff_id is not null then
        v_moved_ids := array(select commerce_private.give_slot(v_caller, v_slot, update_time_slot.staff_id));
    elsif v_slot.is_available and not v_was_available and not exists (
        select
        from commerce.slot_reservations as held
        where held.organization_id = v_caller.organization_id
            and held.id = v_slot.reservation_id
            and held.status = 'confirmed'
    ) then
        -- It was cancelled, and its teacher and rooms let go.
        perform commerce_private.hold_session(v_slot);
    end if;
    update commerce.time_slots as slot
    set max_capacity = coalesce(update_time_slot.max_capacity, slot.max_capacity),
        is_available = coalesce(update_time_slot.is_available, slot.is_available)
    where slot.organization_id = v_caller.organization_id and slot.id = v_slot.id
    returning slot.organization_id, slot.id, slot.service_id, slot.venue_id, slot.staff_id,
        slot.reservation_id, slot.during, slot.starts_at, slot.ends_at, slot.max_capacity, slot.is_available,
        slot.created_at, slot.updated_at
    into v_slot;
    for v_booking in
        select booking.*
        from commerce.bookings as booking
        where booking.organization_id = v_caller.organization_id and booking.id = any(v_moved_ids)
        order by booking.id
    loop
        v_was := v_booking;
        v_was.staff_id := v_old_staff_id;
        perform commerce_private.tell_of_move(v_booking, v_was);
    end loop;
    perform commerce_private.audit(v_caller, 'update_time_slot', time_slot_id::text, array_remove(array[
        case when max_capacity is not null then 'max_capacity' end,
        case when is_available is not null then 'is_available' end,
        case when staff_id is not null then 'staff_id' end], null));
    return v_slot;
end;
$$;

comment on function commerce.update_time_slot(uuid, integer, boolean, uuid) is
$md$Change how many places a session has, whether more may be reserved, or who gives it. Managers and above.

A null argument keeps the value. Closing it (`is_available => false`) touches no booking; opening a session that was
cancelled takes its teacher's time and its resources again. Another teacher takes over everybody in it, where it is: their bookings name the new one, the
sequence for calendars grows, `booking_moves` notes it, customers and both teachers are told.

Locks: bookings by id, the queue for several times, the slot, the teacher's time, resources by group and id.

Raises `VC101` bad input, `VB202` unknown slot or staff, `VB402` fewer places than are taken, `VB401` the teacher's
time, or all of a group of resources (`resource_unavailable`) is taken, `VB405` all of a group is `closed` then.$md$;

revoke all on function commerce.update_time_slot(uuid, integer, boolean, uuid) from public;
grant execute on function commerce.update_time_slot(uuid, integer, boolean, uuid) to commerce_user, commerce_service;
