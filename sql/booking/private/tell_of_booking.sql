create or replace function commerce_private.tell_of_booking(
    organization_id uuid,
    booking_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_told record;
begin
    select booking.order_id, booking.customer_id, booking.starts_at, booking.total_minor, customer.email,
        details.email as staff_email,
        jsonb_strip_nulls(jsonb_build_object(
            'booking_number', booking.booking_number, 'service', service.name, 'starts_at', booking.starts_at,
            'local_start', to_char(booking.local_date + booking.local_start, 'YYYY-MM-DD HH24:MI'),
            'timezone', coalesce(venue.timezone, organization.timezone),
            'first_name', customer.first_name, 'staff', staff.display_name, 'venue', venue.name,
            'meeting_url', booking.meeting_url, 'party_size', booking.party_size
        )) as data
    into v_told
    from commerce.bookings as booking
    join commerce.services as service
        on service.organization_id = booking.organization_id and service.id = booking.service_id
    join commerce.organizations as organization on organization.id = booking.organization_id
    left join commerce.venues as venue
        on venue.organization_id = booking.organization_id and venue.id = booking.venue_id
    left join commerce.staff as staff
        on staff.organization_id = booking.organization_id and staff.id = booking.staff_id
    left join commerce_private.staff_details as details
        on details.organization_id = booking.organization_id and details.staff_id = booking.staff_id
    left join commerce.customers as customer
        on customer.organization_id = booking.organization_id and customer.id = booking.customer_id
    where booking.organization_id = tell_of_booking.organization_id and booking.id = tell_of_booking.booking_id;

    perform commerce_private.count_for_customer(tell_of_booking.organization_id, v_told.customer_id, 0, 1, 0,
        commerce_private.clock(), v_told.total_minor);
    perform commerce_private.queue_notification(tell_of_booking.organization_id, 'email', 'booking_confirmation',
        v_told.email, v_told.data, v_told.order_id, tell_of_booking.booking_id,
        dedupe_key => 'booking_confirmation:' || tell_of_booking.booking_id);
    perform commerce_private.queue_notification(tell_of_booking.organization_id, 'staff', 'staff_new_booking',
        v_told.staff_email, v_told.data, v_told.order_id, tell_of_booking.booking_id,
        dedupe_key => 'staff_new_booking:' || tell_of_booking.booking_id || ':staff');
end;
$$;

comment on function commerce_private.tell_of_booking(uuid, uuid) is
$md$Count a booking that a member confirmed for its customer, and tell customer and staff of it.$md$;

revoke all on function commerce_private.tell_of_booking(uuid, uuid) from public;
