begin;
select plan(16);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as select commerce_test.given_product('mug', 1200, 10) as mug, commerce_test.given_customer('carla') as carla;
grant select on made to public;
create temporary table cart as
select c.* from made, commerce.create_cart(carla, format('[{"product_id": %s, "quantity": 2}, {"product_id": %1$s}]', mug)::jsonb, '{"till": 3}', 'cart-1') as c;
grant select on cart to public;
select results_eq($$ select status, customer_id, metadata, promotion_codes, expires_at from cart $$,
    $$ select 'active', carla, '{"till": 3}'::jsonb, '{}'::text[], '2038-01-04 09:00+00'::timestamptz from made $$, 'a cart lives for its hours');
select isnt((select access_token from cart), null, 'its maker gets the token');
select results_eq($$ select item from commerce.cart_items $$, $$ select jsonb_build_object('product_id', mug, 'quantity', 3) from made $$, 'twice the same is one line');
select is((select access_token from made, commerce.create_cart(carla, format('[{"product_id": %s, "quantity": 2}, {"product_id": %1$s}]', mug)::jsonb, '{"till": 3}', 'cart-1')),
    (select access_token from cart), 'the same key gives the same cart');
select commerce_test.is_refused($$ select commerce.create_cart(idempotency_key => 'cart-1') $$, 'VO402', 'for that request only');
select commerce_test.is_refused($$ select commerce.create_cart(gen_random_uuid()) $$, 'VU201', 'an unknown customer');
select commerce_test.is_refused($$ select commerce.create_cart(items => '{}') $$, 'VO101', 'items are a list');
select commerce_test.is_refused($$ select commerce.create_cart(items => '[{"product_id": 999999}]') $$, 'VC201', 'of what is for sale');
select commerce_test.is_refused($$ select commerce.create_cart(metadata => '[]') $$, 'VO101', 'metadata is an object');
select commerce_test.is_refused($$ select commerce.create_cart(metadata => '{"n": "4111 1111 1111 1111"}') $$, 'VT101', 'a card number');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.create_cart() $$, 'VT101', 'visitors send a key');
create temporary table guest as select * from commerce.create_cart(idempotency_key => 'a-key-of-a-visitor-0123456789');
grant select on guest to public;
select is((select count(*) from commerce.carts), 0::bigint, 'without its token a visitor sees no cart');
select set_config('commerce.order_token', access_token::text, true) from guest;
select is((select count(*) from commerce.carts), 1::bigint, 'with it their own');
select commerce_test.act_as('acme', 'carla');
create temporary table mine as select * from commerce.create_cart(idempotency_key => 'a-key-of-a-user-0123456789');
select is((select user_id from mine), commerce_test.user_id('carla'), 'a user''s cart is theirs');
select is((select count(*) from commerce.carts), 2::bigint, 'and so is what others made for them as a customer');
select commerce_test.act_as('globex', 'carla');
select is((select count(*) from commerce.carts), 0::bigint, 'but not in another organization');
select * from finish();
rollback;
