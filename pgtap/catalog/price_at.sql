begin;
select plan(15);

select commerce_test.act_as('acme', 'mona');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as
select (commerce.upsert_product(sku => 'mug', name => 'Mug', price_minor => 900)).id as mug,
    commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class;
grant select on made to public;
create temporary table plan as
select * from commerce.upsert_pricing_plan('Class', 'one_off', 2000, service_id => (select class from made), tiers => '[{"tier": "child", "price_minor": 900}]');
grant select on plan to public;
select commerce.set_clock('2038-02-01 09:00+00');
select (commerce.upsert_product(sku => 'mug', price_minor => 950)).id;
select (commerce.upsert_product(sku => 'mug', name => 'Big mug')).id;
select commerce.upsert_pricing_plan(pricing_plan_id => (select id from plan), tiers => '[{"tier": "child", "price_minor": 1000}]');
select is((commerce.price_at(mug)).price_minor, 950::bigint, 'the price now') from made;
select is((commerce.price_at(mug, at => '2038-01-31 00:00+00')).price_minor, 900::bigint, 'the price then') from made;
select is((commerce.price_at(mug, at => '2038-02-01 09:00+00')).price_minor, 950::bigint, 'a price holds from its first instant on') from made;
select is((select count(*) from commerce.price_changes where product_id = mug), 2::bigint, 'another name is no other price') from made;
select is((commerce.price_at(service_id => class)).price_minor, 2000::bigint, 'services have prices') from made;
select is((commerce.price_at(pricing_plan_id => id, at => '2038-01-15 00:00+00')).tiers, '[{"tier": "child", "price_minor": 900}]'::jsonb, 'and plans, with their tiers') from plan;
select is((commerce.price_at(pricing_plan_id => id)).tiers -> 0 ->> 'price_minor', '1000', 'which may change') from plan;
select commerce_test.is_refused(format('select commerce.price_at(%s, at => ''2037-12-31 00:00+00'')', mug), 'VC201', 'before there was a price') from made;
select commerce_test.is_refused('select commerce.price_at(999999)', 'VC201', 'an unknown product');
select commerce_test.is_refused('select commerce.price_at()', 'VC101', 'nothing');
select commerce_test.is_refused(format('select commerce.price_at(1, %L)', class), 'VC101', 'two things') from made;
select throws_ok($$ select commerce_test.force('update commerce.price_changes set price_minor = 1') $$, 'VS901', null, 'history does not change');
select is((select (commerce.upsert_product(sku => 'mug', status => 'draft')).status), 'draft', 'no longer on sale');
select isnt((commerce.price_at(mug)).price_minor, null, 'members still ask') from made;
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.price_at(%s)', mug), 'VC201', 'visitors do not') from made;
select * from finish();
rollback;
