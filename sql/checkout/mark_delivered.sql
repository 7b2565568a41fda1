create or replace function commerce.mark_delivered(
    shipment_id uuid
)
returns commerce.shipments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_shipment commerce.shipments;
begin
    perform commerce_private.lock_shipment(v_caller, shipment_id);
    v_shipment := commerce_private.move_shipment(v_caller.organization_id, shipment_id, 'delivered');
    perform commerce_private.audit(v_caller, 'mark_delivered', shipment_id::text, '{status}');
    return v_shipment;
end;
$$;

comment on function commerce.mark_delivered(uuid) is
$md$Record that a parcel has arrived; its order follows the least advanced parcel.

Twice is harmless. For members (staff for orders of their own bookings) and trusted backends.

Raises `VO201` unknown shipment, `VO401` it has arrived or is lost, `VT302`.$md$;

revoke all on function commerce.mark_delivered(uuid) from public;
grant execute on function commerce.mark_delivered(uuid) to commerce_user, commerce_service;
