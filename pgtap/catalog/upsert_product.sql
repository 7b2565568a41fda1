begin;
select plan(57);

select commerce_test.act_as('acme', 'mona');
create temporary table made on commit drop as
select * from commerce.upsert_product(sku => 'mug', name => 'Mug', price_minor => 900, description => 'Blue');
select results_eq(
    $$ select sku, name, price_minor, currency, description, options, track_inventory, allow_backorder, status, metadata from made $$,
    $$ values ('mug', 'Mug', 900::bigint, 'USD', 'Blue', '{}'::jsonb, true, false, 'active', '{}'::jsonb) $$,
    'a new product has the organization''s currency, tracks its stock and is on sale');
select cmp_ok((select id from made), '>', 2::bigint, 'its number comes from the counter');
create temporary table next_one on commit drop as
select * from commerce.upsert_product(sku => 'cup', name => 'Cup', price_minor => 0, currency => 'EUR');
select is((select id from next_one), (select id + 1 from made), 'the next one has the next number');
select is((select currency from next_one), 'EUR', 'another currency may be given');
select is((select price_minor from next_one), 0::bigint, 'a product may cost nothing');

select results_eq(
    $$ select id, name, price_minor, description from commerce.upsert_product(sku => 'mug', price_minor => 950) $$,
    $$ select id, 'Mug', 950::bigint, 'Blue' from made $$,
    'found by its sku: what is left out stays');
select results_eq(
    $$ select sku, name, description from commerce.upsert_product(product_id => (select id from made), sku => 'big-mug', clear => '{description}') $$,
    $$ values ('big-mug', 'Mug', null::text) $$,
    'found by its number it may get another sku, and clear empties');
select is((commerce.upsert_product(
    product_id => (select id from made), clear => '{}', allow_backorder => true, track_inventory => false,
    weight_grams => 300, tax_category => 'food', options => '{"size": "L"}', metadata => '{"a": 1}', status => 'draft')).status,
    'draft', 'everything else can be changed');
select results_eq(
    $$ select allow_backorder, track_inventory, weight_grams, tax_category, options, metadata from commerce.products where sku = 'big-mug' $$,
    $$ values (true, false, 300, 'food', '{"size": "L"}'::jsonb, '{"a": 1}'::jsonb) $$, 'and is kept');
select results_eq(
    $$ select weight_grams, tax_category from commerce.upsert_product(sku => 'big-mug', clear => '{weight_grams,tax_category}') $$,
    $$ values (null::integer, null::text) $$, 'weight and tax category may be emptied');
create temporary table variant on commit drop as
select * from commerce.upsert_product(sku => 'mug-red', name => 'Red mug', price_minor => 950, parent_product_id => (select id from made));
select is((select parent_product_id from variant), (select id from made), 'a variant knows its product');
select is((commerce.upsert_product(sku => 'mug-red', clear => '{parent_product_id}')).parent_product_id, null, 'and may become one of its own');
select isnt((commerce.upsert_product(sku => 'mug-red', parent_product_id => (select id from made))).parent_product_id, null, 'and a variant again');
select is((commerce.upsert_product(sku => 'seed-shampoo')).price_minor, 1500::bigint, 'nothing given, nothing changed');

select commerce_test.is_refused('select commerce.upsert_product(' || arguments || ')', 'VC101', why)
from (values
    ('null', 'no sku'),
    ('sku => ''''', 'an empty sku'),
    ('sku => ''   ''', 'a blank sku'),
    ('sku => repeat(''x'', 201)', 'a huge sku'),
    ('sku => ''new''', 'a new product without a name'),
    ('sku => ''new'', name => ''New''', 'a new product without a price'),
    ('sku => ''new'', price_minor => 1', 'a new product with a price and no name'),
    ('sku => ''new'', name => '' '', price_minor => 1', 'a blank name'),
    ('sku => ''new'', name => repeat(''x'', 201), price_minor => 1', 'a huge name'),
    ('sku => ''cup'', price_minor => -1', 'a negative price'),
    ('sku => ''cup'', price_minor => 9223372036854775807', 'a huge price'),
    ('sku => ''cup'', currency => ''XXQ''', 'an unknown currency'),
    ('sku => ''cup'', currency => ''eur''', 'a currency in lower case'),
    ('sku => ''cup'', currency => ''''', 'an empty currency'),
    ('sku => ''cup'', weight_grams => -1', 'a negative weight'),
    ('sku => ''cup'', weight_grams => 2147483647', 'a huge weight'),
    ('sku => ''cup'', status => ''gone''', 'an unknown status'),
    ('sku => ''cup'', options => ''[]''', 'options that are a list'),
    ('sku => ''cup'', options => ''null''', 'options that are a json null'),
    ('sku => ''cup'', metadata => ''"x"''', 'metadata that are a text'),
    ('sku => ''cup'', metadata => jsonb_build_object(''a'', repeat(''x'', 20001))', 'huge metadata'),
    ('sku => ''cup'', options => jsonb_build_object(''a'', repeat(''x'', 20001))', 'huge options'),
    ('sku => ''cup'', description => repeat(''x'', 20001)', 'a huge description'),
    ('sku => ''cup'', tax_category => repeat(''x'', 201)', 'a huge tax category'),
    ('sku => ''cup'', clear => ''{name}''', 'a name cannot be emptied'),
    ('sku => ''cup'', clear => ''{null}''', 'a null in clear'),
    ('sku => ''cup'', parent_product_id => 0', 'no such parent'),
    ('sku => ''cup'', parent_product_id => 9223372036854775807', 'a huge parent'),
    ('sku => ''cup'', parent_product_id => (select v.id from variant as v)', 'a variant is nobody''s parent'),
    ('sku => ''cup'', parent_product_id => (select n.id from next_one as n)', 'nor is a product its own'),
    ('sku => ''mug-red'', product_id => (select n.id from next_one as n)', 'a sku that is taken')
) as bad (arguments, why);
select commerce_test.is_refused('select commerce.upsert_product(' || arguments || ')', 'VC201', why)
from (values
    ('product_id => -1', 'a negative number'),
    ('product_id => 9223372036854775807', 'an unknown number'),
    ('sku => ''seed-shampoo'', product_id => 0', 'a number of nobody, whatever the sku')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.upsert_product(sku => 'cup', description => 'pay 4242 4242 4242 4242') $$, 'VT101', 'card numbers are kept nowhere');
select commerce_test.is_refused($$ select commerce.upsert_product(sku => '4242424242424242', name => 'x', price_minor => 1) $$, 'VT101', 'not even as a sku');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_product(sku => 'x', name => 'X', price_minor => 1) $$, 'VT302', 'staff do not change the catalogue');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.upsert_product(sku => 'x', name => 'X', price_minor => 1) $$, 'VT302', 'nor do customers');
select is((select count(*) from commerce.products where sku = 'big-mug'), 0::bigint, 'a draft is not shown to customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.upsert_product(sku => 'x', name => 'X', price_minor => 1) $$, '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select is((commerce.upsert_product(sku => 'mug-red', name => 'Other', price_minor => 1)).name, 'Other', 'another organization has skus of its own');
select is(
    commerce_test.value_of($$ select name from commerce.products where sku = 'mug-red' and organization_id = commerce_test.organization_id('acme') $$),
    'Red mug', 'and changes nobody else''s product');
select is(
    commerce_test.count_of('commerce.audit_log', $$ function_name = 'upsert_product' and changed_keys @> '{price_minor}' $$, 'acme') > 0,
    true, 'what members do is written down');

select * from finish();
rollback;
