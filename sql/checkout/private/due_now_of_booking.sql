create or replace function commerce_private.due_now_of_booking(
    organization_id uuid,
    booking_id uuid
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select least(
    booking.total_minor,
    (item.snapshot ->> 'deposit_minor')::bigint
        * case when service.capacity_mode = 'pooled' then booking.party_size else 1 end
)
from commerce.bookings as booking
join commerce.order_items as item
    on item.organization_id = due_now_of_booking.organization_id and item.id = booking.order_item_id
join commerce.services as service
    on service.organization_id = due_now_of_booking.organization_id and service.id = booking.service_id
where booking.organization_id = due_now_of_booking.organization_id and booking.id = due_now_of_booking.booking_id;
$$;

comment on function commerce_private.due_now_of_booking(uuid, uuid) is
$md$What an order that is not paid asks now for one of its bookings, as it stands: its deposit, never more than it costs, else its price.$md$;

revoke all on function commerce_private.due_now_of_booking(uuid, uuid) from public;
