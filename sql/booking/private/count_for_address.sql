create or replace function commerce_private.count_for_address(
    organization_id uuid,
    order_id uuid,
    customer_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce_private.visitor_bookings (organization_id, booking_id, customer_id, created_at)
select booking.organization_id, booking.id, count_for_address.customer_id, booking.created_at
from commerce.bookings as booking
join commerce.services as service
    on service.organization_id = booking.organization_id and service.id = booking.service_id
where booking.organization_id = count_for_address.organization_id
    and booking.order_id = count_for_address.order_id
    and service.customer_limits is not null;
$$;

comment on function commerce_private.count_for_address(uuid, uuid, uuid) is
$md$Count what a visitor books for the customer whose address they gave, where the service limits its customers.$md$;

revoke all on function commerce_private.count_for_address(uuid, uuid, uuid) from public;
