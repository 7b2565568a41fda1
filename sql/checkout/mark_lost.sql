create or replace function commerce.mark_lost(
    shipment_id uuid,
    reason text = null
)
returns commerce.shipments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_order commerce.orders;
    v_shipment commerce.shipments;
begin
    if length(reason) > 1000 then
        perform commerce_private.refuse_order_input('reason', 'too_long', 'Send at most 1,000 characters.');
    end if;
    perform commerce_private.refuse_card_number(reason);
    v_order := commerce_private.lock_shipment(v_caller, shipment_id);
    perform commerce_private.log_order(
        v_caller.organization_id, v_order.id, 'order.parcel_lost',
        jsonb_strip_nulls(jsonb_build_object('shipment_id', shipment_id, 'reason', reason)));
    v_shipment := commerce_private.move_shipment(v_caller.organization_id, shipment_id, 'lost');
    -- All its money may have gone back before.
    perform commerce_private.show_refund(v_caller.organization_id, v_order.id);
    perform commerce_private.audit(v_caller, 'mark_lost', shipment_id::text, '{status}');
    return v_shipment;
end;
$$;

comment on function commerce.mark_lost(uuid, text) is
$md$Record that a parcel is lost: what was in it can be sent again with `create_shipment`, or refunded.

A refund of everything moves an order with a lost parcel to `refunded`, before or after; a refund of what was in the
parcel (`issue_refund` with `items`) leaves it not to be sent any more. Twice is harmless. For members (staff
for orders of their own bookings) and trusted backends.

Raises `VO101` bad input, `VO201` unknown shipment, `VO401` it has arrived, `VT101` card number, `VT302`.$md$;

revoke all on function commerce.mark_lost(uuid, text) from public;
grant execute on function commerce.mark_lost(uuid, text) to commerce_user, commerce_service;
