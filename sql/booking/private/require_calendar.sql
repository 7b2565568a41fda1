create or replace function commerce_private.require_calendar(
    staff_id uuid = null,
    venue_id uuid = null,
    service_id uuid = null,
    resource_id uuid = null
)
returns commerce_private.caller
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
begin
    -- Staff keep their own calendar; everybody else's is the managers' business.
    if v_caller.role = 'commerce_user'
        and commerce_private.member_rank(v_caller.member_role) < commerce_private.member_rank('manager')
        and (num_nonnulls(venue_id, service_id, resource_id) > 0 or not exists (
            select
            from commerce.staff as staff
            where staff.organization_id = v_caller.organization_id
                and staff.id = require_calendar.staff_id
                and staff.user_id = v_caller.user_id
        )) then
        perform commerce_private.refuse_caller(v_caller, 'manager');
    end if;
    if staff_id is not null and not exists (
        select
        from commerce.staff as staff
        where staff.organization_id = v_caller.organization_id and staff.id = require_calendar.staff_id
    ) then
        perform commerce_private.refuse_unknown('staff', staff_id);
    elsif service_id is not null and not exists (
        select
        from commerce.services as service
        where service.organization_id = v_caller.organization_id and service.id = require_calendar.service_id
    ) then
        perform commerce_private.refuse_unknown('service', service_id);
    elsif resource_id is not null and not exists (
        select
        from commerce.resources as resource
        where resource.organization_id = v_caller.organization_id and resource.id = require_calendar.resource_id
    ) then
        perform commerce_private.refuse_unknown('resource', resource_id);
    end if;
    perform commerce_private.check_venue(v_caller.organization_id, venue_id);
    return v_caller;
end;
$$;

comment on function commerce_private.require_calendar(uuid, uuid, uuid, uuid) is
$md$Who is calling, provided they may change this calendar: managers and trusted backends any, staff their own.

Raises `VT302`, `VB202` for a staff, service, venue or resource that the organization does not have.$md$;

revoke all on function commerce_private.require_calendar(uuid, uuid, uuid, uuid) from public;
