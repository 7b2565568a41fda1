create or replace function commerce.create_shipment(
    order_id uuid,
    items jsonb = null,
    carrier text = null,
    tracking_number text = null,
    idempotency_key text = null
)
returns commerce.shipments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_order commerce.orders := commerce_private.check_order_access(v_caller, order_id);
    v_id uuid := commerce_private.new_id();
    v_made uuid;
    v_shipment commerce.shipments;
begin
    if length(carrier) not between 1 and 100 then
        perform commerce_private.refuse_order_input('carrier', 'length', 'Send 1 to 100 characters.');
    elsif length(tracking_number) not between 1 and 200 then
        perform commerce_private.refuse_order_input('tracking_number', 'length', 'Send 1 to 200 characters.');
    end if;
    v_made := commerce_private.claim_key(
        v_caller, 'create_shipment', idempotency_key,
        jsonb_build_array(order_id, items, carrier, tracking_number), v_id);
    if v_made = v_id then
        v_order := commerce_private.lock_order(v_caller.organization_id, order_id);
        perform commerce_private.send_parcel(
            v_order, v_id, items, carrier, tracking_number, v_caller.user_id);
        perform commerce_private.follow_shipments(v_caller.organization_id, order_id);
        -- One message a parcel: an order may leave in several.
        perform commerce_private.queue_notification(
            organization_id => v_caller.organization_id,
            channel => 'email',
            template => 'order_status_changed',
            recipient => v_order.email,
            data => jsonb_strip_nulls(jsonb_build_object(
                'order_id', v_order.id, 'order_number', v_order.order_number, 'status', 'shipped',
                'shipment_id', v_id, 'carrier', create_shipment.carrier,
                'tracking_number', create_shipment.tracking_number)),
            order_id => v_order.id
        );
        perform commerce_private.audit(v_caller, 'create_shipment', v_id::text);
    end if;
    select shipment.*
    into v_shipment
    from commerce.shipments as shipment
    where shipment.organization_id = v_caller.organization_id and shipment.id = v_made;
    return v_shipment;
end;
$$;

comment on function commerce.create_shipment(uuid, jsonb, text, text, text) is
$md$Send goods of an order: `items` is `[{"order_item_id": …, "quantity": 1}]`, null for all that is there and has not left yet.

An order may leave in several parcels; what was sold before it arrived leaves once it has come. Once everything has left it follows the least advanced one: `shipped`,
`in_transit`, `delivered`; `fulfillment_status` says `partially_shipped` before. What was in a lost parcel can be
sent again: it is taken from the shelf anew, as is what was put back there by hand. What was refunded and restocked does
not leave. The customer is told of every parcel. For members (staff for orders of their own bookings) and
trusted backends.

Raises `VO101` bad input, `VO201` unknown order, `VO401` not to be shipped in its status, or refunded, `VO405` more than is there
and has not left yet (order_item_id, wanted, open), `VI401` what is sent again is not there, `VO402`, `VT101` key, `VT302`.$md$;

revoke all on function commerce.create_shipment(uuid, jsonb, text, text, text) from public;
grant execute on function commerce.create_shipment(uuid, jsonb, text, text, text) to commerce_user, commerce_service;
