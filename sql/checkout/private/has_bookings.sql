create or replace function commerce_private.has_bookings(
    organization_id uuid,
    order_id uuid
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select exists (
    select
    from commerce.bookings as booking
    where booking.organization_id = has_bookings.organization_id and booking.order_id = has_bookings.order_id
);
$$;

comment on function commerce_private.has_bookings(uuid, uuid) is
$md$Is there an appointment in this order?$md$;

revoke all on function commerce_private.has_bookings(uuid, uuid) from public;
