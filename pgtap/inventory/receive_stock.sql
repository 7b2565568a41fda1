begin;
select plan(20);

select commerce_test.act_as('acme', 'mona');
create temporary table made as select (commerce.upsert_product('mug', 'Mug', 1200)).id;
grant select on made to public;
select results_eq($$ select on_hand, reserved from commerce.receive_stock((select id from made), 7, 'first delivery') $$,
    $$ values (7::bigint, 0::bigint) $$, 'the first units open the stock record');
select is((commerce.receive_stock((select id from made), 3)).on_hand, 10::bigint, 'more come on top');
select results_eq(
    $$ select kind, quantity, reason, actor_user_id from commerce.stock_movements where product_id = (select id from made) order by id $$,
    $$ values ('receipt', 7::bigint, 'first delivery', commerce_test.user_id('mona')),
              ('receipt', 3, null, commerce_test.user_id('mona')) $$, 'every delivery is a movement');
create temporary table shed as select (commerce.upsert_stock_location('Shed')).id;
grant select on shed to public;
select is((commerce.receive_stock((select id from made), 4, location_id => (select id from shed))).on_hand, 4::bigint,
    'elsewhere is another record');
create temporary table coming as select (commerce.expect_stock((select id from made), 5, '2030-01-01 00:00+00')).id;
grant select on coming to public;
select is((commerce.receive_stock((select id from made), 5, expected_stock_id => (select id from coming))).on_hand, 15::bigint,
    'what was expected comes');
select isnt((select received_at from commerce.expected_stock where id = (select id from coming)), null, 'and is marked');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), 5, expected_stock_id => (select id from coming)) $$,
    'VI201', 'once');
select throws_ok($$ select commerce_test.force('update commerce.stock_movements set quantity = 1') $$, 'VS901', null,
    'movements are never changed, by nobody');
select throws_ok($$ select commerce_test.force('delete from commerce.stock_movements') $$, 'VS901', null, 'nor deleted');

select commerce_test.is_refused($$ select commerce.receive_stock(null, 1) $$, 'VI101', 'a product is needed');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), null) $$, 'VI101', 'a quantity too');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), 0) $$, 'VI101', 'more than none');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), -5) $$, 'VI101', 'not less');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), 9223372036854775807) $$, 'VI101', 'nor more than there is');
select commerce_test.is_refused($$ select commerce.receive_stock(999999, 1) $$, 'VC201', 'of a known product');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), 1, location_id => gen_random_uuid()) $$, 'VI201', 'at a known place');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), 1, repeat('x', 1001)) $$, 'VI101', 'reasons are short');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.receive_stock((select id from made), 1) $$, 'VT302', 'staff receive nothing');
select commerce_test.act_as('acme', 'carla');
select is_empty($$ select from commerce.stock_levels $$, 'customers see no shelves');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.receive_stock(1, 1) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
