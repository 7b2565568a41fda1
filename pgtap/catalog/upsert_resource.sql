begin;
select plan(13);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_resource('Chair 1', 'chair')).status, 'active', 'a new resource is active');
select is((commerce.upsert_resource('Chair 1', 'chair', status => 'archived')).status, 'archived', 'the same name in the same group is the same');
select isnt((commerce.upsert_resource('Chair 1', 'stool')).id, (select id from commerce.resources where name = 'Chair 1' and resource_group = 'chair'), 'in another group it is another');
select is((commerce.upsert_resource('Chair 1', 'chair', (select id from commerce.venues where name = 'Seed studio'))).venue_id, (select id from commerce.venues where name = 'Seed studio'), 'it stands somewhere');
select is((commerce.upsert_resource('Chair 1', 'chair', clear => '{venue_id}')).venue_id, null, 'or anywhere');
select commerce_test.is_refused($$ select commerce.upsert_resource() $$, 'VC101', 'no name');
select commerce_test.is_refused($$ select commerce.upsert_resource('x') $$, 'VC101', 'no group');
select commerce_test.is_refused($$ select commerce.upsert_resource('x', 'y', status => 'gone') $$, 'VC101', 'an unknown status');
select commerce_test.is_refused($$ select commerce.upsert_resource('x', 'y', gen_random_uuid()) $$, 'VB202', 'an unknown venue');
select commerce_test.is_refused($$ select commerce.upsert_resource('x', 'y', resource_id => gen_random_uuid()) $$, 'VB202', 'an unknown resource');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_resource('x', 'y') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.upsert_resource('x', 'y') $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.upsert_resource('x', 'y') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
