-- Since sessions take resources where they happen.
drop function if exists commerce_private.free_resources(uuid, uuid, text, tstzrange, timestamptz);
create or replace function commerce_private.free_resources(
    organization_id uuid,
    service_id uuid,
    resource_group text,
    occupied tstzrange,
    at timestamptz,
    venue_id uuid = null
)
returns setof uuid
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select resource.id
from commerce_private.resources_for(
    free_resources.organization_id, free_resources.service_id, free_resources.resource_group,
    free_resources.venue_id) as resource (id)
where not exists (
    select
    from commerce.reservation_resources as held
    where held.organization_id = free_resources.organization_id
        and held.resource_id = resource.id
        and held.occupied && free_resources.occupied
        and held.status in ('reserved', 'confirmed')
        and (held.expires_at is null or held.expires_at > free_resources.at)
)
    and not exists (
        select
        from commerce.blackouts as blackout
        where blackout.organization_id = free_resources.organization_id
            and blackout.resource_id = resource.id
            and blackout.during && free_resources.occupied
    )
order by resource.id;
$$;

comment on function commerce_private.free_resources(uuid, uuid, text, tstzrange, timestamptz, uuid) is
$md$The resources of a group that nobody holds for this time, as seen without a lock, by id.$md$;

revoke all on function commerce_private.free_resources(uuid, uuid, text, tstzrange, timestamptz, uuid) from public;
