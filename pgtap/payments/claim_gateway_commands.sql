begin;
select plan(15);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select p.id as payment_id, p.reference
from commerce.start_payment(commerce_test.given_order(1000, 'created'), 'stripe',
    success_url => 'https://shop.test/paid', idempotency_key => 'claim-1') as p;
grant select on t to public;
select commerce_test.act_as_role('commerce_relay');
create temporary table c as select * from commerce.claim_gateway_commands('stripe', 10, '1 minute');
grant select on c to public;
select results_eq(
    $$ select kind, attempts, c.reference = t.reference, amount_minor, currency, success_url, secret_name, livemode from c, t $$,
    $$ values ('create_session', 1, true, 1000::bigint, 'USD', 'https://shop.test/paid', 'PGCOMMERCE_GATEWAY_TEST', false) $$,
    'a command says all that carrying it out takes');
select matches((select idempotency_key from c), '^pgc_[0-9a-f]{32}$', 'with a key that is its own');
select is_empty($$ select from commerce.claim_gateway_commands('stripe') $$, 'what is taken is not given out again');
select is_empty($$ select from commerce.claim_gateway_commands('paystack') $$, 'nor to another gateway');
select commerce_test.force($$ update commerce.gateway_commands set locked_until = commerce_private.clock() - interval '1 second' $$);
select results_eq($$ select attempts, idempotency_key from commerce.claim_gateway_commands('stripe') $$,
    $$ select 2, idempotency_key from c $$, 'until its lease is over: then again, with the same key');
select commerce_test.act_as('acme');
select commerce_test.act_as_role('commerce_relay');
select is(commerce_test.error_of($$ select commerce.claim_gateway_commands(null) $$) ->> 'code', 'VP101', 'the gateway is named');
select is(commerce_test.error_of($$ select commerce.claim_gateway_commands('stripe', 0) $$) ->> 'code', 'VP101', 'at least one is taken');
select is(commerce_test.error_of($$ select commerce.claim_gateway_commands('stripe', 100000) $$) ->> 'code', 'VP101', 'and not all at once');
select is(commerce_test.error_of($$ select commerce.claim_gateway_commands('stripe', 1, '-1 hour') $$) ->> 'code', 'VP101', 'for a time to come');
select is(commerce_test.error_of($$ select commerce.claim_gateway_commands('stripe', 1, null) $$) ->> 'code', 'VP101', 'which is known');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account('paystack');
select commerce.start_payment(commerce_test.given_order(1000, 'created'), 'paystack', idempotency_key => 'claim-2');
select commerce_test.act_as_role('commerce_relay');
select is((select request -> 'email' from c), null, 'a gateway that needs no e-mail gets none');
select is((select request ->> 'email' from commerce.claim_gateway_commands('paystack')), 'buyer@acme.test',
    'one that opens no page without it does');
select commerce_test.act_as('acme', 'ada');
select is(commerce_test.error_of($$ select commerce.claim_gateway_commands('stripe') $$) ->> 'code', '42501', 'nobody but the relay takes any');
select is((select count(*) from commerce.gateway_commands), 2::bigint, 'an admin sees them');
select commerce_test.act_as('acme', 'mona');
select is_empty($$ select from commerce.gateway_commands $$, 'a manager does not');

select * from finish();
rollback;
