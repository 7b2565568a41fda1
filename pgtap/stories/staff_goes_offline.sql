-- Somebody is ill: out of what can be booked, others take over, the rest is cancelled and told.
begin;
select plan(14);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_staff('Ben', array[cut]) as ben, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora
from (select commerce_test.given_service('Cut', 60) as cut) as s;
create temporary table b (label text, id uuid, was uuid);
grant all on t, b to public;
select commerce_test.act_as('acme');
insert into b select 'any', commerce_test.given_booking(cut, '2030-01-02 10:00+00', customer_id => carla) from t;
update b set was = (select staff_id from commerce.bookings where id = b.id);
-- Whoever got it is the one who falls ill.
insert into b select 'asked', commerce_test.given_booking(cut, '2030-01-02 12:00+00', (select was from b limit 1), dora) from t;
insert into b select 'after', commerce_test.given_booking(cut, '2030-01-03 12:00+00', (select was from b limit 1), dora) from t;
select commerce_test.act_as('acme', 'mona');
select isnt((select (commerce.add_time_off(was, '2030-01-02 00:00+00', '2030-01-03 00:00+00', 'ill')).id from b where label = 'any'), null, 'a day off');
select is((select commerce.explain_slot(cut, '2030-01-02 16:00+00', was) from t, b where label = 'any'), 'time_off', 'nothing more is booked then');
select is((select string_agg(outcome || coalesce(' ' || reason, ''), ', ') from b cross join lateral commerce.reassign_bookings(was, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', 'ill', dry_run => true) where label = 'any'), 'reassigned, left staff_requested', 'first a look at what would happen');
select is((select string_agg(outcome, ', ') from b cross join lateral commerce.reassign_bookings(was, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', 'ill', cancel_rest => true) where label = 'any'), 'reassigned, cancelled', 'then it does');
select is((select k.status || ' ' || (k.staff_id <> b.was) || ' ' || k.starts_at from b join commerce.bookings as k on k.id = b.id where label = 'any'), 'confirmed true 2030-01-02 10:00:00+00', 'who did not mind gets somebody else at the same time');
select is((select k.status from b join commerce.bookings as k on k.id = b.id where label = 'after'), 'confirmed', 'other days are as they were');
select is((select string_agg(distinct template, ',' order by template) from commerce.notification_queue where status = 'queued' and channel = 'email' and template like 'booking%' and booking_id in (select id from b where label <> 'after')), 'booking_cancelled,booking_rescheduled', 'each hears what concerns them');
-- One who leaves is in no session that is sold; who has a place keeps it until somebody takes over.
select commerce_test.act_as('acme', 'mona');
create temporary table s as select yoga.id as yoga, slot.id as slot from commerce.upsert_service('Yoga', 60, 1000, capacity_mode => 'pooled', capacity => 3) as yoga cross join t cross join lateral commerce.create_time_slot(yoga.id, '2030-01-05 18:00+00', staff_id => t.ann, max_capacity => 3) as slot;
grant all on s to public;
create temporary table k as select commerce_test.given_booking(yoga, '2030-01-05 18:00+00', customer_id => carla, time_slot_id => slot) as id from t, s;
grant all on k to public;
select is((select (commerce.upsert_staff(staff_id => ann, is_available_for_booking => false)).is_available_for_booking from t), false, 'somebody leaves');
select is((select concat_ws(' ', commerce.explain_slot(yoga, '2030-01-05 18:00+00'), (select count(*) from commerce.get_available_slots(yoga, '2030-01-05 00:00+00', '2030-01-06 00:00+00'))) from s), 'staff_unavailable 0', 'nobody is offered a place with them');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => slot, idempotency_key => 'yoga') from s $$, 'VB405', 'nor can take one');
select is((select status from commerce.bookings join k using (id)), 'confirmed', 'what was booked stands');
select is((select (commerce.update_time_slot(slot, staff_id => ben)).staff_id = ben from s, t), true, 'somebody takes over');
select is((select commerce.explain_slot(yoga, '2030-01-05 18:00+00') from s), null, 'and it is sold again');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything adds up');

select * from finish();
rollback;
