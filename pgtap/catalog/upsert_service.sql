begin;
select plan(60);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_service('Wash', 30, 2000)).status, 'draft', 'nobody performs a new exclusive service yet');
select is((commerce.upsert_service('Wash')).step_minutes, 30, 'its steps are as long as it is');
select is((commerce.upsert_service('Wash')).currency, 'USD', 'its currency the organization''s');
select is((commerce.upsert_service('Class', 60, 1000, capacity_mode => 'pooled', capacity => 8)).status, 'active', 'a pooled one needs only slots');
select is((commerce.upsert_service('Wash', price_minor => 2500, tax_category => 'x')).duration_minutes, 30, 'what is left out stays');
select is((commerce.upsert_service('Wash', clear => '{tax_category}')).tax_category, null, 'what is cleared goes');
select is(commerce_test.count_of('commerce.services', 'name = ''Wash'''), 1::bigint, 'the same name is the same service');
select commerce_test.is_refused($$ select commerce.upsert_service('Wash', status => 'active') $$, 'VC101', 'it is not made active with nobody to perform it');
select commerce_test.is_refused($$ select commerce.upsert_service('Class', capacity_mode => 'exclusive') $$, 'VC101', 'nor exclusive while active');
select is((commerce.upsert_service('Seed haircut', status => 'archived')).status, 'archived', 'it is taken off sale');
select is((commerce.upsert_service('Seed haircut', status => 'active')).status, 'active', 'and put on sale again');
select commerce_test.is_refused(format($$ select commerce.upsert_service(%s) $$, bad.arguments), 'VC101', bad.arguments)
from (values (''), ('''x'''), ('''x'', 30'), ('''x'', null, 100'), ('''x'', 0, 100'), ('''x'', -1, 100'), ('''x'', 2147483647, 100'), ('''x'', 30, -1'), ('''x'', 30, 9223372036854775807'),
    ('''x'', 30, 100, ''XXX'''), ('''x'', 30, 100, capacity_mode => ''shared'''), ('''x'', 30, 100, capacity => 0'), ('''x'', 30, 100, buffer_before_minutes => -1'), ('''x'', 30, 100, buffer_after_minutes => 100000'),
    ('''x'', 30, 100, min_notice_minutes => -1'), ('''x'', 30, 100, max_advance_days => 0'), ('''x'', 30, 100, step_minutes => 0'), ('''x'', 30, 100, delivery_mode => ''pigeon'''), ('''x'', 30, 100, assignment => ''me'''),
    ('''x'', 30, 100, deposit_minor => 101'), ('''x'', 30, 100, deposit_minor => -1'), ('''x'', 30, 100, status => ''gone'''), ('''x'', 30, 100, metadata => ''[]'''),
    ('''x'', 30, 100, customer_limits => ''{}'''), ('''x'', 30, 100, customer_limits => ''[1]'''), ('''x'', 30, 100, customer_limits => ''null'''), ('''x'', 30, 100, customer_limits => ''{"decade": 1}'''), ('''x'', 30, 100, customer_limits => ''{"day": 0}'''),
    ('''x'', 30, 100, customer_limits => ''{"day": 1001}'''), ('''x'', 30, 100, customer_limits => ''{"day": 1.5}'''), ('''x'', 30, 100, customer_limits => ''{"day": "1"}'''), ('''x'', 30, 100, customer_limits => ''{"day": null}'''), ('''x'', 30, 100, customer_limits => ''{"day": 1, "week": -1}'''), ('''x'', 30, 100, clear => ''{name}''')) as bad (arguments);
select commerce_test.is_refused($$ select commerce.upsert_service('x', 30, 100, capacity_mode => 'pooled', min_notice_minutes => 43201, max_advance_days => 30) $$, 'VC101', 'a notice longer than the advance: nothing could ever be booked');
select is((commerce.upsert_service('All notice', 30, 100, capacity_mode => 'pooled', min_notice_minutes => 43200, max_advance_days => 30)).min_notice_minutes, 43200, 'one as long as it');
select commerce_test.is_refused($$ select commerce.upsert_service('All notice', max_advance_days => 29) $$, 'VC101', 'nor may the advance become shorter than the notice');
select commerce_test.is_refused($$ select commerce.upsert_service('x', 30, 100, venue_id => gen_random_uuid()) $$, 'VB202', 'an unknown venue');
select commerce_test.is_refused($$ select commerce.upsert_service('x', 30, 100, service_id => gen_random_uuid()) $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.upsert_service('x', 30, 100, metadata => '{"a":"4242 4242 4242 4242"}') $$, 'VT101', 'a card number');
select is((commerce.upsert_service('Wash', customer_limits => '{"day": 1, "week": 2, "month": 3, "year": 1000, "upcoming": 4}')).customer_limits, '{"day": 1, "week": 2, "month": 3, "year": 1000, "upcoming": 4}', 'one customer may have so many');
select is((commerce.upsert_service('Wash', 45)).customer_limits ->> 'week', '2', 'which stays');
select is((commerce.upsert_service('Wash', customer_limits => '{"week": 5}')).customer_limits, '{"week": 5}', 'until others take its place');
select is((commerce.upsert_service('Wash', clear => '{customer_limits}')).customer_limits, null, 'or none');
select is((commerce.upsert_service('Rinse', 30, 1000, customer_limits => '{"upcoming": 1}')).customer_limits, '{"upcoming": 1}', 'a new one, too');
select throws_ok($$ select commerce_test.force('update commerce.services set customer_limits = ''{"week": 0}''') $$, '23514', null, 'a limit of none is no limit, whoever writes it');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_service('x', 30, 100) $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.upsert_service('x', 30, 100) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.upsert_service('x', 30, 100) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
