create or replace function commerce.lift_suspension(
    organization_id uuid
)
returns commerce.organizations
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('platform');
    v_organization commerce.organizations;
begin
    update commerce.organizations as organization
    set status = 'active'
    where organization.id = lift_suspension.organization_id
    returning * into v_organization;
    if not found then
        perform commerce_private.refuse_organization(lift_suspension.organization_id);
    end if;
    v_caller.organization_id := v_organization.id;
    perform commerce_private.audit(v_caller, 'lift_suspension', v_organization.id::text, '{status}');
    return v_organization;
end;
$$;

comment on function commerce.lift_suspension(uuid) is
$md$Open a suspended organization again.

Nothing of it is lost. Doing it twice is harmless. For `commerce_platform`.

Raises `VT201` unknown organization, `VT302` this caller may not.$md$;

revoke all on function commerce.lift_suspension(uuid) from public;
grant execute on function commerce.lift_suspension(uuid) to commerce_platform;
