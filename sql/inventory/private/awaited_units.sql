create or replace function commerce_private.awaited_units(
    organization_id uuid,
    order_id uuid,
    product_id bigint
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(sum(lock.qty_backordered), 0)::bigint
from commerce.inventory_locks as lock
where lock.organization_id = awaited_units.organization_id
    and lock.order_id = awaited_units.order_id
    and lock.product_id = awaited_units.product_id
    and lock.state in ('active', 'converted');
$$;

comment on function commerce_private.awaited_units(uuid, uuid, bigint) is
$md$How many units of a product an order bought that have still to come.$md$;

revoke all on function commerce_private.awaited_units(uuid, uuid, bigint) from public;
