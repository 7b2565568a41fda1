create or replace function commerce_private.verify_reserved_equals_locks(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'product_id', level.product_id, 'location_id', level.location_id, 'reserved', level.reserved,
    'locked', coalesce(held.quantity, 0)
)
from commerce.stock_levels as level
left join lateral (
    select sum(lock.qty_reserved) as quantity
    from commerce.inventory_locks as lock
    where lock.organization_id = level.organization_id
        and lock.product_id = level.product_id
        and lock.location_id = level.location_id
        and lock.state = 'active'
) as held on true
where level.organization_id = verify_reserved_equals_locks.organization_id
    and (verify_reserved_equals_locks.since is null or level.updated_at >= verify_reserved_equals_locks.since)
    and level.reserved <> coalesce(held.quantity, 0);
$$;

comment on function commerce_private.verify_reserved_equals_locks(uuid, timestamptz) is
$md$Stock levels whose active locks do not sum to what is reserved.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_reserved_equals_locks(uuid, timestamptz) from public;
