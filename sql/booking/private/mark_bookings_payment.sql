create or replace function commerce_private.mark_bookings_payment(
    organization_id uuid,
    order_id uuid,
    payment_status text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from commerce.bookings as booking
    where booking.organization_id = mark_bookings_payment.organization_id
        and booking.order_id = mark_bookings_payment.order_id
    order by booking.id
    for no key update;
    update commerce.bookings as booking
    set payment_status = mark_bookings_payment.payment_status
    where booking.organization_id = mark_bookings_payment.organization_id
        and booking.order_id = mark_bookings_payment.order_id
        and booking.payment_status <> mark_bookings_payment.payment_status;
end;
$$;

comment on function commerce_private.mark_bookings_payment(uuid, uuid, text) is
$md$Say on an order's bookings how its payment stands; `failed` (the last attempt failed) decides what the sweep makes of a lapsed hold.

Locks bookings by id.$md$;

revoke all on function commerce_private.mark_bookings_payment(uuid, uuid, text) from public;
