begin;
select plan(22);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, ann, slot, carla
from (select commerce_test.given_service('Cut', 60, step_minutes => 30) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 2) as yoga, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_time_slot(yoga, '2030-01-02 10:00+00', 2) as slot) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
select commerce_test.act_as('acme');
insert into b select 'ten', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'yoga', commerce_test.given_booking(yoga, time_slot_id => slot, party_size => 2) from t;

select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.mark_no_show((select id from b where label = 'ten')) $$, 'VB404', 'nobody is late before it begins');
select commerce.set_clock('2030-01-02 10:15+00');
select is((commerce.mark_no_show((select id from b where label = 'ten'), 'called twice')).status, 'no_show', 'nobody came');
select is((commerce.mark_no_show((select id from b where label = 'ten'))).status, 'no_show', 'twice is harmless');
select is((select note from commerce.booking_status_history where booking_id = (select id from b where label = 'ten') and to_status = 'no_show'), 'called twice', 'the note is kept');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '1', 'it still counts');
select commerce_test.is_refused($$ select commerce.mark_no_show((select id from b where label = 'yoga')) $$, 'VT302', 'staff only for their own');
select commerce_test.act_as('acme', 'mona');
select is((commerce.mark_no_show((select id from b where label = 'yoga'))).status, 'no_show', 'managers for any');
select is((commerce.check_in_booking((select id from b where label = 'yoga'))).status, 'checked_in', 'places are taken again when they come');
select commerce_test.is_refused($$ select commerce.mark_no_show((select id from b where label = 'yoga')) $$, 'VB404', 'who was checked in came');
select commerce_test.act_as('acme');
select is((select staff_id from commerce.reserve_time_slot((select cut from t), '2030-01-02 10:30+00', (select ann from t), ends_at => '2030-01-02 11:00+00')), (select ann from t), 'the rest of the time is free');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'ten')) $$, 'VB401', 'and lost, once somebody has it');
select commerce.set_clock('2030-01-03 00:10+00');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b where label = 'ten')) $$, 'VB404', 'nothing is undone on another day');
select commerce_test.is_refused($$ select commerce.mark_no_show((select id from b where label = 'ten'), repeat('x', 1001)) $$, 'VB101', 'a note has an end');
select commerce_test.is_refused($$ select commerce.mark_no_show(gen_random_uuid()) $$, 'VB201', 'an unknown booking');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.mark_no_show((select id from b where label = 'ten')) $$, 'VT302', 'customers may not');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.mark_no_show((select id from b where label = 'ten')) $$, 'VB201', 'another organization''s');
-- A policy that keeps less than all of it.
select commerce_test.act_as('acme');
select commerce_test.force($$ select commerce_test.given_gateway_account(organization => 'acme') $$);
select (commerce.upsert_service(service_id => cut, cancellation_policy_id => policy.id)).name from t cross join lateral commerce.set_cancellation_policy('Mild', '[]', no_show_percent => 40) as policy;
insert into b select 'venue', commerce_test.given_booking(cut, '2030-01-04 10:00+00', ann, carla) from t;
insert into b select 'paid', commerce_test.given_booking(cut, '2030-01-04 12:00+00', ann, carla, payment_method => 'stripe') from t;
select commerce_test.deliver(commerce_test.given_payment((select order_id from commerce.bookings where id = (select id from b where label = 'paid'))), 'payment_succeeded');
select commerce.set_clock('2030-01-04 12:10+00');
select is((select (commerce.mark_no_show(id)).total_minor from b where label = 'venue'), 2000::bigint, 'the policy keeps a part of the price');
select is((select concat_ws(' ', o.total_minor, o.due_minor) from commerce.orders as o join commerce.bookings as k on k.order_id = o.id where k.id = (select id from b where label = 'venue')), '2000 2000', 'the rest need not be paid');
select is((select (commerce.mark_no_show(id)).total_minor from b where label = 'paid'), 2000::bigint, 'the same of one that was paid');
select is(commerce_test.value_of('select r.amount_minor from commerce.refunds as r join commerce.bookings as k on k.order_id = r.order_id where k.id = (select id from b where label = ''paid'')'), '3000', 'the rest goes back');
select commerce_test.act_as('acme', 'ada');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select throws_ok($$ select commerce_test.force('update commerce.bookings set status = ''completed'' where id = ' || quote_literal((select id from b where label = 'ten'))) $$, 'VB404', null, 'no way leads from a no-show to done');

select * from finish();
rollback;
