create or replace function commerce_private.close_slot(
    organization_id uuid,
    time_slot_id uuid
)
returns commerce.time_slots
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot commerce.time_slots;
begin
    update commerce.time_slots as slot
    set is_available = false
    where slot.organization_id = close_slot.organization_id and slot.id = close_slot.time_slot_id
    returning slot.organization_id, slot.id, slot.service_id, slot.venue_id, slot.staff_id,
        slot.reservation_id, slot.during, slot.starts_at, slot.ends_at, slot.max_capacity, slot.is_available,
        slot.created_at, slot.updated_at
    into v_slot;
    return v_slot;
end;
$$;

comment on function commerce_private.close_slot(uuid, uuid) is
$md$Let nobody reserve a place in a time slot any more, and hold its row.$md$;

revoke all on function commerce_private.close_slot(uuid, uuid) from public;
