-- What a customer is worth: what they spent, and the balance of orders with a confirmed booking, whoever confirmed it and whatever then happens.
begin;
select plan(26);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce.set_clock('2039-01-01 09:00+00');
create temporary table t as select commerce_test.given_service('Cut', 60, price_minor => 5000) as cut, commerce_test.given_service('Dye', 60, price_minor => 8000) as dye,
    commerce_test.given_product('worth-mug', 700, 50) as mug, commerce_test.given_customer('carla') as carla;
grant all on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Cora', array[cut, dye]) from t; end $do$ $$);
select (commerce.upsert_service(service_id => dye, requires_approval => true)).name from t;
create temporary table m (label text, id uuid);
grant all on m to public;
create function pg_temp.buy(label text, items jsonb, payment_method text = null) returns text language sql as $$
    insert into m select buy.label, o.id from commerce.create_order(items, customer_id => (select carla from t), payment_method => buy.payment_method) as o returning 'made'; $$;
create function pg_temp.at(service_id uuid, hour integer) returns jsonb language sql as $$
    select jsonb_build_object('service_id', at.service_id, 'starts_at', cast('2039-01-03 00:00+00' as timestamptz) + make_interval(hours => at.hour)) $$;
create function pg_temp.booking(label text, place integer = 1) returns uuid language sql as $$
    select b.id from commerce.bookings as b join m on m.id = b.order_id where m.label = booking.label order by b.starts_at offset place - 1 limit 1 $$;
-- Orders, bookings, what these cost, spent, worth.
create function pg_temp.counted() returns text language sql as $$
    select concat_ws(' ', total_orders, total_bookings, total_booked_minor, total_spent_minor, lifetime_value_minor) from commerce.customers as c join t on c.id = t.carla $$;

-- A member confirms what is not paid; a deposit comes; the rest comes.
select pg_temp.buy('trust', jsonb_build_array(pg_temp.at(cut, 10), pg_temp.at(cut, 12))) from t;
select commerce.set_payment_schedule(id, '[{"amount_minor": 3000, "due_at": "2039-01-01 09:00+00"}, {"amount_minor": 7000, "due_at": "2039-01-03 10:00+00"}]') from m where label = 'trust';
select is(pg_temp.counted(), '0 0 0 0 0', 'an order that waits to be paid is worth nothing yet');
select commerce.confirm_booking(pg_temp.booking('trust'));
select is(pg_temp.counted(), '0 1 5000 0 10000', 'once a member confirms a booking its balance counts');
select commerce.confirm_booking(pg_temp.booking('trust', 2));
select is(pg_temp.counted(), '0 2 10000 0 10000', 'once');
select commerce.confirm_offline_payment(3000, id) from m where label = 'trust';
select is(pg_temp.counted(), '1 2 10000 3000 10000', 'a deposit takes nothing off');
select commerce.confirm_offline_payment(7000, id) from m where label = 'trust';
select is(pg_temp.counted(), '1 2 10000 10000 10000', 'nor does the rest');

-- Confirmed, and never paid.
select pg_temp.buy('never', jsonb_build_array(pg_temp.at(cut, 14), pg_temp.at(cut, 16))) from t;
select commerce.confirm_booking(pg_temp.booking('never'));
select is(pg_temp.counted(), '1 3 15000 10000 20000', 'another one on trust');
select commerce.cancel_order(id) from m where label = 'never';
select is(pg_temp.counted(), '1 2 10000 10000 10000', 'with its order it counts no more');

