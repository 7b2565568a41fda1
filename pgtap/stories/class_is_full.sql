-- A class is full; somebody waits, somebody cancels, the place is offered in that instant, and taken.
begin;
select plan(9);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select yoga, commerce_test.given_time_slot(yoga, '2030-01-05 18:00+00', 2) as slot, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora, commerce_test.given_customer('emil') as emil
from (select commerce_test.given_service('Yoga', 60, 'pooled', 2, 1500) as yoga) as s;
alter table t add booking uuid, add entry uuid;
grant all on t to public;
select commerce_test.act_as('acme');
select commerce_test.force(format('update t set booking = %L', commerce_test.given_booking(yoga, '2030-01-05 18:00+00', customer_id => carla, time_slot_id => slot))) from t;
select isnt(commerce_test.given_booking(yoga, '2030-01-05 18:00+00', customer_id => emil, time_slot_id => slot), null, 'two have booked') from t;
select commerce_test.act_as('acme', 'dora');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => slot, idempotency_key => 'full-class-of-the-story') from t $$, 'VB402', 'the class is full');
select is((select commerce_test.force(format('update t set entry = %L', (commerce.join_waitlist(yoga, '[2030-01-05 00:00+00,2030-01-06 00:00+00)')).id)) from t)::text, '', 'so Dora waits');
select commerce_test.act_as('acme', 'carla');
select is((select (commerce.cancel_booking(booking, 'a cold')).status from t), 'cancelled', 'Carla cancels');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(time_slot_id => slot, idempotency_key => 'full-class-of-the-story-2') from t $$, 'VB402', 'and cannot have it back: it is kept for who waited');
select commerce_test.act_as('acme', 'dora');
select is((select status from commerce.waitlist_entries), 'offered', 'it is Dora''s to take');
select commerce_test.act_as('acme');
select made.status from commerce.create_order(customer_id => (select dora from t), payment_method => 'cash_on_delivery', items => (select jsonb_build_array(jsonb_build_object('reservation_id', o.id, 'hold_token', o.hold_token)) from t cross join lateral commerce.get_waitlist_offer(entry) as o)) as made;
select is((select status from commerce.bookings where customer_id = (select dora from t)), 'confirmed', 'she books it');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.offer_waitlist(), 1, 'the list is settled');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything adds up');

select * from finish();
rollback;
