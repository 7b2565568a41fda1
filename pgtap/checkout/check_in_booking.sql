begin;
select plan(29);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, climb, ann, carla
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Climb', 60) as climb, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut, climb], user_id => commerce_test.user_id('anna')) as ann) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
select commerce_test.act_as('acme');
insert into b select 'ten', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'twelve', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla) from t;
insert into b select 'open', commerce_test.given_booking(cut, '2030-01-02 14:00+00', ann, carla, payment_method => null) from t;
insert into b select 'climb', commerce_test.given_booking(climb, '2030-01-02 16:00+00', ann, carla) from t;

select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'ten')) $$, 'VT302', 'customers do not check themselves in');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.check_in_booking((select id from b where label = 'ten')) $$, '42501', null, 'visitors have no such function');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'ten')) $$, 'VT302', 'nor colleagues');
select commerce_test.act_as('acme', 'anna');
select is((commerce.check_in_booking((select id from b where label = 'ten'), 'in good time')).status, 'checked_in', 'staff check their own people in');
select is((commerce.check_in_booking((select id from b where label = 'ten'))).status, 'checked_in', 'twice is harmless');
select is((select note || actor_user_id from commerce.booking_status_history where booking_id = (select id from b where label = 'ten') and to_status = 'checked_in'), 'in good time' || commerce_test.user_id('anna'), 'history tells once who and why');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''check_in_booking'''), 1::bigint, 'and so does the audit');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'open')) $$, 'VB404', 'an open booking is not there yet');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'twelve'), repeat('x', 1001)) $$, 'VB101', 'a note has an end');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'twelve'), '4242 4242 4242 4242') $$, 'VT101', 'and no card numbers');

-- Waivers and forms first.
select commerce_test.act_as('acme', 'mona');
create temporary table w as select id from commerce.require_waiver((select climb from t), 'Risk', 'My own risk.');
create temporary table f as select id from commerce.upsert_intake_form('Shoes', '[{"key":"size","label":"Size","kind":"number"}]');
grant all on w, f to public;
select commerce.upsert_service(service_id => (select climb from t), intake_form_id => (select id from f));
select is(commerce_test.error_of($$ select commerce.check_in_booking((select id from b where label = 'climb')) $$) -> 'detail' #- '{waivers,0,title}',
    jsonb_build_object('booking_id', (select id from b where label = 'climb'), 'waivers', jsonb_build_array(jsonb_build_object('waiver_id', (select id from w), 'signed', 0, 'needed', 1)), 'intake_form_id', (select id from f)), 'what is missing is named');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'climb')) $$, 'VB406', 'an unsigned waiver');
select isnt(commerce.sign_waiver((select id from b where label = 'climb'), (select id from w), 'Carla', 'Carla'), null, 'is signed at the counter');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'climb')) $$, 'VB406', 'a form without answers');
select isnt(commerce.submit_intake((select id from b where label = 'climb'), '{"size": 41}'), null, 'is answered');
select is((commerce.require_waiver((select climb from t), 'Risk', 'Quite my own risk.')).version, 2, 'a new version');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'climb')) $$, 'VB406', 'is signed anew');
select isnt(commerce.sign_waiver((select id from b where label = 'climb'), (select id from commerce.waivers where status = 'active'), 'Carla', 'Carla'), null, 'as it is');
select is((commerce.check_in_booking((select id from b where label = 'climb'))).status, 'checked_in', 'then they come in');

-- A no-show comes after all.
select commerce.set_clock('2030-01-02 12:10+00');
select is((commerce.mark_no_show((select id from b where label = 'twelve'))).status, 'no_show', 'nobody at twelve');
select is((commerce.check_in_booking((select id from b where label = 'twelve'))).status, 'checked_in', 'then they come, late');
select is(commerce_test.value_of($$ select r.status from commerce.slot_reservations as r join commerce.bookings as b on b.reservation_id = r.id where b.id = (select id from b as x where x.label = 'twelve') $$), 'confirmed', 'and have their time again');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '3', 'statistics count each booking once');
select commerce_test.act_as('acme', 'ada');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'and everything agrees');
-- Places of one session share its room: whoever comes after all needs none of their own.
select commerce.set_clock('2030-01-03 09:00+00');
select commerce_test.act_as('acme');
create temporary table c (id uuid);
grant all on c to public;
reset role;
insert into c select commerce_test.given_booking(yoga.id, '2030-01-03 10:00+00', time_slot_id => commerce_test.given_time_slot(yoga.id, '2030-01-03 10:00+00', 2), party_size => 1)
    from (select commerce_test.given_service('Yoga', 60, 'pooled', 2) as id) as yoga;
insert into c select commerce_test.given_booking(b.service_id, b.starts_at, time_slot_id => b.time_slot_id) from commerce.bookings as b join c using (id);
select commerce_test.act_as('acme', 'mona');
select (commerce.upsert_resource('Hall', 'hall')).id is not null, (commerce.assign_resource((select service_id from commerce.bookings join c using (id) limit 1), 'hall')).resource_group;
select commerce.set_clock('2030-01-03 10:10+00');
select is((select string_agg((commerce.mark_no_show(id)).status, ' ') from c), 'no_show no_show', 'two are missed');
select is((select string_agg((commerce.check_in_booking(id)).status, ' ') from c), 'checked_in checked_in', 'and both come after all');
select commerce_test.act_as('acme', 'ada');
select commerce_test.is_refused($$ select commerce.check_in_booking(gen_random_uuid()) $$, 'VB201', 'an unknown booking');
select commerce_test.is_refused($$ select commerce.check_in_booking(null) $$, 'VB201', 'null');
select commerce_test.act_as('twin', 'mona');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'ten')) $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