-- Dearer and cheaper before it is paid.
select pg_temp.buy('moved', jsonb_build_array(pg_temp.at(cut, 14))) from t;
select commerce.confirm_booking(pg_temp.booking('moved'));
select (commerce.upsert_service(service_id => cut, price_minor => 6000)).name from t;
select commerce.reschedule_booking(pg_temp.booking('moved'), '2039-01-04 10:00+00');
select is(pg_temp.counted(), '1 3 16000 10000 16000', 'what became dearer is worth more');
select (commerce.upsert_service(service_id => cut, price_minor => 4000)).name from t;
select commerce.reschedule_booking(pg_temp.booking('moved'), '2039-01-04 12:00+00');
select is(pg_temp.counted(), '1 3 14000 10000 14000', 'what became cheaper less');
select commerce.cancel_booking(pg_temp.booking('moved'));
select is(pg_temp.counted(), '1 2 10000 10000 10000', 'cancelled, nothing');

-- To be paid at the door, and to be approved.
select pg_temp.buy('asked', jsonb_build_array(pg_temp.at(dye, 18), jsonb_build_object('product_id', mug, 'quantity', 1)), 'cash_on_delivery') from t;
select is(pg_temp.counted(), '2 2 10000 10000 10000', 'what nobody has agreed to is worth nothing');
select commerce.decline_booking(pg_temp.booking('asked'));
select is(pg_temp.counted(), '2 2 10000 10000 10000', 'nor is what was turned down');
select commerce.change_order(id, jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from m, t where label = 'asked';
select is(pg_temp.counted(), '2 2 10000 10000 10000', 'goods alone count when they are paid');
select commerce.confirm_offline_payment(1400, id, 'cash_on_delivery') from m where label = 'asked';
select is(pg_temp.counted(), '2 2 10000 11400 11400', 'which they are');
select pg_temp.buy('both', jsonb_build_array(pg_temp.at(dye, 18), jsonb_build_object('product_id', mug, 'quantity', 1)), 'cash_on_delivery') from t;
select commerce.approve_booking(pg_temp.booking('both'));
select is(pg_temp.counted(), '3 3 18000 11400 20100', 'approved, all of the balance counts');
select commerce.cancel_booking(pg_temp.booking('both'), at_fault => 'business');
select is(pg_temp.counted(), '3 2 10000 11400 11400', 'until no booking is left to wait for');
select commerce.cancel_order(id) from m where label = 'both';
select is(pg_temp.counted(), '2 2 10000 11400 11400', 'cancelled');
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2039-06-01 09:00+00');
select commerce.archive_delivered_orders() > 0;
select commerce_test.act_as('acme');
select is((select status from commerce.orders join m using (id) where label = 'both'), 'archived', 'and put away');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

-- Authorised, and confirmed whatever was paid.
select commerce.set_clock('2038-12-01 09:00+00');
select pg_temp.buy('authorised', jsonb_build_array(pg_temp.at(dye, 18), pg_temp.at(dye, 20)), 'stripe') from t;
select is(commerce_test.deliver((select p.id from commerce.payments as p join m on m.id = p.order_id where label = 'authorised'), 'payment_authorised'), 'applied', 'a card is authorised');
select commerce.confirm_booking(pg_temp.booking('authorised'));
create function pg_temp.commands() returns text language sql as $$
    select commerce_test.value_of(format('select string_agg(k.kind || (k.request ->> ''amount_minor''), '' '') from commerce.gateway_commands as k join commerce.payments as p on p.id = k.payment_id where p.order_id = %L and k.kind in (''capture'', ''void'')', (select id from m where label = 'authorised'))) $$;
select is(pg_temp.commands(), null, 'as long as another waits for an answer nothing is taken');
select commerce.confirm_booking(pg_temp.booking('authorised', 2));
select is(pg_temp.commands(), 'capture16000', 'then all of it');
select is(pg_temp.counted(), '2 4 26000 11400 27400', 'it counts');
select commerce.cancel_booking(pg_temp.booking('authorised', 2));
select is(pg_temp.counted(), '2 3 18000 11400 19400', 'as far as it is wanted');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');
select is(commerce_test.value_of($$ select max(n)::text from (select count(*) as n from commerce.events where kind = 'booking.confirmed' group by subject_id) as e $$), '1', 'listeners hear of each booking once');

select * from finish();
rollback;
