begin;
select plan(24);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.act_as('acme');
create temporary table t as
select yoga, cut, ann, (commerce.create_time_slot(yoga, '2030-01-05 18:00+00', null, 5, ann)).id as slot, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora
from (select commerce_test.given_service('Yoga', 60, 'pooled', 5, 3000) as yoga, commerce_test.given_service('Cut', 60) as cut) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p;
reset role;
alter table t add paid uuid, add venue uuid;
grant all on t to public;
select commerce_test.act_as('acme');
select commerce_test.force(format('update t set paid = %L', (select id from commerce.create_order(customer_id => (select carla from t),
    items => (select jsonb_build_array(jsonb_build_object('service_id', yoga, 'starts_at', '2030-01-05 18:00+00', 'time_slot_id', slot, 'party_size', 2), jsonb_build_object('service_id', cut, 'starts_at', '2030-01-06 10:00+00')) from t)))));
select commerce_test.deliver(commerce_test.given_payment(paid), 'payment_succeeded') from t;
select commerce_test.force(format('update t set venue = %L', commerce_test.given_booking(yoga, '2030-01-05 18:00+00', customer_id => dora, time_slot_id => slot))) from t;
select is((select (commerce.reserve_time_slot(time_slot_id => slot)).status from t), 'reserved', 'somebody holds a place, too');
select is((select commerce.explain_slot(cut, '2030-01-05 18:00+00', ann) from t), 'taken', 'the teacher''s time is taken');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.cancel_time_slot(slot) from t $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.cancel_time_slot(slot, 'the roof leaks')).is_available from t), false, 'a session is cancelled');
select is((select string_agg(status || coalesce(cancellation_fee_minor, -1), ',' order by status) from commerce.bookings where time_slot_id = (select slot from t)), 'cancelled0,cancelled0', 'with every booking in it, and nothing is kept');
select is((select string_agg(status, ',') from commerce.bookings where order_id = (select paid from t) and time_slot_id is null), 'confirmed', 'other bookings of these orders stand');
select is((select status || ' ' || total_minor from commerce.orders where id = (select paid from t)), 'paid 11000', 'and so does their order');
select is((select sum(amount_minor) from commerce.refunds where order_id = (select paid from t)), 6000::numeric, 'what was paid for the session goes back in full');
select is((select o.status || ' ' || due_minor from commerce.orders as o join commerce.bookings as b on b.order_id = o.id where b.id = (select venue from t)), 'cancelled 0', 'what was to be paid at the venue is not');
select is((select count(*) from commerce.slot_reservations where time_slot_id = (select slot from t) and status in ('reserved', 'confirmed')), 0::bigint, 'nothing of it is held');
select is((select count(*) from commerce.notification_queue where template = 'booking_cancelled' and channel = 'email'), 2::bigint, 'the customers are told');
select is((select (commerce.cancel_time_slot(slot)).is_available from t), false, 'twice is harmless');
select is((select sum(amount_minor) from commerce.refunds where order_id = (select paid from t)), 6000::numeric, 'and refunds nothing again');
select is((select commerce.explain_slot(cut, '2030-01-05 18:00+00', ann) from t), null, 'the teacher is free');
select is((select commerce.explain_slot(yoga, '2030-01-05 18:00+00') from t), 'closed', 'and the session closed');
select commerce_test.is_refused($$ select commerce.cancel_time_slot(null) $$, 'VB202', 'null is no session');
select commerce_test.is_refused($$ select commerce.cancel_time_slot(gen_random_uuid()) $$, 'VB202', 'nor is an unknown id');
select commerce_test.is_refused($$ select commerce.cancel_time_slot(slot, repeat('x', 1001)) from t $$, 'VB101', 'a reason is short');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.cancel_time_slot(slot) from t $$, '42501', null, 'visitors have no such function');

-- To whom a place of it was offered has missed nothing.
select commerce_test.act_as('acme');
create temporary table w (class uuid, entry uuid);
grant all on w to public;
insert into w (class) select (commerce.create_time_slot(yoga, '2030-01-07 18:00+00', null, 1)).id from t;
update w set entry = (select (commerce.join_waitlist(yoga, '[2030-01-07 00:00+00,2030-01-09 00:00+00)', customer_id => carla)).id from t);
select is((select (commerce.cancel_booking(commerce_test.given_booking(yoga, '2030-01-07 18:00+00', customer_id => dora, time_slot_id => class))).status from w, t), 'cancelled', 'a place becomes free');
select is((select e.status from commerce.waitlist_entries as e, w where e.id = w.entry), 'offered', 'and is offered to who waits');
select is((select (commerce.cancel_time_slot(class)).is_available::text from w), 'false', 'the session in which a place was offered is cancelled');
select is((select e.status || ' ' || (e.reservation_id is null) from commerce.waitlist_entries as e, w where e.id = w.entry), 'waiting true', 'who was offered it waits on');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything still adds up');

select * from finish();
rollback;
