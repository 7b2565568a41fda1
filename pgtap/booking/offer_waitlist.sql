begin;
select plan(29);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, commerce_test.given_staff('Ann', array[cut], is_always_open => false) as ann, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora,
    commerce_test.given_customer('emil') as emil, commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 4) as slot
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 4) as yoga) as s;
grant all on t to public;
select commerce_test.act_as('acme');
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":3,"from":"10:00","to":"11:00"}]', staff_id => ann);
create temporary table held as select (commerce.reserve_time_slot(cut, '2030-01-02 10:00+00', hold_minutes => 30)).id, null::uuid as entry from t;
grant all on held to public;
select (commerce.join_waitlist(cut, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', customer_id => carla)).status from t;
select (commerce.join_waitlist(cut, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', customer_id => dora)).status from t;
create function pg_temp.queue() returns text language sql as $$
    select commerce_test.value_of('select string_agg(c.first_name || '' '' || e.status, '', '' order by e.id) from commerce.waitlist_entries as e join commerce.customers as c on c.id = e.customer_id')
$$;
create function pg_temp.sweep() returns integer language plpgsql as $$
declare v integer;
begin
    perform commerce_test.act_as_role('commerce_worker');
    v := commerce.offer_waitlist();
    perform commerce_test.act_as('acme');
    return v;
end $$;
select is(pg_temp.sweep(), 0, 'nothing is free');
select is((select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
    and (classid::bigint << 32 | objid::bigint) = hashtextextended('commerce.several_times ' || commerce_test.organization_id('acme'), 0)), 0::bigint, 'and nobody has to queue while that is looked for');
select is((select (commerce.release_reservation(id)).status from held), 'cancelled', 'a time becomes free');
select is(pg_temp.sweep(), 1, 'and is offered');
select is(pg_temp.queue(), 'Carla offered, Dora waiting', 'to who came first');
select is((select string_agg(concat_ws(' ', status, expires_at, customer_id), ',') from commerce.slot_reservations where status = 'reserved'), (select 'reserved 2030-01-01 08:00:00+00 ' || carla from t), 'as a hold of two hours with an owner');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''booking_waitlist_offer'' and data ? ''reservation_id'' and not data ? ''hold_token''', 'acme'), 1::bigint, 'who is told, without the token');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(cut, '2030-01-02 10:00+00') from t $$, 'VB401', 'nobody else can take it');
select is(pg_temp.sweep(), 0, 'and nobody else is offered it');
select commerce.set_clock('2030-01-01 08:00+00');
select is(pg_temp.sweep(), 2, 'when it lapses');
select is(pg_temp.queue(), 'Carla missed, Dora offered', 'it falls to the next');
-- Dora takes it.
select commerce_test.act_as('acme', 'dora');
select is((select status from commerce.create_order(items => (select jsonb_build_array(jsonb_build_object('reservation_id', o.id, 'hold_token', o.hold_token)) from commerce.waitlist_entries as e cross join lateral commerce.get_waitlist_offer(e.id) as o), idempotency_key => 'order of a waitlist offer')), 'created', 'its owner orders it');
select is(pg_temp.sweep(), 1, 'which the sweep notes');
select is(pg_temp.queue(), 'Carla missed, Dora taken', 'as taken');
-- Places of a session, parties of different size.
select (commerce.reserve_time_slot(time_slot_id => slot, party_size => 2)).status from t;
select (commerce.join_waitlist(yoga, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', 3, customer_id => carla)).status from t;
select (commerce.join_waitlist(yoga, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', 1, customer_id => dora)).status from t;
select (commerce.join_waitlist(yoga, '[2030-01-02 00:00+00,2030-01-03 00:00+00)', 1, customer_id => emil)).status from t;
select is(pg_temp.sweep(), 2, 'who fits is offered places');
select is(pg_temp.queue(), 'Carla missed, Dora taken, Carla waiting, Dora offered, Emil offered', 'a larger party waits on');
select commerce.set_clock('2030-01-03 08:00+00');
select is(pg_temp.sweep(), 3, 'when the range is over');
select is(pg_temp.queue(), 'Carla missed, Dora taken, Carla expired, Dora missed, Emil missed', 'nobody waits any more');
-- Who has as many as they may waits on.
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"week": 1}' where id = (select yoga from t) $$);
select commerce_test.force($$ delete from commerce.waitlist_entries $$);
select commerce_test.force($$ insert into commerce.time_slots (organization_id, service_id, during, max_capacity) select commerce_test.organization_id('acme'), yoga, tstzrange(at, at + interval '1 hour'), 1 from t, unnest('{2030-01-07 10:00+00,2030-01-08 10:00+00,2030-01-09 10:00+00,2030-01-10 10:00+00,2030-01-11 10:00+00,2030-01-14 10:00+00}'::timestamptz[]) as at $$);
select (commerce.reserve_time_slot(yoga, '2030-01-07 10:00+00', customer_id => carla, hold_minutes => 60)).status from t;
select (commerce.join_waitlist(yoga, '[2030-01-08 00:00+00,2030-01-09 00:00+00)', customer_id => carla)).status from t;
select (commerce.join_waitlist(yoga, '[2030-01-08 00:00+00,2030-01-09 00:00+00)', customer_id => dora)).status from t;
select is(pg_temp.sweep() || ' ' || pg_temp.queue(), '1 Carla waiting, Dora offered', 'the next one is offered what somebody may not have');
select commerce_test.force($$ delete from commerce.waitlist_entries $$);
select (commerce.join_waitlist(yoga, '[2030-01-07 00:00+00,2030-01-15 00:00+00)', customer_id => carla)).status from t;
select is(pg_temp.sweep() || ' ' || pg_temp.queue(), '1 Carla offered', 'and they what they may have');
select is(commerce_test.value_of('select starts_at at time zone ''UTC'' from commerce.slot_reservations where customer_id = (select carla from t) order by created_at desc, id desc limit 1'), '2030-01-14 10:00:00', 'in the week after');
-- What looks free at first and cannot be had hides nothing that can: closed sessions, times without a room.
select commerce_test.force($$ delete from commerce.waitlist_entries $$);
select commerce_test.force($$ update commerce.services set customer_limits = null where id = (select yoga from t) $$);
select (commerce.add_blackout('2030-01-21 00:00+00', '2030-01-24 00:00+00', service_id => yoga)).id is not null from t;
select commerce_test.force($$ insert into commerce.time_slots (organization_id, service_id, during, max_capacity) select commerce_test.organization_id('acme'), yoga, tstzrange(at, at + interval '1 hour'), 1 from t, unnest('{2030-01-21 10:00+00,2030-01-22 10:00+00,2030-01-23 10:00+00,2030-01-23 12:00+00,2030-01-24 10:00+00}'::timestamptz[]) as at $$);
select (commerce.join_waitlist(yoga, '[2030-01-21 00:00+00,2030-01-26 00:00+00)', customer_id => emil)).status from t;
select is(pg_temp.sweep() || ' ' || pg_temp.queue(), '1 Emil offered', 'of five sessions four are closed');
select is(commerce_test.value_of('select max(h.starts_at) at time zone ''UTC'' from commerce.slot_reservations as h join commerce.waitlist_entries as e on e.reservation_id = h.id'), '2030-01-24 10:00:00', 'the fifth is offered');
select commerce_test.force($$ delete from commerce.waitlist_entries $$);
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":3,"from":"08:00","to":"16:00"}]', staff_id => ann);
select (commerce.add_blackout('2030-01-30 00:00+00', '2030-01-30 13:30+00', resource_id => r.id)).id is not null from commerce.upsert_resource('Chair', 'chair') as r;
select (commerce.assign_resource(cut, 'chair')).resource_group from t;
select (commerce.join_waitlist(cut, '[2030-01-30 00:00+00,2030-01-31 00:00+00)', customer_id => emil)).status from t;
select is(pg_temp.sweep() || ' ' || pg_temp.queue(), '1 Emil offered', 'the chair comes back from repair at half past one');
select is(commerce_test.value_of('select max(h.starts_at) at time zone ''UTC'' from commerce.slot_reservations as h join commerce.waitlist_entries as e on e.reservation_id = h.id'), '2030-01-30 14:00:00', 'and two is offered');
select commerce_test.act_as_role('commerce_worker');
select commerce_test.is_refused($$ select commerce.offer_waitlist(0) $$, 'VS101', 'a sweep does something');
select commerce_test.is_refused($$ select commerce.offer_waitlist(null) $$, 'VS101', 'and says how much');
select commerce_test.act_as('acme', 'mona');
select throws_ok($$ select commerce.offer_waitlist() $$, '42501', null, 'it is the worker''s');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything still adds up');

select * from finish();
rollback;
