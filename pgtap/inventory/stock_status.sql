begin;
select plan(9);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 100) as id;
grant select on given to public;
create temporary table held on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 40) as order_id;
select commerce.expect_stock((select id from given), 7, commerce_private.clock() + interval '1 day');
select results_eq(
    $$ select sku, name, on_hand, locked, available, incoming, is_low from commerce.stock_status where product_id = (select id from given) $$,
    $$ values ('mug', 'Mug', 100::bigint, 40::bigint, 60::bigint, 7::bigint, false) $$,
    'what lies there, what is held, what can be ordered, what is coming');
select is((select available from commerce.stock_status where product_id = (select id from given)),
    commerce.get_available_stock((select id from given))::bigint, 'it says what get_available_stock says');
select commerce.set_setting('low_stock_threshold', '60');
select is((select is_low from commerce.stock_status where product_id = (select id from given)), true, 'at the threshold stock is low');
select commerce.set_setting('low_stock_threshold', '59');
select is((select is_low from commerce.stock_status where product_id = (select id from given)), false, 'above it is not');
select commerce.set_clock(commerce_private.clock() + interval '1 hour');
select results_eq(
    $$ select locked, available from commerce.stock_status where product_id = (select id from given) $$,
    $$ values (0::bigint, 100::bigint) $$, 'a lock that has lapsed is free');
select commerce_test.act_as('acme', 'stan');
select is((select count(*) from commerce.stock_status where product_id = (select id from given)), 1::bigint, 'staff see it');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.stock_status), 0::bigint, 'customers do not');
select commerce_test.act_as('globex');
select is((select count(*) from commerce.stock_status where sku = 'mug'), 0::bigint, 'nor does another organization');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select * from commerce.stock_status', '42501', null, 'nor do visitors');

select * from finish();
rollback;
