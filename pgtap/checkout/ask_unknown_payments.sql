begin;
select plan(22);

select commerce.set_clock('2031-05-01 09:00+00');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select p.id as sent from commerce.start_payment(commerce_test.given_order(1000, 'created'), idempotency_key => 'ask-1') as p;
grant select on t to public;
select commerce_test.act_as_role('commerce_relay');
select count(*) from commerce.claim_gateway_commands('stripe');
select commerce_test.act_as('acme');
alter table t add column unsent uuid, add column order_id uuid;
create temporary table u as select p.id as unsent, p.order_id from commerce.start_payment(commerce_test.given_order(1000, 'created'), idempotency_key => 'ask-2') as p;
grant select on u to public;
select commerce_test.act_as_role('commerce_worker');
select is(commerce.ask_unknown_payments(), 0, 'gateways have half a minute to answer');
select commerce.set_clock('2031-05-01 09:00:31+00');
select is(commerce.ask_unknown_payments(), 2, 'then the payment is chased');
select is((select (commerce_test.payment_row(unsent)).status from u), 'failed', 'what no relay took up fails');
select is((select (commerce_test.payment_row(unsent)).failure_code from u), 'unanswered', 'and says so');
select is(commerce_test.value_of($$ select status from commerce.orders where id = (select order_id from u) $$), 'payment_failed', 'so that the payer may try again');
select is(commerce_test.value_of($$ select status from commerce.gateway_commands where payment_id = (select unsent from u) $$), 'cancelled', 'and the gateway is not asked any more');
select is((select (commerce_test.payment_row(sent)).status from t), 'unknown', 'what was sent is unknown');
select commerce_test.force($$ update commerce.gateway_commands set status = 'failed' where payment_id = (select sent from t) $$);
select commerce.set_clock('2031-05-01 09:02+00');
select is(commerce.ask_unknown_payments(), 1, 'and the gateway is asked');
select is(commerce_test.value_of($$ select count(*) from commerce.gateway_commands where kind = 'verify' and payment_id = (select sent from t) $$), '1', 'by a command');
select is(commerce.ask_unknown_payments(), 0, 'once at a time');
select is(commerce_test.error_of($$ select commerce.ask_unknown_payments(0) $$) ->> 'code', 'VS101', 'at least one row');
select is(commerce_test.error_of($$ select commerce.ask_unknown_payments(null) $$) ->> 'code', 'VS101', 'and a number');
select commerce_test.act_as('acme');
select is(commerce_test.error_of($$ select commerce.ask_unknown_payments() $$) ->> 'code', '42501', 'a sweep is the worker''s');

-- A gateway that turns us away, or whose key is not there, has not answered either: nothing happened, and the payer
-- may try again. One whose answer was lost may have done it.
create temporary table a as select 'retry' as outcome, p.id, p.order_id
from commerce.start_payment(commerce_test.given_order(1000, 'created'), idempotency_key => 'ask-4') as p
union all
select 'unknown', p.id, p.order_id
from commerce.start_payment(commerce_test.given_order(1000, 'created'), idempotency_key => 'ask-5') as p;
grant select on a to public;
select commerce_test.act_as_role('commerce_relay');
select commerce.record_gateway_result(c.command_id, a.outcome, null, '{"code": "no_connection"}')
from a join commerce.claim_gateway_commands('stripe') as c on c.payment_id = a.id;
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2031-05-01 09:02:40+00');
select count(*) from commerce.ask_unknown_payments();
select is((select string_agg(outcome || ' ' || (commerce_test.payment_row(id)).status, ', ' order by outcome) from a), 'retry failed, unknown unknown',
    'where nothing happened for half a minute the payment fails; where an answer was lost it does not');
select is((select (commerce_test.payment_row(id)).failure_code from a where outcome = 'retry'), 'unanswered', 'and says why');
select is(commerce_test.value_of($$ select status from commerce.gateway_commands where payment_id = (select id from a where outcome = 'retry') $$), 'cancelled',
    'its page is not opened any more');
select is(commerce_test.value_of($$ select status from commerce.gateway_commands where payment_id = (select id from a where outcome = 'unknown') $$), 'queued',
    'the other is asked for again with its key');
select commerce_test.act_as('acme');

-- Webhooks get lost: what a gateway works on for long is asked about.
create temporary table w as select p.id as working from commerce.start_payment(commerce_test.given_order(1000, 'created'), idempotency_key => 'ask-3') as p;
create temporary table r as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(1000) as id) as o;
grant select on w, r to public;
select commerce_test.deliver(payment_id, 'payment_succeeded') from r;
create temporary table f as select f.id as refund_id from r, commerce.issue_refund(order_id, 400) as f;
grant select on f to public;
select commerce_test.force($$ update commerce.payments set status = 'processing' where id = (select working from w) $$);
select commerce_test.force($$ update commerce.refunds set status = 'submitted', gateway_reference = 're_1' where id = (select refund_id from f) $$);
select commerce_test.force($$ update commerce.gateway_commands set status = 'done' where kind = 'verify' $$);
select commerce_test.act_as_role('commerce_worker');
select is(commerce.ask_unknown_payments() - 1, 0, 'a gateway may work on something for an hour');
select commerce_test.force($$ update commerce.gateway_commands set status = 'done' where kind = 'verify' $$);
select commerce.set_clock('2031-05-01 11:00+00');
select is(commerce.ask_unknown_payments() - 1, 2, 'then it is asked about it');
select is(commerce_test.value_of($$ select count(*) from commerce.gateway_commands where kind = 'verify' and (payment_id = (select working from w) or refund_id = (select refund_id from f)) $$), '2', 'about the payment and about the refund');
select commerce_test.force($$ update commerce.gateway_commands set status = 'done' where kind = 'verify' $$);
select is(commerce.ask_unknown_payments() - 1, 0, 'once an hour');
select commerce.set_clock('2031-05-01 12:30+00');
select is(commerce.ask_unknown_payments(), 2, 'until it says');

select * from finish();
rollback;
