begin;
select plan(31);

select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account(organization => 'acme');
create temporary table t as
select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla'), organization => 'acme',
    product_id => commerce_test.given_product('allocate-1', 500, 5, 'acme'), quantity => 2) as order_id,
    (commerce.confirm_offline_payment(1000, gateway => 'bank_transfer', reference => 'wire 7', idempotency_key => 'allocate-0-0123456789abcd')).id as payment_id,
    (commerce.confirm_offline_payment(300, gateway => 'bank_transfer', currency => 'EUR', idempotency_key => 'allocate-1-0123456789abcd')).id as euro_id;
grant select on t to public;
create function pg_temp.order_is(order_id uuid) returns text language sql as $$
    select commerce_test.value_of(format('select status || '' '' || payment_status || '' '' || paid_minor || '' '' || refunded_minor from commerce.orders where id = %L', order_id))
$$;
create function pg_temp.account(account text, payment_id uuid) returns text language sql as $$
    select commerce_test.value_of(format('select sum(amount_minor) from commerce.ledger_entries where account_code = %L and payment_id = %L', account, payment_id))
$$;

select is((select (commerce_test.payment_row(payment_id)).is_in_suspense from t), true, 'money without an order waits in suspense');
select commerce_test.is_refused($$ select commerce.allocate_payment(payment_id, null) from t $$, 'VO201', 'an unknown order is not found');
select commerce_test.is_refused($$ select commerce.allocate_payment(payment_id, gen_random_uuid()) from t $$, 'VO201', 'nor is any other');
select commerce_test.is_refused($$ select commerce.allocate_payment(null, order_id) from t $$, 'VP201', 'nor is an unknown payment');
select commerce_test.is_refused($$ select commerce.allocate_payment(gen_random_uuid(), order_id) from t $$, 'VP201', 'nor any other');
select commerce_test.is_refused($$ select commerce.allocate_payment(euro_id, order_id) from t $$, 'VP101', 'currencies are not mixed');
select commerce_test.is_refused(format('select commerce.allocate_payment(payment_id, %L) from t', commerce_test.given_order(1000, organization => 'globex')), 'VO201', 'an order of another organization is not found');
select is((select (commerce.allocate_payment(payment_id, order_id)).is_in_suspense from t), false, 'it is given to its order');
select is((select pg_temp.order_is(order_id) from t), 'paid paid 1000 0', 'which is settled');
select is((select s.on_hand from commerce.stock_levels as s join commerce.products as p on p.id = s.product_id where p.sku = 'allocate-1'), 3::bigint, 'with its stock');
select is((select pg_temp.account('suspense', payment_id) || ' ' || pg_temp.account('receivable', payment_id) || ' ' || pg_temp.account('clearing_bank_transfer', payment_id) from t), '0 -1000 1000', 'and booked out of suspense');
select is((select c.total_spent_minor from commerce.customers as c join commerce.orders as o on o.customer_id = c.id join t on t.order_id = o.id), 1000::bigint, 'and counted for the customer');
select is((select (commerce.allocate_payment(payment_id, order_id)).status from t), 'succeeded', 'twice is harmless');
select is((select pg_temp.account('receivable', payment_id) from t), '-1000', 'and books nothing more');

-- Parts add up; what is too much goes back by hand.
create temporary table s as
select commerce_test.given_order(1000, organization => 'acme') as order_id,
    (commerce.confirm_offline_payment(400, gateway => 'bank_transfer', reference => 'a', idempotency_key => 'allocate-2-0123456789abcd')).id as first_id,
    (commerce.confirm_offline_payment(900, gateway => 'bank_transfer', reference => 'b', idempotency_key => 'allocate-3-0123456789abcd')).id as second_id,
    (commerce.confirm_offline_payment(50, gateway => 'bank_transfer', reference => 'c', idempotency_key => 'allocate-4-0123456789abcd')).id as third_id;
grant select on s to public;
select commerce.allocate_payment(first_id, order_id) from s;
select is((select pg_temp.order_is(order_id) from s), 'pending_payment partially_paid 400 0', 'a part does not pay an order');
select commerce.allocate_payment(second_id, order_id) from s;
select is((select pg_temp.order_is(order_id) from s), 'paid paid 1300 0', 'both together do');
select results_eq($$ select r.amount_minor, r.status, r.order_id from s join commerce.refunds as r on r.payment_id = s.second_id $$,
    $$ select 300::bigint, 'needs_attention', order_id from s $$, 'and what is too much goes back');
select commerce_test.is_refused($$ select commerce.allocate_payment(third_id, order_id) from s $$, 'VP401', 'a paid order takes no more');
select is((select (commerce.settle_offline_refund(r.id, 'back')).status from s join commerce.refunds as r on r.payment_id = s.second_id), 'succeeded', 'the excess is sent back');
select is((select pg_temp.order_is(order_id) from s), 'paid paid 1300 300', 'and the order stays paid');

-- Another amount than the order asked for, which a member takes all the same.
create temporary table w as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(1000, organization => 'acme') as id) as o;
grant select on w to public;
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"amount_minor": 999}') from w;
select commerce_test.is_refused($$ select commerce.allocate_payment(w.payment_id, s.order_id) from w, s $$, 'VP403', 'what came for one order is not given to another');
select is((select (commerce.allocate_payment(payment_id, order_id)).is_in_suspense from w), false, 'but to its own');
select is((select pg_temp.order_is(order_id) from w), 'payment_failed partially_paid 999 0', 'as a part');
select commerce_test.is_refused($$ select commerce.allocate_payment(w.payment_id, commerce_test.given_order(1000)) from w $$, 'VP403', 'what has an order keeps it');

-- A part of it had gone back.
create temporary table b as select commerce_test.given_order(30, organization => 'acme') as order_id;
grant select on b to public;
select commerce_test.force(format('select commerce_private.request_refund(%L, %L, 20, ''too much'')', p.organization_id, p.id)) from s, lateral commerce_test.payment_row(s.third_id) as p;
select commerce.settle_offline_refund(r.id) from s join commerce.refunds as r on r.payment_id = s.third_id;
select is((select (commerce.allocate_payment(s.third_id, b.order_id)).refunded_minor from s, b), 20::bigint, 'what is left of a payment is given to an order');
select is((select pg_temp.order_is(order_id) from b), 'paid paid 50 20', 'and pays it');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');
select isnt(commerce_test.count_of('commerce.audit_log', $$ function_name = 'allocate_payment' $$), 0::bigint, 'and the log says who did it');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.allocate_payment(payment_id, order_id) from t $$, 'VT302', 'staff give nothing away');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.allocate_payment(payment_id, order_id) from t $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.allocate_payment(payment_id, order_id) from t $$, 'VO201', 'nor others');

select * from finish();
rollback;
