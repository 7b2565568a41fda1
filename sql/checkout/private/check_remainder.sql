create or replace function commerce_private.check_remainder(
    purchase commerce.orders
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from commerce_private.open_to_ship(purchase.organization_id, purchase.id)) then
        return;
    elsif purchase.status <> 'ready_for_shipment' and (
        exists (
            select
            from commerce.order_items as item
            where item.organization_id = purchase.organization_id
                and item.order_id = purchase.id
                and item.kind not in ('product', 'service', 'fee', 'tip')
        ) or exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = purchase.organization_id
                and booking.order_id = purchase.id
                and booking.status <> 'cancelled'
        )
    ) then
        return;
    end if;
    perform commerce_private.refuse_order_input('remove_items', 'nothing_left',
        'Cancel an order of which nothing would be left with commerce.cancel_order.');
end;
$$;

comment on function commerce_private.check_remainder(commerce.orders) is
$md$Refuse a change that leaves an order without anything, or one that is packed without goods. Raises `VO101`.$md$;

revoke all on function commerce_private.check_remainder(commerce.orders) from public;
