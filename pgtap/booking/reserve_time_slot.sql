begin;
select plan(92);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, cut_buffered, yoga, room_only, ann, ben, slot
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Buffered', 60, buffer_before_minutes => 10, buffer_after_minutes => 20) as cut_buffered,
        commerce_test.given_service('Yoga', 60, 'pooled', 3) as yoga, commerce_test.given_service('Sauna', 60) as room_only) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut, cut_buffered]) as ann, commerce_test.given_staff('Ben', array[cut]) as ben) as p
cross join lateral (select commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 3) as slot) as l;
insert into commerce.resources (organization_id, id, name, resource_group)
select commerce_test.organization_id('acme'), ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'Sauna ' || n, 'sauna' from generate_series(1, 2) as n;
insert into commerce.service_resource_groups (organization_id, service_id, resource_group) select commerce_test.organization_id('acme'), room_only, 'sauna' from t;
insert into commerce.schedules (organization_id, service_id, weekday, from_time, to_time)
select commerce_test.organization_id('acme'), room_only, 3, '10:00', '20:00' from t;
grant all on t to public;
create temporary table held (label text, id uuid, hold_token uuid, staff_id uuid, expires_at timestamptz);
grant all on held to public;
select commerce_test.act_as('acme');

-- the plain case
insert into held select 'plain', id, hold_token, staff_id, expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t));
select is((select expires_at from held where label = 'plain'), '2030-01-01 09:15+00'::timestamptz, 'a hold lasts as long as the settings say');
select isnt((select hold_token from held where label = 'plain'), null, 'its maker is told the token');
select is((select other.hold_token from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-09 10:00+00', staff_id => (select ann from t)) as other
    join held on held.hold_token = other.hold_token), null, 'no two holds share one');
select is(commerce_test.value_of($$ select status || ' ' || (during = occupied) || ' ' || party_size || ' ' || is_staff_requested from commerce.slot_reservations where id = (select id from held where label = 'plain') $$),
    'reserved true 1 true', 'and the row says what is held');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t)) $$, 'VB401', 'a held time is taken');
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t)) $$) #>> '{detail,reason}', 'taken', 'and the reason says so');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 11:00+00', staff_id => (select ann from t)) $$, 'a hold may start the instant another ends');
select is((select expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 12:00+00', staff_id => (select ann from t), hold_minutes => 100000)), '2030-01-01 10:00+00'::timestamptz, 'a longer wish is clamped');
select is((select expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 13:00+00', staff_id => (select ann from t), hold_minutes => 1)), '2030-01-01 09:01+00'::timestamptz, 'a shorter one granted');

-- buffers of both bookings
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut_buffered from t), starts_at => '2030-01-02 14:00+00', staff_id => (select ann from t)) $$, 'VB401', 'the buffer before reaches into a held time');
select is((select lower(occupied) || ' ' || upper(occupied) from commerce.reserve_time_slot(service_id => (select cut_buffered from t), starts_at => '2030-01-02 15:00+00', staff_id => (select ann from t))),
    '2030-01-02 14:50:00+00 2030-01-02 16:20:00+00', 'buffers are part of what is occupied');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 16:00+00', staff_id => (select ann from t)) $$, 'VB401', 'the buffer after keeps the next one away');

-- whoever can
select is((select staff_id from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00')), (select ben from t), 'without staff_id whoever is free is taken');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00') $$, 'VB401', 'until all are taken');
select is((select staff_id from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 18:00+00')), (select ben from t), 'the least busy comes first');
select is((select staff_id from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 19:00+00', preferred_staff_id => (select ann from t))), (select ann from t), 'but the preferred before all');
select is((select staff_id from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 19:00+00', preferred_staff_id => (select ann from t))), (select ben from t), 'if she is free');

-- an expired hold blocks nobody
select commerce.set_clock('2030-01-01 09:15+00');
insert into held select 'again', id, hold_token, staff_id, expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t));
select is(commerce_test.value_of($$ select string_agg(status, ' ' order by created_at, id) from commerce.slot_reservations where id in (select id from held) $$), 'expired reserved', 'at its end a hold gives way');
select commerce_test.force($$ update commerce.slot_reservations set status = 'confirmed', expires_at = null where id = (select id from held where label = 'again') $$);
select commerce.set_clock('2030-01-01 12:00+00');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t)) $$, 'VB401', 'a confirmed one never does');

-- places in a slot
select lives_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$, 'places are held');
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$) ->> 'code', 'VB402', 'not more than there are');
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$) #>> '{detail,places_left}', '1', 'and the error says how many are left');
select is((select time_slot_id from commerce.reserve_time_slot(service_id => (select yoga from t), starts_at => '2030-01-02 18:00+00')), (select slot from t), 'service and start find the slot');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t)) $$, 'VB402', 'full is full');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select yoga from t), starts_at => '2030-01-02 17:00+00') $$, 'VB405', 'no slot starts then');
select commerce.set_clock('2030-01-01 12:15+00');
select lives_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 3) $$, 'lapsed places are free again');

