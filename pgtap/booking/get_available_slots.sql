begin;
select plan(45);

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

select commerce_test.force($$ insert into commerce.schedules (organization_id, staff_id, weekday, from_time, to_time) select commerce_test.organization_id('acme'), ben, 3, '09:30', '12:00' from t $$);
select commerce_test.act_as('acme', null, 'commerce_anon');
select results_eq($$ select local_start from commerce.get_available_slots((select cut from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00', (select ben from t)) $$,
    $$ values (timestamp '2030-01-02 09:30'), ('2030-01-02 10:30') $$, 'starts are counted from where the window opens, ends lie inside');
select is((select cardinality(staff_ids) from commerce.get_available_slots((select cut from t), '2030-01-02 10:00+00', '2030-01-02 10:01+00')), 1, 'each start says who could take it');
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00', (select ann from t))), 24::bigint, 'around the clock');
select is((select utc_offset from commerce.get_available_slots((select cut from t), '2030-01-02 10:00+00', '2030-01-02 10:01+00', timezone => 'Asia/Kolkata')), interval '5:30', 'in the zone asked for');
select commerce_test.act_as('acme');
insert into held select 'one', id, hold_token from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t));
select is_empty($$ select from commerce.get_available_slots((select cut from t), '2030-01-02 09:31+00', '2030-01-02 10:30+00', (select ann from t)) $$, 'what is held is not offered');
select commerce.set_clock('2030-01-01 09:15+00');
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-01-02 09:31+00', '2030-01-02 10:30+00', (select ann from t))), 1::bigint, 'until the hold lapses');
-- every row can be reserved
select lives_ok(format($$ select commerce.reserve_time_slot(service_id => %L, starts_at => %L, staff_id => %L) $$, (select cut from t), free.starts_at, staff.id), 'offered means it can be taken: ' || free.starts_at)
from (select * from commerce.get_available_slots((select cut from t), '2030-01-02 08:00+00', '2030-01-02 13:00+00') limit 5) as free cross join lateral (select free.staff_ids[1] as id) as staff;
select is((select places_left from commerce.get_available_slots((select yoga from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00')), 3, 'a slot says how many places are left');
select lives_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$, 'two are taken');
select is((select places_left from commerce.get_available_slots((select yoga from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00')), 1, 'one is left');
select is_empty($$ select from commerce.get_available_slots((select yoga from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00', party_size => 2) $$, 'too few for two');
select is_empty($$ select from commerce.get_available_slots((select cut from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00', party_size => 2) $$, 'an exclusive service is for as many as it says');
-- the days on which the clocks move
reset role;
update commerce.staff set timezone = 'Europe/Berlin' where id = (select ben from t);
update commerce.schedules set from_time = '00:00', to_time = '06:00', weekday = 7 where staff_id = (select ben from t);
select commerce_test.act_as('acme');
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-03-30 12:00+00', '2030-03-31 12:00+00', (select ben from t))), 5::bigint, 'a night is an hour shorter in March');
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-10-26 12:00+00', '2030-10-27 12:00+00', (select ben from t))), 7::bigint, 'and an hour longer in October');
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-05-04 12:00+00', '2030-05-05 12:00+00', (select ben from t))), 6::bigint, 'than in May');
select lives_ok(format($$ select commerce.reserve_time_slot(service_id => %L, starts_at => %L, staff_id => %L) $$, (select cut from t), free.starts_at, (select ben from t)), 'and every hour of it can be taken: ' || free.starts_at)
from commerce.get_available_slots((select cut from t), '2030-10-26 12:00+00', '2030-10-27 12:00+00', (select ben from t)) as free;
-- bad input
select commerce_test.is_refused(format($$ select commerce.get_available_slots((select cut from t), %L, %L) $$, bad.from_at, bad.to_at), 'VB101', format('from %s to %s', bad.from_at, bad.to_at))
from (values (null, '2030-01-03'), ('2030-01-02', null), ('2030-01-03', '2030-01-02'), ('2030-01-02', '2030-01-02'), ('2030-01-02', '2040-01-01'), ('-infinity', 'infinity'), ('2030-01-02', 'infinity')) as bad (from_at, to_at);
select commerce_test.is_refused(format($$ select commerce.get_available_slots((select cut from t), '2030-01-02', '2030-01-03', party_size => %s) $$, bad.value), 'VB101', 'party size ' || bad.value)
from (values ('null'), ('0'), ('-1'), ('2147483647')) as bad (value);
select commerce_test.is_refused($$ select commerce.get_available_slots((select cut from t), '2030-01-02', '2030-01-03', timezone => 'Mars/Base') $$, 'VB101', 'an unknown zone');
select commerce_test.is_refused($$ select commerce.get_available_slots(null, '2030-01-02', '2030-01-03') $$, 'VB202', 'no service');
select commerce_test.is_refused($$ select commerce.get_available_slots((select cut from t), '2030-01-02', '2030-01-03', gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id in (select unnest(array[cut, yoga]) from t) $$);
select commerce_test.force(format($$ insert into commerce.time_slots (organization_id, service_id, during, max_capacity) select commerce_test.organization_id('acme'), yoga, tstzrange(at, at + interval '1 hour'), 5 from t, unnest('{2030-03-05 10:00+00,2030-03-06 12:00+00}'::timestamptz[]) as at $$));
select (commerce.reserve_time_slot(what, '2030-03-05 10:00+00', customer_id => commerce_test.given_customer('lena'))).status from t, unnest(array[cut, yoga]) as what;
select commerce_test.act_as('acme', 'lena');
select is((select string_agg(distinct slot.local_start::date::text, ' ') from t, commerce.get_available_slots(cut, '2030-03-04 00:00+00', '2030-03-07 00:00+00', timezone => 'Asia/Tokyo', staff_id => ann) as slot where (slot.starts_at at time zone 'UTC')::date = '2030-03-05'), null, 'a customer sees nothing on a day on which they may have no more, in whatever zone they look');
select is((select string_agg(to_char(slot.starts_at at time zone 'UTC', 'DD'), ' ') from t, commerce.get_available_slots(yoga, '2030-03-04 00:00+00', '2030-03-07 00:00+00') as slot), '06', 'nor places');
select is((select count(*) from t, commerce.get_available_slots(cut, '2030-03-04 00:00+00', '2030-03-07 00:00+00', ann) as slot), 48::bigint, 'the other days are as they were');
select commerce_test.act_as('acme');
select is((select count(*) from t, commerce.get_available_slots(yoga, '2030-03-04 00:00+00', '2030-03-07 00:00+00') as slot), 2::bigint, 'a backend names no customer, and sees what is free');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.get_available_slots((select cut from t), '2030-01-02', '2030-01-03') $$, 'VB202', 'another organization''s service');

select * from finish();
rollback;
