begin;
select plan(37);

select commerce_test.act_as('acme', 'mona');
create temporary table made as select commerce_test.given_product('mug', 1200, 10) as mug, commerce_test.given_service('Cut', 60, price_minor => 5000) as cut;
grant select on made to public;
select results_eq($$ select code, name, kind, percent, scope, minimum_minor, is_stackable, uses, spent_minor, status, currency from commerce.create_promotion(' spring10 ', 'percent', 10) $$,
    $$ values ('SPRING10', 'SPRING10', 'percent', 10::numeric, 'all', 0::bigint, false, 0::bigint, 0::bigint, 'active', null::text) $$, 'codes know no case');
select results_eq(format($$ select amount_minor, currency, scope, product_ids, minimum_minor, max_uses, max_uses_per_customer, budget_minor, is_stackable
    from commerce.create_promotion('five', 'amount', amount_minor => 500, scope => 'products', product_ids => array[%s], minimum_minor => 1000, max_uses => 100,
    max_uses_per_customer => 1, budget_minor => 10000, is_stackable => true, starts_at => '2038-01-01', ends_at => '2038-02-01', name => 'Five off') $$, mug),
    format($$ values (500::bigint, 'USD', 'products', array[%s]::bigint[], 1000::bigint, 100::bigint, 1, 10000::bigint, true) $$, mug), 'amounts have a currency, and everything has limits') from made;
select is((commerce.create_promotion('ship', 'free_shipping', service_ids => array[cut])).kind, 'free_shipping', 'shipping may be free') from made;
select is((commerce.create_promotion('euro', 'amount', amount_minor => 1, currency => 'EUR')).currency, 'EUR', 'in any currency');
select commerce_test.is_refused('select commerce.create_promotion(' || arguments || ')', 'VC101', why)
from (values
    ('null, ''percent'', 10', 'no code'),
    ('''  '', ''percent'', 10', 'a blank code'),
    ('repeat(''x'', 101), ''percent'', 10', 'a huge code'),
    ('''SPRING10'', ''percent'', 10', 'a code that is taken'),
    ('''x'', null', 'no kind'),
    ('''x'', ''gift''', 'an unknown kind'),
    ('''x'', ''percent''', 'no percentage'),
    ('''x'', ''percent'', 0', 'nothing off'),
    ('''x'', ''percent'', 100.5', 'more than everything'),
    ('''x'', ''percent'', ''NaN''', 'not a number'),
    ('''x'', ''percent'', 10, amount_minor => 5', 'two kinds'),
    ('''x'', ''amount''', 'no amount'),
    ('''x'', ''amount'', amount_minor => 0', 'no money'),
    ('''x'', ''amount'', amount_minor => -5', 'a negative amount'),
    ('''x'', ''free_shipping'', 10', 'shipping is free, not cheaper'),
    ('''x'', ''percent'', 10, scope => ''pets''', 'an unknown scope'),
    ('''x'', ''percent'', 10, scope => null', 'no scope'),
    ('''x'', ''percent'', 10, product_ids => ''{}''', 'for no products'),
    ('''x'', ''percent'', 10, product_ids => ''{999999}''', 'for an unknown product'),
    ('''x'', ''percent'', 10, service_ids => array[gen_random_uuid()]', 'for an unknown service'),
    ('''x'', ''percent'', 10, minimum_minor => -1', 'a negative minimum'),
    ('''x'', ''percent'', 10, max_uses => 0', 'no uses'),
    ('''x'', ''percent'', 10, max_uses_per_customer => 0', 'no uses for a customer'),
    ('''x'', ''percent'', 10, budget_minor => 0', 'no budget'),
    ('''x'', ''percent'', 10, is_stackable => null', 'neither stackable nor not'),
    ('''x'', ''percent'', 10, starts_at => ''2038-02-01'', ends_at => ''2038-01-01''', 'an end before the start'),
    ('''x'', ''percent'', 10, ends_at => ''infinity''', 'no end in sight'),
    ('''x'', ''amount'', amount_minor => 5, currency => ''XXQ''', 'an unknown currency')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.create_promotion('x', 'percent', 10, name => '4111 1111 1111 1111') $$, 'VT101', 'a card number');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''create_promotion'''), 4::bigint, 'every one is written down');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.create_promotion('x', 'percent', 10) $$, 'VT302', 'staff do not');
select is((select count(*) from commerce.promotions), 0::bigint, 'codes are for managers to know');
select commerce_test.act_as('globex', 'mona');
select is((commerce.create_promotion('SPRING10', 'percent', 5)).percent, 5::numeric, 'another organization has its own codes');
select * from finish();
rollback;
