create or replace function commerce_private.segment_of(
    customer commerce.customers,
    at timestamptz
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select case
    when customer.status = 'blocked' then 'blocked'
    when customer.total_spent_minor > (commerce_private.setting(customer.organization_id, 'vip_spend_minor'))::bigint
        or customer.total_bookings >= (commerce_private.setting(customer.organization_id, 'vip_bookings'))::bigint
        or (
            customer.total_bookings >= 3
            and 3 = (
                select count(distinct date_trunc('month', coalesce(
                    booking.local_date::timestamp, booking.created_at at time zone organization.timezone)))
                from commerce.bookings as booking
                where booking.organization_id = customer.organization_id
                    and booking.customer_id = customer.id
                    and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show')
                    and coalesce(booking.local_date::timestamp, booking.created_at at time zone organization.timezone)
                    >= date_trunc('month', now.today) - interval '3 months'
                    and coalesce(booking.local_date::timestamp, booking.created_at at time zone organization.timezone)
                    < date_trunc('month', now.today)
            )
        ) then 'vip'
    when customer.total_bookings < 2 then 'new'
    when now.today::date - customer.last_activity_date > 90 then 'churned'
    when now.today::date - customer.last_activity_date >= 60 then 'at_risk'
    else 'active'
end
from commerce.organizations as organization
cross join lateral (
    select segment_of.at at time zone organization.timezone as today
) as now
where organization.id = customer.organization_id;
$$;

comment on function commerce_private.segment_of(commerce.customers, timestamptz) is
$md$Which segment a customer is in at an instant, by what is known of them now. The first that fits:

`blocked`; `vip` (spent more than `vip_spend_minor`, or at least `vip_bookings` bookings, or one in each of the last
three whole months); `new` (fewer than two bookings); `churned` (no activity for more than 90 days), `at_risk` (for
60 to 90), `active`.$md$;

revoke all on function commerce_private.segment_of(commerce.customers, timestamptz) from public;
