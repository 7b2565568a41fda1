create or replace function commerce_private.verify_statistics_exact(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'customer_id', customer.id, 'total_spent_minor', customer.total_spent_minor, 'spent_minor', money.spent_minor,
    'total_bookings', customer.total_bookings, 'bookings', booked.number,
    'total_booked_minor', customer.total_booked_minor, 'booked_minor', booked.total_minor,
    'total_orders', customer.total_orders, 'orders', money.number,
    'average_booking_value_minor', customer.average_booking_value_minor,
    'lifetime_value_minor', customer.lifetime_value_minor, 'due_minor', money.due_minor
)
from commerce.customers as customer
cross join lateral (
    select
        coalesce(sum(ord.paid_minor - ord.refunded_minor), 0) as spent_minor,
        count(*) filter (
            where ord.status not in ('created', 'pending_payment', 'payment_failed')
                and not commerce_private.is_cancelled(ord)
        ) as number,
        coalesce(sum(ord.due_minor) filter (where not commerce_private.is_cancelled(ord) and exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = ord.organization_id
                and booking.order_id = ord.id
                and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show')
        )), 0) as due_minor
    from commerce.orders as ord
    where ord.organization_id = customer.organization_id and ord.customer_id = customer.id
) as money
cross join lateral (
    select count(*) as number, coalesce(sum(booking.total_minor), 0) as total_minor
    from commerce.bookings as booking
    where booking.organization_id = customer.organization_id
        and booking.customer_id = customer.id
        and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show')
) as booked
where customer.organization_id = verify_statistics_exact.organization_id
    and (verify_statistics_exact.since is null or customer.updated_at >= verify_statistics_exact.since)
    and (
        customer.total_spent_minor <> money.spent_minor
        or customer.total_bookings <> booked.number
        or customer.total_booked_minor <> booked.total_minor
        or customer.average_booking_value_minor
            <> coalesce(round(booked.total_minor::numeric / nullif(booked.number, 0)), 0)
        or customer.total_orders <> money.number
        or customer.lifetime_value_minor <> money.spent_minor + money.due_minor
    );
$$;

comment on function commerce_private.verify_statistics_exact(uuid, timestamptz) is
$md$Customers whose statistics are not what their orders and bookings sum up to.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_statistics_exact(uuid, timestamptz) from public;
