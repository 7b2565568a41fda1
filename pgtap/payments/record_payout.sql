begin;
select plan(19);

select commerce_test.act_as('acme', 'mona');
create function pg_temp.balance(account text) returns text language sql as $$
    select commerce_test.value_of(format('select coalesce(sum(amount_minor), 0) from commerce.ledger_entries where organization_id = commerce_test.organization_id(''acme'') and account_code = %L', account))
$$;
create temporary table t as select pg_temp.balance('clearing_stripe')::bigint as held;
grant select on t to public;

select results_eq($$ select gateway, amount_minor, currency, reference from commerce.record_payout('stripe', 500, 'usd', 'po_1') $$, $$ values ('stripe', 500::bigint, 'USD', 'po_1') $$, 'a payout arrives at the bank');
select is(pg_temp.balance('bank'), '500', 'where the books have it now');
select is(pg_temp.balance('clearing_stripe')::bigint, (select held - 500 from t), 'and no longer at the gateway');
select is((commerce.record_payout('stripe', 500, 'USD', 'po_1')).id, (select id from commerce.payouts), 'the same again is the same');
select is(pg_temp.balance('bank'), '500', 'and booked once');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 501, 'USD', 'po_1') $$, 'VO402', 'a reference stands for one payout');
select commerce_test.is_refused($$ select commerce.record_payout(null, 1, 'USD', 'x') $$, 'VP101', 'a payout has a gateway');
select commerce_test.is_refused($$ select commerce.record_payout('barter', 1, 'USD', 'x') $$, 'VP101', 'that is known');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 0, 'USD', 'x') $$, 'VP101', 'and an amount');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 9223372036854775807, 'USD', 'x') $$, 'VP101', 'within reason');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 1, '???', 'x') $$, 'VP101', 'and a currency');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 1, 'USD', ' ') $$, 'VP101', 'and a reference');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 1, 'USD', 'x', 'infinity') $$, 'VP101', 'and a time that comes');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 1, 'USD', '4242 4242 4242 4242') $$, 'VT101', 'and no card number');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 1, 'USD', 'x') $$, 'VT302', 'staff book nothing');
select is_empty('select from commerce.payouts', 'and see none');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.record_payout('stripe', 1, 'USD', 'x') $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select is_empty('select from commerce.payouts', 'others see none of it');

select * from finish();
rollback;
