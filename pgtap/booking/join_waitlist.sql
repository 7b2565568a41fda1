begin;
select plan(19);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora
from (select commerce_test.given_service('Cut', 60) as cut) as s;
grant all on t to public;
select commerce_test.act_as('acme', 'carla');
select is((select status || ' ' || party_size || ' ' || customer_id || ' ' || starts_at from t cross join lateral commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)')), (select 'waiting 1 ' || carla || ' 2030-01-02 09:00:00+00' from t), 'a customer waits for themselves');
select is((select (commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)')).id from t), (select id from commerce.waitlist_entries), 'the same wish twice is one');
select isnt((select (commerce.join_waitlist(cut, '[2030-01-03 09:00+00,2030-01-03 12:00+00)')).id from t), null, 'another wish is another');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)', customer_id => dora) from t $$, 'VU201', 'but not for others');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)', customer_id => dora)).customer_id from t), (select dora from t), 'members name the customer');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)') from t $$, 'VU201', 'and have to');
select is((select count(*)::integer from commerce.waitlist_entries), 3, 'managers see who waits');
select commerce_test.act_as('acme', 'dora');
select is((select count(*)::integer from commerce.waitlist_entries), 1, 'customers themselves');
select commerce_test.is_refused($$ select commerce.join_waitlist(gen_random_uuid(), '[2030-01-02 09:00+00,2030-01-02 12:00+00)') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, null) from t $$, 'VB101', 'no range');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, 'empty') from t $$, 'VB101', 'an empty one');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,)') from t $$, 'VB101', 'one without an end');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2029-01-02 09:00+00,2029-01-03 09:00+00)') from t $$, 'VB101', 'one that is over');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 09:30+00)') from t $$, 'VB101', 'one that is too short');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2031-02-02 09:30+00)') from t $$, 'VB101', 'one that is too long');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)', 0) from t $$, 'VB101', 'nobody');
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 12:00+00)', 2) from t $$, 'VB101', 'more than fit');
select commerce_test.force($$ update commerce.customers set status = 'blocked' where id = (select dora from t) $$);
select commerce_test.is_refused($$ select commerce.join_waitlist(cut, '[2030-01-04 09:00+00,2030-01-04 12:00+00)') from t $$, 'VU301', 'somebody blocked');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.join_waitlist(cut, '[2030-01-04 09:00+00,2030-01-04 12:00+00)') from t $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
