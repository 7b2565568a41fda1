create or replace function commerce_private.places_taken(
    organization_id uuid,
    time_slot_id uuid,
    at timestamptz
)
returns integer
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(sum(held.party_size), 0)::integer
from commerce.slot_reservations as held
where held.organization_id = places_taken.organization_id
    and held.time_slot_id = places_taken.time_slot_id
    and held.staff_id is null
    and held.status in ('reserved', 'confirmed')
    and (held.status = 'confirmed' or held.expires_at > places_taken.at);
$$;

comment on function commerce_private.places_taken(uuid, uuid, timestamptz) is
$md$How many places of a time slot are held or booked at an instant.$md$;

revoke all on function commerce_private.places_taken(uuid, uuid, timestamptz) from public;
