begin;
select plan(17);

select commerce_test.act_as('acme', 'mona');
create temporary table cellar on commit drop as select * from commerce.upsert_stock_location('Cellar');
grant select on cellar to public;
select is((select name from cellar), 'Cellar', 'a place is made');
select is((commerce.upsert_stock_location('Cellar')).id, (select id from cellar), 'the same name is the same place');
select is((commerce.upsert_stock_location('Vault', (select id from cellar))).name, 'Vault', 'it may be renamed');
select is((commerce.upsert_stock_location('Vault', (select id from cellar))).name, 'Vault', 'twice changes nothing');
select is((commerce.upsert_stock_location('Main')).id, commerce_test.organization_id(), 'the first carries the organization''s id');
select is((select count(*) from commerce.stock_locations), 2::bigint, 'there are two');
select commerce_test.is_refused('select commerce.upsert_stock_location(' || arguments || ')', code, why)
from (values
    ('VC101', 'null', 'no name'),
    ('VC101', '''''', 'an empty name'),
    ('VC101', '''  ''', 'a blank name'),
    ('VC101', 'repeat(''x'', 201)', 'a huge name'),
    ('VC101', '''Main'', (select c.id from cellar as c)', 'a name that is taken'),
    ('VT101', '''4242424242424242''', 'a card number'),
    ('VI201', '''Loft'', gen_random_uuid()', 'an unknown place'),
    ('VI201', '''Loft'', commerce_test.organization_id(''twin'')', 'the place of another organization')
) as bad (code, arguments, why);
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_stock_location('Loft') $$, 'VT302', 'staff make no places');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.stock_locations), 0::bigint, 'customers see none');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.upsert_stock_location('Loft') $$, '42501', null, 'visitors make none');

select * from finish();
rollback;
