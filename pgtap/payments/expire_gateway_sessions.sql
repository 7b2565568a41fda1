begin;
select plan(9);

select commerce.set_clock('2031-05-01 09:00+00');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select commerce_test.given_payment(commerce_test.given_order(1000)) as page,
    commerce_test.given_payment(commerce_test.given_order(1000), gateway => 'bank_transfer') as transfer;
grant select on t to public;
select commerce_test.act_as_role('commerce_worker');
select is(commerce.expire_gateway_sessions(), 0, 'within its time a page is open');
select commerce.set_clock('2031-05-01 09:31+00');
select is(commerce.expire_gateway_sessions(), 2, 'afterwards it is closed');
select is(commerce_test.value_of($$ select kind from commerce.gateway_commands where payment_id = (select page from t) $$), 'expire_session', 'by a command to the gateway');
select is((select (commerce_test.payment_row(page)).status from t), 'requires_action', 'which has the last word');
select is((select (commerce_test.payment_row(transfer)).status from t), 'expired', 'instructions simply end');
select is(commerce.expire_gateway_sessions(), 0, 'nothing is asked twice');
select is(commerce_test.error_of($$ select commerce.expire_gateway_sessions(0) $$) ->> 'code', 'VS101', 'at least one row');
select is(commerce_test.error_of($$ select commerce.expire_gateway_sessions(null) $$) ->> 'code', 'VS101', 'and a number');
select commerce_test.act_as('acme');
select is(commerce_test.error_of($$ select commerce.expire_gateway_sessions() $$) ->> 'code', '42501', 'a sweep is the worker''s');

select * from finish();
rollback;
