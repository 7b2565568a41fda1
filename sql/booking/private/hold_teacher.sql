create or replace function commerce_private.hold_teacher(
    slot commerce.time_slots
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted commerce.slot_reservations;
    v_held commerce.slot_reservations;
begin
    v_wanted.organization_id := slot.organization_id;
    v_wanted.id := commerce_private.new_id();
    v_wanted.service_id := slot.service_id;
    v_wanted.staff_id := slot.staff_id;
    v_wanted.time_slot_id := slot.id;
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
end;
$$;

comment on function commerce_private.hold_teacher(commerce.time_slots) is
$md$Hold the time of a slot's teacher by the slot's own confirmed reservation: the one row of the slot that has staff.

Raises `VB401` when the teacher is taken.$md$;

revoke all on function commerce_private.hold_teacher(commerce.time_slots) from public;
