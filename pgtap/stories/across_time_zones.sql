-- A studio in Berlin, a teacher in Lisbon, a customer in New York; and the clocks change.
begin;
select plan(18);

select commerce.set_clock('2030-03-25 09:00+00');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select talk, cut, lis, berlin, carla
from (select commerce_test.given_venue('Berlin', 'Europe/Berlin') as berlin) as v
cross join lateral (select commerce_test.given_service('Cut', 60, venue_id => berlin) as cut, commerce_test.given_service('Talk', 60) as talk, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Lis', array[talk, cut], is_always_open => false, timezone => 'Europe/Lisbon') as lis) as p;
grant all on t to public;
select isnt((select count(*) from t, commerce.set_schedule('[{"weekday":1,"from":"09:00","to":"11:00"},{"weekday":5,"from":"09:00","to":"11:00"}]', staff_id => lis)), null, 'nine to eleven in Lisbon, Mondays and Fridays');

-- The customer asks in her own zone.
select results_eq($$ select starts_at, local_start, utc_offset from t, commerce.get_available_slots(talk, '2030-03-29 00:00+00', '2030-03-30 00:00+00', timezone => 'America/New_York') $$,
    $$ values ('2030-03-29 09:00+00'::timestamptz, '2030-03-29 05:00'::timestamp, '-04:00'::interval), ('2030-03-29 10:00+00', '2030-03-29 06:00', '-04:00') $$, 'Friday at nine in Lisbon is five in the morning in New York');
-- Lisbon and Berlin go forward on Sunday, 2030-03-31; New York has done so before.
select results_eq($$ select starts_at, local_start from t, commerce.get_available_slots(talk, '2030-04-01 00:00+00', '2030-04-02 00:00+00', timezone => 'America/New_York') $$,
    $$ values ('2030-04-01 08:00+00'::timestamptz, '2030-04-01 04:00'::timestamp), ('2030-04-01 09:00+00', '2030-04-01 05:00') $$, 'on Monday nine in Lisbon is four in New York');
create temporary table b as
select 'before' as label, commerce_test.given_booking(cut, '2030-03-29 09:00+00', customer_id => carla) as id from t
union all select 'after', commerce_test.given_booking(cut, '2030-04-01 08:00+00', customer_id => carla) from t;
grant all on b to public;
select is((select string_agg(local_date || ' ' || local_start || '-' || local_end, ', ' order by starts_at) from commerce.bookings where id in (select id from b)), '2030-03-29 10:00:00-11:00:00, 2030-04-01 10:00:00-11:00:00', 'in Berlin it is ten to eleven on both days');
select is((select string_agg(upper(during) - lower(during) || '', ' ') from commerce.bookings where id in (select id from b)), '01:00:00 01:00:00', 'and an hour is an hour');
select is((select string_agg(to_char(local_start, 'HH24:MI') || ' ' || timezone, ', ') from t, commerce.venue_day(berlin, '2030-04-01')), '10:00 Europe/Berlin', 'the day of the venue is its own');
select is((select data ->> 'local_start' from commerce.notification_queue where booking_id = (select id from b where label = 'after') and template = 'booking_confirmation'), '2030-04-01 10:00', 'and so are the hours she is told');
select is((select data ->> 'timezone' from commerce.notification_queue where booking_id = (select id from b where label = 'after') and template = 'booking_confirmation'), 'Europe/Berlin', 'with their zone');
-- A session's clock is read from wherever the connection is.
set local timezone = 'Asia/Tokyo';
select is((commerce.get_booking((select id from b where label = 'after')) ->> 'local_start'), '10:00:00', 'wherever the connection is');
select is((select count(*) from t, commerce.booking_calendar('2030-04-01 00:00 Europe/Berlin', '2030-04-02 00:00 Europe/Berlin')), 1::bigint, 'a range in any zone is that range');
-- Elapsed time is elapsed time: 24 hours of notice over the change are 24 hours.
reset timezone;
select isnt((commerce.upsert_service(service_id => (select talk from t), min_notice_minutes => 1440)).id, null, 'a day of notice');
select commerce.set_clock('2030-03-31 09:00+00');
select is(commerce.explain_slot((select talk from t), '2030-04-01 09:00+00'), null, 'twenty-four hours are enough');
select commerce.set_clock('2030-03-31 09:01+00');
select is(commerce.explain_slot((select talk from t), '2030-04-01 09:00+00'), 'min_notice', 'a minute less is not');
-- The venue is in Athens after all: nobody comes at another instant, but what the clock on the wall says is said anew.
select commerce_test.act_as('acme', 'mona');
select is((select timezone from t, commerce.upsert_venue(venue_id => berlin, timezone => 'Europe/Athens')), 'Europe/Athens', 'a zone is put right');
select is((select string_agg(starts_at || ' ' || local_date || ' ' || local_start || '-' || local_end, ', ') from commerce.bookings where id = (select id from b where label = 'after')), '2030-04-01 08:00:00+00 2030-04-01 11:00:00-12:00:00', 'and with it the hours of bookings still to come');
select is((select string_agg(to_char(local_start, 'HH24:MI') || ' ' || timezone, ', ') from t, commerce.venue_day(berlin, '2030-04-01')), '11:00 Europe/Athens', 'as the venue''s day shows them');
select is((select ical_sequence from commerce.bookings where id = (select id from b where label = 'after')), 0, 'no calendar has to be told: it happens when it did');
select commerce_test.act_as('acme');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
