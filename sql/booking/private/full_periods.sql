-- Since visitors count as whoever has their address.
drop function if exists commerce_private.full_periods(uuid, uuid, uuid, timestamptz);
create or replace function commerce_private.full_periods(
    organization_id uuid,
    service_id uuid,
    customer_id uuid,
    at timestamptz,
    is_visitor boolean = false,
    out period text,
    out days daterange,
    out taken integer,
    out most integer
)
returns setof record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_counted uuid[];
begin
    v_counted := array(
        select visited.booking_id
        from commerce_private.visitor_bookings as visited
        where visited.organization_id = full_periods.organization_id
            and visited.customer_id = full_periods.customer_id
        union
        select own.id
        from commerce.bookings as own
        where own.organization_id = full_periods.organization_id
            and own.customer_id = full_periods.customer_id
            and own.service_id = full_periods.service_id
            and not full_periods.is_visitor
    );
    return query
    with bound as (
        select bound.key as period, bound.value::integer as most
        from commerce.services as service
        cross join lateral jsonb_each_text(service.customer_limits) as bound
        where service.organization_id = full_periods.organization_id and service.id = full_periods.service_id
    ),
    theirs as (
        -- A session that began at once has no time until it is over: it counts on the day it was made.
        select coalesce(booking.local_date, (booking.created_at at time zone commerce_private.booking_timezone(
                booking.organization_id, booking.venue_id))::date) as on_date,
            booking.status not in ('completed', 'no_show') and coalesce(booking.ends_at > full_periods.at, true)
                as is_upcoming
        from commerce.bookings as booking
        left join commerce.slot_reservations as held
            on held.organization_id = booking.organization_id and held.id = booking.reservation_id
        where booking.organization_id = full_periods.organization_id
            and booking.id = any(v_counted)
            and booking.service_id = full_periods.service_id
            and (
                booking.status in ('awaiting_approval', 'confirmed', 'checked_in', 'completed', 'no_show')
                -- Unpaid, its time may have lapsed: then anybody may have it.
                or (booking.status = 'pending_payment' and (
                    held.id is null
                    or held.status = 'confirmed'
                    or (held.status = 'reserved' and held.expires_at > full_periods.at)
                ))
            )
        union all
        select commerce_private.booking_date(held.organization_id, held.service_id, held.time_slot_id, held.starts_at),
            held.ends_at > full_periods.at
        from commerce.slot_reservations as held
        where held.organization_id = full_periods.organization_id
            and held.customer_id = full_periods.customer_id
            and held.service_id = full_periods.service_id
            and held.status = 'reserved'
            and held.expires_at > full_periods.at
            and not full_periods.is_visitor
            and not exists (
                select
                from commerce.bookings as booking
                where booking.organization_id = held.organization_id and booking.reservation_id = held.id
            )
    )
    select bound.period, span.days, count(*)::integer, bound.most
    from bound
    join theirs on bound.period <> 'upcoming' or theirs.is_upcoming
    cross join lateral (
        select case when bound.period = 'upcoming' then daterange(null, null)
            else daterange(date_trunc(bound.period, theirs.on_date::timestamp)::date,
                           (date_trunc(bound.period, theirs.on_date::timestamp) + ('1 ' || bound.period)::interval)::date)
        end as days
    ) as span
    group by bound.period, span.days, bound.most
    having count(*) >= bound.most;
end;
$$;

comment on function commerce_private.full_periods(uuid, uuid, uuid, timestamptz, boolean) is
$md$The periods in which a customer has as many bookings of a service as its `customer_limits` let them have, or more.

Days, weeks from Monday on, months and years are those of the calendar where each booking happens; `upcoming`
is all days. Bookings count that are live, completed or missed, and open holds; what was cancelled, has
lapsed or failed does not.

What visitors booked under the customer's address counts. For a visitor who gives the address (`is_visitor`) nothing
else does: they have not proved to be the customer, and learn nothing of what the customer has.$md$;

revoke all on function commerce_private.full_periods(uuid, uuid, uuid, timestamptz, boolean) from public;
