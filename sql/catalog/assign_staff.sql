create or replace function commerce.assign_staff(
    service_id uuid,
    staff_id uuid
)
returns commerce.service_staff
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_performer commerce.service_staff;
begin
    perform
    from commerce.services as service
    where service.organization_id = v_caller.organization_id and service.id = assign_staff.service_id
    for no key update;
    if not found then
        perform commerce_private.refuse_unknown('service', service_id);
    end if;
    perform
    from commerce.staff as staff
    where staff.organization_id = v_caller.organization_id and staff.id = assign_staff.staff_id;
    if not found then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;

    insert into commerce.service_staff (organization_id, service_id, staff_id)
    values (v_caller.organization_id, assign_staff.service_id, assign_staff.staff_id)
    on conflict do nothing;
    update commerce.services as service
    set status = 'active', activates_when_assigned = false
    where service.organization_id = v_caller.organization_id
        and service.id = assign_staff.service_id
        and service.activates_when_assigned;
    perform commerce_private.audit(v_caller, 'assign_staff', service_id::text, '{staff_id}');
    select performer.organization_id, performer.service_id, performer.staff_id, performer.created_at
    into v_performer
    from commerce.service_staff as performer
    where performer.organization_id = v_caller.organization_id
        and performer.service_id = assign_staff.service_id
        and performer.staff_id = assign_staff.staff_id;
    return v_performer;
end;
$$;

comment on function commerce.assign_staff(uuid, uuid) is
$md$Let a member of staff perform a service. Managers and above; twice is harmless.

The first performer makes a new service active unless it was made with a status.

Raises `VB202` unknown service or staff.$md$;

revoke all on function commerce.assign_staff(uuid, uuid) from public;
grant execute on function commerce.assign_staff(uuid, uuid) to commerce_user, commerce_service;
