create or replace function commerce_private.follow_shipments(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_way constant text[] := array['paid', 'processing', 'ready_for_shipment', 'shipped', 'in_transit', 'delivered'];
    v_status text;
    v_bought bigint;
    v_shipped bigint;
    v_delivered bigint;
    v_least text;
begin
    select ord.status
    into v_status
    from commerce.orders as ord
    where ord.organization_id = follow_shipments.organization_id and ord.id = follow_shipments.order_id
    for no key update;
    select sum(line.quantity), sum(line.shipped), sum(line.delivered)
    into v_bought, v_shipped, v_delivered
    from commerce_private.open_to_ship(follow_shipments.organization_id, follow_shipments.order_id) as line;
    update commerce.orders as ord
    set fulfillment_status = case
            when v_bought is null then 'not_required'
            when v_shipped = 0 then 'unfulfilled'
            when v_shipped < v_bought then 'partially_shipped'
            when v_delivered < v_bought then 'shipped'
            else 'delivered'
        end
    where ord.organization_id = follow_shipments.organization_id
        and ord.id = follow_shipments.order_id
        and ord.fulfillment_status not in ('partially_returned', 'returned');
    if v_bought is null or v_shipped < v_bought or not v_status = any(v_way) then
        -- Something has still to leave; or the order's status is not the parcels' to say.
        return;
    end if;
    -- The order is as far as the parcel that is least far.
    select shipment.status
    into v_least
    from commerce.shipments as shipment
    where shipment.organization_id = follow_shipments.organization_id
        and shipment.order_id = follow_shipments.order_id
        and shipment.status <> 'lost'
    order by array_position(v_way, shipment.status)
    limit 1;
    -- Every step is written down, the customer hears of the last one.
    for v_step in array_position(v_way, v_status) + 1 .. array_position(v_way, v_least) loop
        continue when v_way[v_step] = 'in_transit' and v_least = 'delivered';
        perform commerce_private.move_order(
            organization_id, order_id, v_way[v_step], is_told => v_way[v_step] = v_least and v_least <> 'shipped');
    end loop;
end;
$$;

comment on function commerce_private.follow_shipments(uuid, uuid) is
$md$Let an order follow its parcels: `fulfillment_status`, and its status as far as the least advanced parcel, once everything has left.

Lost parcels do not count: what was in them has still to leave. Locks the order.$md$;

revoke all on function commerce_private.follow_shipments(uuid, uuid) from public;
