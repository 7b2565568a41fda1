create or replace function commerce_private.reassign_slot(
    caller commerce_private.caller,
    time_slot_id uuid,
    reason text
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot commerce.time_slots;
    v_old_staff_id uuid;
    v_old_ids uuid[];
    v_new_staff_id uuid;
begin
    select slot.*
    into v_slot
    from commerce.time_slots as slot
    where slot.organization_id = caller.organization_id and slot.id = reassign_slot.time_slot_id
    for no key update;
    v_old_staff_id := v_slot.staff_id;
    for v_new_staff_id in
        select teacher.staff_id
        from commerce_private.rank_teachers(
            caller.organization_id, v_slot.service_id, v_slot.during, commerce_private.clock()) as teacher
        where teacher.staff_id <> v_old_staff_id
    loop
        begin
            v_slot.staff_id := v_new_staff_id;
            perform commerce_private.hold_teacher(v_slot);
        exception
            when sqlstate 'VB401' then
                continue;
        end;
        v_old_ids := array(
            select held.id
            from commerce.slot_reservations as held
            where held.organization_id = caller.organization_id
                and held.time_slot_id = reassign_slot.time_slot_id
                and held.staff_id = v_old_staff_id
                and held.status = 'confirmed'
        );
        perform commerce_private.end_reservations(caller.organization_id, v_old_ids, 'cancelled');
        update commerce.time_slots as slot
        set staff_id = v_new_staff_id
        where slot.organization_id = caller.organization_id and slot.id = reassign_slot.time_slot_id;
        with moved as (
            update commerce.bookings as booking
            set staff_id = v_new_staff_id,
                ical_sequence = booking.ical_sequence + 1
            where booking.organization_id = caller.organization_id
                and booking.time_slot_id = reassign_slot.time_slot_id
                and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed')
            returning booking.id, booking.during, booking.ical_sequence, booking.party_size
        )
        insert into commerce.booking_moves (
            organization_id, booking_id, at, from_during, to_during, from_staff_id, to_staff_id, ical_sequence,
            party_size, is_by_customer, reason, actor_user_id
        )
        select caller.organization_id, moved.id, commerce_private.clock(), moved.during, moved.during,
            v_old_staff_id, v_new_staff_id, moved.ical_sequence, moved.party_size, false, reassign_slot.reason,
            (reassign_slot.caller).user_id
        from moved;
        return v_new_staff_id;
    end loop;
    return null;
end;
$$;

comment on function commerce_private.reassign_slot(commerce_private.caller, uuid, text) is
$md$Give a session to another of those who give it and are free then, with all its bookings; answers who that is, or null.

The caller holds the bookings. Locks the slot, then teachers' times.$md$;

revoke all on function commerce_private.reassign_slot(commerce_private.caller, uuid, text) from public;
