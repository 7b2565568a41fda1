begin;
select plan(33);

select commerce.set_clock('2030-02-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut, yoga, ann, ben, carla
from (select commerce_test.given_venue('Studio', 'Europe/Berlin') as studio) as v
cross join lateral (select commerce_test.given_service('Cut', 60, capacity => 2, venue_id => studio) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 2) as yoga, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut]) as ben) as p;
grant all on t to public;
create temporary table s as select d.* from t, commerce.create_booking_series(cut, '2030-03-18 08:00+00', carla, ann, '{"count":4}', customer_note => 'weekly', idempotency_key => 'a-weekly-series-of-four') as d;
grant all on s to public;

-- Berlin goes from UTC+1 to UTC+2 on 2030-03-31.
select results_eq('select local_start, starts_at, outcome from s order by starts_at', $$ values ('2030-03-18 09:00'::timestamp, '2030-03-18 08:00+00'::timestamptz, 'booked'::text), ('2030-03-25 09:00', '2030-03-25 08:00+00', 'booked'), ('2030-04-01 09:00', '2030-04-01 07:00+00', 'booked'), ('2030-04-08 09:00', '2030-04-08 07:00+00', 'booked') $$, 'nine o''clock stays nine o''clock when the clocks change');
select is((select count(distinct order_id) from s), 1::bigint, 'one order');
select is((select status || ' ' || total_minor from commerce.orders where id = (select order_id from s limit 1)), 'processing 20000', 'for all of them');
select is((select string_agg(status || ' ' || customer_note, ' ' order by starts_at) from commerce.bookings where order_id = (select order_id from s limit 1)), 'confirmed weekly confirmed weekly confirmed weekly confirmed weekly', 'all are confirmed');
select is((select count(*) from commerce.bookings as b join s on s.booking_id = b.follows_booking_id), 3::bigint, 'each follows the one before');
select results_eq($$ select d.booking_id from t, commerce.create_booking_series(cut, '2030-03-18 08:00+00', carla, ann, '{"count":4}', customer_note => 'weekly', idempotency_key => 'a-weekly-series-of-four') as d $$, 'select booking_id from s order by starts_at', 'the same call answers with the same series');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-03-18 08:00+00', rule => '{"count":3}', idempotency_key => 'a-weekly-series-of-four') $$, 'VO402', 'another one does not');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '4', 'statistics count each');

-- Rules.
select commerce_test.act_as('acme');
create function pg_temp.days(rule text, at text = '2030-05-06 07:00+00') returns text language sql as $$ select string_agg(to_char(d.day at time zone 'Europe/Berlin', 'MM-DD'), ' ' order by d.day) from unnest(commerce_private.series_starts(at::timestamptz, 'Europe/Berlin', rule::jsonb)) as d (day); $$;
reset role;
select is(pg_temp.days('{"weekdays":[1,3],"count":5}'), '05-06 05-08 05-13 05-15 05-20', 'several days a week');
select is(pg_temp.days('{"every_weeks":2,"weekdays":[3],"count":2}'), '05-08 05-22', 'every other week; the first start need not be one of them');
select is(pg_temp.days('{"until":"2030-05-20"}'), '05-06 05-13 05-20', 'until a date, included');
select is(pg_temp.days('{"count":3,"except":["2030-05-13"]}'), '05-06 05-20', 'an excepted date counts, as in calendars');
select is(commerce_private.series_starts('2030-03-24 01:30+00', 'Europe/Berlin', '{"count":2}'), array['2030-03-24 01:30+00'::timestamptz, '2030-03-31 01:30+00'], 'an hour that does not exist becomes the next one');

-- Conflicts.
select commerce_test.act_as('acme', 'mona');
select isnt(commerce_test.given_booking((select cut from t), '2030-06-11 09:00+00', (select ann from t)), null, 'a Tuesday is taken');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-06-04 09:00+00', null, (select ann from t), '{"count":3}', idempotency_key => 'b') $$, 'VB401', 'all or nothing');
select is(commerce_test.error_of($$ select * from commerce.create_booking_series((select cut from t), '2030-06-04 09:00+00', null, (select ann from t), '{"count":3}', idempotency_key => 'b') $$) #> '{detail,conflicts}', '[{"reason":"taken","starts_at":"2030-06-11T09:00:00+00:00"}]'::jsonb, 'the dates in the way are named');
select results_eq($$ select d.outcome, d.reason from commerce.create_booking_series((select cut from t), '2030-06-04 09:00+00', null, (select ann from t), '{"count":3}', 'what_fits', idempotency_key => 'b') as d $$, $$ values ('booked'::text, null::text), ('skipped', 'taken'), ('booked', null) $$, 'or what fits');
select results_eq($$ select d.outcome from commerce.create_booking_series((select cut from t), '2030-06-04 09:00+00', null, (select ann from t), '{"count":3}', 'what_fits', idempotency_key => 'b') as d $$, $$ values ('booked'::text), ('skipped'), ('booked') $$, 'a retry tells the same');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-06-11 09:00+00', null, (select ann from t), '{"count":1}', 'what_fits', idempotency_key => 'c') $$, 'VB401', 'nothing fits');
create temporary table five as select d.* from commerce.create_booking_series((select cut from t), '2030-07-01 09:00+00', rule => '{"count":5}', idempotency_key => 'd') as d;
select is((select count(*) || ' ' || count(distinct staff_id) from commerce.bookings where id in (select booking_id from five)), '5 1', 'one person goes on with what they began');
select commerce_test.given_time_slot((select yoga from t), '2030-06-04 18:00+00', 2);
select results_eq($$ select d.outcome, d.reason from commerce.create_booking_series((select yoga from t), '2030-06-04 18:00+00', rule => '{"count":2}', on_conflict => 'what_fits', idempotency_key => 'e') as d $$, $$ values ('booked'::text, null::text), ('skipped', 'not_a_start_time') $$, 'places in sessions, where there are any');
-- Who may, and bad input.
select commerce_test.act_as('acme', 'anna');
create temporary table own as select d.* from commerce.create_booking_series((select cut from t), '2030-08-05 09:00+00', rule => '{"count":2}', idempotency_key => 'f') as d;
select is((select count(*) from commerce.bookings where id in (select booking_id from own) and staff_id = (select ann from t)), 2::bigint, 'staff book themselves');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', null, (select ben from t), '{"count":2}', idempotency_key => 'g') $$, 'VT302', 'and nobody else');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', rule => '{"count":2}', idempotency_key => 'g') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00') $$, 'VB101', 'no rule');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', rule => '{"count":201}') $$, 'VB101', 'too many dates');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', rule => '{"count":2,"until":"2031-01-01"}') $$, 'VB101', 'two ends');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', rule => '{"until":"2030-13-01"}') $$, 'VB101', 'no date');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', rule => '{"count":2,"weekdays":[8]}') $$, 'VB101', 'no weekday');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), null, rule => '{"count":2}') $$, 'VB101', 'no start');
select commerce_test.is_refused($$ select * from commerce.create_booking_series(gen_random_uuid(), '2030-09-05 09:00+00', rule => '{"count":2}') $$, 'VB202', 'an unknown service');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select * from commerce.create_booking_series((select cut from t), '2030-09-05 09:00+00', rule => '{"count":2}') $$, 'VB202', 'another organization''s');

select * from finish();
rollback;
