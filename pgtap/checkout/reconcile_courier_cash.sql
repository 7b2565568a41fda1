begin;
select plan(25);

select commerce_test.act_as('acme', 'mona');
create function pg_temp.cash(amount_minor bigint) returns uuid language sql as $$
    select p.id from (select commerce_test.given_order(amount_minor, organization => 'acme') as id) as o,
        lateral commerce.start_payment(o.id, 'cash_on_delivery', idempotency_key => 'cash-' || amount_minor || '-0123456789abcdef') as p
$$;
create function pg_temp.balance(account text) returns text language sql as $$
    select commerce_test.value_of(format('select coalesce(sum(amount_minor), 0) from commerce.ledger_entries where organization_id = commerce_test.organization_id(''acme'') and account_code = %L', account))
$$;
create temporary table t as select pg_temp.cash(300) as one, pg_temp.cash(200) as two, pg_temp.cash(700) as three, pg_temp.cash(50) as four,
    commerce_test.given_payment(commerce_test.given_order(80, organization => 'acme'), gateway => 'manual') as till;
grant select on t to public;
select commerce.confirm_offline_payment(200, p.order_id, 'cash_on_delivery', idempotency_key => 'cash-9-0123456789abcdef') from t join commerce.payments as p on p.id = t.two;

select commerce_test.is_refused($$ select commerce.reconcile_courier_cash(null, 1, 'USD', array[one], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VP101', 'cash has a courier');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', -1, 'USD', array[one], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VP101', 'is not negative');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', null, 'USD', array[one], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VP101', 'nor null');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 1, 'EUR', array[one], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VP101', 'has the currency of its payments');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 1, 'USD', '{}', idempotency_key => 'cash-a-0123456789abcdef') $$, 'VP101', 'and payments');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 1, 'USD', array[null::uuid], idempotency_key => 'cash-a-0123456789abcdef') $$, 'VP101', 'that have ids');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 1, 'USD', array[one, gen_random_uuid()], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VP201', 'that are there');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 1, 'USD', array[one, till], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VP101', 'and were made in cash');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('4242 4242 4242 4242', 1, 'USD', array[one], idempotency_key => 'cash-a-0123456789abcdef') from t $$, 'VT101', 'a courier is no card');

select results_eq($$ select courier, amount_minor, expected_minor from t, commerce.reconcile_courier_cash('Cleo', 500, 'USD', array[one, two], 'tour 1', 'cash-b-0123456789abcdef') $$,
    $$ values ('Cleo', 500::bigint, 500::bigint) $$, 'a courier hands over what customers paid');
select is((select string_agg(o.status || ' ' || o.payment_status, ', ') from t join commerce.payments as p on p.id in (t.one, t.two) join commerce.orders as o on o.id = p.order_id), 'processing paid, processing paid', 'their orders are paid');
select is(pg_temp.balance('bank') || ' ' || pg_temp.balance('clearing_cash_on_delivery') || ' ' || pg_temp.balance('cash_differences'), '500 0 0', 'and the courier is quit');
select is((select (commerce.reconcile_courier_cash('Cleo', 500, 'USD', array[one, two], 'tour 1', 'cash-b-0123456789abcdef')).id from t), (select id from commerce.payouts), 'the same key is the same delivery');
select is(pg_temp.balance('bank'), '500', 'booked once');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 300, 'USD', array[one], idempotency_key => 'cash-c-0123456789abcdef') from t $$, 'VP403', 'nothing is handed over twice');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 700, 'USD', array[three], 'tour 1', 'cash-c-0123456789abcdef') from t $$, 'VP101', 'a reference stands for one delivery');
select is((select expected_minor - amount_minor from t, commerce.reconcile_courier_cash('Cleo', 690, 'USD', array[three], idempotency_key => 'cash-d-0123456789abcdef')), 10::bigint, 'some is missing');
select is(pg_temp.balance('bank') || ' ' || pg_temp.balance('clearing_cash_on_delivery') || ' ' || pg_temp.balance('cash_differences'), '1190 0 10', 'and the books say how much');
select isnt(commerce_test.count_of('commerce.notification_queue', $$ data ->> 'reason' = 'cash_missing' $$), 0::bigint, 'and the members are told');
select commerce_test.force($$ insert into commerce.settings (organization_id, key, value) values (commerce_test.organization_id('acme'), 'four_eyes_minor', '40') $$);
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 50, 'USD', array[four], idempotency_key => 'cash-e-0123456789abcdef') from t $$, 'VP403', 'much money needs another member first');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 50, 'USD', array[four]) from t $$, 'VT302', 'staff take no cash over');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 50, 'USD', array[four]) from t $$, 'VT302', 'nor do customers');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.reconcile_courier_cash('Cleo', 50, 'USD', array[four]) from t $$, 'VP201', 'nor others');
select is_empty('select from commerce.payouts', 'who see none of it');

select * from finish();
rollback;
