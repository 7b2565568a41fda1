create or replace function commerce_private.place_order(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_bookings integer;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = place_order.organization_id and ord.id = place_order.order_id
    for no key update;
    v_bookings := commerce_private.take_for_good(v_order, 0);
    if v_bookings is null then
        raise exception using
            errcode = 'VB403',
            message = 'a hold lapsed while the order was made',
            detail = jsonb_build_object('order_id', order_id),
            hint = 'Hold the time again, and order again.';
    end if;
    perform commerce_private.move_order(organization_id, order_id, 'processing');
    perform commerce_private.tell_of_order(v_order, v_bookings > 0);
end;
$$;

comment on function commerce_private.place_order(uuid, uuid) is
$md$Go ahead with an order that is paid on delivery: stock becomes sold, bookings are confirmed, the order is `processing`.

For an order just made, with all its stock and times held.

Locks: order, bookings, reservations, customer, inventory locks, stock. Raises `VB403`.$md$;

revoke all on function commerce_private.place_order(uuid, uuid) from public;
