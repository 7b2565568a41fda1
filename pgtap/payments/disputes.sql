-- A payer objects: what becomes of order, money and members.
begin;
select plan(38);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
select commerce_test.given_member('mona', 'manager');
create temporary table t as
select o.id as order_id, commerce_test.given_payment(o.id) as payment_id
from (select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla')) as id) as o;
grant select on t to public;
create function pg_temp.order_is() returns text language sql as $$
    select commerce_test.value_of('select status || '' '' || payment_status || '' '' || refunded_minor || '' '' || is_disputed from commerce.orders where id = (select order_id from t)')
$$;
create function pg_temp.dispute(effect text, data jsonb = '{}', key text = null) returns text language sql as $$
    select commerce_test.deliver((select payment_id from t), effect,
        '{"dispute_reference": "dp_1", "amount_minor": 1000, "currency": "usd", "reason": "product_not_received", "due_by": "2030-02-01T10:00:00Z"}' || data, key)
$$;
create function pg_temp.balance(account text) returns text language sql as $$
    select commerce_test.value_of(format('select coalesce(sum(amount_minor), 0) from commerce.ledger_entries where account_code = %L and payment_id = (select payment_id from t)', account))
$$;

select is(pg_temp.dispute('dispute_opened', '{"dispute_reference": null}', 'bad'), 'failed', 'a dispute has an id');
select is(pg_temp.dispute('dispute_opened', '{"currency": "EUR"}', 'eur'), 'failed', 'and the currency of its payment');
select is(pg_temp.dispute('dispute_closed', '{"outcome": "draw"}', 'draw'), 'failed', 'and ends won, lost or closed');
select is(pg_temp.dispute('dispute_closed', key => 'none'), 'failed', 'which is said');
select is(commerce_test.count_of('commerce.disputes'), 0::bigint, 'else nothing happens');
select is(commerce_test.deliver(payment_id, 'payment_succeeded'), 'applied', 'an order is paid') from t;
select is(pg_temp.dispute('dispute_opened'), 'applied', 'its payer objects');
select is(pg_temp.order_is(), 'disputed paid 0 true', 'the order is disputed, and still paid');
select is(commerce_test.value_of($$ select data ->> 'reason' || ' ' || (data ->> 'due_by') from commerce.notification_queue where template = 'staff_dispute' limit 1 $$),
    'product not received 2030-02-01 10:00 UTC', 'the members are told why, and until when to answer');
select is(pg_temp.balance('disputes'), '0', 'no money has moved');
select is(pg_temp.dispute('dispute_funds_withdrawn', '{"fee_minor": 15}'), 'applied', 'the gateway takes it out');
select is(pg_temp.balance('disputes') || ' ' || pg_temp.balance('clearing_stripe') || ' ' || pg_temp.balance('gateway_fees'), '1000 -15 15', 'and keeps it back, with a fee');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id) from t $$, 'VP402', 'what is kept back cannot be refunded');
select is(pg_temp.dispute('dispute_updated', '{"status": "under_review"}'), 'applied', 'evidence is sent');
select is(commerce_test.value_of('select status from commerce.disputes'), 'under_review', 'and read');
select is(pg_temp.dispute('dispute_opened'), 'applied', 'the opening comes once more');
select is(commerce_test.value_of('select status from commerce.disputes'), 'under_review', 'which changes nothing');
select commerce_test.is_refused($$ select commerce.cancel_order(order_id) from t $$, 'VO401', 'a disputed order cannot be cancelled');
select is(pg_temp.dispute('dispute_closed', '{"outcome": "won"}'), 'applied', 'it is won');
select is(pg_temp.order_is(), 'paid paid 0 false', 'the order is where it was');
select is(pg_temp.dispute('dispute_funds_reinstated'), 'applied', 'and the money comes back');
select is(pg_temp.balance('disputes') || ' ' || pg_temp.balance('clearing_stripe'), '0 985', 'less the fee');
select is(commerce_test.count_of('commerce.notification_queue', $$ template = 'staff_dispute' $$),
    commerce_test.count_of('commerce.members', $$ role in ('manager', 'admin', 'owner') and email is not null $$), 'nobody was told of the opening twice');
