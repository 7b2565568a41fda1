begin;
select plan(36);

select commerce_test.act_as('acme', 'mona');
select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
create temporary table t as select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla'), organization => 'acme',
    product_id => commerce_test.given_product('schedule-1', 500, 5, 'acme'), quantity => 2) as order_id;
grant select on t to public;
create function pg_temp.plan(variadic parts text[]) returns jsonb language sql as $$
    select jsonb_agg(jsonb_build_object('amount_minor', split_part(p, ' ', 1)::bigint, 'due_at', split_part(p, ' ', 2) || 'T09:00:00Z')) from unnest(parts) as p
$$;
create function pg_temp.schedule() returns text language sql as $$
    select commerce_test.value_of($q$ select string_agg(sequence || ' ' || amount_minor || ' ' || status, ', ' order by sequence) from commerce.payment_schedules where order_id = (select order_id from t) $q$)
$$;
create function pg_temp.order_is() returns text language sql as $$
    select commerce_test.value_of($q$ select status || ' ' || payment_status || ' ' || due_now_minor || ' ' || due_minor || ' ' || coalesce(to_char(balance_due_at at time zone 'UTC', 'MM-DD'), '') from commerce.orders where id = (select order_id from t) $q$)
$$;

select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, null) from t $$, 'VP101', 'no instalments are no schedule');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, '[]') from t $$, 'VP101', 'nor is an empty list');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, '{"a": 1}') from t $$, 'VP101', 'nor an object');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, '[{"amount_minor": 1000}]') from t $$, 'VP101', 'each has a day');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, '[{"amount_minor": 1000, "due_at": "infinity"}]') from t $$, 'VP101', 'that comes');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('1000 2030-01-01', '0 2030-02-01')) from t $$, 'VP101', 'and an amount');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('1010 2030-01-01', '-10 2030-02-01')) from t $$, 'VP101', 'above nothing');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('300 2030-01-01', '600 2030-02-01')) from t $$, 'VP101', 'together they are the total');
select is(commerce_test.error_of($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('300 2030-01-01', '600 2030-02-01')) from t $$) #>> '{detail,total_minor}', '1000', 'which the error names');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(null, pg_temp.plan('1000 2030-01-01')) $$, 'VO201', 'an unknown order is not found');
select commerce_test.is_refused(format('select commerce.set_payment_schedule(%L, pg_temp.plan(''1000 2030-01-01''))', commerce_test.given_order(1000, organization => 'globex')), 'VO201', 'nor one of others');

select results_eq($$ select s.sequence, s.amount_minor, s.status from t, commerce.set_payment_schedule(order_id, pg_temp.plan('450 2030-03-01', '300 2030-01-01', '250 2030-02-01')) as s $$,
    $$ values (1, 300::bigint, 'open'), (2, 250, 'open'), (3, 450, 'open') $$, 'instalments come in the order they fall due');
