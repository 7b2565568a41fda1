create or replace function commerce_private.refuse_organization(
    organization_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VT201',
        message = 'organization not found',
        detail = jsonb_build_object('organization_id', refuse_organization.organization_id),
        hint = 'Name the id of an existing organization.';
end;
$$;

comment on function commerce_private.refuse_organization(uuid) is
$md$Say that there is no such organization.

Raises `VT201`, always.$md$;

revoke all on function commerce_private.refuse_organization(uuid) from public;
