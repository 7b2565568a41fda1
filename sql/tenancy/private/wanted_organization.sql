create or replace function commerce_private.wanted_organization(
    claims jsonb
)
returns text
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    commerce_private.current_header('x-commerce-organization'),
    claims #>> '{app_metadata,organization_id}',
    claims ->> 'organization_id'
);
$$;

comment on function commerce_private.wanted_organization(jsonb) is
$md$The slug or id of the organization that the header `x-commerce-organization`, else a claim, names; or null.

The claim in `app_metadata` comes before the one at top level, which a user may be able to edit.$md$;

revoke all on function commerce_private.wanted_organization(jsonb) from public;
