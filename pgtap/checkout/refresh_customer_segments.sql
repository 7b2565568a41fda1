begin;
select plan(12);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-06-15 12:00+00');
create temporary table t as select commerce_test.given_customer('sid') as sid;
grant select on t to public;
select commerce_test.force($$ update commerce.customers set total_bookings = 2, last_activity_date = '2038-06-01' where id = (select sid from t) $$);
select commerce_test.act_as_role('commerce_worker');
select ok(commerce.refresh_customer_segments() >= 1, 'segments are brought up to date');
select commerce_test.act_as('acme');
select is((select segment from commerce.customers where id = (select sid from t)), 'active', 'and stored');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.refresh_customer_segments(), 0, 'once a day');
select commerce.set_clock('2038-08-15 12:00+00');
select is(commerce.refresh_customer_segments(), 1, 'later it is another');
select commerce_test.act_as('acme');
select is((select segment from commerce.customers where id = (select sid from t)), 'at_risk', 'which is stored');
select is((select segment::text from commerce.customers where id = (select sid from t)), commerce.customer_segment((select sid from t)), 'and what is asked for');
select throws_ok('select commerce.refresh_customer_segments()', '42501', null, 'only workers do');

select commerce_test.act_as_role('commerce_worker');
select commerce_test.is_refused('select commerce.refresh_customer_segments(0)', 'VS101', 'at least one');
select commerce_test.is_refused('select commerce.refresh_customer_segments(null)', 'VS101', 'not null');
select commerce_test.is_refused('select commerce.refresh_customer_segments(-1)', 'VS101', 'not less');
select commerce.set_clock('2038-08-16 12:00+00');
select commerce_test.force($$ update commerce.customers set last_activity_date = '2038-01-01' where id = (select sid from t) $$);
create temporary table runs as select count(*) as n, sum(found) as changed from (select commerce.refresh_customer_segments(1) as found from generate_series(1, 40)) as r;
select is((select changed from runs), 1::bigint, 'a few at a time they all come to their turn');
select commerce_test.act_as('acme');
select is((select segment from commerce.customers where id = (select sid from t)), 'churned', 'in the end');

select * from finish();
rollback;
