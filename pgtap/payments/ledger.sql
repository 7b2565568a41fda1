begin;
select plan(16);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select commerce_test.given_payment(commerce_test.given_order(1000)) as payment_id, commerce_test.organization_id('acme') as organization_id;
grant select on t to public;
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"fee_minor": 59}') from t;
select results_eq($$ select account_code, sum(amount_minor) from commerce.ledger_entries where payment_id = (select payment_id from t) group by 1 order by 1 $$,
    $$ values ('clearing_stripe', 941::numeric), ('gateway_fees', 59), ('receivable', -1000) $$, 'a payment is booked with what the gateway keeps');
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"fee_minor": 64}') from t;
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"fee_minor": 10}') from t;
select results_eq($$ select account_code, sum(amount_minor) from commerce.ledger_entries where payment_id = (select payment_id from t) group by 1 order by 1 $$,
    $$ values ('clearing_stripe', 936::numeric), ('gateway_fees', 64), ('receivable', -1000) $$, 'a fee that is known later is booked later');
select is((select fee_minor from t, commerce_test.payment_row(payment_id)), 64::bigint, 'and known of the payment');
set local role none;
select throws_ok($$ update commerce.ledger_entries set amount_minor = 1 $$, 'VS901', null, 'the owner cannot change the books');
select throws_ok($$ delete from commerce.ledger_entries $$, 'VS901', null, 'nor tear a page out');
select throws_ok($$ truncate commerce.ledger_entries $$, 'VS901', null, 'nor all of them');
select throws_ok($$ insert into commerce.ledger_entries (organization_id, posting_id, account_code, amount_minor, currency, at)
    select organization_id, gen_random_uuid(), 'clearing_stripe', 5, 'USD', now() from t $$, 'VS901', null, 'one leg does not stand');
select throws_ok($$ insert into commerce.ledger_entries (organization_id, posting_id, account_code, amount_minor, currency, at)
    select organization_id, p.id, l.account, l.amount, l.currency, now() from t, (select gen_random_uuid() as id offset 0) as p,
        (values ('clearing_stripe', 5, 'USD'), ('receivable', -5, 'EUR')) as l (account, amount, currency) $$, 'VS901', null, 'nor do two of different currencies');
select throws_ok($$ update commerce.payments set status = 'failed' where status = 'succeeded' $$, 'VP403', null, 'nobody puts a payment back');
select throws_ok($$ update commerce.payments set received_minor = 0, received_currency = null where status = 'succeeded' $$, '23514', null, 'nor takes its money');
select is(commerce_private.order_payment_status(0, 0, 0), 'paid', 'what costs nothing is paid');
select is(commerce_private.order_payment_status(10, 0, 0, true), 'authorised', 'a hold on a card is authorised');
select is(commerce_private.order_payment_status(10, 0, 0, false, true), 'pending', 'a transfer under way is pending');
select is(commerce_private.order_payment_status(10, 5, 0), 'partially_paid', 'a part is a part');
select is(commerce_private.order_payment_status(10, 20, 10), 'paid', 'an excess that went back leaves an order paid');
select is(commerce_private.order_payment_status(10, 10, 10), 'refunded', 'all of it back is refunded');

select * from finish();
rollback;
