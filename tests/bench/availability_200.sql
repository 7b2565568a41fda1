-- the free starts of a salon of 200 people over 30 days
select count(*)
from commerce.get_available_slots(
    service_id => 'be000000-0001-4000-8000-000000000002',
    from_at => (:first_day)::timestamptz,
    to_at => (:first_day)::timestamptz + interval '30 days'
);
