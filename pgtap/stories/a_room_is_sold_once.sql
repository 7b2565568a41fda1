begin;
select plan(34);

-- One room: what is taken by a session is not sold by the appointment, and the other way round.
select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select massage, yoga, ann, ben, uma
from (select commerce_test.given_service('Massage', 60, buffer_after_minutes => 30, step_minutes => 30) as massage, commerce_test.given_service('Yoga', 60, 'pooled', 3) as yoga) as s
cross join lateral (select commerce_test.given_staff('Ann', array[yoga]) as ann, commerce_test.given_staff('Ben', array[yoga]) as ben, commerce_test.given_staff('Uma', array[massage]) as uma) as p;
create temporary table s (label text, id uuid);
grant all on t, s to public;
create function pg_temp.opened(start timestamptz, teacher text = null) returns uuid language sql as $$
    select id from commerce.create_time_slot((select yoga from t), start, max_capacity => 3,
        staff_id => (select id from commerce.staff where display_name = teacher))
$$;
create function pg_temp.kept(label text) returns text language sql as $$
    select string_agg(room.name || ' ' || kept.status, ',' order by room.name) from commerce.time_slots as slot
    join commerce.reservation_resources as kept on kept.reservation_id = slot.reservation_id
    join commerce.resources as room on room.id = kept.resource_id
    where slot.id = (select id from s where s.label = kept.label)
$$;
create function pg_temp.free(start timestamptz) returns bigint language sql as $$
    select count(*) from t cross join lateral commerce.get_available_slots(massage, start, start + interval '1 minute')
$$;

select commerce_test.act_as('acme', 'mona');
select count(*) from commerce.upsert_resource('Studio', 'studio');
select count(*) from t cross join lateral commerce.assign_resource(yoga, 'studio');
select count(*) from t cross join lateral commerce.assign_resource(massage, 'studio');

-- The session first, given by somebody or by nobody.
insert into s select 'taught', pg_temp.opened('2030-01-02 10:00+00', 'Ann');
insert into s select 'open', pg_temp.opened('2030-01-02 14:00+00');
select is(pg_temp.kept('taught'), 'Studio confirmed', 'a session holds its room');
select is(pg_temp.kept('open'), 'Studio confirmed', 'also when nobody gives it');
select is(pg_temp.free('2030-01-02 10:00+00') + pg_temp.free('2030-01-02 14:00+00'), 0::bigint, 'an appointment in that room is not offered then');
select is(pg_temp.free('2030-01-02 08:30+00') + pg_temp.free('2030-01-02 11:00+00'), 2::bigint, 'but up to the instant when it begins, and from the one when it ends');
select commerce_test.is_refused($$ select commerce.reserve_time_slot((select massage from t), '2030-01-02 10:00+00', idempotency_key => 'a') $$, 'VB401', 'nor sold');
select commerce_test.is_refused($$ select commerce.reserve_time_slot((select massage from t), '2030-01-02 13:00+00', idempotency_key => 'b') $$, 'VB401', 'the minutes between two count');
select is(commerce.explain_slot((select massage from t), '2030-01-02 14:00+00'), 'resource_unavailable', 'for want of a room');
select commerce_test.is_refused($$ select pg_temp.opened('2030-01-02 10:30+00', 'Ben') $$, 'VB401', 'a second session finds no room');
select commerce_test.is_refused($$ select pg_temp.opened('2030-01-02 14:00+00') $$, 'VB401', 'also with nobody who gives it');

-- Places in it take no room, and its own reservation takes no place.
select lives_ok($$ select commerce.reserve_time_slot(time_slot_id => s.id, party_size => 3, idempotency_key => label) from s $$, 'all places of both can be had');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => s.id, idempotency_key => 'c') from s where label = 'open' $$, 'VB402', 'and then no more');
select is((select count(*) from commerce.reservation_resources), 2::bigint, 'the room is held by the sessions alone');

select commerce_test.is_refused($$ select commerce.release_reservation(slot.reservation_id) from s join commerce.time_slots as slot using (id) where label = 'open' $$, 'VB201', 'what a session holds is nobody''s hold');

-- The appointment first.
select lives_ok($$ select commerce.reserve_time_slot((select massage from t), '2030-01-03 10:00+00', idempotency_key => 'd') $$, 'an appointment');
select commerce_test.is_refused($$ select pg_temp.opened('2030-01-03 10:00+00', 'Ann') $$, 'VB401', 'leaves no room for a session');
select is(commerce.is_slot_available((select ann from t), '2030-01-03 10:00+00', '2030-01-03 11:00+00'), true, 'whose teacher is not kept then');
select is((select count(*) from commerce.time_slots where starts_at = '2030-01-03 10:00+00'), 0::bigint, 'and which is not there');
select commerce.set_clock('2030-01-01 10:00+00');
select lives_ok($$ insert into s select 'late', pg_temp.opened('2030-01-03 10:00+00', 'Ann') $$, 'a hold that has lapsed is in nobody''s way');

-- Another teacher, where it is.
create temporary table b as select (commerce.create_booking(time_slot_id => s.id, idempotency_key => 'g')).id from s where label = 'late';
select is((select name from b, jsonb_to_recordset(commerce.get_booking(b.id) -> 'resources') as room (name text)), 'Studio', 'who is in a session is told where');
select is((commerce.update_time_slot((select id from s where label = 'late'), staff_id => (select ben from t))).staff_id, (select ben from t), 'somebody else gives it');
select is(pg_temp.kept('late'), 'Studio confirmed', 'in the same room');
select is((select outcome from t cross join lateral commerce.reassign_bookings(ben)), 'reassigned', 'a teacher who will not be there');
select is((select pg_temp.kept('late') || slot.staff_id from commerce.time_slots as slot where id = (select id from s where label = 'late')), (select 'Studio confirmed' || ann from t), 'leaves it to another, in the same room');
select is((select count(*) from commerce.reservation_resources where status in ('reserved', 'confirmed')), 3::bigint, 'which is held once');
select is((commerce.update_time_slot((select id from s where label = 'open'), staff_id => (select ben from t))).staff_id, (select ben from t), 'whom nobody gave finds a teacher');
select is(pg_temp.kept('open'), 'Studio confirmed', 'in the same room too');

-- A session that is called off gives it back, and takes it again when it is opened.
select count(*) from s cross join lateral commerce.cancel_time_slot(s.id) where label in ('taught', 'open');
select is(pg_temp.kept('taught') || pg_temp.kept('open'), 'Studio cancelledStudio cancelled', 'called off, it has no room');
select lives_ok($$ select commerce.reserve_time_slot((select massage from t), '2030-01-02 10:00+00', idempotency_key => 'e') $$, 'which is sold to others');
select commerce_test.is_refused($$ select commerce.update_time_slot(s.id, is_available => true) from s where label = 'taught' $$, 'VB401', 'opened again, it finds none');
select lives_ok($$ select commerce.update_time_slot(s.id, is_available => true) from s where label = 'open' $$, 'or takes it again');
select is(pg_temp.kept('open'), 'Studio confirmed', 'for itself');

-- A room that is closed.
select count(*) from commerce.resources as room cross join lateral commerce.add_blackout('2030-01-02 14:30+00', '2030-01-04 00:00+00', resource_id => room.id) where room.name = 'Studio';
select commerce_test.is_refused($$ select pg_temp.opened('2030-01-03 16:00+00') $$, 'VB405', 'no session is opened in a room that is closed');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => s.id, idempotency_key => 'f') from s where label = 'open' $$, 'VB405', 'nor a place sold in one that was');

select commerce_test.act_as('acme');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
