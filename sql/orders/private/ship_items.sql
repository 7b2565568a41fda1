create or replace function commerce_private.ship_items(
    organization_id uuid,
    order_id uuid,
    shipment_id uuid,
    items jsonb,
    carrier text,
    tracking_number text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_short jsonb;
    v_rows integer;
begin
    if items is not null and (jsonb_typeof(items) <> 'array' or jsonb_array_length(items) not between 1 and 200) then
        perform commerce_private.refuse_order_input('items', 'not_a_list',
            'Send a list of {"order_item_id", "quantity"}, or nothing for all that has not left yet.');
    elsif items is not null and exists (
        select
        from jsonb_array_elements(items) as item (value)
        where (
            jsonb_typeof(item.value) = 'object'
            and item.value ->> 'order_item_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            and coalesce(item.value ->> 'quantity', '1') ~ '^[1-9][0-9]{0,6}$'
        ) is not true
    ) then
        perform commerce_private.refuse_order_input('items', 'bad_value',
            'Send a list of {"order_item_id", "quantity"} with positive quantities.');
    end if;
    -- The caller holds the order, so nobody ships its goods meanwhile.
    select jsonb_build_object(
        'order_item_id', wanted.order_item_id, 'wanted', wanted.quantity,
        'open', coalesce(line.ready, 0))
    into v_short
    from (
        select
            (item.value ->> 'order_item_id')::uuid as order_item_id,
            sum((item.value ->> 'quantity')::bigint) as quantity
        from jsonb_array_elements(coalesce(ship_items.items, '[]')) as item (value)
        group by 1
    ) as wanted
    left join commerce_private.ready_to_ship(ship_items.organization_id, ship_items.order_id) as line
        on line.order_item_id = wanted.order_item_id
    where coalesce(wanted.quantity, 1) > coalesce(line.ready, 0)
    order by wanted.order_item_id
    limit 1;
    if v_short is not null then
        raise exception using
            errcode = 'VO405',
            message = 'more than can be shipped',
            detail = v_short,
            hint = 'Ship goods of this order that have not left yet and are there.';
    end if;
    insert into commerce.shipments
        (organization_id, id, order_id, carrier, tracking_number, shipped_at, created_at, updated_at)
    select
        ship_items.organization_id, ship_items.shipment_id, ship_items.order_id, ship_items.carrier,
        ship_items.tracking_number, at.now, at.now, at.now
    from commerce_private.clock() as at (now);
    insert into commerce.shipment_items (organization_id, shipment_id, order_item_id, quantity)
    select
        ship_items.organization_id, ship_items.shipment_id, line.order_item_id,
        case when ship_items.items is null then line.ready else coalesce(wanted.quantity, line.ready) end
    from commerce_private.ready_to_ship(ship_items.organization_id, ship_items.order_id) as line
    left join (
        select
            (item.value ->> 'order_item_id')::uuid as order_item_id,
            sum((item.value ->> 'quantity')::bigint) as quantity
        from jsonb_array_elements(coalesce(ship_items.items, '[]')) as item (value)
        group by 1
    ) as wanted
        on wanted.order_item_id = line.order_item_id
    where line.ready > 0
        and (ship_items.items is null or wanted.order_item_id is not null);
    get diagnostics v_rows = row_count;
    if v_rows = 0 then
        raise exception using
            errcode = 'VO405',
            message = 'nothing is left to be shipped',
            detail = jsonb_build_object('order_id', ship_items.order_id, 'open', 0),
            hint = 'All goods of this order have left, have still to come, or it has none.';
    end if;
end;
$$;

comment on function commerce_private.ship_items(uuid, uuid, uuid, jsonb, text, text) is
$md$Put goods of an order into a parcel: `items`, or all that is there and has not left yet. The caller holds the order.

What was sold before it arrived is sent once it has come. Raises `VO101` bad items, `VO405` more than is there
(order_item_id, wanted, open).$md$;

revoke all on function commerce_private.ship_items(uuid, uuid, uuid, jsonb, text, text) from public;
