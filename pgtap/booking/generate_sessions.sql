begin;
select plan(30);

select commerce.set_clock('2030-03-25 12:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select berlin, commerce_test.given_service('Yoga', 60, 'pooled', 12, 1500, venue_id => berlin) as yoga, commerce_test.given_service('Night', 60, 'pooled', 4, 1500, venue_id => berlin) as night,
    commerce_test.given_service('Cut', 60) as cut
from (select commerce_test.given_venue('Berlin', 'Europe/Berlin') as berlin) as v;
grant all on t to public;
create function pg_temp.sessions(service uuid, day date) returns text language sql as $$
    select string_agg(to_char(starts_at at time zone 'Europe/Berlin', 'HH24:MI'), ' ' order by starts_at) from commerce.time_slots
    where service_id = service and (starts_at at time zone 'Europe/Berlin')::date = day
$$;
select commerce_test.act_as('acme');
-- Monday 1 April and Sunday 31 March, when the clock goes forward from 02:00 to 03:00.
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":1,"from":"09:00","to":"11:30"},{"weekday":7,"from":"09:00","to":"10:00"}]', service_id => yoga);
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":7,"from":"00:00","to":"05:00"}]', service_id => night);
select is((select commerce.generate_sessions(yoga, '2030-03-30', '2030-04-02') from t), 3, 'sessions as the schedule says');
select is((select pg_temp.sessions(yoga, '2030-04-01') from t), '09:00 10:00', 'one after the other, as long as they fit');
select is((select pg_temp.sessions(yoga, '2030-03-31') from t), '09:00', 'on the wall clock of the venue');
select is((select string_agg(concat_ws(' ', max_capacity, is_available, ends_at - starts_at), ',') from commerce.time_slots where service_id = (select yoga from t)), '12 t 01:00:00,12 t 01:00:00,12 t 01:00:00', 'with the places and the length of the service');
select is((select commerce.generate_sessions(yoga, '2030-03-30', '2030-04-02') from t), 0, 'twice makes nothing new');
select is((select commerce.generate_sessions(night, '2030-03-31', '2030-03-31') from t), 4, 'a night in which an hour is missing has one session less');
select is((select pg_temp.sessions(night, '2030-03-31') from t), '00:00 01:00 03:00 04:00', 'the hour that does not exist');
select is((select commerce.generate_sessions(night, '2030-10-27', '2030-10-27') from t), 6, 'a night with an hour twice has one more');
select is((select pg_temp.sessions(night, '2030-10-27') from t), '00:00 01:00 02:00 02:00 03:00 04:00', 'the hour that exists twice');
select is((select commerce.generate_sessions(night, '2030-10-01', '2030-10-31') from t), 15, 'other nights have five');
select is((select (commerce.cancel_time_slot(id)).is_available from commerce.time_slots where service_id = (select yoga from t) order by starts_at limit 1), false, 'a session that was cancelled');
select is((select commerce.generate_sessions(yoga, '2030-03-30', '2030-04-02') from t), 0, 'is not made again');
select (commerce.add_blackout('2030-04-08 00:00+02', '2030-04-08 10:00+02', venue_id => berlin)).venue_id is not null from t;
select is((select commerce.generate_sessions(yoga, '2030-04-08', '2030-04-08') from t), 1, 'what is closed has no session');
select (commerce.add_schedule_exception('2030-04-15', '18:00', '20:00', service_id => yoga)).service_id is not null from t;
select is((select commerce.generate_sessions(yoga, '2030-04-15', '2030-04-15') from t), 2, 'other hours on a date are other sessions');
select is((select pg_temp.sessions(yoga, '2030-04-15') from t), '18:00 19:00', 'at those hours');
select is((select commerce.generate_sessions(yoga, '2030-03-01', '2030-03-25') from t), 0, 'what is past is not made');

-- Teachers.
select commerce_test.force(format('select commerce_test.given_staff(''Ann'', array[%L::uuid], organization => ''acme'')', (select yoga from t)));
select is((select commerce.generate_sessions(yoga, '2030-04-22', '2030-04-22') from t), 2, 'a service with staff');
select is((select count(*)::integer from commerce.time_slots as s join commerce.slot_reservations as r on r.time_slot_id = s.id and r.staff_id = s.staff_id and r.status = 'confirmed' where s.service_id = (select yoga from t)), 2, 'gets a teacher for each, whose time is held');
select (commerce.add_time_off(id, '2030-04-29 00:00+00', '2030-04-29 07:30+00')).staff_id is not null from commerce.staff where display_name = 'Ann';
select is((select commerce.generate_sessions(yoga, '2030-04-29', '2030-04-29') from t), 1, 'a session that nobody can give waits');

-- Rooms.
select count(*) from t cross join lateral commerce.upsert_resource('Hall', 'hall', berlin) as hall cross join lateral commerce.assign_resource(yoga, hall.resource_group);
select count(*) from t cross join lateral commerce.upsert_resource('Elsewhere', 'hall', (commerce.upsert_venue('Paris', 'Europe/Paris')).id);
select count(*) from t cross join lateral commerce.assign_resource(night, 'hall');
select count(*) from t cross join lateral commerce.create_time_slot(night, '2030-05-06 08:15+00');
select is((select commerce.generate_sessions(yoga, '2030-05-06', '2030-05-06') from t), 1, 'a session that has no room waits');
select is((select pg_temp.sessions(yoga, '2030-05-06') from t), '09:00', 'until there is one');
select is((select string_agg(concat_ws(' ', room.name, held.staff_id is null), ',' order by held.starts_at) from commerce.reservation_resources as kept join commerce.slot_reservations as held on held.id = kept.reservation_id join commerce.resources as room on room.id = kept.resource_id), 'Hall f,Hall t', 'a room where the service happens is held, with the teacher or alone');
select (commerce.cancel_time_slot(id)).is_available from commerce.time_slots where service_id = (select night from t) and starts_at >= '2030-05-01';
select is((select commerce.generate_sessions(yoga, '2030-05-06', '2030-05-06') from t), 1, 'which the next run sees');
select count(*) from commerce.resources as room cross join lateral commerce.add_blackout('2030-05-13 08:30+00', '2030-05-14 00:00+00', resource_id => room.id) where room.name = 'Hall';
select is((select commerce.generate_sessions(yoga, '2030-05-13', '2030-05-13') from t), 1, 'nor is a closed room one');
select is((select count(*) from commerce.slot_reservations as h where h.starts_at = '2030-05-13 08:00+00'), 0::bigint, 'and no teacher is kept for it');

select commerce_test.is_refused($$ select commerce.generate_sessions(cut) from t $$, 'VC101', 'an exclusive service has no sessions');
select commerce_test.is_refused($$ select commerce.generate_sessions(gen_random_uuid()) $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.generate_sessions(yoga, '2030-04-01', '2030-03-01') from t $$, 'VC101', 'dates the wrong way round');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.generate_sessions(yoga) from t $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.generate_sessions(yoga) from t $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
