begin;
select plan(42);

-- Elapsed hours count from here: bookings below start 30, 60 and 100 hours later.
select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.given_member('sam', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select policy.id as policy, cut.id as cut, yoga.id as yoga
from commerce.set_cancellation_policy('Standard',
        '[{"hours_before": 72}, {"hours_before": 24, "kept_percent": 50}, {"hours_before": 2, "kept_percent": 80}]') as policy
cross join lateral commerce.upsert_service('Cut', 60, 10000, cancellation_policy_id => policy.id) as cut
cross join lateral commerce.upsert_service('Yoga', 60, 3000, capacity_mode => 'pooled', capacity => 3) as yoga;
grant all on t to public;
select commerce_test.act_as('acme');
reset role;
alter table t add ann uuid, add carla uuid, add slot uuid;
update t set ann = commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('sam')), carla = commerce_test.given_customer('carla'),
    slot = commerce_test.given_time_slot(yoga, '2030-01-05 18:00+00', 3);
update commerce.services set status = 'active' where id = (select cut from t);

-- Two appointments in one order, made and paid by Carla.
create function pg_temp.given_paid(label text, items jsonb, customer uuid default null, amount bigint default null) returns uuid language plpgsql as $$
declare v_order uuid; v_token uuid;
begin
    select id, access_token into v_order, v_token from commerce.create_order(items => items, customer_id => customer,
        customer => case when customer is null then '{"email": "guest@acme.test", "first_name": "Gus"}'::jsonb end);
    insert into orders values (label, v_order, v_token);
    perform commerce_test.deliver(commerce_test.given_payment(v_order, amount_minor => amount), 'payment_succeeded');
    return v_order;
end $$;
create temporary table orders (label text, id uuid, token uuid);
grant all on orders to public;
create function pg_temp.item(at timestamptz) returns jsonb language sql as $$ select jsonb_build_object('service_id', cut, 'starts_at', at, 'staff_id', ann) from t $$;
create function pg_temp.booking(label text, n integer default 1) returns uuid language sql as $$
    select commerce_test.value_of(format('select id from commerce.bookings where order_id = %L order by during offset %s limit 1', (select id from orders as o where o.label = booking.label), n - 1))::uuid
$$;
create function pg_temp.money(label text) returns text language sql as $$
    select commerce_test.value_of(format('select status || '' total '' || total_minor || '' due '' || due_minor || '' asked back '' || coalesce((select sum(amount_minor) from commerce.refunds as r where r.order_id = o.id), 0) from commerce.orders as o where id = %L', (select id from orders as o where o.label = money.label)))
$$;
create function pg_temp.statistics() returns text language sql as $$
    select commerce_test.value_of('select total_orders || '' '' || total_bookings || '' '' || lifetime_value_minor from commerce.customers where email = ''carla@acme.test'' and organization_id = commerce_test.organization_id(''acme'')')
$$;

select commerce_test.act_as('acme');
select pg_temp.given_paid('two', jsonb_build_array(pg_temp.item('2030-01-02 12:00+00'), pg_temp.item('2030-01-05 12:00+00')), carla) from t;
select is(pg_temp.statistics(), '1 2 20000', 'two paid appointments');
select is(commerce_test.value_of(format('select cancellation_terms ->> ''name'' from commerce.bookings where id = %L', pg_temp.booking('two'))), 'Standard', 'a booking keeps the terms it was made under');
select (commerce.set_cancellation_policy('Standard', '[]')).name;
select commerce_test.act_as('acme', 'carla');
select is((select fee_minor || ' ' || refund_minor || ' ' || waived_minor || ' ' || why || ' ' || hours_before || ' ' || is_allowed || ' ' || is_last from commerce.cancellation_quote(pg_temp.booking('two'))),
    '5000 5000 0 tier 30.00 true false', 'a quote follows the copy, whatever the policy says now');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('two'), fee_minor => 0) $$, 'VT302', 'another fee is not for customers');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('two'), at_fault => 'business') $$, 'VT302', 'nor to say whose fault it is');
select is((commerce.cancel_booking(pg_temp.booking('two'), 'ill')).status, 'cancelled', 'a customer cancels within the policy');
select is(pg_temp.money('two'), 'paid total 20000 due 0 asked back 5000', 'half goes back, the order stands');
select is(pg_temp.statistics(), '1 1 20000', 'one appointment less counts');
select is((commerce.cancel_booking(pg_temp.booking('two'))).status, 'cancelled', 'twice is harmless');
select is(pg_temp.money('two'), 'paid total 20000 due 0 asked back 5000', 'and changes nothing');
select commerce_test.act_as('acme');
select is(commerce_test.value_of(format('select r.status || '' '' || b.ical_sequence || '' '' || b.cancellation_fee_minor || '' '' || (select note from commerce.booking_status_history as h where h.booking_id = b.id and to_status = ''cancelled'') from commerce.bookings as b join commerce.slot_reservations as r on r.id = b.reservation_id where b.id = %L', pg_temp.booking('two'))),
    'cancelled 1 5000 ill', 'its time is free, calendars hear of it, the reason is kept');
