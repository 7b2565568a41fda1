-- what is left of the working hours of :people people over 30 days: ranges minus ranges
with bounds as (
    select tstzrange((:first_day)::timestamptz, (:first_day)::timestamptz + interval '30 days') as during
),
hours as (
    select range_agg(tstzrange(day + interval '9 hours', day + interval '17 hours')) as open
    from generate_series((:first_day)::timestamptz, (:first_day)::timestamptz + interval '29 days', interval '1 day')
        as day
    where extract(isodow from day) < 6
)
select count(gap)
from generate_series(2000, 1999 + (:people)::bigint) as n
cross join hours
cross join lateral (
    select hours.open - coalesce(range_agg(hold.during), '{}') as free
    from bare.holds as hold, bounds
    where hold.organization_id = 'be000000-0000-4000-8000-000000000001'
        and hold.staff_id = ('be000000-0002-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
        and hold.during && bounds.during
        and hold.status in ('reserved', 'confirmed')
) as left_over
cross join lateral unnest(left_over.free) as gap;
