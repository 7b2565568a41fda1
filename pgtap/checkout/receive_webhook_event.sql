begin;
select plan(50);

select commerce_test.act_as('acme');
create temporary table t as
select a.id as account_id, o.id as order_id, commerce_test.given_payment(o.id) as payment_id,
    commerce_test.organization_id('acme') as organization_id
from (select commerce_test.given_gateway_account(external_account => 'acct_acme') as id) as a,
    lateral (select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla')) as id where a.id is not null) as o;
grant select on t to public;
create function pg_temp.order_is() returns text language sql as $$
    select commerce_test.value_of('select status || '' '' || payment_status || '' '' || paid_minor || '' '' || refunded_minor from commerce.orders where id = (select order_id from t)')
$$;
create function pg_temp.deliver(effect text, data jsonb = '{}', key text = null, account text = null, livemode boolean = false) returns text language sql as $$
    select commerce_test.deliver((select payment_id from t), effect, data, key, account, livemode)
$$;

-- Only gateway, account and mode of the payment itself count.
select is(pg_temp.deliver('payment_succeeded', key => 'u1', account => gen_random_uuid()::text), 'unmatched', 'an event of another account finds nothing');
select is(pg_temp.deliver('payment_succeeded', key => 'u2', livemode => true), 'unmatched', 'nor does one of another mode');
select is(pg_temp.deliver('payment_succeeded', '{"payment_reference": "00000000000000000000000000000000-00000000000000000000000000000000"}'),
    'unmatched', 'nor one about nothing');
select is(pg_temp.order_is(), 'pending_payment unpaid 0 0', 'and nothing has changed');
select is(commerce_test.value_of($$ select outcome from commerce.webhook_events where event_key = 'u1' $$), 'unmatched', 'but they are kept');

select is(pg_temp.deliver('payment_processing'), 'applied', 'a payment under way');
select is(pg_temp.order_is(), 'pending_payment pending 0 0', 'shows in the order');
select is(pg_temp.deliver('payment_failed', '{"code": "card_declined", "message": "no"}', 'f1'), 'applied', 'a declined card');
select is(pg_temp.order_is(), 'payment_failed unpaid 0 0', 'fails the attempt, and the order can be paid again');
select is((select (commerce_test.payment_row(payment_id)).failure_code from t), 'card_declined', 'the reason is kept');
select is(pg_temp.deliver('payment_succeeded', '{"amount_minor": "1000"}', 'bad'), 'failed', 'an effect without a sensible amount fails');
select is(commerce_test.value_of($$ select error ->> 'code' from commerce.webhook_events where event_key = 'bad' $$), 'VP101', 'the event is kept with its error');
select is(pg_temp.deliver('payment_praised', key => 'word'), 'failed', 'so does an unknown word');
select is(pg_temp.deliver('payment_succeeded', '{"gateway_reference": "pi_1", "session_reference": "cs_1"}', 's1', 'acct_acme'), 'applied', 'success, by the gateway''s name of the account');
select is(pg_temp.order_is(), 'paid paid 1000 0', 'pays the order');
select is(pg_temp.deliver('payment_succeeded', key => 's1', account => 'acct_acme'), 'duplicate', 'the same event is a duplicate');
select is(pg_temp.deliver('payment_failed', '{"code": "late"}'), 'applied', 'a failure that comes late');
select is(pg_temp.deliver('payment_expired'), 'applied', 'and an expiry');
select is(pg_temp.order_is(), 'paid paid 1000 0', 'change nothing');
select is((select (commerce_test.payment_row(payment_id)).status from t), 'succeeded', 'about the payment either');
select is((select (commerce_test.payment_row(payment_id)).gateway_reference from t), 'pi_1', 'which knows the gateway''s name of the money');

select is(pg_temp.deliver('refund_succeeded', '{"payment_reference": null, "gateway_reference": "pi_1", "refund_reference": "re_1", "amount_minor": 400}'),
    'applied', 'a refund begun at the gateway is taken over, found by the gateway''s reference');
select is(pg_temp.order_is(), 'paid partially_refunded 1000 400', 'and shows');
select is(pg_temp.deliver('refund_succeeded', '{"refund_reference": "re_2", "amount_minor": 601}', 'r2'), 'failed', 'more than was received cannot go back');
select is(pg_temp.order_is(), 'paid partially_refunded 1000 400', 'so it does not');
select is(pg_temp.deliver('refund_failed', '{"refund_reference": "re_1", "amount_minor": 400, "reason": "closed"}'), 'applied', 'a refund that fails later');
select is(pg_temp.order_is(), 'paid paid 1000 0', 'is booked back');
select is(commerce_test.value_of($$ select sum(amount_minor) from commerce.ledger_entries where account_code = 'clearing_stripe' and payment_id = (select payment_id from t) $$),
    '1000', 'in the ledger as well');
select is(pg_temp.deliver('account_updated', '{"charges_enabled": false}'), 'applied', 'an account that may not charge any more');
select commerce_test.act_as('acme');
select commerce_test.is_refused(format('select commerce.start_payment(%L)', commerce_test.given_order(500)), 'VP301', 'takes no payments');

-- A second payment of a paid order goes back.
create temporary table second as select commerce_test.given_payment((select order_id from t), amount_minor => 1000) as payment_id;
grant select on second to public;
select is((select commerce_test.deliver(payment_id, 'payment_succeeded') from second), 'applied', 'a second payment is received');
select is(commerce_test.value_of($$ select amount_minor || ' ' || status from commerce.refunds where payment_id = (select payment_id from second) $$),
    '1000 requested', 'and sent back');

-- Wrong amounts and currencies wait in suspense.
create temporary table wrong as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(1000) as id) as o;
grant select on wrong to public;
select is((select commerce_test.deliver(payment_id, 'payment_succeeded', '{"amount_minor": 900}') from wrong), 'applied', 'another amount than was asked for');
select is(commerce_test.value_of($$ select status || ' ' || payment_status from commerce.orders where id = (select order_id from wrong) $$), 'payment_failed unpaid', 'does not pay the order');
select is(commerce_test.value_of($$ select sum(amount_minor) from commerce.ledger_entries where account_code = 'suspense' and payment_id = (select payment_id from wrong) $$), '-900', 'but is booked');
select ok(commerce_test.count_of('commerce.notification_queue', $$ template = 'payment_attention' $$) > 0, 'and the members are told');

