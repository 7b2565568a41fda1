begin;
select plan(15);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id
from (select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla')) as id) as o;
grant select on t to public;

select is((select commerce.get_payment(payment_id) ->> 'status' from t), 'requires_action', 'a payment says how it stands');
select is((select commerce.get_payment(payment_id) -> 'next_action' from t), '{"type": "wait"}', 'and what the payer does next');
select ok((select commerce.get_payment(payment_id) ? 'fee_minor' from t), 'a trusted backend sees the fees');
select commerce_test.is_refused($$ select commerce.get_payment(gen_random_uuid()) $$, 'VP201', 'an unknown payment is not found');
select commerce_test.is_refused($$ select commerce.get_payment(null) $$, 'VP201', 'nor is null');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.get_payment(payment_id) from t $$, 'VP201', 'nor one of another organization');
select commerce_test.act_as('acme', 'mona');
select ok((select commerce.get_payment(payment_id) ? 'fee_minor' from t), 'so does a manager');
select isnt_empty($$ select from commerce.payments $$, 'who reads the rows, too');
select commerce_test.act_as('acme', 'carla');
select is((select commerce.get_payment(payment_id) ->> 'amount_minor' from t), '1000', 'the customer sees their own');
select ok((select not commerce.get_payment(payment_id) ? 'fee_minor' from t), 'without the fees');
select is_empty($$ select from commerce.payments $$, 'and no rows');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.get_payment(payment_id) from t $$, 'VP201', 'staff see none');
select is_empty($$ select from commerce.payments $$, 'nor rows');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.get_payment(payment_id) from t $$, 'VP201', 'nor does a visitor');
select set_config('commerce.order_token', commerce_test.value_of(
    $$ select access_token from commerce_private.access_tokens where subject_id = (select order_id from t) $$), true);
select is((select commerce.get_payment(payment_id) ->> 'status' from t), 'requires_action', 'unless with the order''s token');

select * from finish();
rollback;
