begin;
select plan(32);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('cup', 900) as cup_id, (commerce.upsert_stock_location('Cellar')).id as cellar;
grant select on given to public;
create temporary table held on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 4) as order_id;
select commerce_test.act_as('acme', 'mona');
create function pg_temp.list() returns jsonb language sql as $$
    select '[{"sku": "cup", "on_hand": 7}, {"sku": "mug", "on_hand": "12", "reason": "year end"}, {"sku": "mug", "on_hand": 3, "location": "Cellar"}]'::jsonb $$;
select is(commerce.import_stock(pg_temp.list()), 3, 'a list sets three shelves');
select results_eq(
    $$ select product_id, location_id, on_hand from commerce.stock_levels where product_id in (select id from given union select cup_id from given) order by 1, on_hand $$,
    $$ select id, cellar, 3::bigint from given union all select id, commerce_test.organization_id(), 12 from given union all select cup_id, commerce_test.organization_id(), 7 from given $$,
    'each as it says');
select is(commerce.import_stock(pg_temp.list()), 0, 'the same list again changes nothing');
select is(commerce_test.count_of('commerce.stock_movements', $$ kind = 'adjustment' and reason in ('imported', 'year end') $$), 3::bigint, 'and writes nothing');
select commerce_test.is_refused($$ select commerce.import_stock('[{"sku": "cup", "on_hand": 1}, {"sku": "mug", "on_hand": 3}]') $$, 'VI401', 'what orders hold must be there, or the whole list is refused');
select is(
    commerce_test.error_of($$ select commerce.import_stock('[{"sku": "cup", "on_hand": 1}, {"sku": "nothing", "on_hand": 3}]') $$) -> 'detail',
    '{"argument": "rows", "row": 2, "reason": "unknown_sku"}', 'one is told which row is wrong');
select commerce_test.is_refused(format('select commerce.import_stock(%L)', list), 'VI101', why)
from (values
    (null, 'no list'), ('null', 'a json null'), ('{}', 'an object'), ('[]', 'an empty list'), ('"x"', 'a text'), ('[1]', 'a list of numbers'), ('[null]', 'a list of null'), ('[[]]', 'a list of lists'),
    ('[{}]', 'an empty row'), ('[{"sku": "mug"}]', 'no number'), ('[{"on_hand": 1}]', 'no sku'), ('[{"sku": "mug", "on_hand": -1}]', 'less than nothing'),
    ('[{"sku": "mug", "on_hand": 1.5}]', 'one and a half'), ('[{"sku": "mug", "on_hand": 99999999999999999999}]', 'a huge number'), ('[{"sku": "mug", "on_hand": []}]', 'a list as number'),
    ('[{"sku": "mug", "on_hand": 5, "location": "Moon"}]', 'an unknown location'), ('[{"sku": {}, "on_hand": 5}]', 'an object as sku'),
    ('[{"sku": "mug", "on_hand": 5}, {"sku": "mug", "on_hand": 6}]', 'the same shelf twice'),
    ('[{"sku": "mug", "on_hand": 5}, {"sku": "mug", "on_hand": 6, "location": "Main"}]', 'once by its name')
) as bad (list, why);
select commerce_test.is_refused(format('select commerce.import_stock(%L)', jsonb_build_array(jsonb_build_object('sku', 'mug', 'on_hand', 5, 'reason', repeat('x', 1001)))), 'VI101', 'a huge reason');
select commerce_test.is_refused($$ select commerce.import_stock('[{"sku": "mug", "on_hand": 5, "reason": "4242424242424242"}]') $$, 'VT101', 'a card number');
select commerce_test.is_refused($$ select commerce.import_stock((select jsonb_agg(jsonb_build_object('sku', 'x')) from generate_series(1, 10001))) $$, 'VI101', 'a huge list');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.import_stock(pg_temp.list())', 'VT302', 'staff import nothing');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.import_stock(pg_temp.list())', 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused('select commerce.import_stock(pg_temp.list())', 'VI101', 'another organization has no such products');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
