create or replace function commerce_private.find_slot(
    organization_id uuid,
    service_id uuid,
    starts_at timestamptz,
    staff_id uuid
)
returns uuid
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot_id uuid;
begin
    -- Seen without a lock: the place is counted again under it.
    select slot.id
    into v_slot_id
    from commerce.time_slots as slot
    where slot.organization_id = find_slot.organization_id
        and slot.service_id = find_slot.service_id
        and slot.starts_at = find_slot.starts_at
        and (find_slot.staff_id is null or slot.staff_id = find_slot.staff_id)
    order by slot.is_available desc,
        slot.max_capacity - commerce_private.places_taken(slot.organization_id, slot.id, commerce_private.clock()) desc,
        slot.id
    limit 1;
    if v_slot_id is null then
        perform commerce_private.refuse_time(
            case when find_slot.starts_at < commerce_private.clock() then 'min_notice' else 'not_a_start_time' end,
            find_slot.service_id, find_slot.starts_at, jsonb_build_object('staff_id', find_slot.staff_id));
    end if;
    return v_slot_id;
end;
$$;

comment on function commerce_private.find_slot(uuid, uuid, timestamptz, uuid) is
$md$The time slot of a service at a start that has most room, perhaps of one teacher.

Raises `VB405` when there is none.$md$;

revoke all on function commerce_private.find_slot(uuid, uuid, timestamptz, uuid) from public;
