begin;
select plan(4);

select commerce_test.act_as('acme');
create temporary table t as select commerce_test.given_gateway_account() as acme,
    commerce_test.given_gateway_account(organization => 'globex') as twin;
grant select on t to public;
select commerce_test.act_as_role('commerce_relay');
select is((select count(*) from commerce.list_gateway_accounts() as a, t where a.id in (t.acme, t.twin)), 2::bigint,
    'the relay sees the accounts of all organizations');
select is((select a.secret_name from commerce.list_gateway_accounts() as a, t where a.id = t.acme), 'PGCOMMERCE_GATEWAY_TEST',
    'with the names of their secrets');
select is_empty($$ select from commerce.list_gateway_accounts() as a where to_jsonb(a)::text ~ '(sk|whsec)_' $$, 'and no secret');
select commerce_test.act_as('acme');
select is(commerce_test.error_of($$ select commerce.list_gateway_accounts() $$) ->> 'code', '42501', 'nobody else does');

select * from finish();
rollback;
