begin;
select plan(13);

select commerce_test.act_as('acme');
create temporary table made as
select commerce_test.given_product('mug', 1200, 10) as mug, commerce_test.given_product('cup', 900, 10) as cup, commerce_test.given_customer('carla') as carla;
grant select on made to public;
select commerce.create_promotion('ten', 'percent', 10);
select commerce_test.act_as('acme', null, 'commerce_anon');
create temporary table guest as
select c.* from made, commerce.create_cart(items => format('[{"product_id": %s, "quantity": 2}, {"product_id": %s}]', mug, cup)::jsonb, idempotency_key => 'a-key-of-a-visitor-0123456789') as c;
grant select on guest to public;
select set_config('commerce.order_token', access_token::text, true) from guest;
select commerce.apply_promotion(id, 'ten') from guest;
select commerce_test.act_as('acme', 'carla');
create temporary table own as
select c.* from made, commerce.create_cart(items => format('[{"product_id": %s, "quantity": 3}]', mug)::jsonb, idempotency_key => 'a-key-of-a-user-0123456789') as c;
grant select on own to public;
select commerce_test.is_refused(format('select commerce.merge_carts(%L, %L)', guest.id, own.id), 'VO201', 'a visitor''s cart is not everybody''s') from guest, own;
select set_config('commerce.order_token', access_token::text, true) from guest;
select results_eq(format('select id, promotion_codes from commerce.merge_carts(%L, %L)', guest.id, own.id), format('values (%L::uuid, ''{TEN}''::text[])', own.id),
    'whoever shows its token takes it along') from guest, own;
select results_eq($$ select l.product_id, l.item ->> 'quantity' from own, commerce.cart_items as l where l.cart_id = own.id order by 1 $$,
    $$ select mug, '5' from made union all select cup, '1' from made order by 1 $$, 'quantities add up');
select results_eq($$ select c.status, c.merged_into_id from guest join commerce.carts as c using (id) $$, $$ select 'merged', id from own $$, 'the other is closed');
select is((commerce.merge_carts(guest.id, own.id)).id, own.id, 'again changes nothing') from guest, own;
select is((select sum((l.item ->> 'quantity')::integer) from own, commerce.cart_items as l where l.cart_id = own.id), 6::bigint, 'nothing at all');
select commerce_test.is_refused(format('select commerce.add_cart_item(%L, product_id => 1)', guest.id), 'VO201', 'nothing goes into a closed cart') from guest;
select commerce_test.is_refused(format('select commerce.merge_carts(%L, %L)', own.id, guest.id), 'VO201', 'nor another cart') from guest, own;
select commerce_test.is_refused(format('select commerce.merge_carts(%L, %1$L)', own.id), 'VO101', 'a cart does not go into itself') from own;
select commerce_test.is_refused(format('select commerce.merge_carts(%L, %L)', gen_random_uuid(), own.id), 'VO201', 'an unknown cart') from own;
select commerce_test.is_refused(format('select commerce.merge_carts(%L, null)', own.id), 'VO201', 'no cart') from own;
select commerce_test.act_as('acme');
select is((select o.subtotal_minor from own, commerce.create_order(cart_id => own.id) as o), 6900::bigint, 'one order of all');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.merge_carts(%L, %L)', own.id, guest.id), 'VO201', 'carts of another organization') from own, guest;
select * from finish();
rollback;
