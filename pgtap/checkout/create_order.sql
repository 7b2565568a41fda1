begin;
select plan(75);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-12-20 09:00+00');
create temporary table made as
select commerce_test.given_product('mug', 1200, 10) as mug, commerce_test.given_product('cup', 900, 2) as cup,
    commerce_test.given_product('pdf', 500, track_inventory => false) as pdf,
    commerce_test.given_product('void', 700) as void, commerce_test.given_product('free', 0, 5) as free,
    commerce_test.given_product('old', 500, 5, status => 'archived') as old,
    commerce_test.given_product('later', 800, 1) as later,
    commerce_test.given_service('Cut', 60, price_minor => 5000) as cut,
    commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class,
    commerce_test.given_customer('carla') as carla;
alter table made add column sam uuid;
update made set sam = commerce_test.given_staff('Sam', array[cut]);
grant select on made to public;
select commerce_test.force($$ update commerce.products set allow_backorder = true where sku = 'later' $$);
create temporary table orders_made (name text, id uuid, token uuid);
grant select, insert on orders_made to public;

-- goods
insert into orders_made
select 'goods', o.id, o.access_token
from commerce.create_order(format('[{"product_id": %s, "quantity": 2}, {"product_id": %s}, {"product_id": %s, "quantity": 1}]',
    (select mug from made), (select pdf from made), (select mug from made))::jsonb,
    customer => '{"email": "Walk@In.example", "first_name": "Walk"}', notes => 'ring twice', metadata => '{"till": 3}',
    shipping_address => '{"city": "Springfield", "phone": "+4930123456789"}', expected_total_minor => 4100,
    idempotency_key => 'goods-1') as o;
select results_eq(
    $$ select status, payment_status, fulfillment_status, currency, subtotal_minor, total_minor, due_now_minor, due_minor,
        email, source, notes, metadata from commerce.orders where id = (select id from orders_made) $$,
    $$ values ('created'::commerce.order_status, 'unpaid'::commerce.order_payment_status, 'unfulfilled'::commerce.fulfillment_status,
        'USD', 4100::bigint, 4100::bigint, 4100::bigint, 4100::bigint, 'Walk@In.example', 'api'::commerce.order_source,
        'ring twice', '{"till": 3}'::jsonb) $$,
    'an order is created with the prices of the catalogue');
select matches((select order_number from commerce.orders where id = (select id from orders_made)),
    '^ORD-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{4}$', 'and a number by format');
select results_eq(
    $$ select line, kind::text, title, sku, quantity, unit_price_minor, total_minor from commerce.order_items
       where order_id = (select id from orders_made) order by line $$,
    $$ values (1, 'product', 'Mug', 'mug', 2, 1200::bigint, 2400::bigint), (2, 'product', 'Pdf', 'pdf', 1, 500, 500),
              (3, 'product', 'Mug', 'mug', 1, 1200, 1200) $$, 'its lines are copies');
select results_eq(
    $$ select product_id, qty_reserved, state::text from commerce.inventory_locks where order_id = (select id from orders_made) $$,
    $$ select mug, 3::bigint, 'active' from made $$, 'two lines of one product are one lock; what is not tracked has none');
select results_eq($$ select from_status, to_status, actor_role from commerce.order_status_history where order_id = (select id from orders_made) $$,
    $$ values (null::text, 'created', 'commerce_service') $$, 'its history begins');
select is(commerce_test.count_of('commerce.events', format('kind = ''order.created'' and subject_id = %L', (select id from orders_made))),
    1::bigint, 'an event says so');
select is((select count(*) from commerce.customers where email = 'Walk@In.example'), 1::bigint, 'its customer was made');
select is((select o.access_token from commerce.create_order(format('[{"product_id": %s, "quantity": 2}, {"product_id": %s}, {"product_id": %s, "quantity": 1}]',
    (select mug from made), (select pdf from made), (select mug from made))::jsonb,
    customer => '{"email": "Walk@In.example", "first_name": "Walk"}', notes => 'ring twice', metadata => '{"till": 3}',
    shipping_address => '{"city": "Springfield", "phone": "+4930123456789"}', expected_total_minor => 4100,
    idempotency_key => 'goods-1') as o), (select token from orders_made), 'the same key gives the same order with its token');
select commerce_test.force($$ update commerce.products set price_minor = 1300 where sku = 'mug' $$);
select is((select o.id from commerce.create_order(format('[{"product_id": %s, "quantity": 2}, {"product_id": %s}, {"product_id": %s, "quantity": 1}]',
    (select mug from made), (select pdf from made), (select mug from made))::jsonb,
    customer => '{"email": "Walk@In.example", "first_name": "Walk"}', notes => 'ring twice', metadata => '{"till": 3}',
    shipping_address => '{"city": "Springfield", "phone": "+4930123456789"}', expected_total_minor => 4100,
    idempotency_key => 'goods-1') as o), (select id from orders_made), 'even when prices have changed since');
select commerce_test.is_refused($$ select commerce.create_order('[{"product_id": 1}]', idempotency_key => 'goods-1') $$, 'VO402',
    'the key is for that request only');
