begin;
select plan(20);

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
select lives_ok($$ select commerce.add_schedule_exception('2030-01-02', '12:00', '14:00', (select ann from t)) $$, 'other hours on a date');
select is(commerce.explain_slot((select cut from t), '2030-01-02 12:00+00', (select ann from t)), null, 'inside them');
select is(commerce.explain_slot((select cut from t), '2030-01-02 10:00+00', (select ann from t)), 'outside_hours', 'the weekly ones are replaced');
select is(commerce.explain_slot((select cut from t), '2030-01-03 10:00+00', (select ann from t)), null, 'on that date only');
select lives_ok($$ select commerce.add_schedule_exception('2030-01-02', '16:00', '17:00', (select ann from t)) $$, 'more hours');
select is(commerce.explain_slot((select cut from t), '2030-01-02 16:00+00', (select ann from t)), null, 'add up');
select lives_ok($$ select commerce.add_schedule_exception('2030-01-04', staff_id => (select ann from t)) $$, 'no hours');
select is(commerce.explain_slot((select cut from t), '2030-01-04 16:00+00', (select ann from t)), 'outside_hours', 'close the date');
select lives_ok($$ select commerce.add_schedule_exception('2030-01-07', '09:00', '11:00', (select ben from t)) $$, 'who has no weekly hours');
select is(commerce.explain_slot((select cut from t), '2030-01-07 10:00+00', (select ben from t)), null, 'is there on the dates given');
select commerce_test.is_refused(format($$ select commerce.add_schedule_exception(%s, staff_id => (select ann from t)) $$, bad.arguments), 'VC101', bad.arguments)
from (values ('null'), ('''infinity'''), ('''2030-01-02'', ''09:00'''), ('''2030-01-02'', null, ''09:00''')) as bad (arguments);
select commerce_test.is_refused($$ select commerce.add_schedule_exception('2030-01-02') $$, 'VC101', 'nobody''s');
select commerce_test.is_refused($$ select commerce.add_schedule_exception('2030-01-02', staff_id => gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.act_as('acme', 'anna');
select lives_ok($$ select commerce.add_schedule_exception('2030-01-02', staff_id => (select ann from t)) $$, 'staff add their own');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.add_schedule_exception('2030-01-02', staff_id => (select ann from t)) $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.add_schedule_exception('2030-01-02', staff_id => (select ann from t)) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.add_schedule_exception('2030-01-02', staff_id => (select ann from t)) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
