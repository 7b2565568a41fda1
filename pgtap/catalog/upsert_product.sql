begin;
select plan(32);

select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select sku, name, price_minor, currency, track_inventory, allow_backorder, status, options
       from commerce.upsert_product('mug', 'Mug', 1200) $$,
    $$ values ('mug', 'Mug', 1200::bigint, 'USD', true, false, 'active', '{}'::jsonb) $$,
    'a new product has the defaults and the currency of the organization');
create temporary table made as select id from commerce.products where sku = 'mug';
grant select on made to public;
select results_eq(
    $$ select id, name, price_minor from commerce.upsert_product('mug', price_minor => 1300) $$,
    $$ select id, 'Mug', 1300::bigint from made $$,
    'the same sku is the same product, and what is left out stays');
select is((commerce.upsert_product('cup', 'Cup', 900)).id, (select id + 1 from made), 'numbers grow by one');
select is((commerce.upsert_product(product_id => (select id from made), sku => 'mug-2')).sku, 'mug-2',
    'by number a product gets another sku');
select is((commerce.upsert_product('mug-2', description => 'Blue', weight_grams => 300)).description, 'Blue', 'described');
select results_eq(
    $$ select description, weight_grams, name from commerce.upsert_product('mug-2', clear => '{description,weight_grams}') $$,
    $$ values (null::text, null::integer, 'Mug') $$, 'clear empties columns');
select is((commerce.upsert_product('mug-xl', 'Mug XL', 1500, 'EUR', parent_product_id => (select id from made),
    options => '{"size": "xl"}')).parent_product_id, (select id from made), 'a variant has a parent');
select is((commerce.upsert_product('mug-2', status => 'archived')).status, 'archived', 'products are archived, not deleted');
select is((commerce.upsert_product('free', 'Sample', 0)).price_minor, 0::bigint, 'something may cost nothing');
select is(commerce_test.count_of('commerce.audit_log', format(
    'function_name = ''upsert_product'' and subject_id = %L and changed_keys @> ''{price_minor,sku}''',
    (select id from made))), 2::bigint, 'the log knows what was changed');

select commerce_test.is_refused($$ select commerce.upsert_product() $$, 'VC101', 'nothing names nothing');
select commerce_test.is_refused($$ select commerce.upsert_product('   ', 'x', 1) $$, 'VC101', 'a sku is not blank');
select commerce_test.is_refused($$ select commerce.upsert_product(repeat('x', 201), 'x', 1) $$, 'VC101', 'nor endless');
select commerce_test.is_refused($$ select commerce.upsert_product('new', null, 1) $$, 'VC101', 'a new product has a name');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New') $$, 'VC101', 'and a price');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', -1) $$, 'VC101', 'not a negative one');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 9223372036854775807) $$, 'VC101', 'nor a huge one');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1, 'XXX') $$, 'VC101', 'in a known currency');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1, status => 'gone') $$, 'VC101', 'with a known status');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1, options => '[]') $$, 'VC101', 'options are an object');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1, metadata => '"x"') $$, 'VC101', 'metadata too');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1, weight_grams => -1) $$, 'VC101', 'weights weigh');
select commerce_test.is_refused($$ select commerce.upsert_product('cup', clear => '{name}') $$, 'VC101', 'a name cannot be emptied');
select commerce_test.is_refused($$ select commerce.upsert_product('cup', parent_product_id => 999999) $$, 'VC101', 'parents exist');
select commerce_test.is_refused($$ select commerce.upsert_product('mug-2', parent_product_id => (select id from made)) $$,
    'VC101', 'nobody is their own parent');
select commerce_test.is_refused($$ select commerce.upsert_product(product_id => 999999, name => 'x') $$, 'VC201', 'an unknown number');
select commerce_test.is_refused($$ select commerce.upsert_product('mug-2', product_id => (select id + 1 from made)) $$,
    'VC101', 'a sku that another product has');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1, description => 'pay 4111 1111 1111 1111') $$,
    'VT101', 'no card numbers');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1) $$, 'VT302', 'staff make no products');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.upsert_product('new', 'New', 1) $$, 'VT302', 'nor do customers');
select is_empty($$ select from commerce.products where sku = 'mug-2' $$, 'who see what is on sale only');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.upsert_product('new', 'New', 1) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
