-- the free starts of one of its people over 30 days
\set n random(2000, 2199)
select count(*)
from commerce.get_available_slots(
    service_id => 'be000000-0001-4000-8000-000000000002',
    from_at => (:first_day)::timestamptz,
    to_at => (:first_day)::timestamptz + interval '30 days',
    staff_id => ('be000000-0002-4000-8000-' || lpad(to_hex((:n)::bigint), 12, '0'))::uuid
);
