begin;
select plan(8);

select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account(organization => 'acme');
create temporary table t as select commerce_test.given_payment(commerce_test.given_order(1000, organization => 'acme')) as payment_id;
grant select on t to public;
select is((select (commerce.verify_payment(payment_id)).id from t), (select payment_id from t), 'a manager has the gateway asked');
select is(commerce_test.count_of('commerce.gateway_commands', $$ kind = 'verify' $$), 1::bigint, 'by a command');
select lives_ok($$ select commerce.verify_payment(payment_id) from t $$, 'asking again');
select is(commerce_test.count_of('commerce.gateway_commands', $$ kind = 'verify' $$), 1::bigint, 'asks once');
select commerce_test.is_refused($$ select commerce.verify_payment(gen_random_uuid()) $$, 'VP201', 'an unknown payment is not found');
select commerce_test.is_refused($$ select commerce.verify_payment(null) $$, 'VP201', 'nor is null');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.verify_payment(payment_id) from t $$, 'VT302', 'staff do not ask');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.verify_payment(payment_id) from t $$, 'VP201', 'nor does another organization');

select * from finish();
rollback;
