-- Since sessions take resources where they happen.
drop function if exists commerce_private.resource_refusal(uuid, uuid, text, tstzrange, uuid[]);
create or replace function commerce_private.resource_refusal(
    organization_id uuid,
    service_id uuid,
    resource_group text,
    occupied tstzrange,
    resource_ids uuid[] = null,
    venue_id uuid = null
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select case when bool_and(exists (
        select
        from commerce.blackouts as blackout
        where blackout.organization_id = resource_refusal.organization_id
            and blackout.resource_id = resource.id
            and blackout.during && resource_refusal.occupied
    )) then 'closed' else 'resource_unavailable' end
from commerce_private.resources_for(
    resource_refusal.organization_id, resource_refusal.service_id, resource_refusal.resource_group,
    resource_refusal.venue_id) as resource (id)
where resource_refusal.resource_ids is null or resource.id = any(resource_refusal.resource_ids);
$$;

comment on function commerce_private.resource_refusal(uuid, uuid, text, tstzrange, uuid[], uuid) is
$md$Why no resource of a group (of the wished ones, if any) can be had for this time: `closed` when all of them are, else `resource_unavailable`.

`free_resources` has said no before: this only finds a name for it.$md$;

revoke all on function commerce_private.resource_refusal(uuid, uuid, text, tstzrange, uuid[], uuid) from public;
