begin;
select plan(16);

select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account(organization => 'acme');
create temporary table t as
select o.id as order_id, p.id as payment_id
from (select commerce_test.given_order(1000, organization => 'acme') as id) as o, lateral commerce.start_payment(o.id, idempotency_key => 'explain-0-0123456789abcd') as p;
grant select on t to public;
create function pg_temp.story() returns text[] language sql as $$
    select array_agg(e.what order by e.at nulls last) from t, commerce.explain_payment(payment_id) as e
$$;
create function pg_temp.now_what() returns text language sql as $$
    select e.what || ': ' || coalesce(e.next_step, 'nothing') || coalesce(' (' || e.who || ')', '') from t, commerce.explain_payment(payment_id) as e where e.at is null
$$;

select is(pg_temp.now_what(), 'it is created: wait for the relay to ask the gateway (relay)', 'a payment that nobody took up waits for the relay');
select ok('10.00 USD asked for by stripe' = any (pg_temp.story()), 'the story begins with what was asked for');
select ok('the gateway was asked: create session' = any (pg_temp.story()), 'and of whom');
select commerce_test.deliver(payment_id, 'payment_failed', '{"code": "card_declined", "message": "no funds"}') from t;
select is(pg_temp.now_what(), 'it is failed: try again with commerce.start_payment (customer)', 'who failed tries again');
select is((select e.why from t, commerce.explain_payment(payment_id) as e where e.at is null), 'no funds', 'and is told why');
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"amount_minor": 999}') from t;
select is(pg_temp.now_what(), 'it is succeeded, in suspense: give it to an order with commerce.allocate_payment, or back with commerce.issue_refund (members)', 'the wrong amount needs a person');
select commerce.allocate_payment(payment_id, order_id) from t;
select is(pg_temp.now_what(), 'it is succeeded: nothing', 'then nothing is to be done');
select commerce_test.deliver(payment_id, 'refund_succeeded', '{"refund_reference": "re_1", "amount_minor": 5}') from t;
select commerce_test.deliver(payment_id, 'dispute_opened', '{"dispute_reference": "dp_1", "amount_minor": 900, "due_by": "2030-02-01T10:00:00Z"}') from t;
select ok('a refund of 0.05 USD is succeeded' = any (pg_temp.story()), 'refunds belong to the story');
select is((select e.next_step from t, commerce.explain_payment(payment_id) as e where e.what like 'a dispute%'), 'answer at the gateway until 2030-02-01 10:00 UTC', 'and disputes, with what to do about them');
select ok('the gateway said: test.payment_failed' = any (pg_temp.story()), 'and what the gateway said');
select commerce_test.is_refused($$ select commerce.explain_payment(null) $$, 'VP201', 'an unknown payment is not found');
select commerce_test.is_refused($$ select commerce.explain_payment(gen_random_uuid()) $$, 'VP201', 'nor is any other');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.explain_payment(payment_id) from t $$, 'VT302', 'staff hear no stories of money');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.explain_payment(payment_id) from t $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.explain_payment(payment_id) from t $$, 'VP201', 'nor others');
select commerce_test.act_as('acme');
select isnt_empty($$ select commerce.explain_payment(payment_id) from t $$, 'trusted backends do');

select * from finish();
rollback;
