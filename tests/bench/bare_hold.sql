-- one insert, never conflicting: the sequence walks over 1,000 people, half hour by half hour
insert into bare.holds (organization_id, staff_id, during, expires_at)
select
    'be000000-0000-4000-8000-000000000001',
    ('be000000-0002-4000-8000-' || lpad(to_hex(n % 1000), 12, '0'))::uuid,
    tstzrange(
        (:first_day)::timestamptz + (n / 1000) * interval '30 minutes',
        (:first_day)::timestamptz + (n / 1000 + 1) * interval '30 minutes'
    ),
    now() + interval '15 minutes'
from nextval('bare.hold_n') as n;
