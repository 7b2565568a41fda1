create or replace function commerce_private.move_shipment(
    organization_id uuid,
    shipment_id uuid,
    to_status text
)
returns commerce.shipments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_shipment commerce.shipments;
begin
    select shipment.*
    into v_shipment
    from commerce.shipments as shipment
    where shipment.organization_id = move_shipment.organization_id and shipment.id = move_shipment.shipment_id
    for no key update;
    if v_shipment.status = to_status then
        return v_shipment;
    elsif v_shipment.status in ('delivered', 'lost') then
        raise exception using
            errcode = 'VO401',
            message = 'this shipment cannot go there from its status',
            detail = jsonb_build_object(
                'shipment_id', shipment_id, 'from_status', v_shipment.status, 'to_status', to_status),
            hint = 'What has arrived or is lost stays so; make another shipment for what is sent again.';
    end if;
    update commerce.shipments as shipment
    set
        status = move_shipment.to_status,
        delivered_at = case when move_shipment.to_status = 'delivered' then commerce_private.clock() end,
        lost_at = case when move_shipment.to_status = 'lost' then commerce_private.clock() end
    where shipment.organization_id = move_shipment.organization_id and shipment.id = move_shipment.shipment_id
    returning shipment.* into v_shipment;
    perform commerce_private.follow_shipments(organization_id, v_shipment.order_id);
    return v_shipment;
end;
$$;

comment on function commerce_private.move_shipment(uuid, uuid, text) is
$md$Move a parcel on, and its order with it; where it is already nothing changes. The caller holds the order.

Raises `VO401`.$md$;

revoke all on function commerce_private.move_shipment(uuid, uuid, text) from public;
