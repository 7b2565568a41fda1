create or replace function commerce_private.is_had(
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
    where booking.organization_id = is_had.organization_id
        and booking.order_id = is_had.order_id
        and (
            booking.status in ('checked_in', 'completed', 'no_show')
            or (booking.status = 'confirmed' and coalesce(booking.starts_at <= commerce_private.clock(), true))
        )
) or exists (
    select
    from commerce.shipments as shipment
    where shipment.organization_id = is_had.organization_id
        and shipment.order_id = is_had.order_id
        and shipment.status <> 'lost'
);
$$;

comment on function commerce_private.is_had(uuid, uuid) is
$md$Has something of an order been had already: has a parcel left, or an appointment begun?$md$;

revoke all on function commerce_private.is_had(uuid, uuid) from public;
