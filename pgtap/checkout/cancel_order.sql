begin;
select plan(29);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as
select commerce_test.given_product('cancel-1', 500, 10) as product_id, null::uuid as unpaid, null::uuid as paid, null::uuid as booked;
grant select on t to public;
select commerce_test.force($$ update t set unpaid = commerce_test.given_order(1000, 'pending_payment', commerce_test.given_customer('carla'), product_id, 2) $$);
select commerce_test.force($$ update t set paid = commerce_test.given_order(1000, 'pending_payment', commerce_test.given_customer('carla'), product_id, 2) $$);
create temporary table p as select commerce_test.given_payment(paid) as id, commerce_test.given_payment(unpaid) as other from t;
grant select on p to public;
create function pg_temp.stock() returns text language sql as $$
    select commerce_test.value_of('select on_hand || '' '' || reserved from commerce.stock_levels where product_id = (select product_id from t)')
$$;
select commerce_test.deliver(id, 'payment_succeeded') from p;
select is(pg_temp.stock(), '8 2', 'one order is paid, one waits');

select commerce_test.act_as('acme', 'carla');
select is((select (commerce.cancel_order(unpaid, 'changed my mind')).status from t), 'cancelled', 'a customer cancels what is not paid');
select is(pg_temp.stock(), '8 0', 'and the stock is free');
select is(commerce_test.value_of($$ select count(*) from commerce.gateway_commands where kind = 'expire_session' and payment_id = (select other from p) $$), '1',
    'the page to pay it on is closed');
select is((select (commerce.cancel_order(unpaid)).status from t), 'cancelled', 'twice is harmless');
select is((select commerce_test.deliver(other, 'payment_succeeded') from p), 'applied', 'money that comes for it all the same');
select is(commerce_test.value_of($$ select r.amount_minor || ' ' || o.status from commerce.refunds as r join commerce.orders as o on o.id = r.order_id where r.payment_id = (select other from p) $$),
    '1000 cancelled', 'goes back, and the order stays cancelled');
select is((select (commerce.cancel_order(paid, 'too big')).status from t), 'cancelled', 'goods that are paid, too, until they are packed');
select is(pg_temp.stock(), '10 0', 'sold units come back');
select is(commerce_test.value_of($$ select amount_minor from commerce.refunds where payment_id = (select id from p) $$), '1000', 'and the money goes back');

select commerce_test.act_as('acme');
select commerce_test.force($$ update t set booked = commerce_test.given_order(1000, 'pending_payment', commerce_test.given_customer('carla'),
    service_id => commerce_test.given_service('Cut'), starts_at => '2041-01-01 10:00+00') $$);
create temporary table b as select commerce_test.given_payment(booked) as id from t;
grant select on b to public;
select commerce_test.deliver(id, 'payment_succeeded') from b;
select is(commerce_test.value_of($$ select total_orders || ' ' || total_bookings from commerce.customers where id = commerce_test.given_customer('carla', 'acme') $$), '1 1', 'a paid appointment counts');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.cancel_order(booked) from t $$, 'VO404', 'and is not cancelled this way by the customer');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.cancel_order(booked, 'closed', false)).status from t), 'cancelled', 'a manager may');
select is(commerce_test.value_of($$ select b.status || ' ' || r.status from commerce.bookings as b join commerce.slot_reservations as r on r.id = b.reservation_id where b.order_id = (select booked from t) $$),
    'cancelled cancelled', 'its time is free');
select is(commerce_test.value_of($$ select total_orders || ' ' || total_bookings from commerce.customers where id = commerce_test.given_customer('carla', 'acme') $$), '0 0', 'and no longer counts');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.cancel_order(gen_random_uuid()) $$, 'VO201', 'an unknown order is not found');
select commerce_test.is_refused($$ select commerce.cancel_order(null) $$, 'VO201', 'nor is null');
select commerce_test.is_refused(format('select commerce.cancel_order(%L)', commerce_test.given_order(500, organization => 'globex')), 'VO201', 'nor one of another organization');
select commerce_test.is_refused($$ select commerce.cancel_order(unpaid, repeat('x', 501)) from t $$, 'VO101', 'a reason is short');
select commerce_test.is_refused($$ select commerce.cancel_order(unpaid, '4242 4242 4242 4242') from t $$, 'VT101', 'and no card number');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.cancel_order(unpaid) from t $$, 'VO301', 'a visitor needs the token');
select commerce_test.act_as('acme', 'ada', 'commerce_anon');
select commerce_test.is_refused($$ select commerce.cancel_order(unpaid) from t $$, 'VO301', 'also one who says to be the owner');

-- What deduct_inventory sold before the money came.
select commerce_test.act_as('acme');
create temporary table early on commit drop as
select commerce_test.given_order(1000, product_id => shelf.id, quantity => 2) as order_id, shelf.id as product_id
from commerce_test.given_product('early-bird', 500, 5) as shelf (id);
grant select on early to public;
select is((select commerce.deduct_inventory(order_id) from early), 1, 'stock sold by hand for an order that nobody paid');
select is((select (commerce.cancel_order(order_id)).status from early), 'cancelled', 'which is cancelled');
select is((select concat_ws(' ', l.on_hand, l.reserved) from commerce.stock_levels as l, early where l.product_id = early.product_id), '5 0', 'comes back to the shelf');

-- Who waits for its times is asked in the same instant.
select commerce.set_clock('2041-01-31 09:00+00');
create temporary table w as
select cut, commerce_test.given_customer('walter') as walter, commerce_test.given_customer('carla') as carla, commerce_test.given_product('comb', 300, 1) as comb, null::uuid as two
from commerce_test.given_service('Trim', 60) as cut;
grant all on w to public;
create temporary table ann as select commerce_test.given_staff('Ann', array[cut]) as id from w;
grant all on ann to public;
update w set two = o.id from commerce.create_order(customer_id => (select carla from w), idempotency_key => 'cancel-order-two-times', items => (
    select jsonb_agg(jsonb_build_object('service_id', cut, 'starts_at', at, 'staff_id', ann.id)) || jsonb_build_array(jsonb_build_object('product_id', comb))
    from w, ann, unnest('{2041-02-01 10:00+00,2041-02-01 12:00+00}'::timestamptz[]) as at group by comb)) as o;
select is(count((commerce.join_waitlist(cut, tstzrange('2041-02-01 10:00+00', '2041-02-01 13:00+00'), customer_id => who)).id), 2::bigint, 'two wait') from w, unnest(array[walter, commerce_test.given_customer('wilma')]) as who;
select is((select (commerce.cancel_order(two)).status from w), 'cancelled', 'an order with two times is cancelled');
select is(commerce_test.value_of($$ select string_agg(e.status || ' ' || to_char(r.starts_at at time zone 'UTC', 'HH24:MI'), ', ' order by e.id) from commerce.waitlist_entries as e join commerce.slot_reservations as r on r.id = e.reservation_id $$),
    'offered 10:00, offered 12:00', 'and both are offered one');
select is((select concat_ws(' ', l.on_hand, l.reserved) from commerce.stock_levels as l, w where l.product_id = comb), '1 0', 'its goods are free as well');

select * from finish();
rollback;
