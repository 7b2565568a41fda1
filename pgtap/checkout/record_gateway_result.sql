begin;
select plan(22);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create function pg_temp.begun(key text) returns uuid language sql as $$
    select (commerce.start_payment(commerce_test.given_order(1000, 'created'), 'stripe', idempotency_key => key)).id
$$;
create function pg_temp.command(payment_id uuid) returns uuid language sql as $$
    select commerce_test.value_of(format('select id from commerce.gateway_commands where payment_id = %L order by id limit 1', payment_id))::uuid
$$;
create function pg_temp.status(payment_id uuid) returns text language sql as $$ select (commerce_test.payment_row(payment_id)).status $$;
create temporary table t as select pg_temp.begun('r1') as done, pg_temp.begun('r2') as lost, pg_temp.begun('r3') as refused, pg_temp.begun('r4') as again;
grant select on t to public;
select commerce_test.act_as_role('commerce_relay');
select count(*) from commerce.claim_gateway_commands('stripe', 100);
select is((select (commerce.record_gateway_result(pg_temp.command(done), 'done', 'cs_1',
    '{"next_action": {"type": "redirect", "url": "https://pay.test/1"}}')).status from t), 'done', 'a command is done');
select is((select pg_temp.status(done) from t), 'requires_action', 'and its payment waits for the payer');
select is((select (commerce_test.payment_row(done)).next_action ->> 'url' from t), 'https://pay.test/1', 'on the gateway''s page');
select is((select (commerce.record_gateway_result(pg_temp.command(done), 'failed')).status from t), 'done', 'a second answer changes nothing');
select is((select (commerce.record_gateway_result(pg_temp.command(lost), 'unknown')).status from t), 'queued', 'a lost answer is asked for again');
select is((select pg_temp.status(lost) from t), 'unknown', 'and until then nobody knows');
select is((select (commerce.record_gateway_result(pg_temp.command(lost), 'done', 'cs_2')).status from t), 'done', 'the next one counts');
select is((select pg_temp.status(lost) from t), 'requires_action', 'and the payer may go on');
select is((select (commerce.record_gateway_result(pg_temp.command(refused), 'failed', null, '{"code": "no", "message": "not you"}')).error from t),
    'not you', 'a refusal is written down');
select is((select pg_temp.status(refused) from t), 'failed', 'and fails the payment');
select is((select (commerce.record_gateway_result(pg_temp.command(again), 'retry', null, '{"retry_after": 60}')).status from t), 'queued', 'what did not happen is tried again');
select ok((select commerce_test.value_of(format('select not_before > commerce_private.clock() + interval ''50 seconds'' from commerce.gateway_commands where id = %L',
    pg_temp.command(again)))::boolean from t), 'after the time that the gateway asked for');
select is((select (commerce.record_gateway_result(pg_temp.command(again), 'done', 'cs_4',
    jsonb_build_object('effects', jsonb_build_array(jsonb_build_object('effect', 'payment_succeeded', 'amount_minor', 1000, 'currency', 'usd'))))).status from t),
    'done', 'an answer may say what became of the payment');
select is((select pg_temp.status(again) from t), 'succeeded', 'which counts like a webhook');
select matches((select (commerce.record_gateway_result(c.id, 'done', 'cs_5', '{"effects": [{"effect": "payment_succeeded"}]}')).error
    from t, lateral (select commerce_test.value_of(format(
        'insert into commerce.gateway_commands (organization_id, gateway, kind, payment_id, not_before) select organization_id, gateway, ''verify'', id, now() from commerce.payments where id = %L returning id',
        done))::uuid as id) as c), '^VP101', 'what makes no sense is written down, and the answer kept');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(gen_random_uuid(), 'done') $$) ->> 'code', 'VP201', 'an unknown command is not found');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(null, 'done') $$) ->> 'code', 'VP201', 'nor is null');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(pg_temp.command(done), 'perhaps') from t $$) ->> 'code', 'VP101', 'an outcome is one of four');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(pg_temp.command(done), null) from t $$) ->> 'code', 'VP101', 'and not null');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(pg_temp.command(done), 'done', null, '[]') from t $$) ->> 'code', 'VP101', 'data are an object');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(pg_temp.command(done), 'done', null, '{"x": "4242424242424242"}') from t $$) ->> 'code', 'VT101', 'without a card number');
select commerce_test.act_as('acme');
select is(commerce_test.error_of($$ select commerce.record_gateway_result(gen_random_uuid(), 'done') $$) ->> 'code', '42501', 'nobody but the relay answers');

select * from finish();
rollback;
