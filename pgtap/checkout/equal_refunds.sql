-- Two refunds of equal amounts are on their way, and the gateway's news of one come before its answers: by their
-- amount they are taken for those of the other. Each reference is then known once, and nothing is booked twice.
begin;
select plan(8);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();

create temporary table sale as
select p.*
from commerce.start_payment(commerce_test.given_order(1000, 'created'), 'stripe', idempotency_key => 'equal') as p;
create temporary table pair (place integer, id uuid);
grant select on sale, pair to public;
create function pg_temp.hear(key text, effect jsonb) returns text language sql as $$
    select e.outcome
    from sale, commerce.receive_webhook_event('stripe', key, 'x',
        jsonb_build_array(effect || '{"gateway_reference": "pi_equal", "currency": "USD"}'),
        '{}', sale.gateway_account_id::text, false) as e
$$;
create function pg_temp.refund_succeeded(reference text) returns text language sql as $$
    select pg_temp.hear(reference, jsonb_build_object(
        'effect', 'refund_succeeded', 'refund_reference', reference, 'amount_minor', 400))
$$;
create function pg_temp.answer(place integer, reference text) returns text language sql as $$
    select c.status
    from commerce.record_gateway_result(commerce_test.value_of(format(
        'select id from commerce.gateway_commands where refund_id = %L',
        (select pair.id from pair where pair.place = answer.place)))::uuid, 'done', reference) as c
$$;
create function pg_temp.refunds() returns text language sql as $$
    select commerce_test.value_of(format(
        'select string_agg(concat_ws('' '', status, gateway_reference), '', '' order by id) from commerce.refunds where order_id = %L',
        (select order_id from sale)))
$$;

select commerce_test.act_as_role('commerce_relay');
select count(*) from commerce.claim_gateway_commands('stripe', 100);
select is(pg_temp.hear('paid', jsonb_build_object(
    'effect', 'payment_succeeded', 'payment_reference', (select reference from sale), 'amount_minor', 1000)), 'applied', 'paid');
select commerce_test.act_as('acme');
insert into pair
select n, r.id from sale, generate_series(1, 2) as n, commerce.issue_refund(sale.order_id, 400, idempotency_key => 'equal-' || n) as r;
select commerce_test.act_as_role('commerce_relay');
select count(*) from commerce.claim_gateway_commands('stripe', 100);

-- News of the second come first, then both answers in either order.
select is(pg_temp.refund_succeeded('rf_2'), 'applied', 'news before the answer');
select is(pg_temp.answer(2, 'rf_2'), 'done', 'the answer that names what the other has');
select is(pg_temp.answer(1, 'rf_1'), 'done', 'and the answer of the other');
select is(pg_temp.refunds(), 'succeeded rf_2, submitted rf_1', 'each reference is known once');
select is(pg_temp.refund_succeeded('rf_1'), 'applied', 'the other news');
select is(pg_temp.refunds(), 'succeeded rf_2, succeeded rf_1', 'find theirs');
select commerce_test.act_as('acme');
select is((select o.refunded_minor from commerce.orders as o, sale where o.id = sale.order_id), 800::bigint, 'and each is booked once');

select * from finish();
rollback;
