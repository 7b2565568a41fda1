create or replace function commerce_private.find_service(
    organization_id uuid,
    service_id uuid,
    staff_id uuid = null
)
returns commerce.services
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_service commerce.services;
begin
    select service.id, service.duration_minutes, service.price_minor, service.currency, service.capacity_mode,
        service.capacity, service.buffer_before_minutes, service.buffer_after_minutes, service.min_notice_minutes,
        service.max_advance_days, service.venue_id, service.status, service.customer_limits
    into v_service.id, v_service.duration_minutes, v_service.price_minor, v_service.currency,
        v_service.capacity_mode, v_service.capacity, v_service.buffer_before_minutes,
        v_service.buffer_after_minutes, v_service.min_notice_minutes, v_service.max_advance_days,
        v_service.venue_id, v_service.status, v_service.customer_limits
    from commerce.services as service
    where service.organization_id = find_service.organization_id and service.id = find_service.service_id;
    if v_service.id is null then
        perform commerce_private.refuse_unknown('service', service_id);
    elsif staff_id is not null and not exists (
        select
        from commerce.staff as staff
        where staff.organization_id = find_service.organization_id and staff.id = find_service.staff_id
    ) then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;
    return v_service;
end;
$$;

comment on function commerce_private.find_service(uuid, uuid, uuid) is
$md$A service, what it takes and costs; and is that person, if any, one of the organization's?

Raises `VB202`.$md$;

revoke all on function commerce_private.find_service(uuid, uuid, uuid) from public;