-- resources
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select room_only from t), starts_at => '2030-01-02 10:00+00') $$, 'a service may need a resource only');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select room_only from t), starts_at => '2030-01-02 10:00+00', resource_ids => array['00000000-0000-4000-8000-000000000002'::uuid]) $$, 'a certain one if wished');
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(service_id => (select room_only from t), starts_at => '2030-01-02 10:00+00') $$) #>> '{detail,reason}', 'resource_unavailable', 'until none is left');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select room_only from t), starts_at => '2030-01-02 10:00+00') $$, 'VB401', 'which is VB401, and leaves no reservation');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select room_only from t), starts_at => '2030-01-02 11:00+00', resource_ids => array[gen_random_uuid()]) $$, 'VB202', 'unknown resources are not found');

-- bad input
select commerce_test.is_refused($$ select commerce.reserve_time_slot() $$, 'VB101', 'something must be asked for');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t)) $$, 'VB101', 'a start too');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => null, starts_at => '2030-01-03 10:00+00') $$, 'VB101', 'and a service');
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', staff_id => (select ann from t), party_size => %s) $$, bad.value), 'VB101', 'party size ' || bad.value)
from (values ('null'), ('0'), ('-1'), ('2'), ('2147483647')) as bad (value);
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', staff_id => (select ann from t), hold_minutes => %s) $$, bad.value), 'VB101', 'hold minutes ' || bad.value)
from (values ('0'), ('-5')) as bad (value);
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => %L, staff_id => (select ann from t)) $$, bad.value), 'VB101', 'start ' || bad.value)
from (values ('infinity'), ('-infinity'), ('294276-12-31 23:00+00'), ('4000-01-01 BC')) as bad (value);
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', ends_at => '2030-01-03 10:00+00', staff_id => (select ann from t)) $$, 'VB101', 'an end at the start');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', ends_at => '2030-01-03 09:00+00', staff_id => (select ann from t)) $$, 'VB101', 'an end before the start');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', ends_at => '2031-01-03 09:00+00', staff_id => (select ann from t)) $$, 'VB101', 'a year');
select is((select ends_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', ends_at => '2030-01-03 12:00+00', staff_id => (select ann from t))), '2030-01-03 12:00+00'::timestamptz, 'a backend may set another length');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => gen_random_uuid(), starts_at => '2030-01-03 10:00+00') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', staff_id => gen_random_uuid()) $$, 'VB202', 'an unknown member of staff');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => gen_random_uuid()) $$, 'VB202', 'an unknown slot');
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => %L, starts_at => '2030-01-03 10:00+00') $$,
    commerce_test.value_of($$ select id::text from commerce.services where name = 'Seed haircut' and organization_id = commerce_test.organization_id('twin') $$)), 'VB202', 'another organization''s service');
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00', customer_id => %L) $$,
    commerce_test.value_of($$ select id::text from commerce.customers where organization_id = commerce_test.organization_id('twin') limit 1 $$)), 'VU201', 'another organization''s customer');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut_buffered from t), starts_at => '2030-01-03 10:00+00', staff_id => (select ben from t)) $$, 'VB405', 'somebody who does not perform it');

