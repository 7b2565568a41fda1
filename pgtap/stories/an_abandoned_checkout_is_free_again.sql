-- Somebody chooses a time, goes away, and somebody else gets it.
begin;
select plan(14);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, ann
from (select commerce_test.given_service('Cut', 60) as cut) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p;
create temporary table k (label text, id uuid, token uuid);
grant all on t, k to public;

select commerce_test.act_as('acme', null, 'commerce_anon');
insert into k select 'first', o.id, o.access_token from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-02T10:00:00Z')), customer => '{"email":"first@acme.test"}', payment_method => 'stripe', idempotency_key => 'first-first-first-first-first') as o;
select throws_ok($$ select commerce.reserve_time_slot((select cut from t), '2030-01-02 10:00+00', idempotency_key => 'second-second-second-second') $$, 'VB401', null, 'while she thinks about it, nobody else has it');
-- The payment window passes, and no sweep has come by.
select commerce.set_clock('2030-01-01 09:31+00');
select is((select count(*) from commerce.get_available_slots((select cut from t), '2030-01-02 10:00+00', '2030-01-02 10:30+00')), 1::bigint, 'then it is offered again, before any sweep came by');
insert into k select 'second', o.id, o.access_token from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-02T10:00:00Z')), customer => '{"email":"second@acme.test"}', payment_method => 'stripe', idempotency_key => 'second-order-second-order') as o;
select isnt((select id from k where label = 'second'), null, 'and taken by the next');
select commerce_test.act_as_role('commerce_worker');
select commerce.cleanup_expired_reservations();
select commerce_test.act_as('acme');
select is((select string_agg(k.label || ' ' || b.status, ', ' order by k.label) from commerce.bookings as b join k on k.id = b.order_id), 'first expired, second pending_payment', 'the sweep says so of the first');
-- Late money: the time is gone, so the money goes back.
select is(commerce_test.deliver((select id from commerce.payments where order_id = (select id from k where label = 'second')), 'payment_succeeded'), 'applied', 'the second pays');
select is(commerce_test.deliver((select id from commerce.payments where order_id = (select id from k where label = 'first')), 'payment_succeeded'), 'applied', 'then the first does, too late');
select is((select string_agg(k.label || ' ' || b.status, ', ' order by k.label) from commerce.bookings as b join k on k.id = b.order_id), 'first expired, second confirmed', 'the one who was there in time has it');
select is((select status from commerce.orders where id = (select id from k where label = 'first')), 'cancelled', 'the late order is cancelled');
select is(commerce_test.value_of(format('select sum(amount_minor)::text from commerce.refunds where order_id = %L', (select id from k where label = 'first'))), '5000', 'and its money goes back');
-- A third never pays: a day later his order is gone, with everything in it.
insert into k select 'third', o.id, o.access_token from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-05T10:00:00Z')), customer => '{"email":"third@acme.test"}', payment_method => 'stripe') as o;
select commerce.set_clock('2030-01-02 12:00+00');
select commerce_test.act_as_role('commerce_worker');
select commerce.cleanup_expired_reservations();
select is(commerce.cancel_expired_orders(), 1, 'whoever never pays loses the order');
select is(commerce_test.value_of(format('select o.status || '' '' || b.status from commerce.orders as o join commerce.bookings as b on b.order_id = o.id where o.id = %L', (select id from k where label = 'third'))), 'cancelled expired', 'and had lost the time before');
-- Unless a member confirmed it by hand.
select commerce_test.act_as('acme');
insert into k select 'fourth', o.id, o.access_token from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-06T10:00:00Z')), payment_method => 'stripe') as o;
select is((commerce.confirm_booking((select id from commerce.bookings where order_id = (select id from k where label = 'fourth')))).status, 'confirmed', 'a member says: pay later');
select commerce.set_clock('2030-01-04 12:00+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cancel_expired_orders(), 0, 'then no sweep takes it away');
select commerce_test.act_as('acme');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
