begin;
select plan(23);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-06-15 12:00+00');
create temporary table t as select commerce_test.given_customer('sid') as sid, commerce_test.given_customer('carla') as carla;
grant select on t to public;
create function pg_temp.is_now(facts text) returns text language sql as $$
    select commerce_test.force('update commerce.customers set total_spent_minor = 0, total_bookings = 0, last_activity_date = null, status = ''active'' where id = (select sid from t)');
    select commerce_test.force('update commerce.customers set ' || facts || ' where id = (select sid from t)');
    select commerce.customer_segment((select sid from t));
$$;
select is(pg_temp.is_now('tags = tags'), 'new', 'somebody of whom nothing is known is new');
select is(pg_temp.is_now('total_bookings = 1, last_activity_date = ''2037-01-01'''), 'new', 'so is who came once, however long ago');
select is(pg_temp.is_now('total_bookings = 2, last_activity_date = ''2038-06-15'''), 'active', 'who came twice is active');
select is(pg_temp.is_now('total_bookings = 2, last_activity_date = ''2038-04-17'''), 'active', 'for 59 days');
select is(pg_temp.is_now('total_bookings = 2, last_activity_date = ''2038-04-16'''), 'at_risk', 'at risk from the 60th');
select is(pg_temp.is_now('total_bookings = 2, last_activity_date = ''2038-03-17'''), 'at_risk', 'to the 90th');
select is(pg_temp.is_now('total_bookings = 2, last_activity_date = ''2038-03-16'''), 'churned', 'then gone');
select is(pg_temp.is_now('total_spent_minor = 50000'), 'new', 'money makes a vip');
select is(pg_temp.is_now('total_spent_minor = 50001'), 'vip', 'above what is set');
select is(pg_temp.is_now('total_bookings = 10, last_activity_date = ''2030-01-01'''), 'vip', 'bookings too');
select commerce.set_setting('vip_bookings', '3');
select is(pg_temp.is_now('total_bookings = 3'), 'vip', 'as many as are set');
select is(pg_temp.is_now('total_bookings = 3, status = ''blocked'''), 'blocked', 'who is blocked is nothing else');
select commerce.set_setting('vip_bookings', '100');
select is(pg_temp.is_now('total_bookings = 2, last_activity_date = ''2038-06-15'''), 'active', 'as of today');
select is(commerce.customer_segment((select sid from t), '2038-08-14 12:00+00'), 'at_risk', 'and at another time');

-- Somebody who came in each of the last three months.
create temporary table m as select commerce_test.given_customer('monthly') as id, commerce_test.given_service('Monthly', 60) as cut;
grant select on m to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Mo', array[cut]) from m; end $do$ $$);
select commerce_test.given_booking(m.cut, b.at::timestamptz, customer_id => m.id)
from m, (values ('2038-06-20 10:00+00'), ('2038-07-20 10:00+00'), ('2038-08-20 10:00+00')) as b (at);
select is((select commerce.customer_segment(m.id, '2038-09-01 00:00+00') from m), 'vip', 'who came in each of the last three months is a vip');
select is((select commerce.customer_segment(m.id, '2038-10-01 00:00+00') from m), 'churned', 'until a month goes by without');
select commerce_test.act_as('acme', 'carla');
select is((select commerce.customer_segment(carla) from t), 'new', 'customers ask for themselves');
select commerce_test.is_refused('select commerce.customer_segment(sid) from t', 'VU201', 'for nobody else');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.customer_segment(sid) from t', 'VU201', 'nor do staff');
select commerce_test.act_as('acme', 'mona');
select is((select commerce.customer_segment(sid) from t), 'active', 'managers for anybody');
select commerce_test.is_refused('select commerce.customer_segment(null)', 'VU201', 'null is nobody');
select commerce_test.is_refused($$ select commerce.customer_segment(sid, 'infinity') from t $$, 'VU101', 'and infinity no time');
select commerce_test.act_as('globex');
select commerce_test.is_refused('select commerce.customer_segment(sid) from t', 'VU201', 'another organization knows nobody of ours');

select * from finish();
rollback;
