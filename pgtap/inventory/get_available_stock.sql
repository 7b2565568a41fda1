begin;
select plan(17);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id,
    commerce_test.given_product('bare', 900) as bare_id,
    commerce_test.given_product('pdf', 900, track_inventory => false) as pdf_id,
    commerce_test.given_product('secret', 900, 3, status => 'draft') as draft_id;
grant select on given to public;
create temporary table cellar on commit drop as select * from commerce.upsert_stock_location('Cellar');
grant select on cellar to public;
select commerce_test.given_stock((select id from given), 5, null, (select id from cellar));
create temporary table held on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 4) as order_id;
select is(commerce.get_available_stock((select draft_id from given)), 3, 'a backend asks for drafts too');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(commerce.get_available_stock((select id from given)), 11, 'what orders hold is not available, in all locations');
select is(
    commerce.get_available_stock((select id from given), commerce_test.organization_id())
    + commerce.get_available_stock((select id from given), (select id from cellar)), 11, 'nor in each');
select is(commerce.get_available_stock((select pdf_id from given)), null, 'what is not tracked has no number');
select commerce_test.is_refused(format('select commerce.get_available_stock(%s)', (select draft_id from given)), 'VC201', 'visitors do not hear of drafts');
select commerce_test.is_refused(format('select commerce.get_available_stock(%s)', (select bare_id from given)), 'VI201', 'never received');
select commerce_test.is_refused(format('select commerce.get_available_stock(%s, %L)', (select id from given), gen_random_uuid()), 'VI201', 'an unknown location');
select commerce_test.is_refused(format('select commerce.get_available_stock(%s, %L)', (select id from given), commerce_test.organization_id('twin')), 'VI201', 'the location of another organization');
select commerce_test.is_refused('select commerce.get_available_stock(null)', 'VC201', 'no product');
select commerce_test.is_refused('select commerce.get_available_stock(0)', 'VC201', 'product 0');
select commerce_test.is_refused('select commerce.get_available_stock(-9223372036854775808)', 'VC201', 'a negative number');
select commerce_test.is_refused('select commerce.get_available_stock(9223372036854775807)', 'VC201', 'an unknown number');
select commerce.set_clock(commerce_private.clock() + interval '1 day');
select is(commerce.get_available_stock((select id from given)), 15, 'a lock that has lapsed is free without any sweep');
select commerce_test.act_as('acme', 'carla');
select is(commerce.get_available_stock((select id from given)), 15, 'customers ask too');
select commerce_test.act_as('acme', 'stan');
select is(commerce.get_available_stock((select draft_id from given)), 3, 'staff see drafts');
select commerce_test.act_as('globex', null, 'commerce_anon');
select isnt(commerce_test.error_of(format('select commerce.get_available_stock(%s)', (select bare_id from given))), null, 'another organization has numbers of its own');
select commerce_test.act_as_role('commerce_anon');
select is(commerce_test.error_of('select commerce.get_available_stock(1)') ->> 'code', 'VT301', 'without an organization there is no stock');

select * from finish();
rollback;
