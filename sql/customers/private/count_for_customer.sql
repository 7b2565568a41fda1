create or replace function commerce_private.count_for_customer(
    organization_id uuid,
    customer_id uuid,
    orders integer,
    bookings integer,
    spent_minor bigint,
    at timestamptz,
    booked_minor bigint = 0,
    due_minor bigint = 0
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booked_at timestamptz := case when bookings > 0 then at end;
begin
    -- Least and greatest pass over what is null.
    update commerce.customers as customer
    set total_orders = customer.total_orders + coalesce(orders, 0),
        total_bookings = customer.total_bookings + coalesce(bookings, 0),
        total_spent_minor = customer.total_spent_minor + coalesce(spent_minor, 0),
        total_booked_minor = customer.total_booked_minor + coalesce(booked_minor, 0),
        average_booking_value_minor = coalesce(round(
            (customer.total_booked_minor + coalesce(booked_minor, 0))::numeric
            / nullif(customer.total_bookings + coalesce(bookings, 0), 0)
        ), 0),
        lifetime_value_minor
            = customer.lifetime_value_minor + coalesce(spent_minor, 0) + coalesce(due_minor, 0),
        first_booking_at = least(customer.first_booking_at, v_booked_at),
        last_booking_date = greatest(
            customer.last_booking_date, (v_booked_at at time zone organization.timezone)::date),
        last_activity_date = greatest(customer.last_activity_date, (at at time zone organization.timezone)::date)
    from commerce.organizations as organization
    where customer.organization_id = count_for_customer.organization_id
        and customer.id = count_for_customer.customer_id
        and organization.id = count_for_customer.organization_id;
end;
$$;

comment on function commerce_private.count_for_customer(uuid, uuid, integer, integer, bigint, timestamptz, bigint, bigint) is
$md$Change a customer's statistics by what a payment, refund or booking changed; nothing without a customer.

All figures are differences: `orders`, `bookings` (counted: confirmed, checked_in, completed, no_show)
and `booked_minor`, their total; `spent_minor` (succeeded minus refunded), `due_minor` (balance due on
confirmed bookings). Called in the transaction that changes those, so the sums stay exact.$md$;

revoke all on function commerce_private.count_for_customer(uuid, uuid, integer, integer, bigint, timestamptz, bigint, bigint) from public;