select isnt(commerce_test.count_of('commerce.notification_queue', $$ data ->> 'reason' = 'dispute_won' $$), 0::bigint, 'and all of its end');

select is(pg_temp.dispute('dispute_closed', '{"dispute_reference": "dp_2", "outcome": "lost"}'), 'applied', 'another one is lost');
select is(pg_temp.order_is(), 'refunded refunded 1000 false', 'the customer has the money back');
select is(pg_temp.balance('receivable') || ' ' || pg_temp.balance('clearing_stripe'), '0 -15', 'and the books say so');
select is(commerce_test.value_of($$ select total_spent_minor from commerce.customers where id = (select o.customer_id from commerce.orders as o, t where o.id = t.order_id) $$), '0', 'as do the statistics');
select throws_ok($$ select commerce_test.force('update commerce.disputes set status = ''won'' where status = ''lost''') $$, 'VP403', null, 'nobody puts a dispute back');
select is((select count(*) from commerce.dispute_list where not is_open), 2::bigint, 'both are in the list');

-- A part that was lost, after a part that was refunded.
create temporary table s as
select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(1000) as id) as o;
grant select on s to public;
select commerce_test.deliver(payment_id, 'payment_succeeded') from s;
select commerce_test.deliver(payment_id, 'refund_succeeded', '{"refund_reference": "re_1", "amount_minor": 400}') from s;
select is(commerce_test.deliver(payment_id, 'dispute_closed', '{"dispute_reference": "dp_3", "amount_minor": 1000, "outcome": "lost"}'), 'applied', 'all of a payment is lost that was refunded in part') from s;
select results_eq($$ select d.returned_minor, d.lost_minor, p.refunded_minor from s join commerce.payments as p on p.id = s.payment_id join commerce.disputes as d on d.payment_id = p.id $$,
    $$ values (600::bigint, 400::bigint, 1000::bigint) $$, 'the rest counts as given back, what goes beyond it as a loss');
-- What an earlier release could not carry out.
create temporary table e as select commerce_test.given_payment(commerce_test.given_order(500)) as payment_id;
grant select on e to public;
select commerce_test.deliver(payment_id, 'payment_succeeded') from e;
select commerce_test.force($$ insert into commerce.webhook_events (gateway, account, livemode, event_key, event_type, effects, outcome, received_at, organization_id)
    select 'stripe', p.gateway_account_id::text, false, 'old', 'charge.dispute.created', jsonb_build_array(jsonb_build_object('effect', 'dispute_opened', 'payment_reference', p.reference, 'dispute_reference', 'dp_4', 'amount_minor', 500)), 'failed', now(), p.organization_id
    from commerce.payments as p where p.amount_minor = 500 and p.status = 'succeeded' $$);
select is((select outcome from commerce.replay_webhook_event(commerce_test.value_of($$ select id from commerce.webhook_events where event_key = 'old' $$)::uuid)), 'applied', 'an event that failed before is carried out when replayed');
select is(commerce_test.count_of('commerce.disputes', $$ gateway_reference = 'dp_4' and status = 'needs_response' $$), 1::bigint, 'with its dispute');
select is_empty($$ select c.* from commerce.verify_integrity() as c where not c.is_ok $$, 'and all promises hold');

select commerce_test.act_as('acme', 'mona');
select is((select count(*) from commerce.dispute_list), 4::bigint, 'managers see disputes');
select commerce_test.act_as('acme', 'stan');
select is_empty('select from commerce.disputes', 'staff do not');
select commerce_test.act_as('globex');
select is_empty('select from commerce.dispute_list', 'nor do others');

select * from finish();
rollback;
