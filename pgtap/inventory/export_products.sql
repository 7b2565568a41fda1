begin;
select plan(9);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('old', 100, status => 'archived') as old_id;
grant select on given to public;
create temporary table locked on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 3) as id;
select commerce.expect_stock((select id from given), 7, commerce_private.clock() + interval '1 day');
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select sku, price_minor, status, on_hand, locked, available, incoming from commerce.export_products() where sku in ('mug', 'old') $$,
    $$ values ('mug', 900::bigint, 'active', 10::bigint, 3::bigint, 7::bigint, 7::bigint), ('old', 100, 'archived', null, null, null, 0) $$,
    'every product with its stock');
select results_eq($$ select sku from commerce.export_products('Archived') $$, $$ values ('old') $$, 'by status');
select commerce.set_clock(commerce_private.clock() + interval '1 day');
select results_eq($$ select locked, available from commerce.export_products() where sku = 'mug' $$, $$ values (0::bigint, 10::bigint) $$, 'what has lapsed is free');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'export_products' $$), 3::bigint, 'who took the list is written down');
select commerce_test.is_refused('select commerce.export_products(''lost'')', 'VI101', 'an unknown status');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.export_products()', 'VT302', 'staff take no lists');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.export_products()', 'VT302', 'nor do customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.export_products()', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select is((select count(*) from commerce.export_products() where sku = 'mug'), 0::bigint, 'another organization has its own');

select * from finish();
rollback;
