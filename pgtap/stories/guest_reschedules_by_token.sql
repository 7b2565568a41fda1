-- A guest books whoever is free, pays, and moves the appointment with nothing but the token of the order.
begin;
select plan(9);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_staff('Ben', array[cut]) as ben
from (select commerce_test.given_service('Cut', 60) as cut) as s;
create temporary table o (id uuid, token uuid);
grant all on t, o to public;
select commerce_test.act_as('acme', null, 'commerce_anon');
create temporary table h as select id, hold_token from t cross join lateral commerce.reserve_time_slot(cut, '2030-01-03 10:00+00', idempotency_key => 'hold-of-a-guest-who-moves');
insert into o select id, access_token from commerce.create_order(items => (select jsonb_build_array(jsonb_build_object('reservation_id', id, 'hold_token', hold_token)) from h),
    customer => '{"email": "gus@acme.test", "first_name": "Gus"}', idempotency_key => 'order-of-a-guest-who-moves');
select isnt((select id from o), null, 'a guest holds a time with anybody, and orders it');
select commerce_test.deliver(commerce_test.given_payment(id), 'payment_succeeded') from o;
select is((select count(*)::integer from commerce.bookings), 0, 'without the token nothing is seen');
select set_config('commerce.order_token', (select token::text from o), true);
select is((select status || ' ' || ical_sequence from commerce.bookings), 'confirmed 0', 'with it the booking is');
select is((select (commerce.reschedule_booking(id, '2030-01-04 15:00+00', reason => 'a train')).status from commerce.bookings), 'confirmed', 'it moves');
select is((select starts_at || ' ' || local_start || ' ' || ical_sequence from commerce.bookings), '2030-01-04 15:00:00+00 15:00:00 1', 'to the new time, in the same calendar entry');
select is((select from_during from commerce.booking_moves), '[2030-01-03 10:00:00+00,2030-01-03 11:00:00+00)'::tstzrange, 'the old one is remembered');
select commerce_test.act_as('acme');
select is((select string_agg(template, ',' order by template) from commerce.notification_queue where recipient = 'gus@acme.test' and status = 'queued' and template like 'booking%'), 'booking_rescheduled', 'one message: the new time');
select is((select commerce.explain_slot(cut, '2030-01-03 10:00+00') from t), null, 'the old time is free');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything adds up');

select * from finish();
rollback;
