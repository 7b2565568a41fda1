begin;
select plan(28);

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
-- What is still to come changes, and some of it never comes.
grant select on expected to public;
select is((select on_hand from given, expected, commerce.receive_stock(given.id, 10, expected_stock_id => expected.id)), 10::bigint, 'a third of the first comes');
select results_eq($$ select more.quantity, more.quantity_received, more.expected_at, more.received_at
    from given, expected, commerce.expect_stock(given.id, 5, '2040-03-01 00:00+00', expected_stock_id => expected.id) as more $$,
    $$ values (15::bigint, 10::bigint, '2040-03-01 00:00+00'::timestamptz, null::timestamptz) $$, 'only five more will come, and later');
select is((select incoming from commerce.stock_status where product_id = (select id from given)), 17::bigint, 'which is what is incoming');
select results_eq($$ select no_more.quantity, no_more.expected_at, no_more.received_at is null
    from given, expected, commerce.expect_stock(given.id, 0, expected_stock_id => expected.id) as no_more $$,
    $$ values (10::bigint, '2040-03-01 00:00+00'::timestamptz, false) $$, 'no more will');
select is((select incoming from commerce.stock_status where product_id = (select id from given)), 12::bigint, 'nobody waits for them');
select commerce_test.is_refused(format('select commerce.expect_stock(%s, %s, expected_stock_id => %L)', product_id, quantity, expected_id), 'VI201', why)
from (
    select given.id, 1, expected.id, 'nor for what is over' from given, expected
    union all select given.id, 1, gen_random_uuid(), 'an unknown expectation' from given
    union all select given.id + 100000, 1, expected.id, 'that of another product' from given, expected
) as bad (product_id, quantity, expected_id, why);
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'expect_stock' $$), 4::bigint, 'what a member does is written down');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.expect_stock(%s, 1, %L)', (select id from given), '2040-01-01'), 'VT302', 'staff order no goods');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.expected_stock), 0::bigint, 'customers do not see what is coming');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.expect_stock(1, 1, now())', '42501', null, 'visitors expect nothing');

select * from finish();
rollback;
