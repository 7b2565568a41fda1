-- Cash awaited at the door: once, of what the order costs, and no longer than until the money is there.
begin;
select plan(28);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce.set_clock('2039-01-01 09:00+00');
create temporary table t as select commerce_test.given_service('Cut', 60, price_minor => 5000) as cut, commerce_test.given_product('door-mug', 700, 50) as mug, commerce_test.given_customer('carla') as carla;
grant all on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Cora', array[cut]) from t; end $do$ $$);
create temporary table m (label text, id uuid);
grant all on m to public;
create function pg_temp.buy(label text, items jsonb) returns void language sql as $$
    insert into m select buy.label, o.id from commerce.create_order(items, customer_id => (select carla from t), payment_method => 'cash_on_delivery') as o $$;
create function pg_temp.payments(label text) returns text language sql as $$
    select string_agg(p.gateway || ' ' || p.status || ' ' || p.amount_minor, ', ' order by p.status, p.id) from m join commerce.payments as p on p.order_id = m.id where m.label = payments.label $$;
create function pg_temp.come(label text, amount_minor bigint, gateway text) returns text language sql as $$
    select p.status from m, commerce.confirm_offline_payment(come.amount_minor, m.id, come.gateway) as p where m.label = come.label $$;

select pg_temp.buy('times', jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2039-01-03 10:00+00'), jsonb_build_object('service_id', cut, 'starts_at', '2039-01-03 12:00+00'))) from t;
select is(pg_temp.payments('times'), 'cash_on_delivery requires_action 10000', 'two appointments are to be paid at the door');
select commerce.cancel_booking((select min(b.id::text)::uuid from commerce.bookings as b join m on b.order_id = m.id));
select is(pg_temp.payments('times'), 'cash_on_delivery cancelled 10000, cash_on_delivery requires_action 5000', 'one is cancelled, and the price of the other is awaited');
select is(pg_temp.come('times', 5000, 'cash_on_delivery') || ' ' || pg_temp.payments('times'), 'succeeded cash_on_delivery cancelled 10000, cash_on_delivery succeeded 5000', 'who comes pays one');

select pg_temp.buy('goods', jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 2))) from t;
select is(pg_temp.come('goods', 400, 'manual') || ' ' || pg_temp.payments('goods'), 'succeeded cash_on_delivery cancelled 1400, cash_on_delivery requires_action 1000, manual succeeded 400', 'a part comes by another way, and the rest is awaited');
select is(pg_temp.come('goods', 1000, 'bank_transfer') || ' ' || pg_temp.payments('goods'), 'succeeded cash_on_delivery cancelled 1400, cash_on_delivery cancelled 1000, manual succeeded 400, bank_transfer succeeded 1000', 'with the rest nothing is awaited any more');
select is((select status || ' ' || payment_status from commerce.orders as o join m using (id) where m.label = 'goods'), 'processing paid', 'the order is paid');

