create or replace function commerce_private.check_change(
    purchase commerce.orders
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if purchase.status in ('cancelled', 'disputed', 'archived') then
        raise exception using
            errcode = 'VO401',
            message = 'this order cannot be changed in its status',
            detail = jsonb_build_object('order_id', purchase.id, 'from_status', purchase.status),
            hint = 'Make a new order; a dispute is settled first.';
    elsif purchase.status in ('shipped', 'in_transit', 'delivered', 'partially_refunded', 'refunded') or exists (
        select
        from commerce.shipments as shipment
        where shipment.organization_id = purchase.organization_id
            and shipment.order_id = purchase.id
            and shipment.status <> 'lost'
    ) then
        raise exception using
            errcode = 'VO404',
            message = 'too late to change',
            detail = jsonb_build_object('order_id', purchase.id, 'status', purchase.status),
            hint = 'What has left comes back as a return; make a new order for what is missing.';
    end if;
end;
$$;

comment on function commerce_private.check_change(commerce.orders) is
$md$Refuse to change what an order holds once something of it has left, or its story is over.

Raises `VO401`, `VO404`.$md$;

revoke all on function commerce_private.check_change(commerce.orders) from public;
