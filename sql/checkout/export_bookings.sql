create or replace function commerce.export_bookings(
    from_at timestamptz = null,
    to_at timestamptz = null,
    status text = null
)
returns setof commerce.booking_export
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_status text := replace(lower(btrim(status)), 'canceled', 'cancelled');
begin
    if v_status is not null and not exists (
        select
        from commerce.booking_status_transitions as transition
        where v_status in (transition.from_status, transition.to_status)
    ) then
        perform commerce_private.refuse_order_input('status', 'unknown_value',
            'Send one of the statuses in commerce.booking_status_transitions.');
    end if;
    perform commerce_private.audit(v_caller, 'export_bookings', null);
    return query
    select
        booking.booking_number, booking.status, booking.payment_status, booking.starts_at, booking.ends_at,
        booking.local_date, booking.local_start, booking.local_end, service.name, staff.display_name, venue.name,
        customer.first_name, customer.last_name, coalesce(customer.email::text, ord.email), customer.phone::text,
        booking.party_size, booking.participants, booking.source, booking.customer_note, booking.total_minor,
        booking.waived_minor, booking.cancellation_fee_minor, booking.currency, ord.order_number, booking.created_at,
        booking.id, booking.order_id, booking.customer_id
    from commerce.bookings as booking
    join commerce.orders as ord on ord.organization_id = v_caller.organization_id and ord.id = booking.order_id
    join commerce.services as service
        on service.organization_id = v_caller.organization_id and service.id = booking.service_id
    left join commerce.staff as staff
        on staff.organization_id = v_caller.organization_id and staff.id = booking.staff_id
    left join commerce.venues as venue
        on venue.organization_id = v_caller.organization_id and venue.id = booking.venue_id
    left join commerce.customers as customer
        on customer.organization_id = v_caller.organization_id and customer.id = booking.customer_id
    where booking.organization_id = v_caller.organization_id
        and (v_status is null or booking.status = v_status)
        and (export_bookings.from_at is null
             or coalesce(booking.starts_at, booking.created_at) >= export_bookings.from_at)
        and (export_bookings.to_at is null
             or coalesce(booking.starts_at, booking.created_at) < export_bookings.to_at)
    order by coalesce(booking.starts_at, booking.created_at), booking.id;
end;
$$;

comment on function commerce.export_bookings(timestamptz, timestamptz, text) is
$md$Bookings as flat rows for a spreadsheet, one a booking, the earliest start first: `from_at` included, `to_at` excluded.

The bounds are about the start, for sessions that began at once about when they were made; dates and times of day
are those of the venue, amounts are in minor units. Needs a manager.

Raises `VO101` unknown status, `VT302`.$md$;

revoke all on function commerce.export_bookings(timestamptz, timestamptz, text) from public;
grant execute on function commerce.export_bookings(timestamptz, timestamptz, text) to commerce_user, commerce_service;
