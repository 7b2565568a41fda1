create or replace function commerce_private.lock_shipment(
    caller commerce_private.caller,
    shipment_id uuid
)
returns commerce.orders
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order_id uuid := (
        select shipment.order_id
        from commerce.shipments as shipment
        where shipment.organization_id = caller.organization_id and shipment.id = lock_shipment.shipment_id
    );
begin
    if v_order_id is null then
        raise exception using
            errcode = 'VO201',
            message = 'shipment not found',
            detail = jsonb_build_object('shipment_id', shipment_id),
            hint = 'Send the id of a shipment of this organization.';
    end if;
    perform commerce_private.check_order_access(caller, v_order_id);
    return commerce_private.lock_order(caller.organization_id, v_order_id);
end;
$$;

comment on function commerce_private.lock_shipment(commerce_private.caller, uuid) is
$md$The order of a parcel, locked before the parcel is, provided that the caller may act on it.

Raises `VO201`.$md$;

revoke all on function commerce_private.lock_shipment(commerce_private.caller, uuid) from public;
