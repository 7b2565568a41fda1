begin;
select plan(12);

select commerce_test.act_as('acme', 'mona');
create temporary table made as select commerce_test.given_product('mug', 1200, 2) as id;
grant select on made to public;
select is((commerce.expect_stock((select id from made), 5, '2030-01-01 00:00+00')).quantity, 5::bigint, 'units are on their way');
select results_eq(
    $$ select on_hand, locked, available, incoming, is_low from commerce.stock_status where product_id = (select id from made) $$,
    $$ values (2::bigint, 0::bigint, 2::bigint, 5::bigint, true) $$, 'and stand in stock_status, where two are few');
select commerce_test.is_refused($$ select commerce.expect_stock(null, 5, '2030-01-01') $$, 'VI101', 'a product is needed');
select commerce_test.is_refused($$ select commerce.expect_stock((select id from made), 0, '2030-01-01') $$, 'VI101', 'a quantity');
select commerce_test.is_refused($$ select commerce.expect_stock((select id from made), -1, '2030-01-01') $$, 'VI101', 'a positive one');
select commerce_test.is_refused($$ select commerce.expect_stock((select id from made), 5, null) $$, 'VI101', 'and a time');
select commerce_test.is_refused($$ select commerce.expect_stock((select id from made), 5, 'infinity') $$, 'VI101', 'that comes');
select commerce_test.is_refused($$ select commerce.expect_stock(999999, 5, '2030-01-01') $$, 'VC201', 'of a known product');
select commerce_test.is_refused($$ select commerce.expect_stock((select id from made), 5, '2030-01-01', gen_random_uuid()) $$, 'VI201', 'at a known place');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.expect_stock((select id from made), 5, '2030-01-01') $$, 'VT302', 'staff expect nothing');
select isnt_empty($$ select from commerce.stock_status where product_id = (select id from made) $$, 'but see the shelves');
select commerce_test.act_as('acme', 'carla');
select is_empty($$ select from commerce.stock_status $$, 'which customers do not');

select * from finish();
rollback;
