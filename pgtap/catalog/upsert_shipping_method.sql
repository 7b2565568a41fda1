begin;
select plan(25);

select commerce_test.act_as('acme', 'mona');
create temporary table made as select * from commerce.upsert_shipping_method('Parcel', 'delivery', 500, '{DE,AT}', 5000);
select results_eq($$ select name, kind, price_minor, currency, countries, free_over_minor, status from made $$,
    $$ values ('Parcel', 'delivery', 500::bigint, 'USD', '{DE,AT}'::text[], 5000::bigint, 'active') $$, 'a way to deliver');
select results_eq($$ select id, kind, price_minor, countries from commerce.upsert_shipping_method('Parcel', price_minor => 600) $$,
    $$ select id, kind, 600::bigint, countries from made $$, 'found by its name: what is left out stays');
select results_eq($$ select name, free_over_minor, countries from commerce.upsert_shipping_method('Box', shipping_method_id => (select id from made), clear => '{free_over_minor,countries}') $$,
    $$ values ('Box', null::bigint, '{}'::text[]) $$, 'found by its id it may get another name, and clear empties');
select results_eq($$ select kind, price_minor, tax_category from commerce.upsert_shipping_method('Shop', 'pickup', 0, tax_category => 'none') $$,
    $$ values ('pickup', 0::bigint, 'none') $$, 'a place to pick up');
select is((commerce.upsert_shipping_method('Express', price_minor => 900, currency => 'EUR')).kind, 'delivery', 'a delivery unless said otherwise');
select commerce_test.is_refused('select commerce.upsert_shipping_method(' || arguments || ')', 'VC101', why)
from (values
    ('null', 'no name'),
    ('''New''', 'no price'),
    ('''New'', ''drone'', 1', 'an unknown kind'),
    ('''New'', price_minor => -1', 'a negative price'),
    ('''New'', price_minor => 9223372036854775807', 'a huge price'),
    ('''New'', price_minor => 1, countries => ''{de}''', 'a country in lower case'),
    ('''New'', price_minor => 1, countries => array[null]::text[]', 'no country'),
    ('''New'', price_minor => 1, free_over_minor => -1', 'free over less than nothing'),
    ('''New'', price_minor => 1, currency => ''XXQ''', 'an unknown currency'),
    ('''New'', price_minor => 1, status => ''draft''', 'an unknown status'),
    ('''Box'', clear => ''{price_minor}''', 'a price cannot be emptied'),
    ('''Shop'', shipping_method_id => ''' || (select id from made) || '''', 'a name that is taken')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.upsert_shipping_method(shipping_method_id => gen_random_uuid()) $$, 'VC201', 'an unknown method');
select commerce_test.is_refused($$ select commerce.upsert_shipping_method('4111 1111 1111 1111', price_minor => 1) $$, 'VT101', 'a card number');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''upsert_shipping_method'''), 5::bigint, 'every change is written down');
select is((commerce.upsert_shipping_method('Shop', status => 'archived')).status, 'archived', 'one may be archived');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_shipping_method('New', price_minor => 1) $$, 'VT302', 'staff do not');
select is((select count(*) from commerce.shipping_methods), 3::bigint, 'but see all');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select count(*) from commerce.shipping_methods), 2::bigint, 'visitors see what is active');
select commerce_test.act_as('globex');
select is((select count(*) from commerce.shipping_methods), 0::bigint, 'another organization has its own');
select * from finish();
rollback;
