-- What a customer is said to have booked is what they booked, whoever confirmed it, and whenever it was paid.
begin;
select plan(6);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce.set_clock('2039-01-01 09:00+00');
create temporary table t as select commerce_test.given_service('Cut', 60, price_minor => 5000) as cut, commerce_test.given_customer('carla') as carla, null::uuid as ord;
grant all on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Cora', array[cut]) from t; end $do$ $$);
create function pg_temp.counted() returns text language sql as $$
    select concat_ws(' ', total_bookings, total_booked_minor, total_spent_minor) from commerce.customers as c join t on c.id = t.carla $$;
update t set ord = (commerce.create_order(jsonb_build_array(
    jsonb_build_object('service_id', cut, 'starts_at', '2039-01-03 10:00+00'), jsonb_build_object('service_id', cut, 'starts_at', '2039-01-03 12:00+00')), customer_id => carla)).id;
select is(pg_temp.counted(), '0 0 0', 'what is not paid does not count');
select commerce.confirm_booking((select min(b.id::text)::uuid from commerce.bookings as b join t on b.order_id = t.ord));
select is(pg_temp.counted(), '1 5000 0', 'unless a member confirms it');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'and all is well');
select commerce.confirm_offline_payment(10000, ord) from t;
select is(pg_temp.counted(), '2 10000 10000', 'paid, each counts once');
select commerce.cancel_booking((select min(b.id::text)::uuid from commerce.bookings as b join t on b.order_id = t.ord));
select is(pg_temp.counted(), '1 5000 10000', 'and not any more when it is cancelled');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
