begin;
select plan(28);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, yoga, ann, slot, carla, walter
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 4, price_minor => 1000) as yoga, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_time_slot(yoga, '2030-01-02 10:00+00', 4) as slot) as p;
select commerce.upsert_service(service_id => cut, requires_approval => true), commerce.upsert_service(service_id => yoga, requires_approval => true) from t;
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'paid', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla, payment_method => 'stripe') from t;
insert into b select 'held', commerce_test.given_booking(cut, '2030-01-02 11:00+00', ann, carla, payment_method => 'stripe') from t;
insert into b select 'yoga', commerce_test.given_booking(yoga, time_slot_id => slot, party_size => 3, customer_id => walter) from t;
insert into b select 'later', commerce_test.given_booking(cut, '2030-01-02 14:00+00', ann, carla) from t;
insert into b select 'agreed', commerce_test.given_booking(cut, '2030-01-02 08:00+00', ann, carla) from t;
insert into b select 'at once', commerce_test.given_booking(cut, null, ann, carla) from t;
create function pg_temp.payment_of(label text) returns uuid language sql as $$ select commerce_test.value_of(format('select p.id from commerce.payments as p join commerce.bookings as x on x.order_id = p.order_id where x.id = %L', (select b.id from b where b.label = payment_of.label)))::uuid; $$;
create function pg_temp.states() returns text language sql as $$ select string_agg(label || ' ' || commerce_test.booking_status(id), ', ' order by label) from b $$;
select is(commerce_test.deliver(pg_temp.payment_of('paid'), 'payment_succeeded'), 'applied', 'one was paid');
select is(commerce_test.deliver(pg_temp.payment_of('held'), 'payment_authorised'), 'applied', 'one was authorised');
select is((commerce.approve_booking((select id from b where label = 'agreed'))).status, 'confirmed', 'one is approved');
select commerce_test.act_as('acme', 'ada');
select is(commerce.set_setting('approval_lead_minutes', '60'), '60'::jsonb, 'a business may want an hour to itself');

-- An hour before it begins, and not earlier.
select commerce.set_clock('2030-01-02 08:59+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.decline_unanswered_bookings(), 0, 'as long as there is time nobody is turned down');
select commerce.set_clock('2030-01-02 09:00+00');
select is(commerce.decline_unanswered_bookings(1), 1, 'a sweep keeps to its bounds');
select is(commerce.decline_unanswered_bookings(), 2, 'and goes on where it was');
select is(commerce.decline_unanswered_bookings(), 0, 'once');
select is(pg_temp.states(), 'agreed confirmed, at once cancelled, held awaiting_approval, later awaiting_approval, paid cancelled, yoga cancelled', 'what nobody answered is turned down when its time comes, or a day after it was wanted at once');
select is((select commerce_test.value_of(format('select note || '' '' || actor_role from commerce.booking_status_history where booking_id = %L and to_status = ''cancelled''', id)) from b where label = 'paid'), 'not approved in time commerce_worker', 'the history says why, and who');
select is(commerce_test.value_of(format('select sum(amount_minor)::text from commerce.refunds where payment_id = %L', pg_temp.payment_of('paid'))), '5000', 'what was paid goes back in full');
select is((select commerce_test.value_of(format('select o.status from commerce.orders as o join commerce.bookings as x on x.order_id = o.id where x.id = %L', id)) from b where label = 'paid'), 'cancelled', 'nothing is left of the order');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''booking_cancelled'''), 3::bigint, 'the customers are told');
select commerce.set_clock('2030-01-02 12:00+00');
select is(commerce.decline_unanswered_bookings(), 1, 'however late the sweep comes');
select is(commerce_test.value_of(format('select string_agg(kind, '' '' order by kind) from commerce.gateway_commands where payment_id = %L and kind in (''capture'', ''void'', ''refund'')', pg_temp.payment_of('held'))), 'void', 'what was authorised is let go');

-- Half of an order: the rest goes on, and whoever waits is offered what is free.
select commerce_test.act_as('acme', 'ada');
select is(commerce.set_setting('approval_lead_minutes', '120'), '120'::jsonb, 'or two');
select commerce_test.act_as('acme');
select is((select status from commerce.join_waitlist((select cut from t), tstzrange('2030-01-02 13:00+00', '2030-01-02 16:00+00'), customer_id => (select walter from t))), 'waiting', 'somebody waits');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.decline_unanswered_bookings(), 1, 'two hours before');
select is((select commerce_test.value_of(format('select status from commerce.waitlist_entries where customer_id = %L', walter)) from t), 'offered', 'the next one is asked');
select is(pg_temp.states(), 'agreed confirmed, at once cancelled, held cancelled, later cancelled, paid cancelled, yoga cancelled', 'nobody waits for an answer any more');
select is((select count(*) from commerce.sweep_schedules where name = 'decline_unanswered_bookings'), 1::bigint, 'the clockwork runs it');
select commerce_test.force($$ update commerce.sweep_schedules set next_run_at = 'infinity' where name <> 'decline_unanswered_bookings' $$);
select is((select count(*) from commerce.run_due_sweeps() where name = 'decline_unanswered_bookings'), 1::bigint, 'by its name');
select throws_ok($$ select commerce.decline_unanswered_bookings(0) $$, 'VS101', null, 'no rows is no sweep');
select throws_ok($$ select commerce.decline_unanswered_bookings(null) $$, 'VS101', null, 'nor is null');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.decline_unanswered_bookings() $$, '42501', null, 'only workers sweep');
select is((select party_size from commerce.reserve_time_slot(time_slot_id => commerce_test.given_time_slot(yoga, '2030-01-03 10:00+00', 4), party_size => 4)), 4, 'places are there to be taken') from t;
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '1', 'only what was agreed to counts');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');

select * from finish();
rollback;
