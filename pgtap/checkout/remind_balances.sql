begin;
select plan(27);

select commerce_test.act_as('acme', 'mona');
select commerce.set_clock('2030-01-01 09:00+00');
create temporary table t as select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla'), organization => 'acme') as order_id;
grant select on t to public;
create function pg_temp.sweep() returns integer language sql as $$
    select set_config('role', 'none', true);
    select set_config('role', 'commerce_worker', true);
    select commerce.remind_balances();
$$;
create function pg_temp.messages(template text) returns bigint language sql as $$
    select commerce_test.count_of('commerce.notification_queue', format('template = %L and order_id = %L', template, (select order_id from t)))
$$;

select commerce_test.force($$ update commerce.payment_schedules set next_step_at = null $$);
select commerce.set_payment_schedule(order_id, '[{"amount_minor": 400, "due_at": "2030-01-01T00:00Z"}, {"amount_minor": 250, "due_at": "2030-02-01T00:00Z"}, {"amount_minor": 350, "due_at": "2030-03-01T00:00Z"}]') from t;
select is(pg_temp.sweep(), 1, 'what is due of an order that nobody has begun to pay');
select is(pg_temp.messages('balance_overdue'), 0::bigint, 'is not its balance');
select commerce_test.act_as('acme', 'mona');
select commerce.confirm_offline_payment(400, order_id, idempotency_key => 'remind-0-0123456789abcdef') from t;
select is(pg_temp.sweep(), 0, 'nothing is due soon');
select commerce.set_clock('2030-01-30 09:00+00');
select is(pg_temp.sweep(), 1, 'three days before the next one');
select is(pg_temp.messages('balance_due'), 1::bigint, 'the customer is reminded');
select is(commerce_test.value_of($$ select data ->> 'amount' || ' ' || (data ->> 'due_on') from commerce.notification_queue where template = 'balance_due' $$), '2.50 2030-02-01', 'of how much, and when');
select is(pg_temp.sweep(), 0, 'once');
select commerce.set_clock('2030-02-01 09:00+00');
select is(pg_temp.sweep(), 0, 'on the day itself nothing is overdue yet');
select commerce.set_clock('2030-02-02 00:00+00');
select is(pg_temp.sweep(), 1, 'but a day later');
select is(commerce_test.value_of($$ select string_agg(status, ' ' order by sequence) from commerce.payment_schedules where order_id = (select order_id from t) $$), 'paid overdue open', 'it is overdue');
select is(pg_temp.messages('balance_overdue'), 1::bigint, 'the customer hears of it');
select isnt(commerce_test.count_of('commerce.notification_queue', $$ template = 'payment_attention' and data ->> 'reason' = 'balance_overdue' $$), 0::bigint, 'and so do the members');
select is(pg_temp.sweep(), 0, 'once');
select commerce_test.act_as('acme', 'mona');
select commerce.confirm_offline_payment(250, order_id, idempotency_key => 'remind-1-0123456789abcdef') from t;
select is(commerce_test.value_of($$ select string_agg(status, ' ' order by sequence) from commerce.payment_schedules where order_id = (select order_id from t) $$), 'paid paid open', 'late money pays it');

-- The other way to deal with it.
select commerce_test.act_as('acme', 'ada');
select commerce.set_setting('overdue_action', '"cancel"');
select commerce.set_clock('2030-03-03 09:00+00');
select is(pg_temp.sweep(), 1, 'where overdue orders are cancelled');
select is(commerce_test.value_of($$ select status from commerce.orders where id = (select order_id from t) $$), 'cancelled', 'this one is');
select is(commerce_test.value_of($$ select sum(amount_minor) from commerce.refunds where order_id = (select order_id from t) $$), '650', 'and what was paid goes back');
select is(pg_temp.sweep(), 0, 'then nothing is due any more');
-- What has been had is not cancelled, nor is its deposit sent back.
create temporary table d (label text, id uuid, order_id uuid);
grant all on d to public;
create function pg_temp.booked(label text, at timestamptz) returns void language plpgsql as $$
declare
    v_id uuid;
begin
    v_id := commerce_test.given_booking((select x.id from commerce.services as x where x.name = 'Dye'), at, customer_id => commerce_test.given_customer('carla'), payment_method => 'manual');
    insert into d select booked.label, x.id, x.order_id from commerce.bookings as x where x.id = v_id;
    perform commerce.confirm_offline_payment(3000, (select x.order_id from d as x where x.label = booked.label), idempotency_key => 'remind-booked-0123456789-' || label);
end $$;
reset role;
select commerce_test.given_staff('Ann', array[commerce_test.given_service('Dye', 60, price_minor => 10000)]);
update commerce.services set deposit_minor = 3000 where name = 'Dye';
select commerce_test.act_as('acme', 'mona');
select pg_temp.booked(label, at) from (values ('done', '2030-03-05 10:00+00'::timestamptz), ('missed', '2030-03-05 12:00+00'), ('begun', '2030-03-05 14:00+00'), ('ahead', '2030-03-20 10:00+00')) as x (label, at);
select commerce.set_payment_schedule(order_id, '[{"amount_minor": 3000, "due_at": "2030-03-03T00:00Z"}, {"amount_minor": 7000, "due_at": "2030-03-05T00:00Z"}]') from d where label = 'ahead';
select commerce.set_clock('2030-03-05 14:10+00');
select (commerce.complete_booking(id)).status from d where label = 'done';
select (commerce.mark_no_show(id)).status from d where label = 'missed';
select commerce.set_clock('2030-03-06 15:00+00');
select is(pg_temp.sweep() >= 4, true, 'four balances are overdue');
select is((select string_agg(concat_ws(' ', label, commerce_test.booking_status(id), commerce_test.value_of(format('select o.status || coalesce(r.status, '''') from commerce.orders as o left join commerce.refunds as r on r.order_id = o.id where o.id = %L', order_id))), ', ' order by label) from d), 'ahead cancelled cancelledneeds_attention, begun confirmed processing, done completed processing, missed no_show processing', 'only what is still ahead is cancelled');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.cancel_order(order_id)).status from d where label = 'done'), 'cancelled', 'a manager may give everything back');
select is(commerce_test.value_of($$ select total_bookings || ' ' || total_booked_minor from commerce.customers where id = commerce_test.given_customer('carla') $$), '3 30000', 'what was done still counts');
-- Paid in cash at the door, whenever that is.
create temporary table c as select commerce_test.given_order(600, 'created', organization => 'acme') as order_id;
grant select on c to public;
select commerce_test.act_as('acme', 'mona');
select commerce_test.force($$ update commerce.orders set payment_method = 'cash_on_delivery', status = 'processing' where id = (select order_id from c) $$);
select commerce.set_payment_schedule(order_id, '[{"amount_minor": 600, "due_at": "2030-01-01T00:00Z"}]') from c;
select is(pg_temp.sweep() || ' ' || pg_temp.sweep() || ' ' || commerce_test.count_of('commerce.notification_queue', format('template like %L and order_id = %L', 'balance%', (select order_id from c))), '1 0 0', 'who pays at the door is not reminded');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select commerce_test.is_refused($$ select commerce.remind_balances(0) $$, 'VS101', 'nothing is no batch');
select commerce_test.is_refused($$ select commerce.remind_balances(null) $$, 'VS101', 'nor is null');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.remind_balances() $$, '42501', null, 'only the worker sweeps');

select * from finish();
rollback;
