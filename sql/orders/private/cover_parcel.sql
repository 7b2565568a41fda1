create or replace function commerce_private.cover_parcel(
    organization_id uuid,
    order_id uuid,
    shipment_id uuid,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_missing bigint[];
begin
    select
        array_agg(parcel.product_id order by parcel.product_id),
        array_agg(parcel.units - parcel.waiting order by parcel.product_id)
    into v_product_ids, v_missing
    from (
        -- What is off the shelf for the order, and neither in another parcel nor back by a return.
        select packed.product_id, packed.units, greatest(0, taken.units - packed.before + coalesce(back.units, 0)) as waiting
        from (
            select
                item.product_id,
                coalesce(sum(part.quantity) filter (where part.shipment_id = cover_parcel.shipment_id), 0) as units,
                coalesce(sum(part.quantity) filter (where part.shipment_id <> cover_parcel.shipment_id), 0) as before
            from commerce.shipments as shipment
            join commerce.shipment_items as part
                on part.organization_id = shipment.organization_id and part.shipment_id = shipment.id
            join commerce.order_items as item
                on item.organization_id = part.organization_id and item.id = part.order_item_id
            where shipment.organization_id = cover_parcel.organization_id
                and shipment.order_id = cover_parcel.order_id
            group by item.product_id
        ) as packed
        join (
            select movement.product_id, -sum(movement.quantity) as units
            from commerce.stock_movements as movement
            where movement.organization_id = cover_parcel.organization_id
                and movement.order_id = cover_parcel.order_id
                and movement.kind in ('sale', 'restock')
            group by movement.product_id
        ) as taken
            on taken.product_id = packed.product_id
        left join (
            select item.product_id, sum(part.resellable) as units
            from commerce.returns as ret
            join commerce.return_items as part
                on part.organization_id = ret.organization_id and part.return_id = ret.id
            join commerce.order_items as item
                on item.organization_id = part.organization_id and item.id = part.order_item_id
            where ret.organization_id = cover_parcel.organization_id
                and ret.order_id = cover_parcel.order_id
                and ret.status in ('received', 'completed')
            group by item.product_id
        ) as back
            on back.product_id = packed.product_id
    ) as parcel
    where parcel.units > parcel.waiting;
    if v_product_ids is not null then
        perform commerce_private.change_sold_stock(
            organization_id, order_id, v_product_ids, v_missing, null,
            commerce_private.clock() + interval '5 minutes', 'sent again', actor_user_id);
    end if;
end;
$$;

comment on function commerce_private.cover_parcel(uuid, uuid, uuid, uuid) is
$md$Take from the shelf what is in a new parcel and has not been taken for its order yet.

That is what is sent again after a parcel was lost, or was put back on the shelf by hand: nothing leaves that the books
still count. Goods whose stock is not tracked are left out. The caller holds the order, and has packed the parcel. Locks:
inventory locks, then stock, by product. Raises `VI401` when the shelf is empty.$md$;

revoke all on function commerce_private.cover_parcel(uuid, uuid, uuid, uuid) from public;
