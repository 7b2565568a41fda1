create or replace function commerce_private.available_stock(
    organization_id uuid,
    product_id bigint,
    location_id uuid
)
returns bigint
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
-- What is reserved less what has lapsed: reads the few stale locks, not the many live ones.
select (
    sum(stock.on_hand - stock.reserved)
    + coalesce((
        select sum(stale.qty_reserved)
        from commerce.inventory_locks as stale
        where stale.organization_id = available_stock.organization_id
            and stale.product_id = available_stock.product_id
            and (available_stock.location_id is null or stale.location_id = available_stock.location_id)
            and stale.state = 'active'
            and stale.expires_at <= commerce_private.clock()
    ), 0)
)::bigint
from commerce.stock_levels as stock
where stock.organization_id = available_stock.organization_id
    and stock.product_id = available_stock.product_id
    and (available_stock.location_id is null or stock.location_id = available_stock.location_id);
$$;

comment on function commerce_private.available_stock(uuid, bigint, uuid) is
$md$On hand minus unexpired active locks; null when there is no stock record. A null location means all of them.$md$;

revoke all on function commerce_private.available_stock(uuid, bigint, uuid) from public;
