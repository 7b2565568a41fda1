begin;
select plan(20);

select commerce_test.act_as('acme', 'mona');
create temporary table made as select commerce_test.given_product('mug', 1200, 10) as id;
grant select on made to public;
select is((commerce.adjust_stock((select id from made), -2, 'counted')).on_hand, 8::bigint, 'units are found missing');
select is((commerce.adjust_stock((select id from made), 1, 'counted', 8)).on_hand, 9::bigint,
    'a count stands when nobody was faster');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), 1, 'counted', 8) $$, 'VI402',
    'and not when somebody was');
select is(commerce_test.error_of($$ select commerce.adjust_stock((select id from made), 1, 'counted', 8) $$) #>> '{detail,on_hand}',
    '9', 'the error says what is there now');
select is((commerce.adjust_stock((select id from made), -1, 'dropped', kind => 'damage')).on_hand, 8::bigint, 'things break');
select results_eq(
    $$ select kind, quantity from commerce.stock_movements where product_id = (select id from made) order by id $$,
    $$ values ('receipt', 10::bigint), ('adjustment', -2), ('adjustment', 1), ('damage', -1) $$, 'every change is a movement');

select commerce_test.act_as('acme');
select is((select count(*) from commerce.create_order(format('[{"product_id": %s, "quantity": 5}]', (select id from made))::jsonb)),
    1::bigint, 'an order holds five of eight');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), -4) $$, 'VI401', 'which nobody takes away');
select is(commerce_test.error_of($$ select commerce.adjust_stock((select id from made), -4) $$) -> 'detail' ->> 'available', '3',
    'the error says how many are free');
select commerce_test.force($$ update commerce.inventory_locks set expires_at = commerce_private.clock() - interval '1 minute'
    where product_id = (select max(p.id) from commerce.products as p where p.sku = 'mug') and state = 'active' $$);
select is((commerce.adjust_stock((select id from made), -4)).on_hand, 4::bigint, 'a lock that lapsed holds nothing back');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''low_stock'''), (
    select count(*) from commerce.members where email is not null and role <> 'staff'), 'the members hear that few are left');

select commerce_test.is_refused($$ select commerce.adjust_stock(null, 1) $$, 'VI101', 'a product is needed');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), null) $$, 'VI101', 'a change too');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), 0) $$, 'VI101', 'not none');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), -9223372036854775807) $$, 'VI101', 'nor a huge one');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), 1, kind => 'sale') $$, 'VI101', 'sales are orders');
select commerce_test.is_refused($$ select commerce.adjust_stock(999999, 1) $$, 'VI201', 'an unknown product');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), 1, location_id => gen_random_uuid()) $$, 'VI201', 'an unknown place');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.adjust_stock((select id from made), 1) $$, 'VT302', 'staff adjust nothing');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.adjust_stock(1, 1) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
