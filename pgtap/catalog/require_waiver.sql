begin;
select plan(19);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
create temporary table t as select commerce_test.given_service('Climb', 60) as climb;
create temporary table w (label text, id uuid, version integer, status text, is_same_day boolean);
grant all on t, w to public;

insert into w select 'first', id, version, status, is_same_day from commerce.require_waiver((select climb from t), 'Risk', 'I fall at my own risk.', is_same_day => true);
select is((select version || status || is_same_day from w where label = 'first'), '1activetrue', 'a manager writes a waiver');
select is(commerce_test.value_of($$ select requires_waiver::text from commerce.services where id = (select climb from t) $$), 'true', 'the service requires it from then on');
select is((commerce.require_waiver((select climb from t), 'risk', 'I fall at my own risk.')).id, (select id from w where label = 'first'), 'the same text is the same version, whatever the case of its title');
select is((commerce.require_waiver((select climb from t), 'Risk', is_for_each => true)).is_for_each, true, 'who signs can change without a new text');
insert into w select 'second', id, version, status, is_same_day from commerce.require_waiver((select climb from t), 'Risk', 'I climb at my own risk.');
select is((select version || status || is_same_day from w where label = 'second'), '2activetrue', 'another text is another version, under the same rules');
select is((select status || body from commerce.waivers where id = (select id from w where label = 'first')), 'retiredI fall at my own risk.', 'and the first one can still be read');
select is((commerce.require_waiver(null, 'House rules', 'No shoes.')).service_id, null::uuid, 'a waiver may belong to all that require one');
select is((commerce.require_waiver(null, 'House rules', is_required => false)).status, 'retired', 'and be retired');
select throws_ok($$ update commerce.waivers set body = 'x' $$, '42501', null, 'nobody writes the table');
select throws_ok($$ select commerce_test.force('update commerce.waivers set body = ''x'' where status = ''active''') $$, 'VS901', null, 'nor does its owner rewrite what was signed');
select commerce_test.is_refused($$ select commerce.require_waiver((select climb from t), 'New') $$, 'VC101', 'a new waiver needs a text');
select commerce_test.is_refused($$ select commerce.require_waiver((select climb from t), null, 'x') $$, 'VC101', 'and a title');
select commerce_test.is_refused($$ select commerce.require_waiver((select climb from t), 'New', 'x', is_required => false) $$, 'VC101', 'what is not there cannot be retired');
select commerce_test.is_refused($$ select commerce.require_waiver(gen_random_uuid(), 'New', 'x') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.require_waiver(null, 'New', '4242 4242 4242 4242') $$, 'VT101', 'no card numbers');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.require_waiver(null, 'New', 'x') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select string_agg(body, ' ') from commerce.waivers), 'I climb at my own risk.', 'visitors read what is in force');
select commerce_test.act_as('twin', 'mona');
select is((select count(*) from commerce.waivers), 0::bigint, 'another organization reads nothing');
select commerce_test.is_refused($$ select commerce.require_waiver((select climb from t), 'Risk', 'x') $$, 'VB202', 'nor writes any');

select * from finish();
rollback;
