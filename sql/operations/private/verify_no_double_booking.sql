create or replace function commerce_private.verify_no_double_booking(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object('reservation_id', one.id, 'other_reservation_id', other.id, 'staff_id', one.staff_id)
from commerce.slot_reservations as one
join commerce.slot_reservations as other
    on other.organization_id = one.organization_id
    and other.staff_id = one.staff_id
    and other.id > one.id
    and other.occupied && one.occupied
    and other.status in ('reserved', 'confirmed')
where one.organization_id = verify_no_double_booking.organization_id
    and one.status in ('reserved', 'confirmed')
    and (verify_no_double_booking.since is null or greatest(one.updated_at, other.updated_at) >= verify_no_double_booking.since)
union all
select jsonb_build_object(
    'reservation_id', one.reservation_id, 'other_reservation_id', other.reservation_id, 'resource_id', one.resource_id
)
from commerce.reservation_resources as one
join commerce.reservation_resources as other
    on other.organization_id = one.organization_id
    and other.resource_id = one.resource_id
    and other.reservation_id > one.reservation_id
    and other.occupied && one.occupied
    and other.status in ('reserved', 'confirmed')
where one.organization_id = verify_no_double_booking.organization_id
    and one.status in ('reserved', 'confirmed')
    and (verify_no_double_booking.since is null or greatest(one.created_at, other.created_at) >= verify_no_double_booking.since);
$$;

comment on function commerce_private.verify_no_double_booking(uuid, timestamptz) is
$md$Live reservations of one person, or of one resource, that overlap.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_no_double_booking(uuid, timestamptz) from public;
