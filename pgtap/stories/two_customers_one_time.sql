-- Two customers look at the same hour of the same person; a third shares a session of four places.
begin;
select plan(12);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut, yoga, ann, ben, slot, carla, walter
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 4) as yoga, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('wilma') as walter) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_staff('Ben', array[cut]) as ben, commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 4) as slot) as p;
grant all on t to public;

select commerce_test.act_as('acme', 'carla');
select is((select staff_id from t, commerce.reserve_time_slot(cut, '2030-01-02 10:00+00', ann, idempotency_key => 'carla-holds-carla-holds')), (select ann from t), 'the first has Ann');
select commerce_test.act_as('acme', 'wilma');
select commerce_test.is_refused($$ select commerce.reserve_time_slot((select cut from t), '2030-01-02 10:00+00', (select ann from t), idempotency_key => 'wilma-holds-wilma-holds') $$, 'VB401', 'the second hears that she is taken');
select commerce_test.is_refused($$ select commerce.reserve_time_slot((select cut from t), '2030-01-02 10:00+00', (select ann from t), idempotency_key => 'wilma-holds-wilma-holds') $$, 'VB401', 'and again');
select is((select staff_ids from t, commerce.get_available_slots(cut, '2030-01-02 10:00+00', '2030-01-02 10:30+00')), array[(select ben from t)], 'but Ben is offered');
select is((select staff_id from t, commerce.reserve_time_slot(cut, '2030-01-02 10:00+00', idempotency_key => 'wilma-holds-somebody-else')), (select ben from t), 'and taken, when anybody will do');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.reserve_time_slot((select cut from t), '2030-01-02 10:00+00') $$, 'VB401', null, 'a third finds nobody');
-- Ann can be had again as soon as the first lets go.
select is((commerce.release_reservation((select id from commerce.slot_reservations where staff_id = (select ann from t) and status = 'reserved'))).status, 'cancelled', 'the first changes her mind');
select is((select staff_id from t, commerce.reserve_time_slot(cut, '2030-01-02 10:00+00')), (select ann from t), 'and the third has Ann');
-- Places are shared, up to the last.
select is((select party_size from t, commerce.reserve_time_slot(time_slot_id => slot, party_size => 3)), 3, 'three of four places');
select throws_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$, 'VB402', null, 'two more are too many');
select is((select party_size from t, commerce.reserve_time_slot(time_slot_id => slot)), 1, 'one more is not');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
