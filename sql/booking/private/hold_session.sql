create or replace function commerce_private.hold_session(
    slot commerce.time_slots
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted commerce.slot_reservations;
    v_held commerce.slot_reservations;
    v_has_own boolean := exists (
        select
        from commerce.slot_reservations as own
        where own.organization_id = slot.organization_id
            and own.id = slot.reservation_id
            and own.status = 'confirmed'
    );
begin
    -- What was called off holds nothing until it is opened again.
    if slot.reservation_id is not null and not v_has_own and not slot.is_available then
        return slot.reservation_id;
    end if;
    if slot.staff_id is null and not exists (
        select
        from commerce.service_resource_groups as wanted
        where wanted.organization_id = slot.organization_id and wanted.service_id = slot.service_id
    ) then
        return null;
    end if;
    v_wanted.organization_id := slot.organization_id;
    v_wanted.id := commerce_private.new_id();
    v_wanted.service_id := slot.service_id;
    v_wanted.staff_id := slot.staff_id;
    -- A row in a slot that has nobody is a place: without a teacher the slot alone knows its row.
    v_wanted.time_slot_id := case when slot.staff_id is not null then slot.id end;
    v_wanted.during := slot.during;
    v_wanted.party_size := 1;
    v_wanted.status := 'confirmed';
    v_wanted.is_staff_requested := false;
    select tstzrange(lower(slot.during) - service.buffer_before_minutes * interval '1 minute',
                     upper(slot.during) + service.buffer_after_minutes * interval '1 minute')
    into v_wanted.occupied
    from commerce.services as service
    where service.organization_id = slot.organization_id and service.id = slot.service_id;
    v_held := commerce_private.take_time(v_wanted);
    if v_held.id is null then
        perform commerce_private.refuse_time('taken', slot.service_id, lower(slot.during),
            jsonb_build_object('staff_id', slot.staff_id, 'during', slot.during));
    end if;
    update commerce.time_slots as kept
    set reservation_id = v_held.id
    where kept.organization_id = slot.organization_id and kept.id = slot.id;

    if v_has_own then
        -- Its rooms stay its own: there is no instant at which somebody else could win them.
        update commerce.reservation_resources as kept
        set reservation_id = v_held.id
        where kept.organization_id = slot.organization_id
            and kept.reservation_id = slot.reservation_id
            and kept.status = 'confirmed';
        perform commerce_private.end_reservations(slot.organization_id, array[slot.reservation_id], 'cancelled');
    else
        perform commerce_private.take_resources(array[v_held], venue_id => slot.venue_id);
    end if;
    return v_held.id;
end;
$$;

comment on function commerce_private.hold_session(commerce.time_slots) is
$md$Hold what a time slot needs for itself by one confirmed reservation of its own, which it then names: its teacher's time, and a resource of every group.

Answers which reservation that is; null where it needs nothing. One that it has already is left after the new one
is won, and its resources go over. A session that was cancelled stays without, unless `is_available` says that it is
to be opened. Locks the teacher's calendar, then resources by group and id.

Raises `VB401` when the teacher or all of a group is taken, `VB405` (`closed`) when all of a group is closed then.$md$;

revoke all on function commerce_private.hold_session(commerce.time_slots) from public;
