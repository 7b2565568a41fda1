begin;
select plan(13);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(1000) as id) as o;
grant select on t to public;
create function pg_temp.event(key text) returns uuid language sql as $$
    select commerce_test.value_of(format('select id from commerce.webhook_events where event_key = %L', key))::uuid
$$;
select is((select commerce_test.deliver(payment_id, 'payment_succeeded', '{"currency": "XXX"}', 'bad') from t), 'failed', 'an event fails');
select commerce_test.force($$ insert into commerce.currencies (code, name, exponent) values ('XXX', 'None', 2) $$);
select commerce.set_clock('2051-05-06 07:08+00');
select commerce_test.act_as('acme', 'adam');
select is((commerce.replay_webhook_event(pg_temp.event('bad'))).outcome, 'applied', 'when its reason is gone, an admin replays it');
select is((select (commerce_test.payment_row(payment_id)).status from t), 'succeeded', 'and it takes effect');
select is((commerce.replay_webhook_event(pg_temp.event('bad'))).outcome, 'duplicate', 'once');
select is((select attempts from commerce.webhook_events where event_key = 'bad'), 2, 'the attempts are counted');
select is((select updated_at from commerce.webhook_events where event_key = 'bad'), '2051-05-06 07:08+00'::timestamptz,
    'and when the last one was is told');
select commerce_test.is_refused($$ select commerce.replay_webhook_event(gen_random_uuid()) $$, 'VP201', 'an unknown event is not found');
select commerce_test.is_refused($$ select commerce.replay_webhook_event(null) $$, 'VP201', 'nor is null');
select commerce_test.act_as('globex', 'adam');
select commerce_test.is_refused($$ select commerce.replay_webhook_event(pg_temp.event('bad')) $$, 'VP201', 'nor one of another organization');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.replay_webhook_event(pg_temp.event('bad')) $$, 'VT302', 'a manager does not replay');
select commerce_test.act_as('acme');
select is((select commerce_test.deliver(payment_id, 'payment_expired', '{}', 'lost', 'nobody') from t), 'unmatched', 'an event that finds nothing');
select commerce_test.act_as_role('commerce_platform');
select is((commerce.replay_webhook_event(pg_temp.event('lost'))).outcome, 'unmatched', 'is replayed by the platform, and finds nothing still');
select ok((select count(*) > 0 from commerce.webhook_events), 'which sees such events');

select * from finish();
rollback;
