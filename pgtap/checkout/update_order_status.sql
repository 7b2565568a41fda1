begin;
select plan(37);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as product_id;
grant select on given to public;
create temporary table it on commit drop as
select o.id
from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', (select product_id from given), 'quantity', 4)),
    customer_id => commerce_test.given_customer('carla'), payment_method => 'cash_on_delivery',
    shipping_address => '{"name": "Carla", "line1": "Road 1", "city": "Bonn", "country": "DE"}',
    idempotency_key => 'update-order-status-1') as o;
create temporary table open_one on commit drop as
select commerce_test.given_order(customer_id => commerce_test.given_customer('carla'), product_id => (select product_id from given), quantity => 3) as id;
grant select on it, open_one to public;
select is((select status from commerce.orders where id = (select id from it)), 'processing', 'cash on delivery is being worked on at once');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'delivered'), 'VO401', 'goods are shipped before they are delivered');
select is((commerce.update_order_status((select id from it), 'ready_for_shipment', 'packed by Mona')).status, 'ready_for_shipment', 'goods are packed');
select results_eq(
    $$ select from_status, to_status, actor_user_id, actor_role, note from commerce.order_status_history
       where order_id = (select id from it) order by at desc, id desc limit 1 $$,
    $$ values ('processing', 'ready_for_shipment', commerce_test.user_id('mona'), 'commerce_user', 'packed by Mona') $$,
    'and the history says by whom, and the note');
select is((commerce.update_order_status((select id from it), ' Shipped ')).status, 'shipped', 'capitals and blanks do not matter');
select is((select fulfillment_status from commerce.orders where id = (select id from it)), 'shipped', 'the goods are on their way');
select is((commerce.update_order_status((select id from it), 'in_transit')).status, 'in_transit', 'they travel');
select is((commerce.update_order_status((select id from it), 'delivered')).fulfillment_status, 'delivered', 'they arrive');
select is(
    commerce_test.count_of('commerce.order_status_history', format('order_id = %L and note is not null', (select id from it))), 1::bigint,
    'a note is written with its own move only');
select is(
    commerce_test.count_of('commerce.notification_queue', format($$ template = 'order_status_changed' and order_id = %L $$, (select id from it))) >= 4,
    true, 'the customer hears of each');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'cancelled'), 'VO401', 'delivered is too late to cancel');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'delivered'), 'VO401', 'where it is already it cannot go');
select is((commerce.update_order_status((select id from it), 'archived')).status, 'archived', 'and are put away');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'processing'), 'VO401', 'for good');

select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from open_one), status), 'VO401', 'no hand makes an order ' || status)
from unnest('{created,pending_payment,payment_failed,paid,partially_refunded,refunded,disputed,processing,shipped}'::text[]) as status;
select is(commerce.get_available_stock((select product_id from given)), 3, 'the open order holds three');
select is((commerce.update_order_status((select id from open_one), 'canceled', 'changed her mind')).status, 'cancelled', 'both spellings cancel');
select is(commerce.get_available_stock((select product_id from given)), 6, 'and its stock is free again');
select is((commerce.update_order_status((select id from open_one), 'cancelled')).status, 'cancelled', 'twice is harmless');

select commerce_test.is_refused('select commerce.update_order_status(' || arguments || ')', code, why)
from (values
    ('VO201', 'null, ''shipped''', 'no order'),
    ('VO201', 'gen_random_uuid(), ''shipped''', 'an unknown order'),
    ('VO101', '(select i.id from it as i), null', 'no status'),
    ('VO101', '(select i.id from it as i), ''lost''', 'an unknown status'),
    ('VO101', '(select i.id from it as i), ''shipped'', repeat(''x'', 1001)', 'a huge note'),
    ('VT101', '(select i.id from it as i), ''shipped'', ''4242424242424242''', 'a card number')
) as bad (code, arguments, why);
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'shipped'), 'VO201', 'staff move no order that is not theirs');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'shipped'), 'VT302', 'customers move none, their own neither');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.update_order_status(gen_random_uuid(), 'shipped') $$, '42501', null, 'nor do visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', (select id from it), 'shipped'), 'VO201', 'nor does another organization');

select * from finish();
rollback;
