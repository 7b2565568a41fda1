create or replace function commerce_private.calendar_rows(
    caller commerce_private.caller,
    from_at timestamptz,
    to_at timestamptz,
    staff_id uuid,
    venue_id uuid,
    with_cancelled boolean
)
returns setof commerce.calendar_entry
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    v_scope record := commerce_private.booking_scope(caller);
begin
    return query
    select
        booking.id, booking.booking_number, booking.status, booking.payment_status, booking.starts_at,
        booking.ends_at, booking.local_date, booking.local_start, booking.local_end,
        coalesce(venue.timezone, organization.timezone), booking.service_id, service.name, booking.delivery_mode,
        booking.staff_id, staff.display_name, booking.venue_id, venue.name, booking.time_slot_id, booking.customer_id,
        nullif(concat_ws(' ', customer.first_name, customer.last_name), ''), booking.party_size, booking.participants,
        booking.customer_note, booking.meeting_url, booking.order_id, booking.total_minor, booking.currency,
        case when booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'no_show')
            then commerce_private.missing_papers(booking.organization_id, booking.id) end
    from unnest(case
        when with_cancelled then array[
            'pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'completed', 'no_show', 'cancelled',
            'expired', 'payment_failed']
        else array['pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'completed', 'no_show']
    end) as wanted (status)
    join commerce.bookings as booking
        on booking.organization_id = caller.organization_id and booking.status = wanted.status
    join commerce.organizations as organization on organization.id = booking.organization_id
    join commerce.services as service
        on service.organization_id = booking.organization_id and service.id = booking.service_id
    left join commerce.venues as venue
        on venue.organization_id = booking.organization_id and venue.id = booking.venue_id
    left join commerce.staff as staff
        on staff.organization_id = booking.organization_id and staff.id = booking.staff_id
    left join commerce.customers as customer
        on customer.organization_id = booking.organization_id and customer.id = booking.customer_id
    where
        -- No booking is longer than 31 days: the index is asked for little more than the range itself.
        coalesce(booking.starts_at, booking.created_at) > calendar_rows.from_at - interval '745 hours'
        and coalesce(booking.starts_at, booking.created_at) < calendar_rows.to_at
        and coalesce(booking.ends_at, booking.created_at + interval '1 second') > calendar_rows.from_at
        and (calendar_rows.staff_id is null or booking.staff_id = calendar_rows.staff_id)
        and (calendar_rows.venue_id is null or booking.venue_id = calendar_rows.venue_id)
        and (
            v_scope.sees_all
            or booking.staff_id = v_scope.staff_id
            or booking.customer_id = v_scope.customer_id
            or booking.order_id = v_scope.order_id
        )
    order by coalesce(booking.starts_at, booking.created_at), booking.id;
end;
$$;

comment on function commerce_private.calendar_rows(
    commerce_private.caller, timestamptz, timestamptz, uuid, uuid, boolean
) is
$md$The bookings that a caller may see and that touch a range, in the order of their starts; sessions that began at once stand where they were made.$md$;

revoke all on function commerce_private.calendar_rows(
    commerce_private.caller, timestamptz, timestamptz, uuid, uuid, boolean
) from public;
