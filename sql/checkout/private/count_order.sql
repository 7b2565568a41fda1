create or replace function commerce_private.count_order(
    organization_id uuid,
    order_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select commerce_private.count_for_customer(
    count_order.organization_id, ord.customer_id, 1, booked.number, 0, commerce_private.clock(), booked.total_minor
)
from commerce.orders as ord
cross join lateral (
    select count(*)::integer as number, coalesce(sum(booking.total_minor), 0)::bigint as total_minor
    from commerce.bookings as booking
    where booking.organization_id = count_order.organization_id
        and booking.order_id = count_order.order_id
        and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show')
) as booked
where ord.organization_id = count_order.organization_id
    and ord.id = count_order.order_id
    and ord.customer_id is not null;
$$;

comment on function commerce_private.count_order(uuid, uuid) is
$md$Count a settled order and its confirmed bookings for its customer.$md$;

revoke all on function commerce_private.count_order(uuid, uuid) from public;
