create or replace function commerce_private.booking_words(
    organization_id uuid,
    booking_id uuid,
    out email text,
    out staff_email text,
    out data jsonb
)
returns record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    coalesce(ord.email, customer.email),
    detail.email,
    jsonb_strip_nulls(jsonb_build_object(
        'booking_id', booking.id,
        'booking_number', booking.booking_number,
        'order_id', booking.order_id,
        'status', booking.status,
        'service', service.name,
        'starts_at', booking.starts_at,
        'ends_at', booking.ends_at,
        'local_start', to_char(booking.starts_at at time zone place.timezone, 'YYYY-MM-DD HH24:MI'),
        'timezone', place.timezone,
        'party_size', booking.party_size,
        'staff', staff.display_name,
        'venue', venue.name,
        'meeting_url', booking.meeting_url,
        'ical_uid', booking.ical_uid,
        'ical_sequence', booking.ical_sequence,
        'first_name', customer.first_name,
        'customer_name', nullif(concat_ws(' ', customer.first_name, customer.last_name), '')
    ))
from commerce.bookings as booking
join commerce.orders as ord on ord.organization_id = booking.organization_id and ord.id = booking.order_id
join commerce.organizations as organization on organization.id = booking.organization_id
join commerce.services as service
    on service.organization_id = booking.organization_id and service.id = booking.service_id
left join commerce.venues as venue
    on venue.organization_id = booking.organization_id and venue.id = booking.venue_id
cross join lateral (select coalesce(venue.timezone, organization.timezone) as timezone) as place
left join commerce.customers as customer
    on customer.organization_id = booking.organization_id and customer.id = booking.customer_id
left join commerce.staff as staff
    on staff.organization_id = booking.organization_id and staff.id = booking.staff_id
left join commerce_private.staff_details as detail
    on detail.organization_id = booking.organization_id and detail.staff_id = booking.staff_id
where booking.organization_id = booking_words.organization_id and booking.id = booking_words.booking_id;
$$;

comment on function commerce_private.booking_words(uuid, uuid) is
$md$What messages about one booking are written from, whatever its status, and whom they go to.$md$;

revoke all on function commerce_private.booking_words(uuid, uuid) from public;
