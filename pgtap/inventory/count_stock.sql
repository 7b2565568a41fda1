begin;
select plan(21);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('bare', 900) as bare_id;
grant select on given to public;
create temporary table held on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 4) as order_id;
select commerce_test.act_as('acme', 'mona');
select is((commerce.count_stock((select id from given), 12)).on_hand, 12::bigint, 'what was counted is on hand');
select is((commerce.count_stock((select id from given), 9, 12, reason => 'inventory')).on_hand, 9::bigint, 'when the books were as they were expected');
select results_eq(
    $$ select quantity, reason from commerce.stock_movements where product_id = (select id from given) and kind = 'adjustment' order by id $$,
    $$ values (2::bigint, 'counted'), (-3, 'inventory') $$, 'the difference is a movement');
select commerce_test.is_refused(format('select commerce.count_stock(%s, 9, 12)', (select id from given)), 'VI402', 'a sale came between');
select is(
    commerce_test.error_of(format('select commerce.count_stock(%s, 9, 12)', (select id from given))) -> 'detail',
    jsonb_build_object('product_id', (select id from given), 'on_hand', 9, 'expected_on_hand', 12), 'as one is told');
select is((commerce.count_stock((select id from given), 9)).on_hand, 9::bigint, 'the same again');
select is(commerce_test.count_of('commerce.stock_movements', format('product_id = %s', (select id from given))), 3::bigint, 'changes nothing');
select commerce_test.is_refused(format('select commerce.count_stock(%s, 3)', (select id from given)), 'VI401', 'what orders hold must be there');
select is((commerce.count_stock((select bare_id from given), 0)).on_hand, 0::bigint, 'nothing of what was never received');
select is((commerce.count_stock((select bare_id from given), 2, 0)).on_hand, 2::bigint, 'or something');
select commerce_test.is_refused('select commerce.count_stock(' || arguments || ')', code, why)
from (values
    ('VI101', 'null, 1', 'no product'), ('VI101', '(select id from given), null', 'no number'), ('VI101', '(select id from given), -1', 'less than nothing'),
    ('VI101', '(select id from given), 9223372036854775807', 'a huge number'), ('VI101', '(select id from given), 1, reason => repeat(''x'', 1001)', 'a huge reason'),
    ('VC201', '999999, 1', 'an unknown product'), ('VI201', '(select id from given), 1, location_id => gen_random_uuid()', 'an unknown location')
) as bad (code, arguments, why);
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.count_stock(%s, 1)', (select id from given)), 'VT302', 'staff do not count');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.count_stock(%s, 1)', (select id from given)), 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.count_stock(%s, 1)', (select bare_id from given)), 'VC201', 'nor does another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
