begin;
select plan(12);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('cup', 500, 10) as cup_id;
create temporary table it on commit drop as
select o.id, o.created_at
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (select id from given), 'quantity', 2), jsonb_build_object('product_id', (select cup_id from given))),
    customer => '{"email": "bea@example.org"}', idempotency_key => 'export-orders-1') as o;
grant select on it to public;
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select line, sku, quantity, unit_price_minor, line_total_minor, order_total_minor, currency, email, status::text
       from commerce.export_orders() where order_id = (select id from it) $$,
    $$ values (1, 'mug', 2, 900::bigint, 1800::bigint, 2300::bigint, 'USD', 'bea@example.org', 'created'),
              (2, 'cup', 1, 500, 500, 2300, 'USD', 'bea@example.org', 'created') $$, 'one row a line');
select is((select count(*) from commerce.export_orders((select created_at from it))), 2::bigint, 'from an instant on');
select is((select count(*) from commerce.export_orders(to_at => (select created_at from it))), 0::bigint, 'until before another');
select is((select count(*) from commerce.export_orders(status => 'Canceled')), 0::bigint, 'by status');
select is((select count(*) from commerce.export_orders(status => 'created')), 2::bigint, 'of which there are these');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'export_orders' $$), 5::bigint, 'who took the list is written down');
select commerce_test.is_refused('select commerce.export_orders(status => ''lost'')', 'VO101', 'an unknown status');
select commerce_test.is_refused('select commerce.export_orders(status => '''')', 'VO101', 'an empty one');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.export_orders()', 'VT302', 'staff take no lists');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.export_orders()', 'VT302', 'nor do customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.export_orders()', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select is((select count(*) from commerce.export_orders()), 0::bigint, 'another organization has its own');

select * from finish();
rollback;
