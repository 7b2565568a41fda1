-- one call, never conflicting: the same walk as bare_hold.sql
select (commerce.reserve_time_slot(
    service_id => 'be000000-0001-4000-8000-000000000001',
    staff_id => ('be000000-0002-4000-8000-' || lpad(to_hex(n % 1000), 12, '0'))::uuid,
    starts_at => (:first_day)::timestamptz + (n / 1000) * interval '30 minutes'
)).id
from nextval('bench.hold_n') as n;
