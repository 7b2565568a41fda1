begin;
select plan(21);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-12-20 09:00+00');
create temporary table made as
select commerce_test.given_product('mug', 1200, 10) as mug, commerce_test.given_product('old', 500, 5, status => 'archived') as old,
    commerce_test.given_service('Cut', 60, price_minor => 5000) as cut, c.* from commerce.create_cart() as c;
alter table made add column sam uuid;
update made set sam = commerce_test.given_staff('Sam', array[cut]);
grant select on made to public;
create temporary table held as
select r.id, r.hold_token from made, commerce.reserve_time_slot(service_id => made.cut, starts_at => '2039-01-03 10:00+00', idempotency_key => 'hold-1') as r;
grant select on held to public;
select results_eq($$ select l.item, l.product_id from made, commerce.add_cart_item(id, product_id => mug) as l $$,
    $$ select jsonb_build_object('product_id', mug, 'quantity', 1), mug from made $$, 'one of a product');
select results_eq($$ select l.item from made, commerce.add_cart_item(id, format('{"product_id": %s, "quantity": 2}', mug)::jsonb) as l $$,
    $$ select jsonb_build_object('product_id', mug, 'quantity', 3) from made $$, 'more of it makes the line longer');
select is((select l.item ->> 'quantity' from made, commerce.add_cart_item(id, product_id => mug, quantity => 1000000) as l), '1000000', 'up to a million');
select results_eq($$ select l.reservation_id, l.item ? 'hold_token' from made, held as h, commerce.add_cart_item(made.id, jsonb_build_object('reservation_id', h.id, 'hold_token', h.hold_token)) as l $$,
    $$ select id, false from held $$, 'a hold goes in without its token');
select is((select l.item ->> 'customer_note' from made, held as h, commerce.add_cart_item(made.id, jsonb_build_object('reservation_id', h.id, 'hold_token', h.hold_token, 'customer_note', 'short')) as l),
    'short', 'the same hold again is written anew');
select is((select l.item ->> 'starts_at' from made, commerce.add_cart_item(id, format('{"service_id": "%s", "starts_at": "2039-01-04T10:00:00Z"}', cut)::jsonb) as l), '2039-01-04T10:00:00Z', 'a time that is not held yet');
select is((select count(*) from commerce.cart_items), 3::bigint, 'three lines');
select is((select expires_at from commerce.carts), '2038-12-23 09:00+00'::timestamptz, 'the cart lives on');
select commerce_test.is_refused(format($$ select commerce.add_cart_item(%L, %s) $$, id, arguments), code, why)
from made, (values
    ('null', 'VO101', 'nothing'),
    ('''[]''', 'VO101', 'an item is an object'),
    ('''{"product_id": 1}'', product_id => 1', 'VO101', 'said twice'),
    ('product_id => 999999', 'VC201', 'an unknown product'),
    ('product_id => 1, quantity => 0', 'VO101', 'none of it'),
    ('product_id => 1, quantity => -1', 'VO101', 'less than none'),
    ('''{"service_id": "00000000-0000-0000-0000-000000000000", "starts_at": "2039-01-04T10:00:00Z"}''', 'VB202', 'an unknown service'),
    ('''{"reservation_id": "00000000-0000-0000-0000-000000000000"}''', 'VB201', 'an unknown hold')
) as bad (arguments, code, why);
select commerce_test.is_refused(format($$ select commerce.add_cart_item(%L, product_id => %s) $$, id, old), 'VC201', 'no longer for sale') from made;
select commerce_test.is_refused($$ select commerce.add_cart_item(gen_random_uuid(), product_id => 1) $$, 'VO201', 'an unknown cart');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format($$ select commerce.add_cart_item(%L, product_id => 1) $$, id), 'VO301', 'a cart without its token') from made;
select set_config('commerce.order_token', access_token::text, true) from made;
select commerce_test.is_refused(format($$ select commerce.add_cart_item(%L, '{"reservation_id": "%s", "hold_token": "%s"}') $$, made.id, held.id, gen_random_uuid()), 'VB301', 'a hold of somebody else') from made, held;
select commerce.set_clock('2038-12-23 09:00+00');
select commerce_test.is_refused(format($$ select commerce.add_cart_item(%L, product_id => 1) $$, id), 'VO201', 'a cart that has expired') from made;
select * from finish();
rollback;
