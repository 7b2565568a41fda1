begin;
select plan(24);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select o.id, o.order_number, o.access_token
from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', commerce_test.given_product('mug', 900, 10), 'quantity', 2)),
    customer => '{"email": "Guest@Shop.test", "first_name": "Gwen"}',
    shipping_address => '{"name": "Gwen", "line1": "Road 1", "city": "Bonn", "country": "DE"}',
    idempotency_key => 'track-order-of-gwen') as o;
grant select on it to public;
create temporary table nameless on commit drop as
select o.id, o.order_number, o.access_token
from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', (select p.id from commerce.products as p where p.sku = 'mug'))),
    idempotency_key => 'track-order-of-nobody') as o;
grant select on nameless to public;
select commerce_test.act_as('acme', null, 'commerce_anon');
create temporary table tracked on commit drop as
select commerce.track_order((select order_number from it), 'guest@shop.test') as answer;
select is((select answer ->> 'order_number' from tracked), (select order_number from it), 'number and address find the order');
select is((select answer ->> 'status' from tracked), 'created', 'and say how far it has come');
select is((select answer -> 'items' from tracked), '[{"title": "Mug", "quantity": 2}]', 'what is in it');
select is((select answer -> 'history' -> 0 ->> 'status' from tracked), 'created', 'and since when');
select is(
    (select answer ?| '{id,email,shipping_address,billing_address,notes,customer_id}' from tracked), false,
    'no address, no name, no id');
select is((select answer::text ~* 'gwen|road|bonn|@' from tracked), false, 'nowhere in it');
select is(commerce.track_order(lower((select order_number from it)), ' GUEST@SHOP.TEST ') ->> 'status', 'created', 'letters and blanks do not matter');
select is(commerce.track_order((select order_number from it), (select access_token::text from it)) ->> 'status', 'created', 'the token does, too');
select is(commerce.track_order((select order_number from it), 'other@shop.test'), null, 'another address answers nothing');
select is(commerce.track_order((select order_number from it), (select access_token::text from nameless)), null, 'nor the token of another order');
select is(commerce.track_order((select order_number from it), gen_random_uuid()::text), null, 'nor a guessed one');
select is(commerce.track_order('NO-SUCH-NUMBER', 'guest@shop.test'), null, 'nor a guessed number');
select is(commerce.track_order(null, 'guest@shop.test'), null, 'no number');
select is(commerce.track_order((select order_number from it), null), null, 'no address');
select is(commerce.track_order('', ''), null, 'nothing at all');
select is(commerce.track_order((select order_number from it), '%'), null, 'no pattern');
select is(commerce.track_order((select order_number from it), repeat('x', 100000)), null, 'a huge one');
select is(commerce.track_order((select order_number from nameless), ''), null, 'an order without an address is not found by none');
select is(commerce.track_order((select order_number from nameless), (select access_token::text from nameless)) ->> 'status', 'created', 'but by its token');
select commerce_test.act_as('globex', null, 'commerce_anon');
select is(commerce.track_order((select order_number from it), 'guest@shop.test'), null, 'in another organization it is not there');
select commerce_test.act_as('acme', 'carla');
select is(commerce.track_order((select order_number from it), 'guest@shop.test') ->> 'status', 'created', 'whoever knows both may ask');
select commerce_test.act_as('acme');
select is(commerce.track_order((select order_number from it), 'guest@shop.test') ->> 'total_minor', '1800', 'backends too');
select commerce.update_order_status((select id from it), 'cancelled');
select is(
    jsonb_path_query_array(commerce.track_order((select order_number from it), 'guest@shop.test'), '$.history[*].status'),
    '["created", "cancelled"]', 'and hear what became of it');
select commerce_test.act_as_role('commerce_worker');
select throws_ok($$ select commerce.track_order('x', 'x') $$, '42501', null, 'workers do not ask');

select * from finish();
rollback;