select pg_temp.buy('more', jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from t;
select commerce.change_order(m.id, jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from m, t where m.label = 'more';
select is(pg_temp.payments('more'), 'cash_on_delivery cancelled 700, cash_on_delivery requires_action 1400', 'of goods that are more the new price is awaited');

-- Moved to where it costs more, or less.
create function pg_temp.move(label text, price_minor bigint, at timestamptz) returns text language sql as $$
    select (commerce.upsert_service(service_id => cut, price_minor => move.price_minor)).name from t;
    select (commerce.reschedule_booking(b.id, move.at)).id from commerce.bookings as b join m on b.order_id = m.id where m.label = move.label;
    select pg_temp.payments(move.label) $$;
select pg_temp.buy('moved', jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2039-01-05 10:00+00'))) from t;
select is(pg_temp.move('moved', 6000, '2039-03-05 12:00+00'), 'cash_on_delivery cancelled 5000, cash_on_delivery requires_action 6000', 'what became dearer is awaited at its new price');
select is(pg_temp.move('moved', 4500, '2039-03-05 14:00+00'), 'cash_on_delivery cancelled 5000, cash_on_delivery cancelled 6000, cash_on_delivery requires_action 4500', 'what became cheaper too');
select commerce.set_clock('2039-03-01 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.expire_gateway_sessions(), 0, 'and on any day');
select commerce_test.act_as('acme');
select commerce.reconcile_courier_cash('Speedy', 4500, 'USD', array(select p.id from commerce.payments as p join m on m.id = p.order_id where m.label = 'moved' and p.status = 'requires_action'));
select is((select o.payment_status from commerce.orders as o join m using (id) where m.label = 'moved'), 'paid', 'who collects it is quit');
select is(pg_temp.move('moved', 5500, '2039-03-06 14:00+00'), 'cash_on_delivery cancelled 5000, cash_on_delivery cancelled 6000, cash_on_delivery requires_action 1000, cash_on_delivery succeeded 4500', 'paid already, the difference is awaited');

-- Missed, and come after all.
select (commerce.upsert_service(service_id => cut, cancellation_policy_id => p.id)).name from t, commerce.set_cancellation_policy('Mild', '[]', no_show_percent => 40) as p;
select pg_temp.buy('late', jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2039-03-03 10:00+00'))) from t;
select commerce.set_clock('2039-03-03 10:10+00');
select commerce.mark_no_show(b.id) from commerce.bookings as b join m on m.id = b.order_id where m.label = 'late';
select is(pg_temp.payments('late'), 'cash_on_delivery cancelled 5500, cash_on_delivery requires_action 2200', 'who missed it owes a part');
select commerce.check_in_booking(b.id) from commerce.bookings as b join m on m.id = b.order_id where m.label = 'late';
select is(pg_temp.payments('late'), 'cash_on_delivery cancelled 5500, cash_on_delivery cancelled 2200, cash_on_delivery requires_action 5500', 'and all of it on coming');

-- Money that one member has counted, and another is to.
select commerce.set_setting('four_eyes_minor', '1000');
select pg_temp.buy('eyes', jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 3))) from t;
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.come('eyes', 2100, 'bank_transfer') || ' ' || pg_temp.payments('eyes'), 'requires_action cash_on_delivery requires_action 2100, bank_transfer requires_action 2100', 'money that came waits for a second word');
select commerce.change_order(m.id, jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from m, t where m.label = 'eyes';
select is(pg_temp.payments('eyes'), 'cash_on_delivery cancelled 2100, bank_transfer requires_action 2100, cash_on_delivery requires_action 2800', 'whatever becomes of the order meanwhile');
select commerce_test.act_as('acme', 'ada');
select is(pg_temp.come('eyes', 2100, 'bank_transfer') || ' ' || pg_temp.payments('eyes'), 'succeeded cash_on_delivery cancelled 2100, cash_on_delivery cancelled 2800, cash_on_delivery requires_action 700, bank_transfer succeeded 2100', 'with it the rest is awaited');
select commerce_test.act_as('acme');
insert into m select 'slow', o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 2)), customer_id => carla, payment_method => 'bank_transfer') as o;
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.come('slow', 1400, 'bank_transfer'), 'requires_action', 'a transfer too');
select commerce.set_clock('2039-04-20 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cancel_expired_orders() + commerce.expire_gateway_sessions(), 0, 'nobody takes the goods away because a member is on holiday');
select commerce_test.act_as('acme', 'ada');
select is(pg_temp.come('slow', 1400, 'bank_transfer'), 'succeeded', 'who then agrees');
select is((select o.status from commerce.orders as o join m using (id) where m.label = 'slow'), 'paid', 'and has waited for nothing');
select commerce_test.act_as('acme');
-- Whoever pays at the venue pays no deposit before.
select (commerce.upsert_service(service_id => cut, deposit_minor => 2000)).name from t;
select pg_temp.buy('deposit', jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2039-04-25 10:00+00'))) from t;
select is(pg_temp.payments('deposit'), 'cash_on_delivery requires_action 5500', 'with a deposit, all of the price is awaited');
select is(pg_temp.come('deposit', 2000, 'cash_on_delivery') || ' ' || pg_temp.payments('deposit'), 'succeeded cash_on_delivery cancelled 5500, cash_on_delivery requires_action 3500, cash_on_delivery succeeded 2000', 'and what is left when a part was given');
-- Who would rather pay by card, and cannot.
select commerce_test.given_gateway_account();
select pg_temp.buy('card', jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from t;
select (commerce.start_payment(m.id, 'stripe')).status from m where label = 'card';
select is(pg_temp.payments('card'), 'cash_on_delivery cancelled 700, stripe created 700', 'who pays by card is not awaited at the door');
create temporary table page as select p.id from commerce.payments as p join m on m.id = p.order_id where m.label = 'card' and p.gateway = 'stripe';
grant select on page to public;
select commerce_test.deliver(id, 'payment_failed', '{"code": "card_declined"}') from page;
select is(pg_temp.payments('card'), 'cash_on_delivery cancelled 700, stripe failed 700, cash_on_delivery requires_action 700', 'until the card is declined');
select commerce_test.deliver(id, 'payment_expired') from page;
select is(pg_temp.payments('card'), 'cash_on_delivery cancelled 700, stripe failed 700, cash_on_delivery requires_action 700', 'once');
select commerce_test.deliver(id, 'payment_succeeded') from page;
select is(pg_temp.payments('card'), 'cash_on_delivery cancelled 700, cash_on_delivery cancelled 700, stripe succeeded 700', 'or another card works after all');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
