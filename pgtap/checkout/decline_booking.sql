begin;
select plan(19);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
select commerce.upsert_service(service_id => (select cut from t), requires_approval => true);
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'paid', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla, payment_method => 'stripe') from t;
insert into b select 'held', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla, payment_method => 'stripe') from t;
insert into b select 'fine', commerce_test.given_booking(cut, '2030-01-02 14:00+00', ann, carla) from t;
create function pg_temp.payment_of(label text) returns uuid language sql as $$ select commerce_test.value_of(format('select p.id from commerce.payments as p join commerce.bookings as x on x.order_id = p.order_id where x.id = %L', (select b.id from b where b.label = payment_of.label)))::uuid; $$;
create function pg_temp.order_of(label text) returns text language sql as $$ select commerce_test.value_of(format('select o.status from commerce.orders as o join commerce.bookings as x on x.order_id = o.id where x.id = %L', (select b.id from b where b.label = order_of.label))); $$;
select is(commerce_test.deliver(pg_temp.payment_of('paid'), 'payment_succeeded'), 'applied', 'one was paid');
select is(commerce_test.deliver(pg_temp.payment_of('held'), 'payment_authorised'), 'applied', 'one was authorised');

select commerce_test.act_as('acme', 'anna');
select is((commerce.decline_booking((select id from b where label = 'paid'), 'I am away')).status, 'cancelled', 'staff turn their own down');
select is((commerce.decline_booking((select id from b where label = 'paid'))).status, 'cancelled', 'twice is harmless');
select is(commerce_test.value_of(format('select sum(amount_minor)::text from commerce.refunds where payment_id = %L', pg_temp.payment_of('paid'))), '5000', 'what was paid goes back in full');
select is(pg_temp.order_of('paid'), 'cancelled', 'nothing is left of the order');
select commerce_test.act_as('acme');
select is((select starts_at from commerce.reserve_time_slot((select cut from t), '2030-01-02 10:00+00', (select ann from t))), '2030-01-02 10:00+00', 'the time is free');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''booking_cancelled'''), 1::bigint, 'the customer is told');
select commerce_test.act_as('acme', 'mona');
select is((commerce.decline_booking((select id from b where label = 'held'))).status, 'cancelled', 'managers turn any down');
select is(commerce_test.value_of(format('select string_agg(kind, '' '' order by kind) from commerce.gateway_commands where payment_id = %L and kind in (''capture'', ''void'', ''refund'')', pg_temp.payment_of('held'))), 'void', 'what was authorised is let go');
select is((commerce.approve_booking((select id from b where label = 'fine'))).status, 'confirmed', 'one is approved');
select commerce_test.is_refused($$ select commerce.decline_booking((select id from b where label = 'fine')) $$, 'VB404', 'what was approved is not declined');
select is(commerce_test.value_of($$ select total_bookings || ' ' || total_spent_minor from commerce.customers where id = (select carla from t) $$), '1 5000', 'until the gateway has sent it back the money counts');
select commerce_test.act_as('acme');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.is_refused($$ select commerce.decline_booking(null) $$, 'VB201', 'none');
select commerce_test.is_refused($$ select commerce.decline_booking((select id from b where label = 'fine'), repeat('x', 1001)) $$, 'VB101', 'a reason has an end');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.decline_booking((select id from b where label = 'fine')) $$, 'VT302', 'customers cancel');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.decline_booking((select id from b where label = 'fine')) $$, 'VB201', 'staff know nothing of others''');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.decline_booking((select id from b where label = 'fine')) $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
