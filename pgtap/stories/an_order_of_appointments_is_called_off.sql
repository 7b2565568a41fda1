-- A whole order is cancelled: everybody whom its appointments concern hears of it, calendars too, and of nothing else.
begin;
select plan(11);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, (select staff.id from commerce.upsert_staff('Ann', email => 'ann@acme.test') as staff) as ann, commerce_test.given_customer('carla') as carla
from (select commerce_test.given_service('Cut', 60) as cut) as s;
grant all on t to public;
select commerce_test.act_as('acme', 'mona');
select (commerce.assign_staff(cut, ann)).staff_id is not null from t;
select count(*) from t, commerce.set_schedule((select jsonb_agg(jsonb_build_object('weekday', day, 'from', '08:00', 'to', '18:00')) from generate_series(1, 7) as day), staff_id => ann);
create temporary table o (label text, id uuid);
grant all on o to public;
create function pg_temp.buy(label text, method text, days text) returns void language sql as $$
    insert into o select buy.label, made.id from t, commerce.create_order((select jsonb_agg(jsonb_build_object('service_id', t.cut, 'starts_at', day || ' 10:00+00', 'staff_id', t.ann)) from t, unnest(days::text[]) as day),
        customer_id => t.carla, payment_method => method) as made $$;
create function pg_temp.told(label text) returns text language sql as $$
    select commerce_test.value_of(format($q$ select string_agg(concat_ws(' ', k.starts_at::date, n.template, n.channel, n.data ->> 'ical_sequence'), ', ' order by k.starts_at, n.template, n.channel)
        from commerce.notification_queue as n join commerce.bookings as k on k.id = n.booking_id where n.status = 'queued' and k.order_id = %L $q$, (select o.id from o where o.label = told.label))) $$;
select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
select pg_temp.buy('agreed', 'bank_transfer', '{2030-01-05,2030-01-06}');
select is((select (commerce.confirm_offline_payment(10000, id, 'bank_transfer')).status from o where label = 'agreed'), 'succeeded', 'two appointments are paid');
select is((select (commerce.reschedule_booking(k.id, '2030-01-07 10:00+00')).ical_sequence from commerce.bookings as k join o on o.id = k.order_id where k.starts_at = '2030-01-06 10:00+00'), 1, 'and one of them moved');
select is((select (commerce.cancel_booking(k.id, at_fault => 'business')).ical_sequence from commerce.bookings as k join o on o.id = k.order_id where k.starts_at = '2030-01-05 10:00+00'), 1, 'one is cancelled by itself');
select is((select (commerce.cancel_order(id, 'the shop moves')).status from o where label = 'agreed'), 'cancelled', 'then all of it');
select is(pg_temp.told('agreed'), '2030-01-05 booking_cancelled email 1, 2030-01-05 booking_cancelled staff 1, 2030-01-07 booking_cancelled email 2, 2030-01-07 booking_cancelled staff 2',
    'customer and performer hear of each, once, with a higher sequence; that it was moved they need not hear any more');
select is((select string_agg(status || ' ' || ical_sequence, ', ' order by starts_at) from commerce.bookings as k join o on o.id = k.order_id), 'cancelled 1, cancelled 2', 'as the bookings say');

select pg_temp.buy('held', 'stripe', '{2030-01-08}');
select is((select (commerce.reschedule_booking(k.id, '2030-01-09 10:00+00')).status from commerce.bookings as k join o on o.id = k.order_id where label = 'held'), 'pending_payment', 'one is only held, and moved');
select commerce.set_clock('2030-01-03 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cancel_expired_orders(), 1, 'nobody pays it');
select commerce_test.act_as('acme');
select is((select k.status from commerce.bookings as k join o on o.id = k.order_id where label = 'held'), 'cancelled', 'it is gone');
select is(pg_temp.told('held'), null, 'and nobody is told of an appointment that never was');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