-- The relay's own input.
select commerce_test.act_as_role('commerce_relay');
select is((commerce.receive_webhook_event('stripe', 'i1', 'customer.created')).outcome, 'ignored', 'an event without effects is kept and ignored');
select is((commerce.receive_webhook_event('stripe', 'i2', 'x', body => 'card 4242 4242 4242 4242')).body, null, 'a body with a card number in it is not kept');
select is((commerce.receive_webhook_event('stripe', 'i1', 'customer.created')).outcome, 'duplicate', 'twice is a duplicate without an account, too');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event(null, 'k', 't') $$) ->> 'code', 'VP101', 'a gateway is needed');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', null, 't') $$) ->> 'code', 'VP101', 'a key');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', repeat('k', 256), 't') $$) ->> 'code', 'VP101', 'of bounded length');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', '') $$) ->> 'code', 'VP101', 'a type');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't', '{}') $$) ->> 'code', 'VP101', 'effects in an array');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't', '[1]') $$) ->> 'code', 'VP101', 'of objects');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't', '[{"effect": 1}]') $$) ->> 'code', 'VP101', 'with a word');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't', body => repeat('x', 2000000)) $$) ->> 'code', 'VP101', 'a body of bounded size');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't', livemode => null) $$) ->> 'code', 'VP101', 'and a mode');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't', '[{"effect": "4242424242424242"}]') $$) ->> 'code', 'VT101', 'and no card number');
select commerce_test.act_as('acme');
select is(commerce_test.error_of($$ select commerce.receive_webhook_event('stripe', 'k', 't') $$) ->> 'code', '42501', 'nobody but the relay delivers');

select * from finish();
rollback;
