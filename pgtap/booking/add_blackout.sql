begin;
select plan(16);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, ann, ben, slot
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 3) as yoga) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut], is_always_open => false) as ben) as p
cross join lateral (select commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 3) as slot) as l;
create temporary table held (label text, id uuid, hold_token uuid);
grant all on t, held to public;

select commerce_test.act_as('acme', 'mona');
select lives_ok($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'everything is closed for a while');
select is(commerce.explain_slot((select cut from t), '2030-01-02 11:00+00', (select ann from t)), 'closed', 'nothing is booked then');
select lives_ok($$ select commerce.add_blackout('2030-01-02 18:00+00', '2030-01-02 19:00+00', service_id => (select yoga from t)) $$, 'or one service');
select is(commerce.explain_slot((select yoga from t), '2030-01-02 18:00+00'), 'closed', 'which is closed');
select is(commerce.explain_slot((select cut from t), '2030-01-02 18:00+00', (select ann from t)), null, 'others are not');
select commerce_test.is_refused(format($$ select commerce.add_blackout(%L, %L) $$, bad.a, bad.b), 'VC101', format('%s to %s', bad.a, bad.b))
from (values (null, '2030-01-02'), ('2030-01-02', null), ('2030-01-03', '2030-01-02'), ('-infinity', 'infinity')) as bad (a, b);
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02', '2030-01-03', service_id => gen_random_uuid()) $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02', '2030-01-03', venue_id => gen_random_uuid()) $$, 'VB202', 'an unknown venue');
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02', '2030-01-03', resource_id => gen_random_uuid()) $$, 'VB202', 'an unknown resource');
select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02', '2030-01-03', service_id => (select yoga from t)) $$, 'VT302', 'staff close no service');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
