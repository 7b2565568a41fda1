create or replace function commerce_private.require_organization(
    caller commerce_private.caller
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if caller.organization_id is null then
        perform commerce_private.refuse_no_organization(caller);
    elsif not exists (
        select
        from commerce.organizations as organization
        where organization.id = caller.organization_id
    ) then
        raise exception using
            errcode = 'VT201',
            message = 'organization not found',
            detail = jsonb_build_object('organization_id', caller.organization_id),
            hint = 'Set the id of an existing organization.';
    end if;
end;
$$;

comment on function commerce_private.require_organization(commerce_private.caller) is
$md$Check that the platform acts for an organization. Raises `VT301` none in context, `VT201` unknown.$md$;

revoke all on function commerce_private.require_organization(commerce_private.caller) from public;
