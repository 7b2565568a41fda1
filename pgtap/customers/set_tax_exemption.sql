begin;
select plan(13);

select commerce_test.act_as('acme', 'mona');
create temporary table carla as select commerce_test.given_customer('carla', 'acme') as id;
grant select on carla to public;
select is((commerce.set_tax_exemption((select id from carla), ' Charity 17 ')).tax_exemption, 'Charity 17', 'a manager writes down why somebody pays no tax');
select is((commerce.set_tax_exemption((select id from carla), 'Charity 17')).tax_exemption, 'Charity 17', 'twice is harmless');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''set_tax_exemption'''), 1::bigint, 'and written down once');
select commerce_test.is_refused($$ select commerce.set_tax_exemption(gen_random_uuid(), 'x') $$, 'VU201', 'an unknown customer is not found');
select commerce_test.is_refused($$ select commerce.set_tax_exemption(null, 'x') $$, 'VU201', 'nor is null');
select commerce_test.is_refused(format('select commerce.set_tax_exemption(%L, ''x'')', commerce_test.given_customer('carla', 'twin')), 'VU201', 'nor one of another organization');
select commerce_test.is_refused(format('select commerce.set_tax_exemption(%L, repeat(''x'', 201))', (select id from carla)), 'VU101', 'a reason is no novel');
select commerce_test.is_refused(format('select commerce.set_tax_exemption(%L, ''4242 4242 4242 4242'')', (select id from carla)), 'VT101', 'nor a card number');
select is((commerce.set_tax_exemption((select id from carla), '  ')).tax_exemption, null, 'without a reason there is none');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.set_tax_exemption(%L, ''x'')', (select id from carla)), 'VT302', 'staff exempt nobody');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.set_tax_exemption(%L, ''x'')', (select id from carla)), 'VT302', 'nor do customers exempt themselves');
select is((select tax_exemption from commerce.customers), null, 'who see what is written about it');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.set_tax_exemption(gen_random_uuid(), ''x'')', '42501', null, 'nor visitors');

select * from finish();
rollback;
