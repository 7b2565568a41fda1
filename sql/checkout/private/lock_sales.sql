create or replace function commerce_private.lock_sales(
    organization_id uuid,
    booking_ids uuid[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from commerce.orders as ord
    where ord.organization_id = lock_sales.organization_id
        and ord.id in (
            select booking.order_id
            from commerce.bookings as booking
            where booking.organization_id = lock_sales.organization_id
                and booking.id = any(booking_ids)
        )
    order by ord.id
    for no key update;
    perform
    from commerce.payments as payment
    where payment.organization_id = lock_sales.organization_id
        and payment.order_id in (
            select booking.order_id
            from commerce.bookings as booking
            where booking.organization_id = lock_sales.organization_id
                and booking.id = any(booking_ids)
        )
    order by payment.id
    for no key update;
end;
$$;

comment on function commerce_private.lock_sales(uuid, uuid[]) is
$md$Lock the orders of these bookings by id, then their payments by id.$md$;

revoke all on function commerce_private.lock_sales(uuid, uuid[]) from public;
