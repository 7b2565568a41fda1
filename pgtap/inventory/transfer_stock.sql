begin;
select plan(23);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('bare', 900) as bare_id, (commerce.upsert_stock_location('Cellar')).id as cellar;
grant select on given to public;
create temporary table held on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 4) as order_id;
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select location_id, on_hand, reserved from commerce.transfer_stock((select id from given), 5, to_location_id => (select cellar from given), reason => 'tidied up') $$,
    $$ values (commerce_test.organization_id(), 5::bigint, 4::bigint), ((select cellar from given), 5, 0) $$, 'units go from the first location to another');
select results_eq(
    $$ select location_id, quantity, reason, actor_user_id from commerce.stock_movements where kind = 'transfer' and product_id = (select id from given) order by quantity $$,
    $$ values (commerce_test.organization_id(), -5::bigint, 'tidied up', commerce_test.user_id('mona')), ((select cellar from given), 5, 'tidied up', commerce_test.user_id('mona')) $$,
    'as two movements that sum to nothing');
select is(commerce.get_available_stock((select id from given)), 6, 'and nothing is sold or won by it');
select commerce_test.is_refused('select commerce.transfer_stock((select id from given), 2, to_location_id => (select cellar from given))', 'VI401', 'what orders hold stays');
select is(
    commerce_test.error_of('select commerce.transfer_stock((select id from given), 2, to_location_id => (select cellar from given))') -> 'detail',
    jsonb_build_object('product_id', (select id from given), 'wanted', 2, 'available', 1), 'as one is told');
select is((select on_hand from commerce.transfer_stock((select id from given), 5, (select cellar from given)) limit 1), 0::bigint, 'and back');
select commerce.set_clock(commerce_private.clock() + interval '1 day');
select is((select on_hand from commerce.transfer_stock((select id from given), 10, null, (select cellar from given)) limit 1), 0::bigint, 'what has lapsed keeps nothing back');
select commerce_test.is_refused('select commerce.transfer_stock(' || arguments || ')', code, why)
from (values
    ('VI101', 'null, 1, null, (select cellar from given)', 'no product'),
    ('VI101', '(select id from given), null, null, (select cellar from given)', 'no quantity'),
    ('VI101', '(select id from given), 0, null, (select cellar from given)', 'nothing'),
    ('VI101', '(select id from given), -1, null, (select cellar from given)', 'less than nothing'),
    ('VI101', '(select id from given), 9223372036854775807, null, (select cellar from given)', 'a huge quantity'),
    ('VI101', '(select id from given), 1', 'from a place to itself'),
    ('VI101', '(select id from given), 1, null, (select cellar from given), repeat(''x'', 1001)', 'a huge reason'),
    ('VT101', '(select id from given), 1, null, (select cellar from given), ''4242424242424242''', 'a card number'),
    ('VC201', '999999, 1, null, (select cellar from given)', 'an unknown product'),
    ('VI201', '(select id from given), 1, null, gen_random_uuid()', 'an unknown location'),
    ('VI201', '(select id from given), 1, gen_random_uuid()', 'from an unknown location'),
    ('VI201', '(select bare_id from given), 1, null, (select cellar from given)', 'a product that was never received')
) as bad (code, arguments, why);
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.transfer_stock(1, 1)', 'VT302', 'staff carry nothing');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.transfer_stock(1, 1)', 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused('select commerce.transfer_stock((select id from given), 1, null, (select cellar from given))', 'VC201', 'nor another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