select is(commerce_test.count_of('commerce.notification_queue', format('template = ''booking_cancelled'' and channel = ''email'' and booking_id = %L', pg_temp.booking('two')), 'acme'), 1::bigint, 'the customer is told');
select is(commerce_test.count_of('commerce.notification_queue', format('template <> ''booking_cancelled'' and status = ''queued'' and booking_id = %L', pg_temp.booking('two')), 'acme'), 0::bigint, 'nothing else is sent about it');
select is((select (commerce.reserve_time_slot(cut, '2030-01-02 12:00+00', ann)).status from t), 'reserved', 'and others may have the time');
select commerce_test.act_as('acme', 'carla');
select is((commerce.cancel_booking(pg_temp.booking('two', 2))).status, 'cancelled', 'the other one, with long notice');
select is(pg_temp.money('two'), 'cancelled total 20000 due 0 asked back 15000', 'is free, and nothing is left of the order');
select is(pg_temp.statistics(), '0 0 20000', 'which counts no more');

-- Too late, and what members may do then.
select commerce_test.act_as('acme');
select commerce.set_cancellation_policy('Standard', '[{"hours_before": 24, "kept_percent": 50}]');
select pg_temp.given_paid('late', jsonb_build_array(pg_temp.item('2030-01-01 12:00+00')), carla) from t;
select pg_temp.given_paid('closed', jsonb_build_array(pg_temp.item('2030-01-01 14:00+00')), carla) from t;
select pg_temp.given_paid('kind', jsonb_build_array(pg_temp.item('2030-01-01 16:00+00')), carla) from t;
select commerce_test.act_as('acme', 'carla');
select is((select why || ' ' || is_allowed || ' ' || fee_minor from commerce.cancellation_quote(pg_temp.booking('late'))), 'too_late false 10000', 'with less notice than any tier everything is kept');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('late')) $$, 'VO404', 'and customers cannot cancel by themselves');
select commerce_test.act_as('acme', 'sam');
select is((commerce.cancel_booking(pg_temp.booking('late'), 'did not want')).status, 'cancelled', 'whoever performs it can');
select is(pg_temp.money('late'), 'cancelled total 10000 due 0 asked back 0', 'at the customer''s cost');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('closed'), fee_minor => 100) $$, 'VT302', 'another fee is not for staff');
select is((commerce.cancel_booking(pg_temp.booking('closed'), 'ill', 'business')).cancellation_fee_minor, 0::bigint, 'the business keeps nothing of what it cancels');
select is(pg_temp.money('closed'), 'cancelled total 10000 due 0 asked back 10000', 'all goes back');
select commerce_test.act_as('acme', 'mona');
select is((commerce.cancel_booking(pg_temp.booking('kind'), fee_minor => 1500)).cancellation_fee_minor, 1500::bigint, 'a manager may keep another fee');
select is(pg_temp.money('kind'), 'cancelled total 10000 due 0 asked back 8500', 'and the rest goes back');

-- A guest, by token; nothing paid yet; goods beside.
select commerce_test.act_as('acme');
select commerce_test.force($$ update t set cut = cut $$);
insert into orders select 'unpaid', id, access_token from commerce.create_order(items => jsonb_build_array(pg_temp.item('2030-01-08 12:00+00'),
    jsonb_build_object('service_id', (select yoga from t), 'starts_at', '2030-01-05 18:00+00', 'party_size', 2)), customer => '{"email": "gus@acme.test"}');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('unpaid')) $$, 'VB201', 'a stranger learns nothing of a booking');
select set_config('commerce.order_token', (select token::text from orders where label = 'unpaid'), true);
select is((commerce.cancel_booking(pg_temp.booking('unpaid'))).status, 'cancelled', 'a guest cancels by token');
select is(pg_temp.money('unpaid'), 'created total 10000 due 10000 asked back 0', 'what is cancelled need not be paid');
select is((select due_now_minor from commerce.orders), 10000::bigint, 'nor now');
select is((commerce.cancel_booking(pg_temp.booking('unpaid', 2))).status, 'cancelled', 'nor the other one');
select is(pg_temp.money('unpaid'), 'cancelled total 0 due 0 asked back 0', 'and the order goes with the last of them');
select commerce_test.act_as('acme');
select commerce_test.given_product('soap', 700, 5);
select pg_temp.given_paid('goods', jsonb_build_array(pg_temp.item('2030-01-08 12:00+00'), jsonb_build_object('product_id', (select id from commerce.products where sku = 'soap'), 'quantity', 1)), carla) from t;
select is((commerce.cancel_booking(pg_temp.booking('goods'), at_fault => 'business')).status, 'cancelled', 'an appointment beside goods');
select is(pg_temp.money('goods'), 'paid total 10700 due 0 asked back 10000', 'leaves the goods in their order');

-- To be paid at the venue.
insert into orders select 'venue', order_id from commerce.create_booking((select cut from t), '2030-01-09 12:00+00', (select carla from t), (select ann from t));
select is((commerce.cancel_booking(pg_temp.booking('venue'))).cancellation_fee_minor, 0::bigint, 'a fee is kept, never asked for');
select is(pg_temp.money('venue'), 'cancelled total 0 due 0 asked back 0', 'so nothing is owed');

select commerce_test.is_refused($$ select commerce.cancel_booking(gen_random_uuid()) $$, 'VB201', 'an unknown booking is not found');
select commerce_test.is_refused($$ select commerce.cancel_booking(null) $$, 'VB201', 'nor is null');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('two'), repeat('x', 1001)) $$, 'VB101', 'a reason is short');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('two'), at_fault => 'nobody') $$, 'VB101', 'it is one of two faults');
select commerce_test.is_refused($$ select commerce.cancel_booking(pg_temp.booking('two'), fee_minor => 10001) $$, 'VB101', 'a fee is at most the price');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'and everything still adds up');

select * from finish();
rollback;
