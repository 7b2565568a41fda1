create or replace function commerce.assign_resource(
    service_id uuid,
    resource_group text
)
returns commerce.service_resource_groups
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_wanted commerce.service_resource_groups;
begin
    perform
    from commerce.services as service
    where service.organization_id = v_caller.organization_id and service.id = assign_resource.service_id
    for no key update;
    if not found then
        perform commerce_private.refuse_unknown('service', service_id);
    end if;
    if resource_group is null or not exists (
        select
        from commerce.resources as resource
        where resource.organization_id = v_caller.organization_id
            and resource.resource_group = assign_resource.resource_group
    ) then
        raise exception using
            errcode = 'VB202',
            message = 'resource not found',
            detail = jsonb_build_object('resource_group', assign_resource.resource_group),
            hint = 'Call commerce.upsert_resource for this group first.';
    end if;

    insert into commerce.service_resource_groups (organization_id, service_id, resource_group)
    values (v_caller.organization_id, assign_resource.service_id, assign_resource.resource_group)
    on conflict do nothing;
    update commerce.services as service
    set status = 'active', activates_when_assigned = false
    where service.organization_id = v_caller.organization_id
        and service.id = assign_resource.service_id
        and service.activates_when_assigned;
    perform commerce_private.audit(v_caller, 'assign_resource', service_id::text, '{resource_group}');
    select wanted.organization_id, wanted.service_id, wanted.resource_group, wanted.created_at
    into v_wanted
    from commerce.service_resource_groups as wanted
    where wanted.organization_id = v_caller.organization_id
        and wanted.service_id = assign_resource.service_id
        and wanted.resource_group = assign_resource.resource_group;
    return v_wanted;
end;
$$;

comment on function commerce.assign_resource(uuid, text) is
$md$Let every booking of a service hold one resource of a group. Managers and above; twice is harmless.

Of a pooled service each session holds one, like its teacher: those that are opened from then on.

The first performer makes a new service active unless it was made with a status.

Raises `VB202` unknown service, or a group without a resource.$md$;

revoke all on function commerce.assign_resource(uuid, text) from public;
grant execute on function commerce.assign_resource(uuid, text) to commerce_user, commerce_service;
