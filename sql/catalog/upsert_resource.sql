create or replace function commerce.upsert_resource(
    name text = null,
    resource_group text = null,
    venue_id uuid = null,
    resource_id uuid = null,
    status text = null,
    clear text[] = null
)
returns commerce.resources
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_resource commerce.resources;
begin
    perform commerce_private.check_name('name', name, is_needed => resource_id is null);
    perform commerce_private.check_name('resource_group', resource_group, is_needed => resource_id is null);
    perform commerce_private.check_choice('status', status, '{active,archived}');
    perform commerce_private.check_clear(clear, '{venue_id}');
    perform commerce_private.check_venue(v_caller.organization_id, venue_id);

    perform pg_advisory_xact_lock(hashtextextended('commerce.resources ' || v_caller.organization_id, 0));
    select resource.id
    into v_resource.id
    from commerce.resources as resource
    where resource.organization_id = v_caller.organization_id
        and case when upsert_resource.resource_id is not null then resource.id = upsert_resource.resource_id
                 else resource.name = upsert_resource.name
                      and resource.resource_group = upsert_resource.resource_group end
    order by resource.id
    limit 1
    for no key update;
    if v_resource.id is null and resource_id is not null then
        perform commerce_private.refuse_unknown('resource', resource_id);
    elsif v_resource.id is null then
        insert into commerce.resources as resource (organization_id, name, resource_group, venue_id, status)
        values (v_caller.organization_id, upsert_resource.name, upsert_resource.resource_group,
                upsert_resource.venue_id, coalesce(upsert_resource.status, 'active'))
        returning resource.organization_id, resource.id, resource.name, resource.resource_group, resource.venue_id,
            resource.status, resource.created_at, resource.updated_at
        into v_resource;
    else
        update commerce.resources as resource
        set name = coalesce(upsert_resource.name, resource.name),
            resource_group = coalesce(upsert_resource.resource_group, resource.resource_group),
            venue_id = case when 'venue_id' = any(clear) then null
                            else coalesce(upsert_resource.venue_id, resource.venue_id) end,
            status = coalesce(upsert_resource.status, resource.status)
        where resource.organization_id = v_caller.organization_id and resource.id = v_resource.id
        returning resource.organization_id, resource.id, resource.name, resource.resource_group, resource.venue_id,
            resource.status, resource.created_at, resource.updated_at
        into v_resource;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_resource', v_resource.id::text,
        array_remove(array[case when name is not null then 'name' end,
            case when resource_group is not null then 'resource_group' end,
            case when venue_id is not null then 'venue_id' end, case when status is not null then 'status' end], null)
        || coalesce(clear, '{}'));
    return v_resource;
end;
$$;

comment on function commerce.upsert_resource(text, text, uuid, uuid, text, text[]) is
$md$Make a room, chair or machine that services need, or change it. Managers and above.

Found by `resource_id`, else by name within its group. On an existing row a null argument keeps the
value, `clear` empties the columns it names (`venue_id`). One booking at a time holds a resource.

Raises `VC101` bad input, `VB202` unknown venue or resource.$md$;

revoke all on function commerce.upsert_resource(text, text, uuid, uuid, text, text[]) from public;
grant execute on function commerce.upsert_resource(text, text, uuid, uuid, text, text[]) to commerce_user, commerce_service;
