begin;
select plan(38);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900) as id;
create temporary table plate on commit drop as
select commerce_test.given_product('plate', 700) as id;
grant select on given, plate to public;
select commerce_test.act_as('acme', 'mona');
select is((select count(*) from commerce.stock_levels where product_id = (select id from given)), 0::bigint, 'nothing is on the shelf yet');
select results_eq(
    $$ select product_id, location_id, on_hand, reserved from commerce.receive_stock((select id from given), 5, 'first delivery') $$,
    $$ select id, commerce_test.organization_id(), 5::bigint, 0::bigint from given $$,
    'the first delivery makes the stock record, at the first location');
select is((commerce.receive_stock((select id from given), 2)).on_hand, 7::bigint, 'the next adds to it');
select results_eq(
    $$ select kind, quantity, reason, actor_user_id from commerce.stock_movements where product_id = (select id from given) order by id $$,
    $$ values ('receipt', 5::bigint, 'first delivery', commerce_test.user_id('mona')), ('receipt', 2::bigint, null::text, commerce_test.user_id('mona')) $$,
    'each is a movement, with its reason and who received it');
create temporary table cellar on commit drop as select * from commerce.upsert_stock_location('Cellar');
select is((commerce.receive_stock((select id from given), 4, null, (select id from cellar))).on_hand, 4::bigint, 'another location has a shelf of its own');
select is(commerce.get_available_stock((select id from given)), 11, 'together they are available');

create temporary table expected on commit drop as
select * from commerce.expect_stock((select id from given), 3, commerce_private.clock() + interval '2 days');
grant select on expected to public;
select is((select incoming from commerce.stock_status where product_id = (select id from given) and location_id = commerce_test.organization_id()), 3::bigint, 'three more are on their way');
select commerce_test.is_refused(format('select commerce.receive_stock(%s, 3, null, %L, %L)', (select id from given), (select id from cellar), (select id from expected)), 'VI201', 'they were expected elsewhere');
select is((commerce.receive_stock((select id from given), 3, 'as expected', null, (select id from expected))).on_hand, 10::bigint, 'they come');
select is((select incoming from commerce.stock_status where product_id = (select id from given) and location_id = commerce_test.organization_id()), 0::bigint, 'and are expected no more');
select commerce_test.is_refused(format('select commerce.receive_stock(%s, 3, null, null, %L)', (select id from given), (select id from expected)), 'VI201', 'the same expectation is received once');
-- A delivery that comes in parts.
create temporary table parts on commit drop as
select * from commerce.expect_stock((select id from plate), 10, commerce_private.clock() + interval '2 days');
grant select on parts to public;
select lives_ok($$ select commerce.receive_stock((select product_id from parts), 4, null, null, (select id from parts)) $$, 'four of ten come');
select is((select incoming from commerce.stock_status where product_id = (select product_id from parts)), 6::bigint, 'six are still expected');
select results_eq(
    $$ select quantity, quantity_received, received_at is null from commerce.expected_stock where id = (select id from parts) $$,
    $$ values (10::bigint, 4::bigint, true) $$, 'which the expectation says');
select lives_ok($$ select commerce.receive_stock((select product_id from parts), 7, null, null, (select id from parts)) $$, 'the rest comes, and one more');
select results_eq(
    $$ select expected.quantity_received, expected.received_at is null, status.incoming
       from commerce.expected_stock as expected join commerce.stock_status as status on status.product_id = expected.product_id
       where expected.id = (select id from parts) $$,
    $$ values (11::bigint, false, 0::bigint) $$, 'and nothing is expected any more');

select commerce_test.is_refused('select commerce.receive_stock(' || arguments || ')', code, why)
from (values
    ('VI101', 'null, 1', 'no product'),
    ('VI101', '(select g.id from given as g), null', 'no quantity'),
    ('VI101', '(select g.id from given as g), 0', 'nothing'),
    ('VI101', '(select g.id from given as g), -1', 'less than nothing'),
    ('VI101', '(select g.id from given as g), 1000000001', 'too much'),
    ('VI101', '(select g.id from given as g), 9223372036854775807', 'far too much'),
    ('VI101', '(select g.id from given as g), 1, repeat(''x'', 1001)', 'a huge reason'),
    ('VT101', '(select g.id from given as g), 1, ''4242424242424242''', 'a card number'),
    ('VC201', '-1, 1', 'a negative product'),
    ('VC201', '0, 1', 'product number 0'),
    ('VC201', '9223372036854775807, 1', 'an unknown product'),
    ('VI201', '(select g.id from given as g), 1, null, gen_random_uuid()', 'an unknown location'),
    ('VI201', '(select g.id from given as g), 1, null, commerce_test.organization_id(''twin'')', 'the location of another organization'),
    ('VI201', '(select g.id from given as g), 1, null, null, gen_random_uuid()', 'an unknown expectation')
) as bad (code, arguments, why);

select is(commerce_test.count_of('commerce.stock_movements', format('product_id = %s and quantity <> 0', (select id from given))), 4::bigint, 'what was refused left no movement');
select is(
    commerce_test.value_of(format('select sum(quantity) from commerce.stock_movements where organization_id = %L and product_id = %s', commerce_test.organization_id(), (select id from given))),
    '14', 'the movements add up to what is on hand');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'receive_stock' $$), 6::bigint, 'what a member does is written down');
select throws_ok($$ update commerce.stock_movements set quantity = 1 $$, '42501', null, 'nobody changes a movement');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.receive_stock(%s, 1)', (select id from given)), 'VT302', 'staff do not receive goods');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.receive_stock(%s, 1)', (select id from given)), 'VT302', 'nor do customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.receive_stock(1, 1)', '42501', null, 'nor visitors');
select commerce_test.act_as_role('commerce_owner');
select throws_ok($$ delete from commerce.stock_movements $$, 'VS901', null, 'not even the owner takes a movement back');

select * from finish();
rollback;
