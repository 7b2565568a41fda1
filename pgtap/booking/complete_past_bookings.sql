begin;
select plan(13);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
select commerce_test.act_as('acme');
insert into b select 'ten', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'eleven', commerce_test.given_booking(cut, '2030-01-02 11:00+00', ann, carla) from t;
insert into b select 'twelve', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla) from t;
insert into b select 'open', commerce_test.given_booking(cut, '2030-01-02 09:00+00', ann, payment_method => null) from t;
select is((commerce.check_in_booking((select id from b where label = 'eleven'))).status, 'checked_in', 'one came in');

select commerce.set_clock('2030-01-02 12:30+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.complete_past_bookings(1), 1, 'a sweep keeps to its bounds');
select is(commerce.complete_past_bookings(), 1, 'and goes on where it was');
select is(commerce.complete_past_bookings(), 0, 'once');
select is((select string_agg(label || ' ' || commerce_test.booking_status(id), ', ' order by label) from b), 'eleven completed, open pending_payment, ten completed, twelve confirmed', 'what is over is done, checked in or not; what was never confirmed is not');
select is(commerce_test.value_of($$ select total_bookings || ' ' || last_activity_date from commerce.customers where id = (select carla from t) $$), '3 2030-01-02', 'statistics know when they were last there');
select commerce_test.act_as('acme', 'ada');
select is(commerce.set_setting('completion_delay_minutes', '120'), '120'::jsonb, 'a business may wait for no-shows');
select commerce.set_clock('2030-01-02 14:59+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.complete_past_bookings(), 0, 'then the sweep does too');
select commerce.set_clock('2030-01-02 15:00+00');
select is(commerce.complete_past_bookings(), 1, 'as long as it says');
select is((select count(*) from commerce.sweep_schedules where name = 'complete_past_bookings'), 1::bigint, 'the clockwork runs it');
select throws_ok($$ select commerce.complete_past_bookings(0) $$, 'VS101', null, 'no rows is no sweep');
select throws_ok($$ select commerce.complete_past_bookings(null) $$, 'VS101', null, 'nor is null');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.complete_past_bookings() $$, '42501', null, 'only workers sweep');

select * from finish();
rollback;
