begin;
select plan(29);

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

select commerce_test.act_as('acme');
select lives_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$, 'two places are taken');
select commerce_test.act_as('acme', 'mona');
select is((commerce.update_time_slot((select slot from t), 2)).max_capacity, 2, 'places may be fewer, down to what is taken');
select commerce_test.is_refused($$ select commerce.update_time_slot((select slot from t), 1) $$, 'VB402', 'not below');
select is((commerce.update_time_slot((select slot from t), staff_id => (select ann from t))).staff_id, (select ann from t), 'a teacher is found');
select is(commerce.explain_slot((select cut from t), '2030-01-02 18:00+00', (select ann from t)), 'taken', 'whose time is held');
select lives_ok($$ select commerce.update_time_slot((select slot from t), staff_id => (select ben from t)) $$, 'another takes over');
select is(commerce.explain_slot((select cut from t), '2030-01-02 18:00+00', (select ann from t)), null, 'and the first is free');
select is((commerce.update_time_slot((select slot from t), is_available => false)).is_available, false, 'it is closed');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), idempotency_key => 'k') $$, 'VB405', 'and not reserved then');
select commerce_test.is_refused(format($$ select commerce.update_time_slot((select slot from t), %s) $$, bad.value), 'VC101', 'capacity ' || bad.value)
from (values ('0'), ('-1'), ('2147483647')) as bad (value);
select commerce_test.is_refused($$ select commerce.update_time_slot(gen_random_uuid(), 5) $$, 'VB202', 'an unknown slot');
select commerce_test.is_refused($$ select commerce.update_time_slot(null, 5) $$, 'VB202', 'null');
select commerce_test.is_refused($$ select commerce.update_time_slot((select slot from t), staff_id => gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.update_time_slot((select slot from t), 5) $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.update_time_slot((select slot from t), 5) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.update_time_slot((select slot from t), 5) $$, '42501', null, 'visitors have no such function');

-- Another teacher takes over everybody in it, and a session that was cancelled can be opened again.
select commerce_test.act_as('acme');
reset role;
create temporary table s as select commerce_test.given_time_slot(yoga, '2030-01-03 18:00+00', 3, staff_id => ann) as slot, null::uuid as booking from t;
grant all on s to public;
update s set booking = (select commerce_test.given_booking(yoga, '2030-01-03 18:00+00', customer_id => commerce_test.given_customer('carla'), time_slot_id => s.slot) from t);
select commerce_test.act_as('acme', 'mona');
select is((commerce.update_time_slot((select slot from s), staff_id => (select ben from t))).staff_id, (select ben from t), 'another teacher');
select is((select b.staff_id = ben and b.ical_sequence = 1 from commerce.bookings as b, s, t where b.id = s.booking), true, 'is the one whom the bookings name, and calendars are told');
select is((select (from_staff_id = ann and to_staff_id = ben) from commerce.booking_moves, t where booking_id = (select booking from s)), true, 'the history says so');
select is((select count(*) from commerce.booking_calendar('2030-01-03 00:00+00', '2030-01-04 00:00+00', staff_id => (select ben from t))), 1::bigint, 'it stands in the new one''s calendar');
select is((select string_agg(channel, ',') from commerce.notification_queue where template = 'booking_rescheduled' and booking_id = (select booking from s)), 'email', 'and the customer is told');
select is((commerce.cancel_time_slot((select slot from s))).is_available, false, 'it is cancelled');
select is((commerce.update_time_slot((select slot from s), is_available => true)).is_available, true, 'and opened again');
select is((select count(*) from commerce.slot_reservations as h, s, t where h.time_slot_id = s.slot and h.staff_id = ben and h.status = 'confirmed'), 1::bigint, 'which holds its teacher''s time again, once');
select is((commerce.cancel_time_slot((select slot from s))).is_available, false, 'cancelled once more');
select is((commerce.update_time_slot((select slot from s), staff_id => (select ann from t))).staff_id, (select ann from t), 'it is given to another');
select is((select string_agg(status, ',') from commerce.slot_reservations where time_slot_id = (select slot from s) and staff_id is not null and status <> 'cancelled'), null, 'whose time is not held while it is off');

select * from finish();
rollback;
