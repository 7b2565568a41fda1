-- The same person, the same time: booked and paid, cancelled with a refund, booked again.
begin;
select plan(8);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_customer('carla') as carla
from (select commerce_test.given_service('Cut', 60) as cut) as s;
create temporary table o (label text, id uuid);
grant all on t, o to public;
select commerce_test.act_as('acme', 'carla');
insert into o select 'first', (commerce.create_order(items => (select jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-03 10:00+00')) from t), idempotency_key => 'first-order-of-the-story')).id;
select commerce_test.deliver(commerce_test.given_payment(id), 'payment_succeeded') from o;
select is((select status from commerce.bookings), 'confirmed', 'booked and paid');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(cut, '2030-01-03 10:00+00', idempotency_key => 'second-hold-of-the-story') from t $$, 'VB401', 'nobody else gets the time');
select is((select refund_minor || ' ' || is_last from commerce.bookings as b cross join lateral commerce.cancellation_quote(b.id)), '5000 true', 'what cancelling gives back');
select is((select (commerce.cancel_booking(id)).status from commerce.bookings), 'cancelled', 'cancelled');
select is(commerce_test.value_of('select sum(amount_minor) from commerce.refunds where order_id = (select id from o where label = ''first'')'), '5000', 'the money goes back');
insert into o select 'again', (commerce.create_order(items => (select jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-03 10:00+00')) from t), idempotency_key => 'second-order-of-the-story')).id;
select commerce_test.deliver(commerce_test.given_payment(id), 'payment_succeeded') from o where label = 'again';
select is((select string_agg(status, ',' order by status) from commerce.bookings), 'cancelled,confirmed', 'and booked again, the same time');
select is((select concat_ws(' ', total_bookings, total_orders, total_spent_minor) from commerce.customers), '1 1 10000', 'one booking counts; the refund counts once the gateway has made it');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything adds up');

select * from finish();
rollback;
