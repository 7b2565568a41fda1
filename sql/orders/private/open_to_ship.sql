create or replace function commerce_private.open_to_ship(
    organization_id uuid,
    order_id uuid,
    out order_item_id uuid,
    out quantity integer,
    out shipped integer,
    out delivered integer
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    item.id,
    item.quantity - gone.removed,
    coalesce(sent.shipped, 0)::integer,
    coalesce(sent.delivered, 0)::integer
from commerce.order_items as item
cross join lateral (
    -- Taken out by a change of the order, or refunded and put back on the shelf before it left.
    select commerce_private.removed_of_item(open_to_ship.organization_id, item.id) + (
        select coalesce(sum(part.quantity), 0)
        from commerce.unsent_items as part
        where part.organization_id = open_to_ship.organization_id and part.order_item_id = item.id
    )::integer as removed
) as gone
left join lateral (
    select
        sum(part.quantity) as shipped,
        sum(part.quantity) filter (where shipment.status = 'delivered') as delivered
    from commerce.shipment_items as part
    join commerce.shipments as shipment
        on shipment.organization_id = open_to_ship.organization_id and shipment.id = part.shipment_id
    where part.organization_id = open_to_ship.organization_id
        and part.order_item_id = item.id
        and shipment.status <> 'lost'
) as sent on true
where item.organization_id = open_to_ship.organization_id
    and item.order_id = open_to_ship.order_id
    and item.kind = 'product'
    and item.quantity > gone.removed;
$$;

comment on function commerce_private.open_to_ship(uuid, uuid) is
$md$The goods of an order, line by line: how many were bought and not given up before they left, how many are in parcels that are not lost, how many arrived.$md$;

revoke all on function commerce_private.open_to_ship(uuid, uuid) from public;
