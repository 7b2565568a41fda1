begin;
select plan(37);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('bare', 900) as bare_id;
grant select on given to public;
create temporary table held on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 4) as order_id;
select commerce.set_setting('low_stock_threshold', '5');
select commerce_test.act_as('acme', 'mona');
select is(commerce_test.count_of('commerce.notification_queue', $$ template = 'low_stock' $$), 0::bigint, 'there is enough of everything');
select results_eq(
    $$ select on_hand, reserved from commerce.adjust_stock((select id from given), 2, 'found two') $$,
    $$ values (12::bigint, 4::bigint) $$, 'units that were found are added');
select is((commerce.adjust_stock((select id from given), -3, 'broken', kind => 'damage')).on_hand, 9::bigint, 'broken ones are taken away');
select results_eq(
    $$ select kind, quantity, reason, actor_user_id from commerce.stock_movements
       where product_id = (select id from given) and kind <> 'receipt' order by id $$,
    $$ values ('adjustment', 2::bigint, 'found two', commerce_test.user_id('mona')), ('damage', -3::bigint, 'broken', commerce_test.user_id('mona')) $$,
    'each is a movement of its kind');
select is((commerce.adjust_stock((select id from given), 1, 'counted', 9)).on_hand, 10::bigint, 'with what is expected on hand');
select commerce_test.is_refused(format('select commerce.adjust_stock(%s, 1, null, 9)', (select id from given)), 'VI402', 'somebody else was faster');
select is(
    commerce_test.error_of(format('select commerce.adjust_stock(%s, 1, null, 9)', (select id from given))) -> 'detail',
    jsonb_build_object('product_id', (select id from given), 'on_hand', 10, 'expected_on_hand', 9), 'and one is told what there is');
select commerce_test.is_refused(format('select commerce.adjust_stock(%s, -7)', (select id from given)), 'VI401', 'what orders hold stays');
select is(
    commerce_test.error_of(format('select commerce.adjust_stock(%s, -7)', (select id from given))) -> 'detail',
    jsonb_build_object('product_id', (select id from given), 'wanted', 7, 'available', 6), 'and one is told what is free');
select is((commerce.adjust_stock((select id from given), -6)).on_hand, 4::bigint, 'all that is free may go');
select commerce_test.is_refused(format('select commerce.adjust_stock(%s, -1)', (select id from given)), 'VI401', 'and not one more');
select is(commerce_test.count_of('commerce.notification_queue', $$ template = 'low_stock' and data ->> 'sku' = 'mug' $$) > 0, true, 'members hear of low stock when it falls to the threshold');

select commerce.set_clock(commerce_private.clock() + interval '1 day');
select results_eq(
    $$ select on_hand, reserved from commerce.adjust_stock((select id from given), -4, 'all gone') $$,
    $$ values (0::bigint, 0::bigint) $$, 'a lock that has lapsed keeps nothing back');

select commerce_test.is_refused('select commerce.adjust_stock(' || arguments || ')', code, why)
from (values
    ('VI101', 'null, 1', 'no product'),
    ('VI101', '(select g.id from given as g), null', 'no change'),
    ('VI101', '(select g.id from given as g), 0', 'a change by nothing'),
    ('VI101', '(select g.id from given as g), 1000000001', 'a huge change'),
    ('VI101', '(select g.id from given as g), -9223372036854775808', 'the hugest change'),
    ('VI101', '(select g.id from given as g), 9223372036854775807', 'the other hugest'),
    ('VI101', '(select g.id from given as g), 1, kind => ''sale''', 'a sale is no adjustment'),
    ('VI101', '(select g.id from given as g), 1, kind => null', 'no kind'),
    ('VI101', '(select g.id from given as g), 1, kind => ''''', 'an empty kind'),
    ('VI101', '(select g.id from given as g), 1, repeat(''x'', 1001)', 'a huge reason'),
    ('VT101', '(select g.id from given as g), 1, ''4242424242424242''', 'a card number'),
    ('VI402', '(select g.id from given as g), 1, null, -1', 'nothing is ever negative'),
    ('VI201', '-1, 1', 'a negative product'),
    ('VI201', '9223372036854775807, 1', 'an unknown product'),
    ('VI201', '(select g.bare_id from given as g), 1', 'a product that was never received'),
    ('VI201', '(select g.id from given as g), 1, location_id => gen_random_uuid()', 'an unknown location'),
    ('VI201', '(select g.id from given as g), 1, location_id => commerce_test.organization_id(''twin'')', 'the location of another organization')
) as bad (code, arguments, why);
select is(
    commerce_test.value_of(format('select sum(quantity) from commerce.stock_movements where organization_id = %L and product_id = %s', commerce_test.organization_id(), (select id from given))),
    '0', 'the movements add up to what is on hand');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'adjust_stock' $$), 5::bigint, 'what a member does is written down');
select is((commerce.adjust_stock((select id from given), 1000000000)).on_hand, 1000000000::bigint, 'a billion fits');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.adjust_stock(%s, 1)', (select id from given)), 'VT302', 'staff do not adjust');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.adjust_stock(%s, 1)', (select id from given)), 'VT302', 'nor do customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.adjust_stock(1, 1)', '42501', null, 'nor visitors');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'and the books agree');

select * from finish();
rollback;
