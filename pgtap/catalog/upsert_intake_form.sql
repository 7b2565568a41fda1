begin;
select plan(22);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
create temporary table f (label text, id uuid);
grant all on f to public;

insert into f select 'health', id from commerce.upsert_intake_form('Health', '[{"key":"allergies","label":"Allergies?","kind":"text"},{"key":"skin","label":"Skin","kind":"choice","choices":["dry","oily"],"is_required":false}]');
select is((select version || visible_to || is_required || status from commerce.intake_forms where id = (select id from f)), '1stafftrueactive', 'a form has defaults');
select is((commerce.upsert_intake_form('Health')).version, 1, 'nothing said, nothing changed');
select is((commerce.upsert_intake_form('Health', '[{"key":"allergies","label":"Any allergies?","kind":"text"}]')).version, 2, 'other fields are another version');
select is((commerce.upsert_intake_form('Health check', intake_form_id => (select id from f))).name, 'Health check', 'it can be renamed by its id');
select is((commerce.upsert_intake_form(intake_form_id => (select id from f), visible_to => 'manager', is_required => false)).visible_to, 'manager', 'and kept from staff');
select isnt((commerce.upsert_service('Facial', 60, 5000, intake_form_id => (select id from f), status => 'draft')).intake_form_id, null, 'a service asks it');
select commerce_test.is_refused($$ select commerce.upsert_service('Facial', intake_form_id => gen_random_uuid()) $$, 'VB202', 'but no form that is not there');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New') $$, 'VC101', 'a new form needs fields');
select commerce_test.is_refused($$ select commerce.upsert_intake_form(null, '[{"key":"a","label":"A","kind":"text"}]') $$, 'VC101', 'and a name');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[]') $$, 'VC101', 'at least one');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '{"key":"a"}') $$, 'VC101', 'as a list');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"A","kind":"colour"}]') $$, 'VC101', 'of known kinds');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"A","kind":"choice"}]') $$, 'VC101', 'a choice has choices');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"A","kind":"choice","choices":[1]}]') $$, 'VC101', 'which are words');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"A","kind":"text"},{"key":"a","label":"B","kind":"text"}]') $$, 'VC101', 'no key twice');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"A","kind":"text","is_required":"yes"}]') $$, 'VC101', 'required is a boolean');
select commerce_test.is_refused($$ select commerce.upsert_intake_form(intake_form_id => gen_random_uuid()) $$, 'VB202', 'an unknown form');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"4242 4242 4242 4242","kind":"text"}]') $$, 'VT101', 'no card numbers');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.upsert_intake_form('New', '[{"key":"a","label":"A","kind":"text"}]') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select count(*) from commerce.intake_forms where id = (select id from f)), 1::bigint, 'visitors read what they are asked');
select commerce_test.act_as('twin', 'mona');
select is((select count(*) from commerce.intake_forms where id = (select id from f)), 0::bigint, 'another organization reads nothing');
select commerce_test.is_refused($$ select commerce.upsert_intake_form(intake_form_id => (select id from f)) $$, 'VB202', 'nor changes any');

select * from finish();
rollback;
