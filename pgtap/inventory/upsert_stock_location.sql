begin;
select plan(9);

select commerce_test.act_as('acme', 'mona');
create temporary table made as select (commerce.upsert_stock_location('Shed')).id;
grant select on made to public;
select is((commerce.upsert_stock_location('Shed')).id, (select id from made), 'the same name is the same place');
select is((commerce.upsert_stock_location('Barn', (select id from made))).name, 'Barn', 'places are renamed');
select is((commerce.upsert_stock_location('Main')).id, commerce_test.organization_id('acme'), 'the first one is always there');
select commerce_test.is_refused($$ select commerce.upsert_stock_location(null) $$, 'VC101', 'a name is needed');
select commerce_test.is_refused($$ select commerce.upsert_stock_location('  ') $$, 'VC101', 'a real one');
select commerce_test.is_refused($$ select commerce.upsert_stock_location('Main', (select id from made)) $$, 'VC101', 'that is free');
select commerce_test.is_refused($$ select commerce.upsert_stock_location('Attic', gen_random_uuid()) $$, 'VI201', 'an unknown place');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_stock_location('Attic') $$, 'VT302', 'staff move no walls');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.upsert_stock_location('Attic') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