-- not bookable then
select is(commerce_test.error_of(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => %L, staff_id => (select ann from t)) $$, bad.at)) #>> '{detail,reason}', bad.reason, bad.at || ' is ' || bad.reason)
from (values ('2029-12-31 10:00+00', 'min_notice'), ('2031-06-01 10:00+00', 'max_advance'), ('2030-01-04 10:30+00', 'not_a_start_time')) as bad (at, reason);
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select room_only from t), starts_at => %L) $$, bad.at), 'VB405', bad.at || ' is outside hours')
from (values ('2030-01-02 09:00+00'), ('2030-01-02 19:30+00'), ('2030-01-03 10:00+00')) as bad (at);
select commerce_test.force($$ insert into commerce.time_off (organization_id, staff_id, during) select commerce_test.organization_id('acme'), ann, '[2030-01-05 10:30+00,2030-01-05 11:00+00)' from t $$);
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-05 10:00+00', staff_id => (select ann from t)) $$) #>> '{detail,reason}', 'time_off', 'time off');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-05 11:00+00', staff_id => (select ann from t)) $$, 'and not a minute longer');
select commerce_test.force($$ insert into commerce.blackouts (organization_id, during) select commerce_test.organization_id('acme'), '[2030-01-06 00:00+00,2030-01-07 00:00+00)' $$);
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-06 10:00+00', staff_id => (select ann from t)) $$) #>> '{detail,reason}', 'closed', 'a blackout');
select commerce_test.force($$ update commerce.staff set is_available_for_booking = false where id = (select ben from t) $$);
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-08 10:00+00', staff_id => (select ben from t)) $$) #>> '{detail,reason}', 'staff_unavailable', 'somebody not to be booked');
select commerce_test.force($$ update commerce.services set status = 'archived' where id = (select cut_buffered from t) $$);
select is(commerce_test.error_of($$ select commerce.reserve_time_slot(service_id => (select cut_buffered from t), starts_at => '2030-01-08 10:00+00', staff_id => (select ann from t)) $$) #>> '{detail,reason}', 'service_inactive', 'a service not on sale');

-- idempotency
insert into held select 'first', id, hold_token, staff_id, expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-10 10:00+00', staff_id => (select ann from t), idempotency_key => 'key-1');
set local timezone = 'Asia/Kathmandu';
insert into held select 'second', id, hold_token, staff_id, expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-10 10:00+00', staff_id => (select ann from t), idempotency_key => 'key-1');
set local timezone to default;
select is((select count(distinct (id, hold_token)) from held where label in ('first', 'second')), 1::bigint, 'the same key and request answer with the first row and its token');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-10 11:00+00', staff_id => (select ann from t), idempotency_key => 'key-1') $$, 'VO402', 'the same key with another request is refused');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-10 10:00+00', staff_id => (select ann from t), idempotency_key => '') $$, 'VT101', 'an empty key');

-- who calls
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-11 10:00+00', staff_id => (select ann from t)) $$, 'VT101', 'visitors send a key');
select is((select expires_at from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-11 10:00+00', staff_id => (select ann from t), idempotency_key => 'a-key-with-22-characters')), '2030-01-01 12:25+00'::timestamptz, 'and hold for anonymous_hold_minutes');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-11 11:00+00', ends_at => '2030-01-11 15:00+00', staff_id => (select ann from t), idempotency_key => 'b-key-with-22-characters') $$, 'VB101', 'but set no length of their own');
select throws_ok($$ select * from commerce.slot_reservations $$, '42501', null, 'visitors read no calendar');
select commerce_test.act_as('acme', 'carla');
select is((select customer_id::text from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-11 12:00+00', staff_id => (select ann from t), idempotency_key => 'carla-1')),
    commerce_test.value_of($$ select id::text from commerce.customers where email = 'carla@acme.test' and organization_id = commerce_test.organization_id('acme') $$), 'a customer holds for themselves');
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-11 13:00+00', customer_id => %L, idempotency_key => 'carla-2') $$,
    commerce_test.value_of($$ select id::text from commerce.customers where email = 'walter@acme.test' and organization_id = commerce_test.organization_id('acme') $$)), 'VU201', 'and for nobody else');
