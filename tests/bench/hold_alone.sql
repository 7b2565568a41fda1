-- the row of a hold by an otherwise empty function: the same walk as bare_hold.sql
select bench.hold_alone(
    ('be000000-0002-4000-8000-' || lpad(to_hex(n % 1000), 12, '0'))::uuid,
    (:first_day)::timestamptz + (n / 1000) * interval '30 minutes'
)
from nextval('bench.hold_n') as n;
