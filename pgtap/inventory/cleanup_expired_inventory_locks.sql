begin;
select plan(19);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id, commerce_test.given_product('cup', 900, 10) as cup_id;
grant select on given to public;
create temporary table held on commit drop as
select 'early' as name, commerce_test.given_order(
    product_id => (select id from given), quantity => 1, expires_at => commerce_private.clock() + interval '1 minute') as order_id
union all
select 'middle', commerce_test.given_order(
    product_id => (select id from given), quantity => 2, expires_at => commerce_private.clock() + interval '2 minutes')
union all
select 'late', commerce_test.given_order(
    product_id => (select cup_id from given), quantity => 3, expires_at => commerce_private.clock() + interval '2 days');
grant select on held to public;
select commerce_test.act_as('globex');
create temporary table far on commit drop as
select commerce_test.given_order(
    product_id => commerce_test.given_product('mug', 900, 10), quantity => 5,
    expires_at => commerce_private.clock() + interval '3 minutes') as order_id;
grant select on far to public;

select commerce_test.act_as_role('commerce_worker');
select is(commerce.cleanup_expired_inventory_locks(), 0, 'nothing has lapsed yet');
select commerce.set_clock(commerce_private.clock() + interval '1 hour');
select is(commerce.cleanup_expired_inventory_locks(1), 1, 'no more than asked for');
select is(
    commerce_test.value_of(format('select state from commerce.inventory_locks where order_id = %L', (select order_id from held where name = 'early'))),
    'expired', 'who has waited longest comes first');
select is(
    commerce_test.value_of(format('select state from commerce.inventory_locks where order_id = %L', (select order_id from held where name = 'middle'))),
    'active', 'the next waits');
select is(commerce.cleanup_expired_inventory_locks(), 2, 'then the rest, in every organization');
select is(commerce.cleanup_expired_inventory_locks(), 0, 'twice changes nothing');
select is(
    commerce_test.value_of(format('select state from commerce.inventory_locks where order_id = %L', (select order_id from held where name = 'late'))),
    'active', 'what is live stays');
select is(
    commerce_test.value_of(format('select state from commerce.inventory_locks where order_id = %L', (select order_id from far))),
    'expired', 'another organization''s went too');
select is(
    commerce_test.value_of(format('select on_hand || '' '' || reserved from commerce.stock_levels where organization_id = %L and product_id = %s',
        commerce_test.organization_id('acme'), (select id from given))),
    '10 0', 'the units are free in the books');
select is(
    commerce_test.value_of(format('select on_hand || '' '' || reserved from commerce.stock_levels where organization_id = %L and product_id = %s',
        commerce_test.organization_id('acme'), (select cup_id from given))),
    '10 3', 'and those of live locks are not');
select is(
    commerce_test.value_of(format('select status from commerce.orders where id = %L', (select order_id from held where name = 'early'))),
    'pending_payment', 'the order itself still waits for its payment');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');
select is(commerce_test.error_of('select commerce.cleanup_expired_inventory_locks(' || argument || ')') ->> 'code', 'VS101', why)
from (values
    ('null', 'no number of rows'), ('0', 'none'), ('-1', 'less than none'), ('2147483647', 'too many')
) as bad (argument, why);
select commerce_test.act_as('acme', 'ada');
select throws_ok('select commerce.cleanup_expired_inventory_locks()', '42501', null, 'members sweep nothing');
select commerce_test.act_as('acme');
select throws_ok('select commerce.cleanup_expired_inventory_locks()', '42501', null, 'nor do backends');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.cleanup_expired_inventory_locks()', '42501', null, 'nor visitors');

select * from finish();
rollback;
