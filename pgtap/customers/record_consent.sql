begin;
select plan(16);

select commerce_test.act_as('acme', 'carla');
create temporary table t as select commerce_test.given_customer('carla', 'acme') as carla, commerce_test.given_customer('walter', 'acme') as walter;
grant select on t to public;
select results_eq($$ select c.purpose, c.is_given from t, commerce.record_consent(carla, 'newsletter', true, 'sign-up form') as c $$, $$ values ('newsletter', true) $$, 'a customer gives a permission');
select is((select c.source from t, commerce.record_consent(carla, 'newsletter', true, 'again') as c), 'sign-up form', 'giving it again writes nothing');
select is((select c.is_given from t, commerce.record_consent(carla, 'newsletter', false) as c), false, 'and takes it back');
select is((select c.is_given from t, commerce.record_consent(carla, 'sms', true) as c), true, 'each purpose counts for itself');
select is((select count(*) from commerce.customer_consents), 3::bigint, 'all of it is kept');
select commerce_test.is_refused($$ select commerce.record_consent(walter, 'newsletter', true) from t $$, 'VU201', 'for nobody else');
select commerce_test.act_as('acme', 'mona');
select is((select c.is_given from t, commerce.record_consent(walter, 'newsletter', true, 'on paper') as c), true, 'managers write down what they were told');
select is((select count(*) from commerce.customer_consents), 4::bigint, 'and read everybody''s');
select throws_ok($$ select commerce_test.force('update commerce.customer_consents set is_given = true') $$, 'VS901', null, 'what was said stands');
select commerce_test.is_refused($$ select commerce.record_consent(walter, null, true) from t $$, 'VU101', 'a purpose is needed');
select commerce_test.is_refused($$ select commerce.record_consent(walter, 'No Word', true) from t $$, 'VU101', 'one word');
select commerce_test.is_refused($$ select commerce.record_consent(walter, 'sms', null) from t $$, 'VU101', 'yes or no');
select commerce_test.is_refused($$ select commerce.record_consent(walter, 'sms', true, repeat('x', 501)) from t $$, 'VU101', 'a short source');
select commerce_test.is_refused($$ select commerce.record_consent(walter, 'sms', true, '4242 4242 4242 4242') from t $$, 'VT101', 'and no card number');
select commerce_test.is_refused($$ select commerce.record_consent(null, 'sms', true) $$, 'VU201', 'nobody is nobody');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.record_consent(walter, 'sms', true) from t $$, 'VU201', 'another organization knows nobody of ours');

select * from finish();
rollback;
