create or replace function commerce_private.held_reservation(
    organization_id uuid,
    reservation_id uuid
)
returns commerce.held_reservation
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select held.organization_id, held.id, held.service_id, held.staff_id, held.time_slot_id, held.group_id,
    held.during, held.occupied, held.starts_at, held.ends_at, held.party_size, held.status, held.expires_at,
    held.is_extended, held.is_staff_requested, held.customer_id, held.user_id, held.created_at, held.updated_at,
    commerce_private.hold_token(held.organization_id, held.id)
from commerce.slot_reservations as held
where held.organization_id = held_reservation.organization_id
    and held.id = held_reservation.reservation_id;
$$;

comment on function commerce_private.held_reservation(uuid, uuid) is
$md$A reservation as it stands now, with the token that only its maker may see.$md$;

revoke all on function commerce_private.held_reservation(uuid, uuid) from public;
