begin;
select plan(20);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900) as id;
grant select on given to public;
select commerce_test.act_as('acme', 'mona');
create temporary table expected on commit drop as
select * from commerce.expect_stock((select id from given), 30, '2040-01-01 00:00+00');
select results_eq(
    $$ select product_id, location_id, quantity, expected_at, received_at from expected $$,
    $$ select id, commerce_test.organization_id(), 30::bigint, '2040-01-01 00:00+00'::timestamptz, null::timestamptz from given $$,
    'units on their way are written down');
select lives_ok(format('select commerce.expect_stock(%s, 12, %L)', (select id from given), '2040-02-01'), 'as often as one likes');
select results_eq(
    $$ select on_hand, locked, available, incoming from commerce.stock_status where product_id = (select id from given) $$,
    $$ values (0::bigint, 0::bigint, 0::bigint, 42::bigint) $$,
    'they are incoming, and cannot be ordered');
select commerce_test.is_refused('select commerce.expect_stock(' || arguments || ')', code, why)
from (values
    ('VI101', 'null, 1, ''2040-01-01''', 'no product'),
    ('VI101', '(select g.id from given as g), null, ''2040-01-01''', 'no quantity'),
    ('VI101', '(select g.id from given as g), 0, ''2040-01-01''', 'nothing'),
    ('VI101', '(select g.id from given as g), -5, ''2040-01-01''', 'less than nothing'),
    ('VI101', '(select g.id from given as g), 9223372036854775807, ''2040-01-01''', 'too much'),
    ('VI101', '(select g.id from given as g), 1, null', 'no time'),
    ('VI101', '(select g.id from given as g), 1, ''infinity''', 'at the end of time'),
    ('VI101', '(select g.id from given as g), 1, ''-infinity''', 'before time'),
    ('VC201', '0, 1, ''2040-01-01''', 'product 0'),
    ('VC201', '-1, 1, ''2040-01-01''', 'a negative product'),
    ('VC201', '9223372036854775807, 1, ''2040-01-01''', 'an unknown product'),
    ('VI201', '(select g.id from given as g), 1, ''2040-01-01'', gen_random_uuid()', 'an unknown location'),
    ('VI201', '(select g.id from given as g), 1, ''2040-01-01'', commerce_test.organization_id(''twin'')', 'the location of another organization')
) as bad (code, arguments, why);
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'expect_stock' $$), 2::bigint, 'what a member does is written down');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.expect_stock(%s, 1, %L)', (select id from given), '2040-01-01'), 'VT302', 'staff order no goods');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.expected_stock), 0::bigint, 'customers do not see what is coming');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.expect_stock(1, 1, now())', '42501', null, 'visitors expect nothing');

select * from finish();
rollback;
