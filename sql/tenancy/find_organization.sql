create or replace function commerce.find_organization(
    slug text
)
returns uuid
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
begin
    select entry.organization_id
    into v_organization_id
    from commerce_private.directory as entry
    where entry.kind = 'slug' and entry.key = lower(find_organization.slug);
    -- Visitors find what is published, and learn nothing of the rest.
    if commerce_private.caller_role() in ('commerce_anon', 'commerce_user') then
        return (
            select organization.id
            from commerce.organizations as organization
            where organization.id = v_organization_id and organization.is_published
        );
    end if;
    return v_organization_id;
end;
$$;

comment on function commerce.find_organization(text) is
$md$The id of the organization with this slug, or null; for visitors and users only when it is published.$md$;

revoke all on function commerce.find_organization(text) from public;
grant execute on function commerce.find_organization(text)
to commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform;
