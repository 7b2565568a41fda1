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
select commerce_test.act_as('acme');

select is((select count(*) from commerce.reserve_time_slots(jsonb_build_array(
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 10:00+00', 'staff_id', (select ann from t)),
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 11:00+00'),
    jsonb_build_object('time_slot_id', (select slot from t), 'party_size', 2)), idempotency_key => 'k')), 3::bigint, 'several are held at once');
select is(commerce_test.value_of($$ select count(distinct group_id) || ' ' || count(*) from commerce.slot_reservations where group_id is not null $$), '1 3', 'as one group');
select is((select count(*) from commerce.reserve_time_slots(jsonb_build_array(
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 10:00+00', 'staff_id', (select ann from t)),
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 11:00+00'),
    jsonb_build_object('time_slot_id', (select slot from t), 'party_size', 2)), idempotency_key => 'k')), 3::bigint, 'the same request again is answered with the same holds');
select is(commerce_test.count_of('commerce.slot_reservations', 'status = ''reserved'''), 3::bigint, 'and no more');
select commerce_test.is_refused($$ select commerce.reserve_time_slots(jsonb_build_array(
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 14:00+00'),
    jsonb_build_object('time_slot_id', (select slot from t), 'party_size', 2))) $$, 'VB402', 'all or nothing');
select commerce_test.is_refused($$ select commerce.reserve_time_slots(jsonb_build_array(
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 14:00+00'),
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-02 10:00+00', 'staff_id', (select ann from t)))) $$, 'VB401', 'whichever fails');
select commerce_test.force($$ insert into commerce.schedules (organization_id, staff_id, weekday, from_time, to_time) select commerce_test.organization_id('acme'), ben, 4, '09:00', '17:00' from t $$);
select is((select count(distinct staff_id) from commerce.reserve_time_slots(jsonb_build_array(
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-03 10:00+00'),
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-03 10:00+00')))), 2::bigint, 'two at the same time are given two people');
select is(commerce_test.error_of($$ select commerce.reserve_time_slots(jsonb_build_array(
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-03 12:00+00'),
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-03 12:00+00'),
    jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-03 12:00+00'))) $$) ->> 'code', 'VB401', 'three need three');
select commerce_test.is_refused(format($$ select commerce.reserve_time_slots(%L) $$, bad.value), 'VB101', 'segments: ' || coalesce(bad.value, 'null'))
from (values (null), ('{}'), ('[]'), ('[1]'), ('[{}]'), ('[null]'), ('"x"'), ('[{"service_id":"x","starts_at":"2030-01-02"}]'), ('[{"service_id":"00000000-0000-4000-8000-000000000001","starts_at":"never"}]'),
    ('[{"time_slot_id":"00000000-0000-4000-8000-000000000001","party_size":null}]'), ('[{"time_slot_id":"00000000-0000-4000-8000-000000000001","party_size":99999999999}]')) as bad (value);
select commerce_test.is_refused($$ select commerce.reserve_time_slots('[{"time_slot_id":"00000000-0000-4000-8000-000000000001"}]') $$, 'VB202', 'an unknown slot');
select commerce_test.is_refused($$ select commerce.reserve_time_slots('[{"service_id":"00000000-0000-4000-8000-000000000001","starts_at":"2030-01-02 10:00+00"}]') $$, 'VB202', 'an unknown service');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.reserve_time_slots((select jsonb_agg(jsonb_build_object('service_id', (select cut from t), 'starts_at', timestamptz '2030-01-05 10:00+00' + n * interval '1 hour')) from generate_series(1, 6) as n), idempotency_key => 'many') $$, 'VB501', 'a customer has at most max_open_holds');
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"week": 2}' where id = (select cut from t) $$);
select commerce_test.is_refused(format($$ select commerce.reserve_time_slots((select jsonb_agg(jsonb_build_object('service_id', (select cut from t), 'starts_at', timestamptz '2030-01-08 10:00+00' + n * interval '24 hours')) from generate_series(1, 3) as n), customer_id => %L) $$, commerce_test.given_customer('lena')), 'VB405', 'more than a customer may have in a week');
select is((select count(*) from commerce.reserve_time_slots((select jsonb_agg(jsonb_build_object('service_id', (select cut from t), 'starts_at', timestamptz '2030-01-08 10:00+00' + n * interval '120 hours')) from generate_series(1, 2) as n), customer_id => commerce_test.given_customer('lena'))), 2::bigint, 'in two weeks they may');

select * from finish();
rollback;
