begin;
select plan(48);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('cup', 500, 10) as cup_id;
grant select on given to public;
create temporary table it on commit drop as
select o.id
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (select id from given), 'quantity', 6),
        jsonb_build_object('product_id', (select cup_id from given), 'quantity', 2)),
    idempotency_key => 'restore-inventory-1') as o;
grant select on it to public;
select commerce_test.act_as('acme', 'mona');
select is(commerce.restore_inventory((select id from it)), 0, 'what was not sold does not come back');
select is(commerce.get_available_stock((select id from given)), 4, 'its locks stay');
select commerce.deduct_inventory((select id from it));
select is(commerce.restore_inventory((select id from it), 'wrong colour', format('[{"product_id": %s, "quantity": 2}]', (select id from given))::jsonb), 2, 'two come back');
select is(commerce.get_available_stock((select id from given)), 6, 'and can be ordered');
select results_eq(
    $$ select quantity, reason, actor_user_id from commerce.stock_movements where order_id = (select id from it) and kind = 'restock' $$,
    $$ values (2::bigint, 'wrong colour', commerce_test.user_id('mona')) $$, 'with a movement that says why and by whom');
select commerce_test.is_refused(
    format('select commerce.restore_inventory(%L, null, %L)', (select id from it), format('[{"product_id": %s, "quantity": 5}]', (select id from given))),
    'VI101', 'never more than was sold and not given back yet');
select is(
    commerce_test.error_of(format('select commerce.restore_inventory(%L, null, %L)', (select id from it), format('[{"product_id": %s, "quantity": 5}]', (select id from given)))) -> 'detail',
    jsonb_build_object('product_id', (select id from given), 'wanted', 5, 'sold', 4), 'as one is told');
select commerce_test.is_refused(
    format('select commerce.restore_inventory(%L, null, %L)', (select id from it),
        format('[{"product_id": %1$s, "quantity": 3}, {"product_id": %1$s, "quantity": 2}]', (select id from given))),
    'VI101', 'not even in two lines');
select is(commerce.restore_inventory((select id from it)), 6, 'without items, all that is left');
select is(commerce.restore_inventory((select id from it)), 0, 'and then nothing');
select results_eq(
    $$ select on_hand from commerce.stock_status where product_id in (select id from given union all select cup_id from given) $$,
    $$ values (10::bigint), (10::bigint) $$, 'everything is back');

-- By line: a bundle of goods and a thing whose stock nobody counts.
select commerce_test.act_as('acme');
create temporary table other on commit drop as
select o.id
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (select id from given), 'quantity', 3),
        jsonb_build_object('product_id', commerce_test.given_product('loose', track_inventory => false), 'quantity', 2)),
    idempotency_key => 'restore-inventory-2') as o;
create temporary table line on commit drop as
select i.line, i.id from commerce.order_items as i where i.order_id = (select id from other);
grant select on other, line to public;
select commerce_test.act_as('acme', 'mona');
select commerce.deduct_inventory((select id from other));
select commerce_test.is_refused(
    format('select commerce.restore_inventory(%L, null, %L)', (select id from it), jsonb_build_array(jsonb_build_object('order_item_id', (select id from line where line = 1)))),
    'VI101', 'a line of another order is none of this');
select commerce_test.is_refused(
    format('select commerce.restore_inventory(%L, null, %L)', (select id from other), jsonb_build_array(jsonb_build_object('order_item_id', (select id from line where line = 1), 'quantity', 4))),
    'VI101', 'nor more than the line has');
select is(commerce.restore_inventory((select id from other), null, jsonb_build_array(jsonb_build_object('order_item_id', (select id from line where line = 1), 'quantity', 1))), 1, 'one of a line comes back');
select is(commerce.restore_inventory((select id from other), null, jsonb_build_array(jsonb_build_object('order_item_id', (select id from line where line = 2)))), 0, 'what nobody counts does not');
select commerce_test.is_refused(
    format('select commerce.restore_inventory(%L, null, %L)', (select id from other), jsonb_build_array(jsonb_build_object('order_item_id', (select id from line where line = 1)))),
    'VI101', 'the whole line is more than is left');
select is(commerce.restore_inventory((select id from other)), 2, 'which comes without items');

select commerce_test.is_refused(format('select commerce.restore_inventory(%L, null, %L)', (select id from it), items), 'VI101', why)
from (values
    ('null', 'a json null'), ('{}', 'an object'), ('[]', 'an empty list'), ('"x"', 'a text'), ('1', 'a number'), ('[null]', 'a list of null'),
    ('[[]]', 'a list of lists'), ('["x"]', 'a list of texts'), ('[{}]', 'an empty item'), ('[{"product_id": 1}]', 'no quantity'),
    ('[{"quantity": 1}]', 'no product'), ('[{"product_id": 1, "quantity": 0}]', 'nothing'), ('[{"product_id": 1, "quantity": -1}]', 'less than nothing'),
    ('[{"product_id": 1, "quantity": 1.5}]', 'one and a half'), ('[{"product_id": 1, "quantity": "x"}]', 'a word'),
    ('[{"product_id": 1, "quantity": 99999999999999999999}]', 'a huge quantity'), ('[{"product_id": -1, "quantity": 1}]', 'a negative product'),
    ('[{"product_id": 99999999999999999999, "quantity": 1}]', 'a huge product'), ('[{"product_id": [], "quantity": {}}]', 'lists for numbers'),
    ('[{"order_item_id": "x"}]', 'a line that is none'), ('[{"product_id": 999999, "quantity": 1}]', 'a product that was not bought')
) as bad (items, why);
select commerce_test.is_refused(format('select commerce.restore_inventory(%L, repeat(%L, 1001))', (select id from it), 'x'), 'VI101', 'a huge reason');
select commerce_test.is_refused(format('select commerce.restore_inventory(%L, %L)', (select id from it), '4242424242424242'), 'VT101', 'a card number');
select commerce_test.is_refused('select commerce.restore_inventory(null)', 'VO201', 'no order');
select commerce_test.is_refused('select commerce.restore_inventory(gen_random_uuid())', 'VO201', 'an unknown order');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.restore_inventory(%L)', (select id from it)), 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.restore_inventory(%L)', (select id from it)), 'VT302', 'nor customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.restore_inventory(gen_random_uuid())', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.restore_inventory(%L)', (select id from it)), 'VO201', 'nor another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');
select throws_ok('select commerce.restore_inventory(gen_random_uuid())', '42501', null, 'nor the worker');

select * from finish();
rollback;
