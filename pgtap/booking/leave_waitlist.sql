begin;
select plan(10);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora
from (select commerce_test.given_service('Cut', 60) as cut) as s;
create temporary table e (label text, id uuid);
grant all on t, e to public;
select commerce_test.act_as('acme', 'carla');
insert into e select 'later', (commerce.join_waitlist(cut, '[2031-06-02 09:00+00,2031-06-02 12:00+00)')).id from t;
insert into e select 'soon', (commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 10:00+00)')).id from t;
select commerce_test.act_as_role('commerce_worker');
select is(commerce.offer_waitlist(), 1, 'one is offered, one is too far ahead');
select commerce_test.act_as('acme', 'dora');
select commerce_test.is_refused($$ select commerce.leave_waitlist(id) from e where label = 'soon' $$, 'VB201', 'nobody leaves for others');
select commerce_test.act_as('acme', 'carla');
select is((select (commerce.leave_waitlist(id)).status from e where label = 'later'), 'left', 'a customer waits no longer');
select is((select (commerce.leave_waitlist(id)).status from e where label = 'later'), 'left', 'twice is harmless');
select is((select (commerce.leave_waitlist(id)).status from e where label = 'soon'), 'left', 'nor wants what was offered');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.reserve_time_slot(cut, '2030-01-02 09:00+00', idempotency_key => 'what-was-left-of-waiting')).status from t), 'reserved', 'which is free');
select commerce_test.is_refused($$ select commerce.leave_waitlist(null) $$, 'VB201', 'null is no entry');
select commerce_test.is_refused($$ select commerce.leave_waitlist(gen_random_uuid()) $$, 'VB201', 'nor is an unknown id');
select is((select string_agg(status, ',') from commerce.waitlist_entries), 'left,left', 'managers see it');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.leave_waitlist(id) from e limit 1 $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
