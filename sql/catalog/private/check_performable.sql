create or replace function commerce_private.check_performable(
    organization_id uuid,
    service_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from commerce.services as service
        where service.organization_id = check_performable.organization_id
            and service.id = check_performable.service_id
            and service.status = 'active'
            and service.capacity_mode = 'exclusive'
            and not exists (
                select
                from commerce.service_staff as performer
                where performer.organization_id = check_performable.organization_id
                    and performer.service_id = service.id
            )
            and not exists (
                select
                from commerce.service_resource_groups as wanted
                where wanted.organization_id = check_performable.organization_id
                    and wanted.service_id = service.id
            )
    ) then
        perform commerce_private.refuse_catalog_input('status', 'nobody_performs_it',
            'Call commerce.assign_staff or commerce.assign_resource before it is made active.');
    end if;
end;
$$;

comment on function commerce_private.check_performable(uuid, uuid) is
$md$An exclusive service that is active has somebody, or something, to be performed with.

Raises `VC101`.$md$;

revoke all on function commerce_private.check_performable(uuid, uuid) from public;
