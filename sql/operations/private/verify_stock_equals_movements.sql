create or replace function commerce_private.verify_stock_equals_movements(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'product_id', level.product_id, 'location_id', level.location_id, 'on_hand', level.on_hand,
    'moved', coalesce(moved.quantity, 0)
)
from commerce.stock_levels as level
left join lateral (
    select sum(movement.quantity) as quantity
    from commerce.stock_movements as movement
    where movement.organization_id = level.organization_id
        and movement.product_id = level.product_id
        and movement.location_id = level.location_id
) as moved on true
where level.organization_id = verify_stock_equals_movements.organization_id
    and (verify_stock_equals_movements.since is null or level.updated_at >= verify_stock_equals_movements.since)
    and level.on_hand <> coalesce(moved.quantity, 0);
$$;

comment on function commerce_private.verify_stock_equals_movements(uuid, timestamptz) is
$md$Stock levels whose movements do not sum to what is on hand.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_stock_equals_movements(uuid, timestamptz) from public;
