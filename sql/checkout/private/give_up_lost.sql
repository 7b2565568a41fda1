create or replace function commerce_private.give_up_lost(
    organization_id uuid,
    order_id uuid,
    refund_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_item_ids uuid[];
    v_quantities bigint[];
begin
    select
        array_agg(line.order_item_id order by line.order_item_id),
        array_agg(least(
            part.quantity - back.units, line.quantity - line.shipped, lost.units - given_up.units
        )::bigint order by line.order_item_id)
    into v_item_ids, v_quantities
    from commerce_private.open_to_ship(give_up_lost.organization_id, give_up_lost.order_id) as line
    join commerce.refund_items as part
        on part.organization_id = give_up_lost.organization_id
        and part.refund_id = give_up_lost.refund_id
        and part.order_item_id = line.order_item_id
    cross join lateral (
        select coalesce(sum(packed.quantity), 0) as units
        from commerce.shipment_items as packed
        join commerce.shipments as shipment
            on shipment.organization_id = packed.organization_id and shipment.id = packed.shipment_id
        where packed.organization_id = give_up_lost.organization_id
            and packed.order_item_id = line.order_item_id
            and shipment.status = 'lost'
    ) as lost
    cross join lateral (
        select coalesce(sum(unsent.quantity), 0) as units
        from commerce.unsent_items as unsent
        where unsent.organization_id = give_up_lost.organization_id
            and unsent.order_item_id = line.order_item_id
    ) as given_up
    cross join lateral (
        -- What came back is what a refund is for, before what was lost.
        select coalesce(sum(returned.resellable + returned.damaged), 0) as units
        from commerce.return_items as returned
        join commerce.returns as ret
            on ret.organization_id = returned.organization_id and ret.id = returned.return_id
        where returned.organization_id = give_up_lost.organization_id
            and returned.order_item_id = line.order_item_id
            and ret.status = 'received'
    ) as back;
    if v_item_ids is not null then
        perform commerce_private.note_unsent(organization_id, order_id, refund_id, v_item_ids, v_quantities);
    end if;
end;
$$;

comment on function commerce_private.give_up_lost(uuid, uuid, uuid) is
$md$Let units that a refund is for, and that were in a lost parcel, not be sent again: the customer has the money instead.

Their stock is gone with the parcel. The caller holds the order, and has noted the items of the refund.$md$;

revoke all on function commerce_private.give_up_lost(uuid, uuid, uuid) from public;
