begin;
select plan(13);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select lives_ok($$ select commerce.upsert_service('Wash', 30, 2000), commerce.upsert_service('Draft', 30, 2000, status => 'draft') $$, 'two services');
select is((commerce.assign_staff((select id from commerce.services where name = 'Wash'), (select id from commerce.staff limit 1))).service_id, (select id from commerce.services where name = 'Wash'), 'somebody performs one');
select is((select status from commerce.services where name = 'Wash'), 'active', 'which makes it active');
select lives_ok($$ select commerce.assign_staff((select id from commerce.services where name = 'Draft'), (select id from commerce.staff limit 1)) $$, 'and the other');
select is((select status from commerce.services where name = 'Draft'), 'draft', 'which stays the draft it was made as');
select lives_ok($$ select commerce.assign_staff((select id from commerce.services where name = 'Wash'), (select id from commerce.staff limit 1)) $$, 'twice is harmless');
select commerce_test.is_refused($$ select commerce.assign_staff(gen_random_uuid(), (select id from commerce.staff limit 1)) $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.assign_staff((select id from commerce.services where name = 'Wash'), gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.is_refused($$ select commerce.assign_staff(null, null) $$, 'VB202', 'null');
select commerce_test.is_refused(format($$ select commerce.assign_staff((select id from commerce.services where name = 'Wash'), %L) $$, commerce_test.value_of($$ select id::text from commerce.staff where organization_id = commerce_test.organization_id('twin') limit 1 $$)), 'VB202', 'another organization''s');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.assign_staff(gen_random_uuid(), gen_random_uuid()) $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.assign_staff(gen_random_uuid(), gen_random_uuid()) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.assign_staff(gen_random_uuid(), gen_random_uuid()) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
