begin;
select plan(58);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'ada');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut, yoga, ann, ben, slot, carla
from (select commerce_test.given_service('Cut', 60, capacity => 3) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 3, price_minor => 1000) as yoga, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut], is_always_open => false) as ben) as p
cross join lateral (select commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 3) as slot) as l;
select commerce_test.given_gateway_account();
create temporary table b (label text, id uuid, order_id uuid);
grant all on t, b to public;

-- By phone: a customer, to be paid at the venue.
insert into b select 'phone', x.id, x.order_id from t, commerce.create_booking(cut, '2030-01-02 10:00+00', carla, party_size => 2, participants => '{"adult":1,"child":1}', customer_note => 'quiet', idempotency_key => 'a-call') as x;
select is((select status || ' ' || payment_status || ' ' || source || ' ' || party_size || ' ' || (participants ->> 'child') || ' ' || customer_note from commerce.bookings where id = (select id from b where label = 'phone')), 'confirmed unpaid admin 2 1 quiet', 'a booking by phone is confirmed, and paid at the venue');
select is((select status || ' ' || payment_method || ' ' || due_minor || ' ' || total_minor from commerce.orders where id = (select order_id from b where label = 'phone')), 'processing cash_on_delivery 5000 5000', 'its order goes ahead unpaid');
select is((select count(*) from commerce.order_items where order_id = (select order_id from b where label = 'phone')), 1::bigint, 'with one line');
select matches((select booking_number from commerce.bookings where id = (select id from b where label = 'phone')), '^BK-[0-9A-Z]{6}-[0-9A-Z]{4}$', 'and a number');
select is((select id from t, commerce.create_booking(cut, '2030-01-02 10:00+00', carla, party_size => 2, participants => '{"adult":1,"child":1}', customer_note => 'quiet', idempotency_key => 'a-call')), (select id from b where label = 'phone'), 'the same call answers with the same booking');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-02 11:00+00', idempotency_key => 'a-call') $$, 'VO402', 'another one with its key does not');
select is(commerce_test.value_of($$ select total_bookings::text || ' ' || lifetime_value_minor from commerce.customers where id = (select carla from t) $$), '1 5000', 'statistics count it once, with the balance');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''booking_confirmation'''), 1::bigint, 'the customer is told once');
select is((select ical_uid = id || '@pgcommerce' and ical_sequence = 0 from commerce.bookings where id = (select id from b where label = 'phone')), true, 'calendars know it by a name that stays');
select is((select status from commerce.confirm_offline_payment(5000, (select order_id from b where label = 'phone'), 'cash_on_delivery', idempotency_key => 'cash-cash-cash-cash-cash')), 'succeeded', 'cash at the counter');
select is((select payment_status from commerce.orders where id = (select order_id from b where label = 'phone')), 'paid', 'pays it');

-- Walk-ins.
insert into b select 'walkin', x.id, x.order_id from t, commerce.create_booking(cut, '2030-01-01 09:20+00', staff_id => ben, override_hours => true) as x;
select is((select status || ' ' || coalesce(customer_id::text, 'nobody') || ' ' || (staff_id = (select ben from t)) from commerce.bookings where id = (select id from b where label = 'walkin')), 'confirmed nobody true', 'a walk-in has no name, and comes outside the hours');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-01 11:20+00', staff_id => (select ben from t)) $$, 'VB405', 'unless nobody said that hours do not matter');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-01 09:40+00', staff_id => (select ben from t), override_hours => true) $$, 'VB401', 'what is taken stays taken');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-01 08:40+00', staff_id => (select ben from t), override_hours => true) $$, 'VB405', 'and the past is over');
insert into b select 'named', x.id, x.order_id from t, commerce.create_booking(cut, '2030-01-02 12:00+00', customer => '{"email":"new@acme.test","first_name":"Nora"}') as x;
select is((select c.first_name from commerce.customers as c join commerce.bookings as x on x.customer_id = c.id where x.id = (select id from b where label = 'named')), 'Nora', 'a new customer is made on the way');

-- Places.
insert into b select 'yoga', x.id, x.order_id from t, commerce.create_booking(time_slot_id => slot, party_size => 2) as x;
select is((select status || ' ' || party_size || ' ' || total_minor from commerce.bookings where id = (select id from b where label = 'yoga')), 'confirmed 2 2000', 'places in a session');
select commerce_test.is_refused($$ select commerce.create_booking(time_slot_id => (select slot from t), party_size => 2) $$, 'VB402', 'as long as there are some');

select isnt((commerce.upsert_service(service_id => (select yoga from t), min_notice_minutes => 1440)).id, null, 'a session wants a day of notice');
select commerce_test.given_time_slot((select yoga from t), '2030-01-01 10:00+00', 3);
select commerce_test.is_refused($$ select commerce.create_booking((select yoga from t), '2030-01-01 10:00+00') $$, 'VB405', 'which a walk-in does not give');
select is((commerce.create_booking((select yoga from t), '2030-01-01 10:00+00', override_hours => true)).status, 'confirmed', 'unless the business says so');
select commerce_test.force($$ update commerce.time_slots set is_available = false where starts_at = '2030-01-01 10:00+00' $$);
select commerce_test.is_refused($$ select commerce.create_booking((select yoga from t), '2030-01-01 10:00+00', override_hours => true) $$, 'VB405', 'what it closed stays closed');

-- Paid by another method.
insert into b select 'card', x.id, x.order_id from t, commerce.create_booking(cut, '2030-01-02 14:00+00', carla, payment_method => 'stripe') as x;
select is((select x.status || ' ' || o.status from commerce.bookings as x join commerce.orders as o on o.id = x.order_id where x.id = (select id from b where label = 'card')), 'pending_payment pending_payment', 'a card is asked for first');
select is(commerce_test.deliver((select id from commerce.payments where order_id = (select order_id from b where label = 'card')), 'payment_succeeded'), 'applied', 'the card pays');
select is(commerce_test.booking_status((select id from b where label = 'card')), 'confirmed', 'then it is confirmed');

-- Sessions that begin at once.
insert into b select 'now', x.id, x.order_id from t, commerce.create_booking(cut, customer_id => carla, staff_id => ann) as x;
select is((select status || ' ' || (during is null) || (scheduled_for is null) || (staff_id = (select ann from t)) from commerce.bookings where id = (select id from b where label = 'now')), 'confirmed truetruetrue', 'without a start it begins at once, and keeps no time');
select is((commerce.check_in_booking((select id from b where label = 'now'))).status, 'checked_in', 'they are let in');
select commerce.set_clock('2030-01-01 09:25+00');
select is((select during from commerce.complete_booking((select id from b where label = 'now'))), tstzrange('2030-01-01 09:00+00', '2030-01-01 09:25+00'), 'and when it is over it is known when it was');
select is((select local_start || ' ' || local_end from commerce.bookings where id = (select id from b where label = 'now')), '09:00:00 09:25:00', 'on the wall clock too');
select commerce_test.is_refused($$ select commerce.create_booking((select yoga from t)) $$, 'VB101', 'a session with places has a start');

-- Approval, follow-ups, answers.
select commerce.upsert_service(service_id => (select cut from t), requires_approval => true);
insert into b select 'approved', x.id, x.order_id from t, commerce.create_booking(cut, '2030-01-02 16:00+00', carla, follows_booking_id => (select id from b where label = 'phone')) as x;
select is((select status || ' ' || (follows_booking_id = (select id from b where label = 'phone')) from commerce.bookings where id = (select id from b where label = 'approved')), 'confirmed true', 'what the business books needs no approval; a follow-up knows what it follows');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-02 17:00+00', follows_booking_id => gen_random_uuid()) $$, 'VB201', 'which must be there');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-02 17:00+00', answers => '{"a":"b"}') $$, 'VB101', 'answers without a question');
select is((select status from commerce.create_booking((select cut from t), '2030-01-05 13:00+00', answers => '{}')), 'confirmed', 'no answers to no question');

-- Who may.
select commerce_test.act_as('acme', 'anna');
select is((select staff_id from t, commerce.create_booking(cut, '2030-01-03 10:00+00', idempotency_key => 'anna-books')), (select ann from t), 'staff book themselves');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', staff_id => (select ben from t), override_hours => true, idempotency_key => 'b') $$, 'VT302', 'and nobody else');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', idempotency_key => 'c') $$, 'VT302', 'customers order');
select commerce_test.is_refused($$ select commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-03T12:00:00Z', 'override_hours', true)), idempotency_key => 'x') $$, 'VT302', 'and do not override hours');
select commerce_test.is_refused($$ select commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select cut from t))), idempotency_key => 'x') $$, 'VB101', 'nor walk in by themselves');
-- What customers may say in an order of their own.
insert into b select 'own', x.id, o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-04T10:00:00Z', 'follows_booking_id', (select id from b where label = 'phone'))), payment_method => 'cash_on_delivery', idempotency_key => 'y') as o, lateral (select o.id as id) as x;
select is((select follows_booking_id from commerce.bookings where order_id = (select order_id from b where label = 'own')), (select id from b where label = 'phone'), 'a customer follows up a booking of their own');
select commerce_test.is_refused($$ select commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select cut from t), 'starts_at', '2030-01-04T12:00:00Z', 'follows_booking_id', (select id from b where label = 'walkin'))), idempotency_key => 'z') $$, 'VB201', 'and nobody else''s');
select is((select status from commerce.bookings where order_id = (select order_id from b where label = 'own')), 'awaiting_approval', 'what a customer books waits for approval');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00') $$, '42501', null, 'visitors have no such function');
-- Bad input.
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.create_booking(gen_random_uuid(), '2030-01-03 12:00+00') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.create_booking() $$, 'VB202', 'none');
select commerce_test.is_refused($$ select commerce.create_booking(time_slot_id => gen_random_uuid()) $$, 'VB202', 'an unknown slot');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', gen_random_uuid()) $$, 'VU201', 'an unknown customer');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', party_size => 0) $$, 'VB101', 'nobody');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', party_size => 4) $$, 'VB101', 'too many');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', party_size => 2, participants => '{"adult":1}') $$, 'VB101', 'participants that are not the party');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), 'infinity') $$, 'VB101', 'no time at all');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', payment_method => 'shells') $$, 'VP101', 'an unknown way to pay');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00', customer_note => '4242 4242 4242 4242') $$, 'VT101', 'a card number');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
-- Sessions that begin at once count on their day.
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id = (select cut from t) $$);
select is((commerce.create_booking((select cut from t), customer => '{"email": "nils@acme.test"}')).status, 'confirmed', 'one session a day');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), customer => '{"email": "nils@acme.test"}') $$, 'VB405', 'not two, for whoever is known by e-mail');
select is((commerce.create_booking((select cut from t), customer => '{"email": "nils@acme.test"}', override_hours => true)).status, 'confirmed', 'unless the business lets it pass');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.create_booking((select cut from t), '2030-01-03 12:00+00') $$, 'VB202', 'another organization''s service');

select * from finish();
rollback;
