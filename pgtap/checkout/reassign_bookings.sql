begin;
select plan(27);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, commerce_test.given_staff('Ann', array[cut, yoga]) as ann, commerce_test.given_staff('Ben', array[cut, yoga]) as ben
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 5, 3000) as yoga) as s;
alter table t add carla uuid, add any_at_ten uuid, add asked uuid, add late uuid, add later uuid, add class uuid, add slot uuid;
update t set carla = commerce_test.given_customer('carla');
grant all on t to public;
-- Ann does everything on the 2nd, as far as she can: Ben comes at noon and later.
update commerce.staff set is_available_for_booking = id = (select ann from t) where id in (select ann from t union select ben from t);
select commerce_test.act_as('acme');
select commerce_test.force(format('update t set slot = %L', (commerce.create_time_slot(yoga, '2030-01-02 18:00+00', null, 5, ann)).id)) from t;
select commerce_test.force(format('update t set any_at_ten = %L, asked = %L, late = %L, later = %L, class = %L',
    commerce_test.given_booking(cut, '2030-01-02 10:00+00', customer_id => carla), commerce_test.given_booking(cut, '2030-01-02 11:00+00', ann, carla),
    commerce_test.given_booking(cut, '2030-01-02 14:00+00', customer_id => carla), commerce_test.given_booking(cut, '2030-01-03 10:00+00', customer_id => carla),
    commerce_test.given_booking(yoga, '2030-01-02 18:00+00', customer_id => carla, time_slot_id => slot, party_size => 2))) from t;
select commerce_test.force('update commerce.staff set is_available_for_booking = id = (select ben from t) where id in (select ann from t union select ben from t)');
select (commerce.add_time_off(ben, '2030-01-02 00:00+00', '2030-01-02 12:00+00')).staff_id is not null from t;
create function pg_temp.outcome(cancel boolean default false, dry boolean default false) returns text language sql as $$
    select coalesce(string_agg(concat_ws(' ', case r.booking_id when any_at_ten then 'ten' when asked then 'asked' when late then 'late' when later then 'later' when class then 'class' end,
        r.outcome, case r.new_staff_id when ben then 'Ben' when ann then 'Ann' end, r.reason), ', ' order by r.place), 'nothing')
    from t cross join lateral commerce.reassign_bookings(t.ann, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', 'ill', dry, cancel) with ordinality as r (booking_id, outcome, new_staff_id, reason, place)
$$;
create temporary table said as select commerce_test.fingerprint('acme') as before, pg_temp.outcome(false, true) as dry;
grant all on said to public;
select is((select dry from said), 'ten left nobody_free, asked left staff_requested, late reassigned Ben, class reassigned Ben', 'a dry run says what would become of each');
select is(commerce_test.fingerprint('acme'), (select before from said), 'and changes nothing');
select is(pg_temp.outcome(), (select dry from said), 'then it is done as it was said');
select is((select b.staff_id || ' ' || r.staff_id || ' ' || b.starts_at || ' ' || b.ical_sequence from commerce.bookings as b join commerce.slot_reservations as r on r.id = b.reservation_id where b.id = (select late from t)),
    (select ben || ' ' || ben || ' 2030-01-02 14:00:00+00 1' from t), 'somebody else performs it at the same time');
select is((select staff_id from commerce.time_slots where id = (select slot from t)), (select ben from t), 'a session has another teacher');
select is((select string_agg(staff_id::text || ' ' || status, ',') from commerce.slot_reservations where time_slot_id = (select slot from t) and staff_id is not null and status = 'confirmed'), (select ben || ' confirmed' from t), 'whose time is held, once');
select is((select staff_id from commerce.bookings where id = (select class from t)), (select ben from t), 'and so have its bookings');
select is((select string_agg(reason, ',') from commerce.booking_moves where booking_id in (select late from t union select class from t)), 'ill,ill', 'the history says why');
select is((select count(*) from commerce.notification_queue where template = 'booking_rescheduled' and channel = 'email'), 2::bigint, 'the customers are told');
select is((select status || ' ' || staff_id from commerce.bookings where id = (select later from t)), (select 'confirmed ' || ann from t), 'what is outside the range is left alone');
select is(pg_temp.outcome(false, true), 'ten left nobody_free, asked left staff_requested', 'what is done is not done again');
select is(pg_temp.outcome(true, true), 'ten cancelled nobody_free, asked cancelled staff_requested', 'the rest would be cancelled');
select is(pg_temp.outcome(true), 'ten cancelled nobody_free, asked cancelled staff_requested', 'and is');
select is((select string_agg(status || ' ' || cancellation_fee_minor, ',') from commerce.bookings where id in (select any_at_ten from t union select asked from t)), 'cancelled 0,cancelled 0', 'at the business''s cost');
select is(pg_temp.outcome(), 'nothing', 'nothing is left');
select is((select count(*) from commerce.reassign_bookings((select ann from t), dry_run => true)), 1::bigint, 'without a range from now on');

select commerce_test.is_refused($$ select commerce.reassign_bookings(null) $$, 'VB202', 'nobody');
select commerce_test.is_refused($$ select commerce.reassign_bookings(gen_random_uuid()) $$, 'VB202', 'somebody unknown');
select commerce_test.is_refused($$ select commerce.reassign_bookings(ann, 'empty') from t $$, 'VB101', 'an empty range');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.reassign_bookings(ann) from t $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.reassign_bookings(ann) from t $$, '42501', null, 'visitors have no such function');

-- Of a session some asked for their teacher: it cannot be split.
select commerce_test.act_as('acme');
create temporary table half (class uuid, who_asked uuid, other uuid);
grant all on half to public;
insert into half (class) select (commerce.create_time_slot(yoga, '2030-01-05 18:00+00', null, 5, ann)).id from t;
select commerce_test.force('update commerce.staff set is_available_for_booking = true where id = (select ann from t)');
update half set who_asked = (select commerce_test.given_booking(yoga, '2030-01-05 18:00+00', ann, carla) from t);
select is((select reason || ' ' || outcome from t, commerce.reassign_bookings(ann, '[2030-01-05 00:00+00,2030-01-06 00:00+00)')), 'staff_requested left', 'a session in which everybody asked for its teacher stays');
update half set other = (select commerce_test.given_booking(yoga, '2030-01-05 18:00+00', null, carla, (select class from half)) from t);
select is((select string_agg(concat_ws(' ', case r.booking_id when who_asked then 'asked' else 'other' end, outcome, reason), ', ' order by r.booking_id = who_asked desc) from t, half, commerce.reassign_bookings(ann, '[2030-01-05 00:00+00,2030-01-06 00:00+00)', cancel_rest => true) as r),
    'asked reassigned staff_requested, other reassigned', 'else it goes with everybody in it, and whoever asked is named');
select is((select count(*) from commerce.bookings as b, half, t where b.id in (who_asked, other) and b.staff_id = ben and b.status = 'confirmed'), 2::bigint, 'none of them is cancelled');
select is((select count(*) from commerce.notification_queue as n, half where n.booking_id in (who_asked, other) and n.template = 'booking_rescheduled' and n.channel = 'email'), 2::bigint, 'and both are told');
select is((select count(*) from commerce.booking_calendar('2030-01-05 00:00+00', '2030-01-06 00:00+00', staff_id => (select ann from t))), 0::bigint, 'the calendar of who was ill is empty');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything still adds up');

select * from finish();
rollback;