select is(commerce.get_available_stock((select mug from made)), 7, 'one order holds stock, not three');
select throws_ok(format($$ select commerce_test.force('update commerce.order_items set quantity = 9 where order_id = ''%s''') $$,
    (select id from orders_made)), 'VS901', null, 'lines never change');
select throws_ok(format($$ select commerce_test.force('delete from commerce.orders where id = ''%s''') $$,
    (select id from orders_made)), 'VS901', null, 'orders are never deleted');
select throws_ok($$ select commerce_test.force('delete from commerce.products where sku = ''pdf''') $$, 'VS901', null,
    'nor is what was ordered');
select throws_ok($$ select commerce_test.force('insert into commerce.orders (organization_id, order_number, status, currency,
    subtotal_minor, total_minor, due_now_minor, due_minor) select id, ''X'', ''paid'', ''USD'', 0, 0, 0, 0
    from commerce.organizations where slug = ''acme''') $$, 'VO401', null, 'orders begin with created');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', expected_total_minor => 1200) $$, mug),
    'VO403', 'a price the customer was not shown') from made;
select is(commerce_test.error_of(format($$ select commerce.create_order('[{"product_id": %s}]', expected_total_minor => 1200) $$,
    (select mug from made))) #>> '{detail,total_minor}', '1300', 'the error says what it is');

-- stock
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s, "quantity": 3}]') $$, cup), 'VI401',
    'more than there is') from made;
select is(commerce_test.error_of(format($$ select commerce.create_order('[{"product_id": %s, "quantity": 3}]') $$, cup)) -> 'detail',
    jsonb_build_object('product_id', cup, 'wanted', 3, 'available', 2), 'the error says how many there are') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s, "quantity": 2}, {"product_id": %1$s}]') $$, cup),
    'VI401', 'nor in two lines') from made;
select is((select count(*) from commerce.create_order(format('[{"product_id": %s, "quantity": 2}]', cup)::jsonb)), 1::bigint,
    'the last units go') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]') $$, cup), 'VI401', 'once') from made;
select commerce_test.force($$ update commerce.inventory_locks set expires_at = commerce_private.clock() - interval '1 second'
    where product_id = (select max(p.id) from commerce.products as p where p.sku = 'cup') $$);
select is((select count(*) from commerce.create_order(format('[{"product_id": %s, "quantity": 2}]', cup)::jsonb)), 1::bigint,
    'a lock that lapsed keeps nobody from buying') from made;
select is(commerce_test.value_of(format('select reserved from commerce.stock_levels where product_id = %s', cup)), '2',
    'and is given back in the same moment') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]') $$, void), 'VI201', 'nothing was ever received') from made;
select is((select count(*) from commerce.create_order(format('[{"product_id": %s, "quantity": 5}]', later)::jsonb)), 1::bigint,
    'backorders are taken where the product allows them') from made;
select is(commerce_test.value_of(format('select reserved from commerce.stock_levels where product_id = %s', later)), '1',
    'and hold what is there') from made;

-- payment
select is((select o.status::text || ' ' || o.payment_status::text from commerce.create_order(format('[{"product_id": %s}]', free)::jsonb) as o), 'paid paid',
    'nothing to pay is paid') from made;
select results_eq(format($$ select o.status::text, o.payment_status::text, o.payment_method::text
    from commerce.create_order('[{"product_id": %s}]', payment_method => 'cash_on_delivery') as o $$, mug),
    $$ values ('processing', 'unpaid', 'cash_on_delivery') $$, 'cash on delivery goes on at once') from made;
select is(commerce_test.count_of('commerce.stock_movements', format('kind = ''sale'' and product_id = %s', mug)), 1::bigint,
    'and its goods are sold') from made;
create temporary table door as
select o.id, o.total_minor from made,
    commerce.create_order(format('[{"product_id": %s}]', mug)::jsonb, payment_method => 'cash_on_delivery') as o;
grant select on door to public;
select results_eq($$ select p.status::text, p.amount_minor = total_minor, p.expires_at from door join commerce.payments as p on p.order_id = door.id $$,
    $$ values ('requires_action', true, null::timestamptz) $$, 'its cash is awaited, however long it takes');
select commerce_test.act_as('acme', 'mona');
select is((select status from door, commerce.confirm_offline_payment(total_minor, door.id, 'cash_on_delivery', idempotency_key => 'door-paid-0123456789abcdef')), 'succeeded', 'comes');
select results_eq($$ select string_agg(p.status, ' '), min(o.payment_status) from door join commerce.orders as o using (id) join commerce.payments as p on p.order_id = o.id $$,
    $$ values ('succeeded', 'paid') $$, 'and is one payment, the one awaited');
select commerce_test.act_as('acme');
select results_eq(format($$ select o.status::text, o.payment_method::text, o.expires_at > commerce_private.clock() + interval '2 days'
    from commerce.create_order('[{"product_id": %s}]', payment_method => 'bank_transfer') as o $$, mug),
    $$ values ('pending_payment', 'bank_transfer', true) $$, 'a payment method starts the payment, and its window') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', payment_method => 'stripe') $$, mug), 'VP301',
    'a gateway without an account takes no order') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', payment_method => 'barter') $$, mug), 'VP101',
    'a payment method is a known one') from made;

-- times
create temporary table held as
select r.id, r.hold_token from made,
    commerce.reserve_time_slot(service_id => made.cut, starts_at => '2039-01-03 10:00+00', idempotency_key => 'hold-1') as r;
grant select on held to public;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"reservation_id": "%s", "hold_token": "%s"}]') $$, id, gen_random_uuid()),
    'VB301', 'somebody else''s token') from held;
insert into orders_made
select 'mixed', o.id, o.access_token
from commerce.create_order(format('[{"reservation_id": "%s", "hold_token": "%s", "participants": {"adult": 1}, "customer_note": "short"}, {"product_id": %s}]',
    (select id from held), (select hold_token from held), (select mug from made))::jsonb, customer_id => (select carla from made)) as o;
select results_eq(
    $$ select b.status, b.total_minor, b.starts_at, b.customer_note, i.line, i.kind::text, o.total_minor, o.fulfillment_status::text
       from commerce.bookings as b join commerce.order_items as i on i.id = b.order_item_id join commerce.orders as o on o.id = b.order_id
       where b.order_id = (select id from orders_made where name = 'mixed') $$,
    $$ values ('pending_payment', 5000::bigint, '2039-01-03 10:00+00'::timestamptz, 'short', 1, 'service', 6300::bigint, 'unfulfilled') $$,
    'goods and times mix; every time is a booking');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"reservation_id": "%s", "hold_token": "%s"}]') $$, id, hold_token),
    'VB403', 'a hold is spent once') from held;
insert into orders_made
select 'fresh', o.id, o.access_token
from made, commerce.create_order(format('[{"service_id": "%s", "starts_at": "2039-01-03T12:00:00Z"}]', made.cut)::jsonb) as o;
select results_eq(
    $$ select b.status, b.starts_at from commerce.bookings as b where b.order_id = (select id from orders_made where name = 'fresh') $$,
    $$ values ('pending_payment', '2039-01-03 12:00+00'::timestamptz) $$, 'a time can be held inside');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "2039-01-03T12:00:00Z"}]') $$, cut),
    'VB401', 'unless it is taken') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "2001-01-03T12:30:00Z"}]') $$, cut),
    'VB405', 'or over') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "2039-01-04T12:00:00Z"}, {"product_id": %s, "quantity": 1000}]') $$, cut, mug),
    'VI401', 'all or nothing: without the goods the time is not taken') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"reservation_id": "%s"}]') $$, gen_random_uuid()), 'VB201', 'an unknown hold');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "2039-01-03T12:30:00Z"}]') $$, gen_random_uuid()),
    'VB202', 'an unknown service');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "2039-01-04T12:00:00Z", "participants": {"adult": 2}}]') $$, cut),
    'VB101', 'participants are the party') from made;

-- input of every kind
select commerce_test.is_refused(format('select commerce.create_order(%L)', bad), 'VO101', 'refused: ' || coalesce(left(bad, 60), 'null'))
from (values
    (null), ('{}'), ('[]'), ('"x"'), ('[null]'), ('[7]'), ('[{}]'), ('[{"product_id": "x"}]'), ('[{"product_id": 0}]'),
    ('[{"product_id": -1}]'), ('[{"product_id": 1.5}]'), ('[{"product_id": 1, "quantity": 0}]'),
    ('[{"product_id": 1, "quantity": -2}]'), ('[{"product_id": 1, "quantity": 9999999999}]'),
    ('[{"product_id": 1, "price": 1}]'), ('[{"service_id": "x", "starts_at": "2039-01-01T00:00:00Z"}]'),
    ('[{"product_id": 1, "service_id": "00000000-0000-0000-0000-000000000000"}]')
) as input (bad);
select commerce_test.is_refused(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "yesterday"}]') $$, cut), 'VO101',
    'a start is a time') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]') $$, old), 'VC201', 'not for sale') from made;
select commerce_test.is_refused($$ select commerce.create_order('[{"product_id": 999999999}]') $$, 'VC201', 'unknown');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', cart_id => gen_random_uuid()) $$, mug), 'VO201', 'an unknown cart') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', promotion_code => 'X') $$, mug), 'VC301', 'an unknown code') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', customer_id => gen_random_uuid()) $$, mug), 'VU201', 'an unknown customer') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', customer => '{"email": "nobody"}') $$, mug), 'VU101', 'a bad address') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', notes => 'card 4111 1111 1111 1111') $$, mug), 'VT101', 'no card numbers') from made;
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', shipping_address => '[]') $$, mug), 'VO101', 'an address is an object') from made;

-- who
select commerce_test.act_as('acme', 'carla');
select is((select o.customer_id from made, commerce.create_order(format('[{"product_id": %s}]', made.mug)::jsonb, idempotency_key => 'carlas-order-0123456789') as o),
    (select carla from made), 'a customer orders for themself');
select is_empty($$ select from commerce.orders where id = (select id from orders_made where name = 'goods') $$, 'and does not see another''s order');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]') $$, mug), 'VT101', 'visitors send a key') from made;

select * from finish();
rollback;
