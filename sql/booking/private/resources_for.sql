create or replace function commerce_private.resources_for(
    organization_id uuid,
    service_id uuid,
    resource_group text,
    venue_id uuid
)
returns setof uuid
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select resource.id
from commerce.services as service
join commerce.resources as resource
    on resource.organization_id = service.organization_id
    and resource.resource_group = resources_for.resource_group
    and resource.status = 'active'
    and coalesce(resource.venue_id = coalesce(resources_for.venue_id, service.venue_id), true)
where service.organization_id = resources_for.organization_id and service.id = resources_for.service_id;
$$;

comment on function commerce_private.resources_for(uuid, uuid, text, uuid) is
$md$The resources of a group that can serve a service: active ones, at `venue_id` or, without it, where the service happens.$md$;

revoke all on function commerce_private.resources_for(uuid, uuid, text, uuid) from public;
