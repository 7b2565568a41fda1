begin;
select plan(12);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select (commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}, {"product_id": %s}]', mug, cup)::jsonb, idempotency_key => 'lock-1')).id, mug, cup
from (select commerce_test.given_product('mug', 1200, 2) as mug, commerce_test.given_product('cup', 900, 5) as cup offset 0) as p;
grant select on made to public;
select is(commerce.lock_inventory(id), 2, 'live locks are prolonged') from made;
select commerce_test.force('update commerce.inventory_locks set expires_at = commerce_private.clock() - interval ''1 hour'' where order_id = (select id from made)');
select is(commerce.lock_inventory(id), 2, 'lapsed ones are taken again') from made;
select is(commerce_test.count_of('commerce.inventory_locks', format('order_id = %L and expires_at > commerce_private.clock()', id)), 2::bigint, 'for their time') from made;
select is(commerce_test.value_of(format('select reserved from commerce.stock_levels where product_id = %s', mug)), '2', 'and counted once') from made;
select commerce_test.force('update commerce.inventory_locks set expires_at = commerce_private.clock() - interval ''1 hour'' where order_id = (select id from made)');
select is((select count(*) from commerce.create_order(format('[{"product_id": %s}]', mug)::jsonb, idempotency_key => 'lock-2')), 1::bigint, 'another is faster') from made;
select commerce_test.is_refused(format($$ select commerce.lock_inventory(%L) $$, id), 'VI401', 'all of it or nothing') from made;
select is(commerce_test.value_of(format('select reserved from commerce.stock_levels where product_id = %s', mug)), '1', 'nothing is lost') from made;
select commerce_test.is_refused($$ select commerce.lock_inventory(gen_random_uuid()) $$, 'VO201', 'an unknown order');
select commerce_test.is_refused($$ select commerce.lock_inventory(null) $$, 'VO201', 'no order');
select is((commerce.cancel_order(id)).status::text, 'cancelled', 'cancelled') from made;
select commerce_test.is_refused(format($$ select commerce.lock_inventory(%L) $$, id), 'VO401', 'it waits for nothing then') from made;
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format($$ select commerce.lock_inventory(%L) $$, id), 'VT302', 'managers do this') from made;

select * from finish();
rollback;
