-- An appointment with a deposit: from booking to the balance, and what becomes of it when the price changes.
begin;
select plan(21);

select commerce_test.act_as('acme');
select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_gateway_account();
create temporary table t as
select o.id as order_id
from (select commerce_test.given_service('Spa day', price_minor => 20000) as service_id) as s,
    lateral (select commerce_test.given_staff('Sue', array[s.service_id]) as id where s.service_id is not null) as sue,
    lateral (select commerce_test.force(format('update commerce.services set deposit_minor = 5000, delivery_mode = ''video'' where id = %L', s.service_id)) where sue.id is not null) as deposit,
    lateral commerce.create_order(
        items => jsonb_build_array(jsonb_build_object('service_id', s.service_id, 'starts_at', '2030-02-01T10:00:00Z')),
        customer_id => commerce_test.given_customer('carla'), payment_method => 'stripe') as o
where deposit is not null;
grant select on t to public;
create function pg_temp.order_is() returns text language sql as $$
    select commerce_test.value_of($q$ select status || ' ' || payment_status || ' ' || due_now_minor || ' ' || due_minor || ' ' || to_char(balance_due_at at time zone 'UTC', 'MM-DD HH24:MI') from commerce.orders where id = (select order_id from t) $q$)
$$;
create function pg_temp.schedule() returns text language sql as $$
    select string_agg(p.part ->> 'sequence' || ' ' || (p.part ->> 'amount_minor') || ' ' || (p.part ->> 'status'), ', ')
    from t, jsonb_array_elements(commerce.get_order(order_id) -> 'instalments') as p (part)
$$;
create function pg_temp.booking_is() returns text language sql as $$
    select commerce_test.value_of($q$ select status || ' ' || payment_status from commerce.bookings where order_id = (select order_id from t) $q$)
$$;
create function pg_temp.sweep() returns integer language sql as $$
    select set_config('role', 'none', true);
    select set_config('role', 'commerce_worker', true);
    select commerce.remind_balances();
$$;

select is(pg_temp.order_is(), 'pending_payment unpaid 5000 20000 02-01 10:00', 'the deposit is due now, the rest when it begins');
select is(pg_temp.schedule(), '1 5000 open, 2 15000 open', 'which are two instalments');
select results_eq($$ select p.amount_minor from t join commerce.payments as p using (order_id) $$, $$ values (5000::bigint) $$, 'the first payment is for the deposit');
select commerce_test.deliver(p.id, 'payment_succeeded') from t join commerce.payments as p using (order_id);
select is(pg_temp.order_is(), 'processing partially_paid 5000 15000 02-01 10:00', 'which settles the order');
select is(pg_temp.schedule() || '; ' || pg_temp.booking_is(), '1 5000 paid, 2 15000 open; confirmed partially_paid', 'and confirms the booking');
select is(commerce_test.value_of($$ select total_spent_minor || ' ' || lifetime_value_minor from commerce.customers where id = (select o.customer_id from commerce.orders as o where o.id = (select order_id from t)) $$), '5000 20000', 'the balance counts for what the customer is worth');
select is(pg_temp.sweep(), 0, 'a month before nobody is reminded');
select commerce.set_clock('2030-01-29 11:00+00');
select is(pg_temp.sweep(), 1, 'three days before the customer is');
select commerce_test.act_as('acme', 'carla');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'balance-0-0123456789abcd') as p), 15000::bigint, 'who then pays the balance');
select commerce_test.act_as('acme');
select commerce_test.deliver(p.id, 'payment_succeeded') from t join commerce.payments as p using (order_id) where p.amount_minor = 15000;
select is(pg_temp.order_is(), 'processing paid 5000 0 02-01 10:00', 'all of it is paid');
select is(pg_temp.schedule() || '; ' || pg_temp.booking_is(), '1 5000 paid, 2 15000 paid; confirmed paid', 'everywhere');
select commerce.set_clock('2030-02-05 09:00+00');
select is(pg_temp.sweep(), 0, 'and nobody hears of it again');
select commerce_test.act_as('acme');
select is((select count(*) from commerce.orders as o, t where o.id = t.order_id and o.due_minor = 0 and o.paid_minor = 20000), 1::bigint, 'the sums agree');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

-- The gateway takes a part back.
select commerce_test.deliver(p.id, 'dispute_opened', '{"dispute_reference": "dp_1", "amount_minor": 15000}') from t join commerce.payments as p using (order_id) where p.amount_minor = 15000;
select is((select status || ' ' || is_disputed from t join commerce.orders as o on o.id = t.order_id), 'disputed true', 'the balance is disputed');
select commerce_test.deliver(p.id, 'dispute_closed', '{"dispute_reference": "dp_1", "amount_minor": 15000, "outcome": "lost"}') from t join commerce.payments as p using (order_id) where p.amount_minor = 15000;
select is((select status || ' ' || payment_status || ' ' || refunded_minor from t join commerce.orders as o on o.id = t.order_id), 'processing partially_refunded 15000', 'and lost: a part of what was paid is gone');
select is(commerce_test.value_of($$ select total_spent_minor from commerce.customers where id = (select o.customer_id from commerce.orders as o where o.id = (select order_id from t)) $$), '5000', 'the customer has spent the deposit');
select is((select count(*) from commerce.dispute_list as d join t using (order_id) where d.returned_minor = 15000 and not d.is_open), 1::bigint, 'the list shows it');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises still hold');
-- What is left is the deposit.
select is((select (commerce.issue_refund(order_id)).amount_minor from t), 5000::bigint, 'only the deposit is left to be refunded');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 1) from t $$, 'VP402', 'and nothing more');

select * from finish();
rollback;
