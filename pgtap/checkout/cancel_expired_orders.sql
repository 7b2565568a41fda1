begin;
select plan(13);

select commerce.set_clock('2031-05-01 09:00+00');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as
select commerce_test.given_product('expire-1', 500, 10) as product_id, null::uuid as unpaid, null::uuid as waiting, null::uuid as part;
grant select on t to public;
select commerce_test.force($$ update t set unpaid = commerce_test.given_order(1000, product_id => product_id, quantity => 2),
    waiting = commerce_test.given_order(1000, product_id => product_id, quantity => 1), part = commerce_test.given_order(1000) $$);
create temporary table p as select commerce_test.given_payment(waiting) as waiting, commerce_test.given_payment(part, amount_minor => 300) as part from t;
grant select on p to public;
select commerce_test.deliver(waiting, 'payment_processing') from p;
select commerce_test.deliver(part, 'payment_succeeded') from p;
create function pg_temp.status(id uuid) returns text language sql as $$ select commerce_test.value_of(format('select status from commerce.orders where id = %L', id)) $$;
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cancel_expired_orders(), 0, 'an order within its time is left alone');
select commerce_test.act_as('acme');
select commerce.set_clock('2031-05-10 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cancel_expired_orders(), 1, 'one that nobody paid in time is cancelled');
select is((select pg_temp.status(unpaid) from t), 'cancelled', 'for good');
select is(commerce_test.value_of($$ select reserved from commerce.stock_levels where product_id = (select product_id from t) $$), '1', 'and its stock is free');
select is((select pg_temp.status(waiting) from t), 'pending_payment', 'one with a payment under way waits');
select is((select pg_temp.status(part) from t), 'pending_payment', 'and one that is paid in part');
select ok(commerce_test.value_of($$ select count(*) > 0 from commerce.notification_queue where template = 'payment_attention' and data ->> 'reason' = 'overdue' $$)::boolean,
    'about which the members are told');
select is(commerce.cancel_expired_orders(), 0, 'a second run finds nothing more');
select commerce_test.force(format('insert into commerce.settings (organization_id, key, value) values (%L, ''overdue_action'', ''"cancel"'')', commerce_test.organization_id('acme')));
select is(commerce.cancel_expired_orders(), 1, 'unless the setting says that it is cancelled');
select is(commerce_test.value_of($$ select amount_minor from commerce.refunds where payment_id = (select part from p) $$), '300', 'and its money goes back');
select is(commerce_test.error_of($$ select commerce.cancel_expired_orders(0) $$) ->> 'code', 'VS101', 'at least one row');
select is(commerce_test.error_of($$ select commerce.cancel_expired_orders(null) $$) ->> 'code', 'VS101', 'and a number');
select commerce_test.act_as('acme', 'ada');
select is(commerce_test.error_of($$ select commerce.cancel_expired_orders() $$) ->> 'code', '42501', 'a sweep is the worker''s');

select * from finish();
rollback;
