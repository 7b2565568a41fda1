-- A customer holds a time, pays for it, comes, and is done.
begin;
select plan(22);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
create temporary table k (label text, id uuid, token uuid);
grant all on t, k to public;
create function pg_temp.payment() returns uuid language sql as $$ select commerce_test.value_of(format('select id from commerce.payments where order_id = %L order by id desc limit 1', (select id from k where label = 'order')))::uuid; $$;

-- She looks, holds and orders.
select commerce_test.act_as('acme', 'carla');
select isnt((select count(*) from commerce.get_available_slots((select cut from t), '2030-01-02 00:00+00', '2030-01-03 00:00+00')), 0::bigint, 'times are offered');
insert into k select 'hold', h.id, h.hold_token from t, commerce.reserve_time_slot(cut, '2030-01-02 10:00+00', idempotency_key => 'the-hold-the-hold-the-hold') as h;
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-01-02 10:00+00', '2030-01-02 10:30+00')), 0::bigint, 'what is held is offered no more');
insert into k select 'order', o.id, o.access_token from k as h, commerce.create_order(jsonb_build_array(jsonb_build_object('reservation_id', h.id, 'hold_token', h.token)), payment_method => 'stripe', expected_total_minor => 5000, idempotency_key => 'the-order-the-order-the-order') as o where h.label = 'hold';
insert into k select 'booking', b.id from commerce.bookings as b where b.order_id = (select id from k where label = 'order');
select is((select status || ' ' || payment_status from commerce.bookings where id = (select id from k where label = 'booking')), 'pending_payment unpaid', 'a booking waits for the money');
-- Her bank takes its time: longer than a hold lasts.
select commerce.set_clock('2030-01-01 09:25+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cleanup_expired_reservations(), 0, 'what is being paid is kept as long as paying may take');
select commerce_test.act_as('acme', 'carla');
select is(commerce_test.deliver(pg_temp.payment(), 'payment_failed'), 'applied', 'a card is declined');
select is(commerce_test.booking_status((select id from k where label = 'booking')), 'pending_payment', 'which fails the attempt, not the booking');
select isnt((select id from commerce.start_payment((select id from k where label = 'order'), 'stripe', idempotency_key => 'again-again-again-again')), null, 'she tries another');
select is(commerce_test.deliver(pg_temp.payment(), 'payment_succeeded'), 'applied', 'which pays');
select is((select status || ' ' || payment_status from commerce.bookings where id = (select id from k where label = 'booking')), 'confirmed paid', 'the booking is confirmed');
select is(commerce_test.count_of('commerce.events', format('kind = ''booking.confirmed'' and subject_id = %L', (select id from k where label = 'booking'))), 1::bigint, 'which listeners hear');
select is(commerce_test.count_of('commerce.notification_queue', format('template in (''booking_confirmation'', ''staff_new_booking'') and booking_id = %L and channel = ''email''', (select id from k where label = 'booking'))), 1::bigint, 'she is told');
-- On the day.
select commerce.set_clock('2030-01-02 09:55+00');
select commerce_test.act_as('acme', 'anna');
select is((select booking_id from commerce.booking_calendar('2030-01-02 00:00+00', '2030-01-03 00:00+00')), (select id from k where label = 'booking'), 'it stands in Ann''s calendar');
select is((commerce.check_in_booking((select id from k where label = 'booking'))).status, 'checked_in', 'she comes');
select commerce.set_clock('2030-01-02 10:50+00');
select is((commerce.complete_booking((select id from k where label = 'booking'))).status, 'completed', 'and is done');
-- What is left of it.
select commerce_test.act_as('acme', 'mona');
select is((select string_agg(to_status, ' ' order by at, id) from commerce.booking_status_history where booking_id = (select id from k where label = 'booking')), 'pending_payment confirmed checked_in completed', 'history tells the story');
select is((select total_bookings || ' ' || total_spent_minor || ' ' || lifetime_value_minor from commerce.customers where id = (select carla from t)), '1 5000 5000', 'statistics are exact');
select is((select what from commerce.explain_booking((select id from k where label = 'booking')) with ordinality as s order by ordinality desc limit 1), 'completed, paid', 'and in words');
select commerce_test.is_refused($$ select commerce.cancel_booking((select id from k where label = 'booking')) $$, 'VB404', 'what is done is done');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from k where label = 'booking')) $$, 'VB404', 'nobody comes twice');
select is((select status from commerce.orders where id = (select id from k where label = 'order')), 'paid', 'the order is paid');
select commerce_test.act_as('acme');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');
select commerce_test.act_as('twin');
select is((select count(*) from commerce.search_bookings(customer_id => (select carla from t))), 0::bigint, 'and nobody else knows');

select * from finish();
rollback;
