begin;
select plan(13);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60, step_minutes => 30) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
select commerce_test.act_as('acme');
insert into b select 'ten', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'twelve', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla) from t;

select commerce.set_clock('2030-01-02 10:20+00');
select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.complete_booking((select id from b where label = 'ten')) $$, 'VB404', 'what is going on is not done');
select is((commerce.check_in_booking((select id from b where label = 'ten'))).status, 'checked_in', 'they come');
select is((commerce.complete_booking((select id from b where label = 'ten'), 'quick')).status, 'completed', 'and are done early');
select is((commerce.complete_booking((select id from b where label = 'ten'))).status, 'completed', 'twice is harmless');
select is(commerce_test.value_of($$ select last_activity_date::text || ' ' || total_bookings from commerce.customers where id = (select carla from t) $$), '2030-01-02 2', 'the customer was there that day');
select commerce_test.act_as('acme');
select is((select staff_id from commerce.reserve_time_slot((select cut from t), '2030-01-02 10:30+00', (select ann from t), ends_at => '2030-01-02 11:00+00')), (select ann from t), 'what was left of the time is free');
select commerce.set_clock('2030-01-02 13:00+00');
select is((commerce.complete_booking((select id from b where label = 'twelve'))).status, 'completed', 'what is over is done, checked in or not');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'twelve')) $$, 'VB404', 'and stays so');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.is_refused($$ select commerce.complete_booking(null) $$, 'VB201', 'null');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.complete_booking((select id from b where label = 'twelve')) $$, 'VT302', 'staff only their own');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.complete_booking((select id from b where label = 'twelve')) $$, 'VT302', 'customers may not');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.complete_booking((select id from b where label = 'twelve')) $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
