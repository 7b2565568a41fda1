create or replace function commerce_private.verify_capacity_not_exceeded(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'time_slot_id', slot.id, 'max_capacity', slot.max_capacity, 'taken', taken.places
)
from commerce.time_slots as slot
join lateral (
    select sum(held.party_size) as places
    from commerce.slot_reservations as held
    where held.organization_id = slot.organization_id
        and held.time_slot_id = slot.id
        -- The row that keeps the teacher's time has a person and takes no place.
        and held.staff_id is null
        and (held.status = 'confirmed' or (held.status = 'reserved' and held.expires_at > commerce_private.clock()))
        and (verify_capacity_not_exceeded.since is null or slot.updated_at >= verify_capacity_not_exceeded.since or held.updated_at >= verify_capacity_not_exceeded.since)
) as taken on taken.places > slot.max_capacity
where slot.organization_id = verify_capacity_not_exceeded.organization_id;
$$;

comment on function commerce_private.verify_capacity_not_exceeded(uuid, timestamptz) is
$md$Time slots with more places taken than there are.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_capacity_not_exceeded(uuid, timestamptz) from public;
