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
select is((commerce.create_time_slot((select yoga from t), '2030-01-05 10:00+00', max_capacity => 5, staff_id => (select ann from t))).ends_at, '2030-01-05 11:00+00'::timestamptz, 'a slot lasts as long as its service');
select is(commerce.explain_slot((select cut from t), '2030-01-05 10:00+00', (select ann from t)), 'taken', 'its teacher''s time is held');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select yoga from t), starts_at => '2030-01-05 10:00+00', party_size => 5, idempotency_key => 'k') $$, 'once, and takes no place');
select commerce_test.is_refused($$ select commerce.create_time_slot((select yoga from t), '2030-01-05 10:30+00', staff_id => (select ann from t)) $$, 'VB401', 'a teacher is in one place at a time');
select lives_ok($$ select commerce.create_time_slot((select yoga from t), '2030-01-05 10:00+00') $$, 'a slot needs no teacher');
-- Its room is one where it happens, which need not be where its service does.
create temporary table v as select (commerce.upsert_venue('Here')).id as here, (commerce.upsert_venue('There')).id as there;
select count(*) from t, v cross join lateral (values ('Small', here), ('Large', there)) as room (name, venue) cross join lateral commerce.upsert_resource(room.name, 'hall', room.venue);
select count(*) from t, v cross join lateral commerce.upsert_service('Yoga', venue_id => here, service_id => yoga) cross join lateral commerce.assign_resource(yoga, 'hall');
select is((commerce.create_time_slot((select yoga from t), '2030-01-06 10:00+00', venue_id => there)).reservation_id is not null, true, 'a session holds a room') from v;
select is((select string_agg(name, ',') from commerce.reservation_resources as kept join commerce.resources as room on room.id = kept.resource_id), 'Large', 'where it happens');
select commerce_test.is_refused($$ select commerce.create_time_slot((select yoga from t), '2030-01-06 10:30+00', venue_id => there) from v $$, 'VB401', 'there is no other there');
select is((commerce.create_time_slot((select yoga from t), '2030-01-06 10:30+00')).venue_id, null, 'but here');
select commerce_test.is_refused(format($$ select commerce.create_time_slot((select yoga from t), %s) $$, bad.arguments), 'VC101', bad.arguments)
from (values ('null'), ('''infinity'''), ('''2029-01-01 10:00+00'''), ('''2030-01-05'', ''2030-01-04'''), ('''2030-01-05'', ''2031-01-04'''), ('''2030-01-05'', max_capacity => 0'), ('''2030-01-05'', max_capacity => -1'), ('''2030-01-05'', max_capacity => null'), ('''2030-01-05'', max_capacity => 2147483647')) as bad (arguments);
select commerce_test.is_refused($$ select commerce.create_time_slot(gen_random_uuid(), '2030-01-05') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.create_time_slot((select yoga from t), '2030-01-05', staff_id => gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.is_refused($$ select commerce.create_time_slot((select yoga from t), '2030-01-05', venue_id => gen_random_uuid()) $$, 'VB202', 'an unknown venue');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.create_time_slot((select yoga from t), '2030-01-05 10:00+00') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.create_time_slot((select yoga from t), '2030-01-05 10:00+00') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.create_time_slot((select yoga from t), '2030-01-05 10:00+00') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
