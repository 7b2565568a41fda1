begin;
select plan(21);

select commerce_test.act_as('acme', null, 'commerce_platform');
create temporary table t as select id from commerce.register_gateway_account('stripe', 'PGCOMMERCE_GATEWAY_ACME',
    '{PGCOMMERCE_GATEWAY_ACME_HOOK}', external_account => 'acct_1');
grant select on t to public;
select is(commerce_test.count_of('commerce.gateway_accounts'), 1::bigint, 'the platform registers an account');
select is(commerce_test.value_of($$ select key from commerce_private.directory where kind = 'gateway_account' and key = (select id::text from t) $$),
    (select id::text from t), 'by which its organization is found');
select is((commerce.register_gateway_account('stripe', 'PGCOMMERCE_GATEWAY_NEW', external_account => 'acct_1')).id,
    (select id from t), 'the same account is changed, not doubled');
select is(commerce_test.value_of($$ select secret_name from commerce.gateway_accounts where id = (select id from t) $$),
    'PGCOMMERCE_GATEWAY_NEW', 'to what was said last');
select isnt((commerce.register_gateway_account('stripe', 'PGCOMMERCE_GATEWAY_ACME', external_account => 'acct_1', livemode => true)).id,
    (select id from t), 'the live account is another');
select commerce_test.is_refused($$ select commerce.register_gateway_account('barter', 'x') $$, 'VP101', 'an unknown gateway is refused');
select commerce_test.is_refused($$ select commerce.register_gateway_account(null, 'x') $$, 'VP101', 'and none');
select commerce_test.is_refused($$ select commerce.register_gateway_account('stripe', null) $$, 'VP101', 'a secret has a name');
select commerce_test.is_refused($$ select commerce.register_gateway_account('stripe', 'sk_live_abcdef') $$, 'VP101', 'a secret itself is none');
select commerce_test.is_refused($$ select commerce.register_gateway_account('stripe', '../../etc/passwd') $$, 'VP101', 'nor is a path');
select commerce_test.is_refused($$ select commerce.register_gateway_account('stripe', 'a', '{whsec_abc}') $$, 'VP101', 'nor a webhook''s secret');
select commerce_test.is_refused($$ select commerce.register_gateway_account('stripe', 'a', charge_type => 'gift') $$, 'VP101', 'a charge is direct or by destination');
select commerce_test.is_refused($$ select commerce.register_gateway_account('stripe', 'a', livemode => null) $$, 'VP101', 'live or not is to be said');
select commerce_test.is_refused($$ select commerce.register_gateway_account('flutterwave', 'a', webhook_scheme => 'plain') $$, 'VP101', 'webhooks are proved in a known way');
select is((commerce.register_gateway_account('flutterwave', 'a', webhook_scheme => 'shared_secret')).webhook_scheme, 'shared_secret',
    'a weaker proof is chosen by name');
select is((commerce.register_gateway_account('flutterwave', 'a')).webhook_scheme, null, 'and given up with the next word');
select commerce_test.act_as_role('commerce_platform');
select is(commerce_test.error_of($$ select commerce.register_gateway_account('stripe', 'a') $$) ->> 'code', 'VT301', 'the organization is named by the context');
select set_config('commerce.organization_id', gen_random_uuid()::text, true);
select is(commerce_test.error_of($$ select commerce.register_gateway_account('stripe', 'a') $$) ->> 'code', 'VT201', 'and exists');
select commerce_test.act_as('acme', 'ada');
select is(commerce_test.error_of($$ select commerce.register_gateway_account('stripe', 'a') $$) ->> 'code', '42501', 'an owner could borrow another''s secret, and may not');
select isnt_empty($$ select from commerce.gateway_accounts $$, 'but sees the accounts');
select commerce_test.act_as('acme', 'mona');
select is_empty($$ select from commerce.gateway_accounts $$, 'which a manager does not');

select * from finish();
rollback;
