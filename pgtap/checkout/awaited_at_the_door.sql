-- Cash awaited at the door: once, of what the order costs, and no longer than until the money is there.
begin;
select plan(8);

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
select is(pg_temp.payments('times'), 'cash_on_delivery cancelled 10000', 'one is cancelled, and nobody awaits the price of both');
select is(pg_temp.come('times', 5000, 'cash_on_delivery') || ' ' || pg_temp.payments('times'), 'succeeded cash_on_delivery cancelled 10000, cash_on_delivery succeeded 5000', 'who comes pays one');

select pg_temp.buy('goods', jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 2))) from t;
select is(pg_temp.come('goods', 400, 'manual') || ' ' || pg_temp.payments('goods'), 'succeeded cash_on_delivery requires_action 1400, manual succeeded 400', 'a part comes by another way');
select is(pg_temp.come('goods', 1000, 'bank_transfer') || ' ' || pg_temp.payments('goods'), 'succeeded cash_on_delivery cancelled 1400, manual succeeded 400, bank_transfer succeeded 1000', 'with the rest nothing is awaited any more');
select is((select status || ' ' || payment_status from commerce.orders as o join m using (id) where m.label = 'goods'), 'processing paid', 'the order is paid');

select pg_temp.buy('more', jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from t;
select commerce.change_order(m.id, jsonb_build_array(jsonb_build_object('product_id', mug, 'quantity', 1))) from m, t where m.label = 'more';
select is(pg_temp.payments('more'), 'cash_on_delivery cancelled 700, cash_on_delivery requires_action 1400', 'of goods that are more the new price is awaited');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
