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
    v_wanted text := coalesce(
        commerce_private.current_header('x-commerce-organization'),
        claims #>> '{app_metadata,organization_id}',
        claims ->> 'organization_id'
    );
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
    if not found then
        v_organization_id := commerce_private.context_uuid('x-commerce-organization', v_wanted);
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
The claim in `app_metadata` comes before the one at top level, which a user may be able to edit.

Raises `VT301` when the value is neither a known slug nor a uuid.$md$;

revoke all on function commerce_private.selected_organization_id(jsonb) from public;
