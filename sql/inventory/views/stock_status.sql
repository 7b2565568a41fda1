create or replace view commerce.stock_status
with (security_invoker = true)
as
select
    stock.organization_id,
    stock.product_id,
    product.sku,
    product.name,
    stock.location_id,
    stock.on_hand,
    stock.reserved - lapsed.quantity as locked,
    stock.on_hand - stock.reserved + lapsed.quantity as available,
    incoming.quantity as incoming,
    stock.on_hand - stock.reserved + lapsed.quantity <= threshold.value as is_low,
    awaited.quantity as backordered
from commerce.stock_levels as stock
join commerce.products as product
    on product.organization_id = stock.organization_id and product.id = stock.product_id
cross join lateral (
    select coalesce(sum(lock.qty_reserved), 0)::bigint as quantity
    from commerce.inventory_locks as lock
    where lock.organization_id = stock.organization_id
        and lock.product_id = stock.product_id
        and lock.location_id = stock.location_id
        and lock.state = 'active'
        and lock.expires_at <= (select commerce_private.clock())
) as lapsed
cross join lateral (
    select coalesce(sum(expected.quantity - expected.quantity_received), 0)::bigint as quantity
    from commerce.expected_stock as expected
    where expected.organization_id = stock.organization_id
        and expected.product_id = stock.product_id
        and expected.location_id = stock.location_id
        and expected.received_at is null
) as incoming
cross join lateral (
    select coalesce(sum(lock.qty_backordered), 0)::bigint as quantity
    from commerce.inventory_locks as lock
    where lock.organization_id = stock.organization_id
        and lock.product_id = stock.product_id
        and lock.location_id = stock.location_id
        and lock.state = 'converted'
        and lock.qty_backordered > 0
) as awaited
cross join (
    select (setting.value #>> '{}')::bigint as value
    from commerce.settings_effective as setting
    where setting.key = 'low_stock_threshold'
) as threshold
where stock.organization_id = (select commerce_private.current_organization_id());

comment on view commerce.stock_status is
$md$Every product's stock at every location: on hand, locked by open orders, available, incoming, and whether it is low.

Locks that have lapsed count as free already. For members, trusted backends and readers.$md$;
comment on column commerce.stock_status.organization_id is 'The organization the row belongs to.';
comment on column commerce.stock_status.product_id is 'Number of the product.';
comment on column commerce.stock_status.sku is 'The product''s sku.';
comment on column commerce.stock_status.name is 'The product''s name.';
comment on column commerce.stock_status.location_id is 'Where it lies.';
comment on column commerce.stock_status.on_hand is 'Units on the shelf.';
comment on column commerce.stock_status.locked is 'Units that open orders hold.';
comment on column commerce.stock_status.available is 'Units that can be ordered now.';
comment on column commerce.stock_status.incoming is 'Units expected and not received yet.';
comment on column commerce.stock_status.is_low is 'Whether what is available is at or below `low_stock_threshold`.';
comment on column commerce.stock_status.backordered is 'Units that paid orders wait for.';

revoke all on commerce.stock_status from public;
grant select on commerce.stock_status to commerce_user, commerce_service, commerce_reader;
