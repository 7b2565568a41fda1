create or replace function commerce_private.has_resources(
    organization_id uuid,
    service_id uuid,
    occupied tstzrange,
    at timestamptz,
    resource_ids uuid[] = null
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select not exists (
    select
    from commerce.service_resource_groups as wanted
    where wanted.organization_id = has_resources.organization_id
        and wanted.service_id = has_resources.service_id
        and not exists (
            select
            from commerce_private.free_resources(
                has_resources.organization_id, has_resources.service_id, wanted.resource_group,
                has_resources.occupied, has_resources.at
            ) as free (resource_id)
            where has_resources.resource_ids is null or free.resource_id = any(has_resources.resource_ids)
        )
);
$$;

comment on function commerce_private.has_resources(uuid, uuid, tstzrange, timestamptz, uuid[]) is
$md$Is one resource of every group that the service needs free for this time (and among the wished ones, if any)?$md$;

revoke all on function commerce_private.has_resources(uuid, uuid, tstzrange, timestamptz, uuid[]) from public;
