create or replace function commerce_private.send_parcel(
    purchase commerce.orders,
    shipment_id uuid,
    items jsonb,
    carrier text,
    tracking_number text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if purchase.status not in ('paid', 'processing', 'ready_for_shipment', 'shipped', 'in_transit')
        or purchase.payment_status = 'refunded' then
        raise exception using
            errcode = 'VO401',
            message = 'this order is not to be shipped',
            detail = jsonb_build_object(
                'order_id', purchase.id, 'from_status', purchase.status, 'to_status', 'shipped',
                'payment_status', purchase.payment_status),
            hint = 'Ship what is paid or may go unpaid, before it is delivered or refunded, and not while it is disputed.';
    end if;
    perform commerce_private.ship_items(
        purchase.organization_id, purchase.id, shipment_id, items, carrier, tracking_number);
    perform commerce_private.cover_parcel(purchase.organization_id, purchase.id, shipment_id, actor_user_id);
    perform commerce_private.log_order(
        purchase.organization_id, purchase.id, 'order.shipped',
        jsonb_strip_nulls(jsonb_build_object(
            'shipment_id', shipment_id, 'carrier', carrier, 'tracking_number', tracking_number)));
    perform commerce_private.record_event(purchase.organization_id, 'shipment.created', shipment_id::text);
end;
$$;

comment on function commerce_private.send_parcel(commerce.orders, uuid, jsonb, text, text, uuid) is
$md$Send a parcel of an order: what is in it has left the shelf, whoever says so. The caller holds the order.

Raises `VO401` not to be shipped in its status, or refunded, and what `ship_items` and `cover_parcel` raise.$md$;

revoke all on function commerce_private.send_parcel(commerce.orders, uuid, jsonb, text, text, uuid) from public;
