begin;
select plan(10);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select lives_ok($$ select commerce.upsert_service('Sauna', 30, 2000), commerce.upsert_resource('Sauna 1', 'sauna') $$, 'a service and a room');
select is((commerce.assign_resource((select id from commerce.services where name = 'Sauna'), 'sauna')).resource_group, 'sauna', 'go together');
select is((select status from commerce.services where name = 'Sauna'), 'active', 'which makes the service active');
select lives_ok($$ select commerce.assign_resource((select id from commerce.services where name = 'Sauna'), 'sauna') $$, 'twice is harmless');
select commerce_test.is_refused($$ select commerce.assign_resource(gen_random_uuid(), 'sauna') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.assign_resource((select id from commerce.services where name = 'Sauna'), 'pool') $$, 'VB202', 'a group with nothing in it');
select commerce_test.is_refused($$ select commerce.assign_resource((select id from commerce.services where name = 'Sauna'), null) $$, 'VB202', 'null');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.assign_resource(gen_random_uuid(), 'x') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.assign_resource(gen_random_uuid(), 'x') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.assign_resource(gen_random_uuid(), 'x') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
