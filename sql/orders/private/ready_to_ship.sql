create or replace function commerce_private.ready_to_ship(
    organization_id uuid,
    order_id uuid,
    out order_item_id uuid,
    out open integer,
    out ready integer
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
with line as (
    select
        item.id,
        item.line,
        item.product_id,
        goods.quantity - goods.shipped as open
    from commerce_private.open_to_ship(ready_to_ship.organization_id, ready_to_ship.order_id) as goods
    join commerce.order_items as item
        on item.organization_id = ready_to_ship.organization_id and item.id = goods.order_item_id
    where goods.shipped < goods.quantity
),
there as (
    select
        of_product.product_id,
        of_product.open - commerce_private.awaited_units(
            ready_to_ship.organization_id, ready_to_ship.order_id, of_product.product_id) as units
    from (
        select line.product_id, sum(line.open) as open
        from line
        group by line.product_id
    ) as of_product
)
-- Of several lines with one product the first gets what is there.
select
    line.id,
    line.open,
    greatest(0, least(line.open, there.units - coalesce(sum(line.open) over earlier, 0)))::integer
from line
join there
    on there.product_id = line.product_id
window earlier as (
    partition by line.product_id
    order by line.line
    rows between unbounded preceding and 1 preceding
);
$$;

comment on function commerce_private.ready_to_ship(uuid, uuid) is
$md$The goods of an order that have not left yet, line by line: how many, and how many of them are there to be sent.

The others were sold before they arrived.$md$;

revoke all on function commerce_private.ready_to_ship(uuid, uuid) from public;
