begin;
select plan(40);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class,
    commerce_test.given_service('Other', 60, 'pooled', 8, price_minor => 2000) as other;
create temporary table plan as
select p.* from made, commerce.upsert_pricing_plan('Class', 'one_off', 2000, class, '[{"tier": "child", "price_minor": 900, "places": 1}]') as p;
select results_eq($$ select name, kind, price_minor, currency, tiers, quantity, status from plan $$,
    $$ values ('Class', 'one_off', 2000::bigint, 'USD', '[{"tier": "child", "price_minor": 900, "places": 1}]'::jsonb, 1, 'active') $$,
    'a service gets a price list');
select results_eq($$ select name, price_minor, tiers from commerce.upsert_pricing_plan(price_minor => 2100, pricing_plan_id => (select id from plan)) $$,
    $$ select name, 2100::bigint, tiers from plan $$, 'what is left out stays');
select commerce_test.is_refused(format($$ select commerce.upsert_pricing_plan('Second', 'one_off', 1, %L) $$, class), 'VC101', 'a second price list') from made;
select is((commerce.upsert_pricing_plan(pricing_plan_id => (select id from plan), status => 'archived')).status, 'archived', 'the first is archived');
select is((commerce.upsert_pricing_plan('Second', 'one_off', 1, class)).price_minor, 1::bigint, 'then there may be another') from made;
select commerce_test.is_refused(format($$ select commerce.upsert_pricing_plan(pricing_plan_id => %L, status => 'active') $$, id), 'VC101', 'and the first stays where it is') from plan;
select results_eq(format($$ select kind, quantity, valid_days, service_id, currency from commerce.upsert_pricing_plan('Ten visits', 'package', 9000, %L, quantity => 10, valid_days => 365, currency => 'EUR') $$, other),
    format($$ values ('package', 10, 365, %L::uuid, 'EUR') $$, other), 'a package of visits') from made;
select results_eq($$ select kind, billing_interval, quantity, tax_category from commerce.upsert_pricing_plan('Club', 'recurring', 3000, billing_interval => '1 month', tax_category => 'sport') $$,
    $$ values ('recurring', interval '1 month', 1, 'sport') $$, 'a recurring plan');
select commerce_test.is_refused('select commerce.upsert_pricing_plan(' || arguments || ')', 'VC101', why)
from (values
    ('null', 'no name'),
    ('''New''', 'no kind'),
    ('''New'', ''package''', 'no price'),
    ('''New'', ''gift'', 1', 'an unknown kind'),
    ('''New'', ''one_off'', 1', 'a price list of nothing'),
    ('''New'', ''package'', -1', 'a negative price'),
    ('''New'', ''package'', 9223372036854775807', 'a huge price'),
    ('''New'', ''package'', 1, quantity => 0', 'no visits'),
    ('''New'', ''package'', 1, valid_days => 0', 'no days'),
    ('''New'', ''package'', 1, billing_interval => ''1 month''', 'a package is not charged again'),
    ('''New'', ''recurring'', 1', 'a recurring plan without an interval'),
    ('''New'', ''recurring'', 1, billing_interval => ''1 hour''', 'too often'),
    ('''New'', ''recurring'', 1, billing_interval => ''-1 month''', 'a negative interval'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "child", "price_minor": 1}]''', 'a package has no tiers'),
    ('''New'', ''package'', 1, tiers => ''{}''', 'tiers are a list'),
    ('''New'', ''package'', 1, tiers => ''[1]''', 'of objects'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "child"}]''', 'with a price'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "child", "price_minor": 1.5}]''', 'that is whole'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "child", "price_minor": -1}]''', 'and not negative'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "child", "price_minor": 1, "places": 0}]''', 'taking a place'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "", "price_minor": 1}]''', 'with a name'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "a", "price_minor": 1, "x": 1}]''', 'and nothing else'),
    ('''New'', ''package'', 1, tiers => ''[{"tier": "a", "price_minor": 1}, {"tier": "a", "price_minor": 2}]''', 'each once'),
    ('''New'', ''package'', 1, currency => ''XXQ''', 'an unknown currency'),
    ('''New'', ''package'', 1, status => ''draft''', 'an unknown status'),
    ('kind => ''package'', pricing_plan_id => ''' || (select id from plan) || '''', 'another kind')
) as bad (arguments, why);
select commerce_test.is_refused($$ select commerce.upsert_pricing_plan('New', 'package', 1, gen_random_uuid()) $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.upsert_pricing_plan(pricing_plan_id => gen_random_uuid()) $$, 'VC201', 'an unknown plan');
select commerce_test.is_refused($$ select commerce.upsert_pricing_plan('4111 1111 1111 1111', 'package', 1) $$, 'VT101', 'a card number');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''upsert_pricing_plan'''), 6::bigint, 'every change is written down');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_pricing_plan('New', 'package', 1) $$, 'VT302', 'staff do not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select count(*) from commerce.pricing_plans where name in ('Class', 'Second')), 1::bigint, 'visitors see what is active');
select * from finish();
rollback;
