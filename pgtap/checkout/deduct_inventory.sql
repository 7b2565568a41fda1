begin;
select plan(11);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select (commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}]', mug)::jsonb, idempotency_key => 'deduct-1')).id, mug
from (select commerce_test.given_product('mug', 1200, 7) as mug offset 0) as p;
grant select on made to public;
select is(commerce.deduct_inventory(id), 1, 'locks become sales') from made;
select is(commerce.deduct_inventory(id), 0, 'twice changes nothing') from made;
select results_eq($$ select on_hand, reserved from commerce.stock_levels where product_id = (select mug from made) $$,
    $$ values (5::bigint, 0::bigint) $$, 'the units are gone');
select results_eq($$ select kind, quantity, actor_user_id from commerce.stock_movements where order_id = (select id from made) $$,
    $$ values ('sale', -2::bigint, commerce_test.user_id('mona')) $$, 'a movement says where');
select ok(commerce_test.count_of('commerce.notification_queue', 'template = ''low_stock''') > 0, 'five are few: the members hear of it');
create temporary table late as
select (commerce.create_order(format('[{"product_id": %s, "quantity": 2}]', mug)::jsonb, idempotency_key => 'deduct-2')).id from made;
grant select on late to public;
select commerce_test.force('update commerce.inventory_locks set expires_at = commerce_private.clock() - interval ''1 hour'', state = ''expired'' where order_id = (select id from late);
    update commerce.stock_levels set reserved = 0 where product_id = (select mug from made)');
select is(commerce.deduct_inventory(id), 1, 'lapsed locks are taken again first') from late;
select is(commerce_test.value_of(format('select on_hand from commerce.stock_levels where product_id = %s', mug)), '3', 'and sold') from made;
select commerce_test.is_refused($$ select commerce.deduct_inventory(gen_random_uuid()) $$, 'VO201', 'an unknown order');
select commerce_test.is_refused($$ select commerce.deduct_inventory(null) $$, 'VO201', 'no order');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format($$ select commerce.deduct_inventory(%L) $$, id), 'VT302', 'managers do this') from made;
select commerce_test.act_as('twin', 'mona');
select commerce_test.is_refused(format($$ select commerce.deduct_inventory(%L) $$, id), 'VO201', 'each in their own shop') from made;

select * from finish();
rollback;
