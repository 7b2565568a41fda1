create or replace function commerce_private.verify_entitlements_equal_uses(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'entitlement_id', entitlement.id, 'used', entitlement.used, 'uses', uses.visits, 'total', entitlement.total
)
from commerce.entitlements as entitlement
cross join lateral (
    select coalesce(sum(used.visits), 0) as visits
    from commerce.entitlement_uses as used
    where used.organization_id = entitlement.organization_id and used.entitlement_id = entitlement.id
) as uses
where entitlement.organization_id = verify_entitlements_equal_uses.organization_id
    and (verify_entitlements_equal_uses.since is null or entitlement.updated_at >= verify_entitlements_equal_uses.since)
    and entitlement.used <> uses.visits;
$$;

comment on function commerce_private.verify_entitlements_equal_uses(uuid, timestamptz) is
$md$Entitlements that say another number of visits than their uses sum up to.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_entitlements_equal_uses(uuid, timestamptz) from public;
