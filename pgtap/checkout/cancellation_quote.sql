begin;
select plan(18);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select policy.id as policy, cut.id as cut
from commerce.set_cancellation_policy('Deposit', '[{"hours_before": 24, "kept_percent": 0}, {"hours_before": 1, "kept_percent": 25, "kept_minor": 4000}]', false) as policy
cross join lateral commerce.upsert_service('Cut', 60, 10000, deposit_minor => 2000, cancellation_policy_id => policy.id) as cut;
grant all on t to public;
select commerce_test.act_as('acme');
reset role;
alter table t add ann uuid, add carla uuid, add two uuid, add walk uuid;
update t set ann = commerce_test.given_staff('Ann', array[cut]), carla = commerce_test.given_customer('carla');
update commerce.services set status = 'active' where id = (select cut from t);
select commerce_test.act_as('acme');
-- Two appointments of 100.00 each, of which the deposits are paid.
select commerce_test.force(format('update t set two = %L', (select id from commerce.create_order(customer_id => (select carla from t), items => (
    select jsonb_agg(jsonb_build_object('service_id', cut, 'starts_at', at, 'staff_id', ann)) from t, unnest('{2030-01-01 12:00+00,2030-01-05 12:00+00}'::timestamptz[]) as at)))));
create function pg_temp.booking(n integer) returns uuid language sql as $$ select id from commerce.bookings where order_id = (select two from t) order by during offset n - 1 limit 1 $$;
create function pg_temp.quote(n integer, fault text default 'customer', fee bigint default null) returns text language sql as $$
    select concat_ws(' ', amount_minor, fee_minor, refund_minor, waived_minor, why, is_allowed, is_last) from commerce.cancellation_quote(pg_temp.booking(n), fault, fee)
$$;
select is(pg_temp.quote(1), '10000 0 0 10000 tier t f', 'before anything is paid nothing is kept');
select commerce_test.deliver(commerce_test.given_payment(two), 'payment_succeeded') from t;
select is(commerce_test.value_of('select status || '' '' || paid_minor || '' '' || due_minor from commerce.orders where id = (select two from t)'), 'processing 4000 16000', 'both deposits are paid');
select is(pg_temp.quote(2), '10000 2000 0 8000 deposit t f', 'a deposit that is not refundable is kept, the rest need not be paid');
select is(pg_temp.quote(1), '10000 4000 0 6000 tier t f', 'a tier may keep a fixed amount, however little the percentage is');
select is(pg_temp.quote(1, 'business'), '10000 0 0 10000 business t f', 'what the business cancels costs nothing: the deposit counts for the rest');
select is(pg_temp.quote(1, 'customer', 100), '10000 100 0 9900 override t f', 'a manager asks for another fee');
select is((commerce.cancel_booking(pg_temp.booking(2))).cancellation_fee_minor, 2000::bigint, 'cancelling does what the quote says');
select is(commerce_test.value_of('select total_minor || '' '' || due_minor from commerce.orders where id = (select two from t)'), '12000 8000', 'what is left is due: one appointment and one deposit, less both deposits');
select is(pg_temp.quote(1), '10000 2000 0 8000 tier t t', 'a fee that was kept is not kept twice');
select commerce_test.act_as('acme', 'carla');
select is(pg_temp.quote(1), '10000 2000 0 8000 tier t t', 'the customer reads the same');
select commerce_test.is_refused($$ select commerce.cancellation_quote(pg_temp.booking(1), fee_minor => 0) $$, 'VT302', 'but names no fee');
select commerce_test.act_as('acme');
select commerce.set_clock('2030-01-01 11:30+00');
select is(pg_temp.quote(1), '10000 2000 0 8000 too_late f t', 'with less notice than any tier everything that was paid is kept');
select commerce_test.is_refused($$ select commerce.cancellation_quote(pg_temp.booking(2)) $$, 'VB404', 'what is cancelled has no quote');
select commerce_test.is_refused($$ select commerce.cancellation_quote(null) $$, 'VB201', 'null is no booking');
select commerce_test.is_refused($$ select commerce.cancellation_quote(gen_random_uuid()) $$, 'VB201', 'nor is an unknown id');
select commerce_test.is_refused($$ select commerce.cancellation_quote(pg_temp.booking(1), 'mine') $$, 'VB101', 'there are two faults');
select commerce_test.is_refused($$ select commerce.cancellation_quote(pg_temp.booking(1), fee_minor => -1) $$, 'VB101', 'a fee is not negative');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.cancellation_quote(%L)', commerce_test.value_of('select id from commerce.bookings where order_id = (select two from t) limit 1')), 'VB201', 'a stranger learns nothing');

select * from finish();
rollback;
