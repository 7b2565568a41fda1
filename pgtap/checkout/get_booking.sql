begin;
select plan(22);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table f as select id from commerce.upsert_intake_form('Health', '[{"key":"a","label":"A","kind":"text"}]', visible_to => 'manager');
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60, venue_id => commerce_test.given_venue('Studio', 'Europe/Berlin')) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
select commerce.upsert_resource('Chair', 'chairs');
select commerce.assign_resource(cut, 'chairs') from t;
select commerce.upsert_service(service_id => (select cut from t), intake_form_id => (select id from f));
create temporary table w as select id from commerce.require_waiver((select cut from t), 'Risk', 'Mine.');
create temporary table b as select commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) as id from t;
create temporary table o as select commerce_test.value_of(format('select access_token from commerce_private.access_tokens as a join commerce.bookings as x on x.order_id = a.subject_id where x.id = %L', (select id from b))) as token;
grant all on f, t, w, b, o to public;

select commerce_test.act_as('acme', 'carla');
create temporary table seen as select commerce.get_booking((select id from b)) as j;
grant all on seen to public;
select is((select j ->> 'status' from seen), 'confirmed', 'a customer reads their booking');
select is((select (j #>> '{service,name}') || ' ' || (j #>> '{staff,display_name}') || ' ' || (j #>> '{venue,name}') || ' ' || (j ->> 'timezone') || ' ' || (j ->> 'local_start') || ' ' || (j #>> '{resources,0,name}') from seen), 'Cut Ann Studio Europe/Berlin 11:00:00 Chair', 'with who, where, when and what is kept for it');
select is((select j #>> '{order,payment_method}' from seen), 'cash_on_delivery', 'and its order');
select is((select j #>> '{missing,waivers,0,waiver_id}' from seen), (select id::text from w), 'what is to be signed');
select is((select j #>> '{missing,intake_form_id}' from seen), (select id::text from f), 'and answered');
select is((select j -> 'history' -> 0 ? 'actor_role' from seen), false, 'not who moved it');
select is((select j ? 'organization_id' or j::text like '%hourly%' from seen), false, 'nor what is ours');
select isnt(commerce.sign_waiver((select id from b), (select id from w), 'Carla', 'C'), null, 'signed');
select isnt(commerce.submit_intake((select id from b), '{"a":"secret"}'), null, 'answered');
select is((select commerce.get_booking((select id from b)) #>> '{intake,0,answers,a}'), 'secret', 'they read what they said');
select is((select commerce.get_booking((select id from b)) #>> '{signatures,0,signer_name}'), 'Carla', 'and signed');
select is((select commerce.get_booking((select id from b)) -> 'missing'), 'null'::jsonb, 'then nothing is missing');
select commerce_test.act_as('acme', 'anna');
select is((select commerce.get_booking((select id from b)) -> 'intake' -> 0 ? 'answers'), false, 'staff do not read what only managers read');
select is((select commerce.get_booking((select id from b)) #>> '{history,0,actor_role}'), 'commerce_service', 'but who moved it');
select commerce_test.act_as('acme', 'mona');
select is((select commerce.get_booking((select id from b)) #>> '{intake,0,answers,a}'), 'secret', 'managers read all');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.get_booking((select id from b)) $$, 'VB201', 'visitors nothing');
select set_config('commerce.order_token', (select token from o), true);
select is((select commerce.get_booking((select id from b)) ->> 'status'), 'confirmed', 'a guest with the token does');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.get_booking((select id from b)) $$, 'VB201', 'colleagues do not');
select commerce_test.act_as('acme', 'walter');
select commerce_test.is_refused($$ select commerce.get_booking((select id from b)) $$, 'VB201', 'nor strangers');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.get_booking(gen_random_uuid()) $$, 'VB201', 'an unknown booking');
select commerce_test.is_refused($$ select commerce.get_booking(null) $$, 'VB201', 'none');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.get_booking((select id from b)) $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
