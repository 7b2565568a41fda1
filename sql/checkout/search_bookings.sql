create or replace function commerce.search_bookings(
    query text = null,
    status text = null,
    payment_status text = null,
    from_at timestamptz = null,
    to_at timestamptz = null,
    customer_id uuid = null,
    service_id uuid = null,
    venue_id uuid = null,
    staff_id uuid = null,
    source text = null,
    min_total_minor bigint = null,
    max_total_minor bigint = null,
    page_cursor text = null,
    page_size integer = 50
)
returns setof commerce.found_booking
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_page record := commerce_private.read_page(page_cursor, page_size);
    v_scope record := commerce_private.booking_scope(v_caller);
    v_all constant text[] := array[
        'pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'completed', 'no_show', 'cancelled', 'expired',
        'payment_failed'
    ];
    v_status text := replace(lower(btrim(status)), 'canceled', 'cancelled');
    v_payment_status text := lower(btrim(payment_status));
    v_source text := lower(btrim(source));
    v_ids uuid[];
begin
    if v_status <> all(v_all) then
        perform commerce_private.refuse_order_input('status', 'unknown_value',
            'Send one of the statuses in commerce.booking_status_transitions.');
    elsif v_payment_status not in (
        'unpaid', 'pending', 'authorised', 'failed', 'partially_paid', 'paid', 'partially_refunded', 'refunded') then
        perform commerce_private.refuse_order_input('payment_status', 'unknown_value',
            'Send unpaid, pending, authorised, failed, partially_paid, paid, partially_refunded or refunded.');
    elsif v_source not in ('admin', 'widget', 'api', 'import') then
        perform commerce_private.refuse_order_input('source', 'unknown_value', 'Send admin, widget, api or import.');
    elsif length(query) > 200 then
        perform commerce_private.refuse_order_input('query', 'too_long', 'Send at most 200 characters.');
    end if;
    if btrim(query) <> '' then
        v_ids := commerce_private.find_bookings(v_caller.organization_id, query);
    end if;

    return query
    select
        found.id, found.booking_number, found.status, found.payment_status, found.starts_at, found.ends_at,
        found.service_id, service.name, found.staff_id, staff.display_name, found.venue_id, venue.name,
        found.customer_id, nullif(concat_ws(' ', customer.first_name, customer.last_name), ''),
        coalesce(customer.email, ord.email), found.party_size, found.source, found.total_minor, found.currency,
        found.order_id, ord.order_number, found.created_at,
        commerce_private.page_cursor(found.happens_at, found.id)
    from (
        select page.*
        from unnest(case when v_status is null then v_all else array[v_status] end) as wanted (status)
        cross join lateral (
            select booking.*, coalesce(booking.starts_at, booking.created_at) as happens_at
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id
                and booking.status = wanted.status
                and (v_ids is null or booking.id = any(v_ids))
                and (search_bookings.customer_id is null or booking.customer_id = search_bookings.customer_id)
                and (search_bookings.service_id is null or booking.service_id = search_bookings.service_id)
                and (search_bookings.venue_id is null or booking.venue_id = search_bookings.venue_id)
                and (search_bookings.staff_id is null or booking.staff_id = search_bookings.staff_id)
                and (v_payment_status is null or booking.payment_status = v_payment_status)
                and (v_source is null or booking.source = v_source)
                and (search_bookings.min_total_minor is null
                     or booking.total_minor >= search_bookings.min_total_minor)
                and (search_bookings.max_total_minor is null
                     or booking.total_minor <= search_bookings.max_total_minor)
                and (search_bookings.from_at is null
                     or coalesce(booking.starts_at, booking.created_at) >= search_bookings.from_at)
                and (search_bookings.to_at is null
                     or coalesce(booking.starts_at, booking.created_at) < search_bookings.to_at)
                and (v_page.at is null
                     or (coalesce(booking.starts_at, booking.created_at), booking.id) < (v_page.at, v_page.id))
                and (
                    v_scope.sees_all
                    or booking.staff_id = v_scope.staff_id
                    or booking.customer_id = v_scope.customer_id
                    or booking.order_id = v_scope.order_id
                )
            order by coalesce(booking.starts_at, booking.created_at) desc, booking.id desc
            limit search_bookings.page_size
        ) as page
        order by page.happens_at desc, page.id desc
        limit search_bookings.page_size
    ) as found
    join commerce.services as service
        on service.organization_id = v_caller.organization_id and service.id = found.service_id
    join commerce.orders as ord on ord.organization_id = v_caller.organization_id and ord.id = found.order_id
    left join commerce.venues as venue
        on venue.organization_id = v_caller.organization_id and venue.id = found.venue_id
    left join commerce.staff as staff
        on staff.organization_id = v_caller.organization_id and staff.id = found.staff_id
    left join commerce.customers as customer
        on customer.organization_id = v_caller.organization_id and customer.id = found.customer_id
    order by found.happens_at desc, found.id desc;
end;
$$;

comment on function commerce.search_bookings(
    text, text, text, timestamptz, timestamptz, uuid, uuid, uuid, uuid, text, bigint, bigint, text, integer
) is
$md$Bookings, the latest start first, a page at a time; send the `page_cursor` of the last row to go on behind it.

`query` is a booking's or order's number, a booking's id, an e-mail address, a phone number, or part of a
customer's name; `from_at` (included) and `to_at` (excluded) bound the start, for sessions that began at once
when they were made; totals are in minor units, bounds included. At most 500 rows a page. Managers and trusted backends see all
bookings, staff their own calendar, customers their bookings, a guest with a token those of that order.

Raises `VO101` bad cursor, page size or filter (argument, reason).$md$;

revoke all on function commerce.search_bookings(
    text, text, text, timestamptz, timestamptz, uuid, uuid, uuid, uuid, text, bigint, bigint, text, integer
) from public;
grant execute on function commerce.search_bookings(
    text, text, text, timestamptz, timestamptz, uuid, uuid, uuid, uuid, text, bigint, bigint, text, integer
) to commerce_anon, commerce_user, commerce_service;