select lives_ok(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => timestamptz '2030-01-12 10:00+00' + %s * interval '1 hour', staff_id => (select ann from t), idempotency_key => 'carla-3-%s') $$, n, n), 'hold number ' || n)
from generate_series(2, 5) as n;
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-13 10:00+00', staff_id => (select ann from t), idempotency_key => 'carla-4') $$, 'VB501', 'a customer has at most max_open_holds');
select results_eq($$ select count(*) from commerce.slot_reservations $$, $$ values (5::bigint) $$, 'and reads their own');
select commerce_test.force($$ update commerce.customers set status = 'blocked' where email = 'walter@acme.test' $$);
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused(format($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-13 10:00+00', customer_id => %L, idempotency_key => 'mona-1') $$,
    commerce_test.value_of($$ select id::text from commerce.customers where email = 'walter@acme.test' and organization_id = commerce_test.organization_id('acme') $$)), 'VU301', 'nothing is held for a blocked customer');
select commerce_test.act_as_role('commerce_service');
select throws_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-13 10:00+00', staff_id => (select ann from t)) $$, 'VT301', null, 'without an organization nothing is held');
select set_config('commerce.organization_id', gen_random_uuid()::text, true);
select throws_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-13 10:00+00', staff_id => (select ann from t)) $$, 'VT201', null, 'nor in one that is not there');
-- As many as one customer may have.
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id in (select unnest(array[cut, yoga]) from t) $$);
select commerce_test.force(format($$ insert into commerce.time_slots (organization_id, service_id, during, max_capacity) select commerce_test.organization_id('acme'), yoga, tstzrange(at, at + interval '1 hour'), 5 from t, unnest('{2030-03-05 10:00+00,2030-03-05 12:00+00}'::timestamptz[]) as at $$));
create function pg_temp.limited(what uuid, hour text, who uuid default null) returns text language plpgsql as $$
begin
    return (commerce.reserve_time_slot(what, ('2030-03-05 ' || hour || '+00')::timestamptz, customer_id => who)).status;
exception when sqlstate 'VB405' then
    return 'refused';
end $$;
select is(pg_temp.limited(cut, '10:00', commerce_test.given_customer('lena')), 'reserved', 'one customer may have one a day') from t;
select is(pg_temp.limited(cut, '12:00', commerce_test.given_customer('lena')), 'refused', 'and no other') from t;
select is(commerce_test.error_of(format('select commerce.reserve_time_slot(cut, ''2030-03-05 12:00+00'', ann, customer_id => %L) from t', commerce_test.given_customer('lena'))) -> 'detail', (select jsonb_build_object('reason', 'customer_limit', 'period', 'day', 'limit', 1, 'service_id', cut, 'starts_at', '2030-03-05T12:00:00+00:00', 'customer_id', commerce_test.given_customer('lena')) from t), 'of the day that is full');
select is(pg_temp.limited(yoga, '10:00', commerce_test.given_customer('lena')), 'reserved', 'another service counts apart') from t;
select is(pg_temp.limited(yoga, '12:00', commerce_test.given_customer('lena')), 'refused', 'places count, too') from t;
select is(pg_temp.limited(yoga, '12:00', commerce_test.given_customer('mary')), 'reserved', 'for each customer') from t;
select is(pg_temp.limited(cut, '14:00') || pg_temp.limited(cut, '15:00'), 'reservedreserved', 'a backend that names nobody takes what is free') from t;
select commerce_test.force($$ update commerce.services set customer_limits = null where id in (select unnest(array[cut, yoga]) from t) $$);
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.organizations set status = 'suspended' where slug = 'acme' $$);
select throws_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-13 10:00+00', staff_id => (select ann from t)) $$, 'VT303', null, 'nor in a suspended one');

select * from finish();
rollback;
