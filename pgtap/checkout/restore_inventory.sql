begin;
select plan(17);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select (commerce.create_order(
    format('[{"product_id": %s, "quantity": 4}, {"product_id": %s}]', mug, cup)::jsonb, payment_method => 'cash_on_delivery', idempotency_key => 'restore-1')).id, mug, cup
from (select commerce_test.given_product('mug', 1200, 7) as mug, commerce_test.given_product('cup', 900, 5) as cup offset 0) as p;
grant select on made to public;
select is(commerce.restore_inventory(id, 'came back', format('[{"product_id": %s, "quantity": 1}]', mug)::jsonb), 1, 'one comes back') from made;
select is(commerce_test.value_of(format('select on_hand from commerce.stock_levels where product_id = %s', mug)), '4', 'onto the shelf') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '[{"product_id": %s, "quantity": 4}]') $$, id, mug), 'VI101', 'never more than was sold') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '[{"product_id": %s, "quantity": 2}, {"product_id": %2$s, "quantity": 2}]') $$, id, mug), 'VI101', 'nor in two lines') from made;
select is(commerce.restore_inventory(id), 4, 'then all that is left') from made;
select is(commerce.restore_inventory(id), 0, 'then nothing') from made;
select results_eq($$ select product_id, sum(quantity)::bigint from commerce.stock_movements where order_id = (select id from made) group by 1 order by 1 $$,
    $$ select p, 0::bigint from made, unnest(array[mug, cup]) as p order by 1 $$, 'the movements even out');
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '[{"product_id": 999999, "quantity": 1}]') $$, id), 'VI101', 'what was never bought') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '{}') $$, id), 'VI101', 'a list') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '[]') $$, id), 'VI101', 'of something') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '[7]') $$, id), 'VI101', 'with products') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, 'x', '[{"product_id": %s, "quantity": -1}]') $$, id, mug), 'VI101', 'in positive numbers') from made;
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L, repeat('x', 1001)) $$, id), 'VI101', 'a short reason') from made;
select commerce_test.is_refused($$ select commerce.restore_inventory(gen_random_uuid()) $$, 'VO201', 'an unknown order');
select commerce_test.is_refused($$ select commerce.restore_inventory(null) $$, 'VO201', 'no order');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L) $$, id), 'VT302', 'managers do this') from made;
select commerce_test.act_as('twin', 'mona');
select commerce_test.is_refused(format($$ select commerce.restore_inventory(%L) $$, id), 'VO201', 'each in their own shop') from made;

select * from finish();
rollback;
