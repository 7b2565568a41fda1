-- Since what is said to be shipped leaves the shelf like any parcel.
drop function if exists commerce_private.move_by_hand(commerce.orders, text, text);
create or replace function commerce_private.move_by_hand(
    purchase commerce.orders,
    to_status text,
    note text,
    actor_user_id uuid
)
returns commerce.orders
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_shipment_id uuid;
    v_awaited jsonb;
begin
    -- The way must be there; what moves the goods then moves the parcels, and the order with them.
    perform commerce_private.move_order(purchase.organization_id, purchase.id, to_status, note);
    if purchase.fulfillment_status in ('partially_returned', 'returned')
        or to_status not in ('shipped', 'in_transit', 'delivered') then
        return commerce_private.lock_order(purchase.organization_id, purchase.id);
    end if;
    if to_status = 'shipped' and exists (
        select
        from commerce_private.open_to_ship(purchase.organization_id, purchase.id) as line
        where line.shipped < line.quantity
    ) then
        select jsonb_build_object('order_item_id', line.order_item_id, 'wanted', line.open, 'open', line.ready)
        into v_awaited
        from commerce_private.ready_to_ship(purchase.organization_id, purchase.id) as line
        where line.ready < line.open
        order by line.order_item_id
        limit 1;
        if v_awaited is not null then
            raise exception using
                errcode = 'VO405',
                message = 'more than can be shipped',
                detail = v_awaited,
                hint = 'Wait for what has still to come, or send what is there with commerce.create_shipment.';
        end if;
        perform commerce_private.send_parcel(
            purchase, commerce_private.new_id(), null, null, null, actor_user_id);
    elsif to_status in ('in_transit', 'delivered') then
        for v_shipment_id in
            select shipment.id
            from commerce.shipments as shipment
            where shipment.organization_id = purchase.organization_id
                and shipment.order_id = purchase.id
                and shipment.status in ('shipped', 'in_transit')
            order by shipment.id
        loop
            perform commerce_private.move_shipment(purchase.organization_id, v_shipment_id, to_status);
        end loop;
    end if;
    perform commerce_private.follow_shipments(purchase.organization_id, purchase.id);
    return commerce_private.lock_order(purchase.organization_id, purchase.id);
end;
$$;

comment on function commerce_private.move_by_hand(commerce.orders, text, text, uuid) is
$md$Move an order as a person says, and its parcels with it. The caller holds the order.

Raises `VO401`, `VO405` when something has still to come before all can be `shipped` (order_item_id, wanted, open), `VI401`
when the shelf has not what is sent again.$md$;

revoke all on function commerce_private.move_by_hand(commerce.orders, text, text, uuid) from public;