select is(pg_temp.order_is(), 'pending_payment unpaid 300 1000 01-01', 'the first is due now');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'schedule-0-0123456789abcd') as p), 300::bigint, 'and is what a payment is for');
select commerce_test.deliver(p.id, 'payment_succeeded') from t join commerce.payments as p using (order_id);
select is(pg_temp.order_is(), 'processing partially_paid 300 700 02-01', 'it settles the order, and the next is due in a month');
select is(pg_temp.schedule(), '1 300 paid, 2 250 open, 3 450 open', 'the schedule shows it');
select commerce_test.act_as('acme', 'mona');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'schedule-1-0123456789abcd') as p), 250::bigint, 'who pays early pays the next');
select commerce.set_clock('2030-03-02 09:00+00');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'schedule-2-0123456789abcd') as p), 700::bigint, 'who pays late all that is due');
select is((select p.amount_minor from t, commerce.confirm_offline_payment(400, order_id, idempotency_key => 'schedule-3-0123456789abcd') as p), 400::bigint, 'any part may come');
select is(pg_temp.schedule(), '1 300 paid, 2 250 paid, 3 450 open', 'and pays what it covers');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'schedule-4-0123456789abcd') as p), 300::bigint, 'the rest is due');
select is(pg_temp.order_is(), 'processing partially_paid 300 300 03-01', 'since yesterday');
select is((select count(*) from t, commerce.set_payment_schedule(order_id, pg_temp.plan('300 2030-01-01', '400 2030-02-01', '100 2030-04-01', '200 2030-05-01'))), 4::bigint, 'a manager may give more time');
select is(pg_temp.schedule(), '1 300 paid, 2 400 paid, 3 100 open, 4 200 open', 'what was paid stays paid');
select is((select p.amount_minor from t, commerce.start_payment(order_id, idempotency_key => 'schedule-5-0123456789abcd') as p), 100::bigint, 'the next is less');
select commerce.confirm_offline_payment(300, order_id, idempotency_key => 'schedule-6-0123456789abcd') from t;
select is(pg_temp.order_is() || ', ' || pg_temp.schedule(), 'processing paid 300 0 05-01, 1 300 paid, 2 400 paid, 3 100 paid, 4 200 paid', 'in the end all is paid');

-- Nothing due yet: it goes out, and pays later.
create temporary table l as select commerce_test.given_order(500, 'created', organization => 'acme') as order_id;
grant select on l to public;
select is((select count(*) from l, commerce.set_payment_schedule(order_id, pg_temp.plan('500 2030-06-01'))), 1::bigint, 'an order may be due in months');
select is((select o.status || ' ' || o.payment_status from l join commerce.orders as o on o.id = l.order_id), 'processing unpaid', 'and goes out before');
-- A deposit, as create_order makes it; then the order costs less.
select commerce_test.force($$ insert into commerce.orders (organization_id, id, order_number, currency, subtotal_minor, total_minor, due_now_minor, due_minor, balance_due_at)
    values (commerce_test.organization_id('acme'), '00000000-0000-7000-8000-00000000d001', 'DEPOSIT-1', 'USD', 900, 900, 200, 900, '2030-05-01') $$);
select results_eq($$ select sequence, amount_minor, due_at = '2030-05-01' from commerce.payment_schedules where order_id = '00000000-0000-7000-8000-00000000d001' order by 1 $$,
    $$ values (1, 200::bigint, false), (2, 700, true) $$, 'a deposit and its balance are two instalments');
select commerce_test.force($$ update commerce.orders set subtotal_minor = 150, total_minor = 150, due_minor = 150 where order_number = 'DEPOSIT-1' $$);
select results_eq($$ select sequence, amount_minor from commerce.payment_schedules where order_id = '00000000-0000-7000-8000-00000000d001' $$,
    $$ values (1, 150::bigint) $$, 'the last ones carry what an order costs less');
select commerce_test.force($$ insert into commerce.order_items (organization_id, order_id, line, kind, title, quantity, unit_price_minor, total_minor)
    values (commerce_test.organization_id('acme'), '00000000-0000-7000-8000-00000000d001', 1, 'fee', 'x', 1, 150, 150) $$);
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');
select commerce_test.force($$ update commerce.payment_schedules set amount_minor = 151 where amount_minor = 150 $$);
select is((select c.row_count from commerce_test.integrity() as c where not c.is_ok), 1::bigint, 'and a sum that is not the total would be found');

select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.payment_schedules join t using (order_id)), 4::bigint, 'the customer sees what is due when');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('1000 2031-01-01')) from t $$, 'VT302', 'and cannot change it');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('1000 2031-01-01')) from t $$, 'VT302', 'nor can staff');
select commerce_test.act_as('acme', 'mona');
select commerce_test.force($$ update commerce.orders set status = 'cancelled' where id = (select order_id from t) $$);
select commerce_test.is_refused($$ select commerce.set_payment_schedule(order_id, pg_temp.plan('1000 2031-01-01')) from t $$, 'VP401', 'a cancelled order has no schedule');

select * from finish();
rollback;
