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

select commerce_test.act_as('acme', 'anna');
select lives_ok($$ select commerce.add_time_off((select ann from t), '2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'staff take time off');
select is(commerce.explain_slot((select cut from t), '2030-01-02 11:00+00', (select ann from t)), 'time_off', 'which nobody can book');
select is(commerce.explain_slot((select cut from t), '2030-01-02 12:00+00', (select ann from t)), null, 'up to its end');
select results_eq($$ select count(*) from commerce.time_off $$, $$ values (1::bigint) $$, 'they read their own');
select commerce_test.act_as('acme', 'mona');
select lives_ok($$ select commerce.add_time_off((select ben from t), '2030-01-02 10:00+00', '2030-01-02 12:00+00', 'training') $$, 'managers give it to anybody');
select commerce_test.is_refused(format($$ select commerce.add_time_off((select ann from t), %L, %L) $$, bad.a, bad.b), 'VC101', format('%s to %s', bad.a, bad.b))
from (values (null, '2030-01-02'), ('2030-01-02', null), ('2030-01-02', '2030-01-02'), ('2030-01-03', '2030-01-02'), ('-infinity', '2030-01-02'), ('2030-01-02', 'infinity')) as bad (a, b);
select commerce_test.is_refused($$ select commerce.add_time_off(gen_random_uuid(), '2030-01-02', '2030-01-03') $$, 'VB202', 'unknown staff');
select commerce_test.is_refused($$ select commerce.add_time_off(null, '2030-01-02', '2030-01-03') $$, 'VB202', 'null');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.add_time_off((select ann from t), '2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.add_time_off((select ann from t), '2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.add_time_off((select ann from t), '2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
