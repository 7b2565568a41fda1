begin;
select plan(27);

select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account(organization => 'acme');
create temporary table t as
select o.id as order_id, p.id as payment_id, p.reference
from (select commerce_test.given_order(1000, 'created', organization => 'acme', product_id => commerce_test.given_product('capture-1', 500, 5, 'acme'), quantity => 2) as id) as o,
    lateral commerce.start_payment(o.id, capture => false, idempotency_key => 'capture-0-0123456789abcd') as p;
grant select on t to public;
create function pg_temp.status() returns text language sql as $$
    select commerce_test.value_of('select p.status || '' '' || o.status || '' '' || o.payment_status || '' '' || o.paid_minor from commerce.payments as p join commerce.orders as o on o.id = p.order_id where p.id = (select payment_id from t)')
$$;
create function pg_temp.answer(kind text, outcome text, data jsonb = '{}') returns text language sql as $$
    select set_config('role', 'none', true);
    select set_config('role', 'commerce_relay', true);
    select (commerce.record_gateway_result(c.command_id, outcome, 'pi_9', data)).status
    from commerce.claim_gateway_commands('stripe') as c where c.kind = answer.kind;
$$;

select is(commerce_test.value_of($$ select request -> 'capture' from commerce.gateway_commands where kind = 'create_session' $$), 'false', 'the gateway is asked to authorise only');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id) from t $$, 'VP403', 'what is not authorised is not captured');
select is(pg_temp.answer('create_session', 'done'), 'done', 'the page is made');
select is(commerce_test.deliver(payment_id, 'payment_authorised'), 'applied', 'the payer authorises') from t;
select is(pg_temp.status(), 'authorised pending_payment authorised 0', 'which pays nothing yet');
select is(commerce_test.value_of($$ select expires_at > commerce_private.clock() + interval '2 days' from commerce.inventory_locks where order_id = (select order_id from t) $$), 'true', 'but stock waits for days');

select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id, 1001) from t $$, 'VP101', 'never more than was authorised');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id, 0) from t $$, 'VP101', 'nor nothing');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id, -1) from t $$, 'VP101', 'nor less');
select commerce_test.is_refused($$ select commerce.capture_payment(gen_random_uuid(), 1) from t $$, 'VP201', 'an unknown payment is not found');
select commerce_test.is_refused($$ select commerce.capture_payment(null) $$, 'VP201', 'nor is null');
select is((select (commerce.capture_payment(payment_id, 600)).status from t), 'authorised', 'a part is asked for');
select is((select (commerce.capture_payment(payment_id, 600)).status from t), 'authorised', 'twice is harmless');
select results_eq($$ select status, (request ->> 'amount_minor')::bigint from commerce_test.commands('capture') $$, $$ values ('queued', 600::bigint) $$, 'and asked once');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id) from t $$, 'VP403', 'another amount is not');
select is(pg_temp.answer('capture', 'done', '{"effects": [{"effect": "payment_succeeded", "amount_minor": 600, "currency": "USD"}]}'), 'done', 'the gateway has done it');
select is(pg_temp.status(), 'succeeded pending_payment partially_paid 600', 'and the order is paid in part');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.capture_payment(payment_id, 600)).status from t), 'succeeded', 'asking again answers as it stands');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'capture-1-0123456789abcd') as p), 400::bigint, 'the rest is paid by another payment');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'and all promises hold');

-- The gateway does not do it.
create temporary table f as select commerce_test.given_payment(commerce_test.given_order(500, organization => 'acme'), 'authorised') as payment_id;
grant select on f to public;
select is((select (commerce.capture_payment(payment_id)).amount_minor from f), 500::bigint, 'all of it is asked for');
select is(pg_temp.answer('capture', 'failed', '{"code": "expired"}'), 'failed', 'the authorisation is over');
select isnt(commerce_test.count_of('commerce.notification_queue', $$ data ->> 'reason' = 'capture_failed' $$), 0::bigint, 'the members are told');
select is(commerce_test.count_of('commerce.gateway_commands', $$ kind = 'verify' and status = 'queued' $$), 1::bigint, 'and the gateway is asked how it stands');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id) from t $$, 'VT302', 'staff capture nothing');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id) from t $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.capture_payment(payment_id) from t $$, 'VP201', 'nor others');

select * from finish();
rollback;
