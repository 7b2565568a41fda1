create or replace function commerce_private.selected_organization_id(
    claims jsonb
)
returns uuid
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted text := commerce_private.wanted_organization(claims);
    v_user_id uuid := commerce_private.current_user_id();
    v_organization_id uuid;
begin
    if v_wanted is null then
        return null;
    end if;
    select entry.organization_id
    into v_organization_id
    from commerce_private.directory as entry
    where entry.kind = 'slug' and entry.key = lower(v_wanted);
    if not found and v_wanted ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        v_organization_id := v_wanted::uuid;
    end if;
    -- A trusted backend selects any; a visitor what is published; a user also where they belong.
    if commerce_private.caller_role() in ('commerce_anon', 'commerce_user') then
        return (
            select organization.id
            from commerce.organizations as organization
            where organization.id = v_organization_id
                and (
                    organization.is_published
                    or exists (
                        select
                        from commerce.members as member
                        where member.organization_id = organization.id and member.user_id = v_user_id
                    )
                    or exists (
                        select
                        from commerce_private.organization_users as customer
                        where customer.organization_id = organization.id and customer.user_id = v_user_id
                    )
                )
        );
    end if;
    return v_organization_id;
end;
$$;

comment on function commerce_private.selected_organization_id(jsonb) is
$md$The organization that the header `x-commerce-organization` (slug or id) or a claim selects, or null.

Visitors select published organizations; users also those where they are member or customer.
What they cannot select is null like what does not exist.$md$;

revoke all on function commerce_private.selected_organization_id(jsonb) from public;
