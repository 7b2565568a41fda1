begin;
select plan(27);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table f as
select id from commerce.upsert_intake_form('Health', '[{"key":"allergies","label":"Allergies?","kind":"text"},{"key":"age","label":"Age","kind":"number","is_required":false},{"key":"skin","label":"Skin","kind":"choice","choices":["dry","oily"],"is_required":false},{"key":"pains","label":"Pains","kind":"choices","choices":["back","neck"],"is_required":false},{"key":"born","label":"Born","kind":"date","is_required":false},{"key":"mail","label":"Mail","kind":"email","is_required":false},{"key":"ok","label":"OK","kind":"boolean","is_required":false}]');
create temporary table t as
select facial, plain, ann, carla
from (select (commerce.upsert_service('Facial', 60, 5000, intake_form_id => (select id from f))).id as facial, commerce_test.given_service('Plain', 60) as plain, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[plain], user_id => commerce_test.user_id('anna')) as ann) as p;
select commerce.assign_staff(facial, ann) from t;
create temporary table b as
select 'facial' as label, commerce_test.given_booking(facial, '2030-01-02 10:00+00', ann, carla) as id from t
union all select 'plain', commerce_test.given_booking(plain, '2030-01-02 12:00+00', ann, carla) from t;
create temporary table o as select commerce_test.value_of(format('select access_token from commerce_private.access_tokens as a join commerce.bookings as x on x.order_id = a.subject_id where x.id = %L', (select id from b where label = 'facial'))) as token;
grant all on f, t, b, o to public;
create function pg_temp.answer(answers text) returns text language sql as $$ select format('select commerce.submit_intake(%L, %L)', (select id from b where label = 'facial'), answers); $$;

select commerce_test.act_as('acme', 'walter');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"none"}'), 'VB201', 'a stranger does not answer');
select commerce_test.act_as('acme', 'carla');
select is((commerce.submit_intake((select id from b where label = 'facial'), '{"allergies":"nuts","age":41,"skin":"dry","pains":["neck"],"born":"1989-02-03","mail":"c@acme.test","ok":true}')).answers ->> 'allergies', 'nuts', 'a customer answers');
select is((select count(*) from commerce.intake_responses), 1::bigint, 'and reads it');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select count(*) from commerce.intake_responses), 0::bigint, 'visitors do not');
select set_config('commerce.order_token', (select token from o), true);
select is((commerce.submit_intake((select id from b where label = 'facial'), '{"allergies":"none","age":null}')).form_version, 1, 'a guest answers by token');
select is((select string_agg(answers ->> 'allergies', ' ') from commerce.intake_responses), 'none', 'and replaces what was said');
select commerce_test.act_as('acme', 'anna');
select is((select count(*) from commerce.intake_responses), 1::bigint, 'staff read what is meant for them');
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_intake_form('Health', visible_to => 'manager')).visible_to, 'manager', 'the form is made for managers');
select commerce_test.act_as('acme', 'anna');
select is((select count(*) from commerce.intake_responses), 0::bigint, 'then staff read it no more');
select is((commerce.submit_intake((select id from b where label = 'facial'), '{"allergies":"told by phone"}')).answers, '{}'::jsonb, 'nor back what they typed');
select commerce_test.act_as('acme', 'mona');
select is((select count(*) from commerce.intake_responses), 1::bigint, 'managers do');
select commerce_test.is_refused(pg_temp.answer('{}'), 'VB101', 'a required answer is missing');
select commerce_test.is_refused(pg_temp.answer('{"allergies":" "}'), 'VB101', 'or blank');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"x","colour":"red"}'), 'VB101', 'nobody asked that');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"x","age":"old"}'), 'VB101', 'not a number');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"x","skin":"green"}'), 'VB101', 'not a choice');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"x","pains":["toe"]}'), 'VB101', 'nor these');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"x","mail":"no"}'), 'VB101', 'not an address');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"4242 4242 4242 4242"}'), 'VT101', 'no card numbers');
select commerce_test.is_refused($$ select commerce.submit_intake((select id from b where label = 'facial'), null) $$, 'VB101', 'null');
select commerce_test.is_refused($$ select commerce.submit_intake((select id from b where label = 'plain'), '{"a":"b"}') $$, 'VB101', 'a service that asks nothing');
select commerce_test.is_refused($$ select commerce.submit_intake(gen_random_uuid(), '{}') $$, 'VB201', 'an unknown booking');
select commerce_test.act_as('acme');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.act_as('twin');
select commerce_test.is_refused(pg_temp.answer('{"allergies":"x"}'), 'VB201', 'another organization''s');

-- With the order.
select commerce_test.act_as('acme', 'carla');
create temporary table w as select o.id from commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select facial from t), 'starts_at', '2030-01-05T10:00:00Z', 'answers', '{"allergies":"nuts"}'::jsonb)), payment_method => 'cash_on_delivery', idempotency_key => 'with-the-order-with-the-order') as o;
select is((select r.answers ->> 'allergies' from commerce.intake_responses as r join commerce.bookings as x on x.id = r.booking_id where x.order_id = (select id from w)), 'nuts', 'answers may come with the order');
select is((select snapshot ? 'answers' from commerce.order_items where order_id = (select id from w)), false, 'and are kept nowhere else');
select commerce_test.is_refused($$ select commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select facial from t), 'starts_at', '2030-01-06T10:00:00Z', 'answers', '{"colour":"red"}'::jsonb)), idempotency_key => 'wrong-answers-wrong-answers') $$, 'VB101', 'wrong ones refuse it');

select * from finish();
rollback;
