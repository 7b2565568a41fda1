begin;
select plan(24);

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

-- Of two rooms one is closed, then both.
create temporary table r as select (commerce.upsert_resource('Room 1', 'room')).id as one, (commerce.upsert_resource('Room 2', 'room')).id as two;
grant all on r to public;
select isnt((commerce.assign_resource((select cut from t), 'room')).created_at, null, 'a service needs a room');
select isnt((commerce.add_blackout('2030-01-03', '2030-01-04', resource_id => (select one from r))).id, null, 'one is closed for a day');
select is((select count(*) from t, commerce.get_available_slots(cut, '2030-01-03 10:00+00', '2030-01-03 11:00+00')), 1::bigint, 'the other one does');
select isnt((commerce.reserve_time_slot((select cut from t), '2030-01-03 10:00+00', idempotency_key => 'room-2')).id, null, 'and is taken');
create function pg_temp.why(at text, staff text = 'null') returns text language sql as $$ select concat_ws(' ', e ->> 'code', e #>> '{detail,reason}') from commerce_test.error_of(format('select commerce.reserve_time_slot((select cut from t), %L, %s, idempotency_key => ''again'')', at, staff)) as e $$;
select commerce_test.act_as('acme');
select (commerce.set_schedule('[{"weekday":4,"from":"00:00","to":"24:00"}]', staff_id => ben)).id from t;
select is(pg_temp.why('2030-01-03 10:00+00') || ' ' || (select commerce.explain_slot(cut, '2030-01-03 10:00+00') from t), 'VB401 resource_unavailable resource_unavailable', 'then somebody else has what is left');
select isnt((commerce.add_blackout('2030-01-03', '2030-01-04', resource_id => (select two from r))).id, null, 'both are closed');
select is(pg_temp.why('2030-01-03 11:00+00') || ' ' || (select commerce.explain_slot(cut, '2030-01-03 11:00+00') from t), 'VB405 closed closed', 'which nobody has taken: it is closed');
select is((select count(*) from t, commerce.get_available_slots(cut, '2030-01-03 11:00+00', '2030-01-03 12:00+00')), 0::bigint, 'and nothing is offered');
select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02', '2030-01-03', service_id => (select yoga from t)) $$, 'VT302', 'staff close no service');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.add_blackout('2030-01-02 10:00+00', '2030-01-02 12:00+00') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
