-- Somebody comes in from the street, outside the hours, signs, is served at once, pays cash and leaves;
-- somebody online is taken at once too.
begin;
select plan(17);

select commerce.set_clock('2030-01-05 19:02+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'ada');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select tattoo, talk, ann
from (select commerce_test.given_service('Tattoo', 60, capacity => 2, price_minor => 9000) as tattoo, (commerce.upsert_service('Diagnosis', 30, 4000, delivery_mode => 'diagnostic')).id as talk) as s
cross join lateral (select commerce_test.given_staff('Ann', array[tattoo], is_always_open => false, user_id => commerce_test.user_id('anna')) as ann) as p;
select commerce.assign_staff(talk, ann) from t;
create temporary table w as select id from commerce.require_waiver((select tattoo from t), 'Ink', 'I know that it stays.', is_same_day => true, is_for_each => true);
create temporary table k (label text, id uuid, order_id uuid);
grant all on t, w, k to public;

select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.create_booking((select tattoo from t), '2030-01-05 19:05+00') $$, 'VB405', 'the shop is closed');
insert into k select 'street', b.id, b.order_id from t, commerce.create_booking(tattoo, '2030-01-05 19:05+00', party_size => 2, override_hours => true) as b;
select is((select status || ' ' || coalesce(customer_id::text, 'nobody') || ' ' || local_start from commerce.bookings where id = (select id from k where label = 'street')), 'confirmed nobody 19:05:00', 'but not for two who stand in the door, whoever they are');
select commerce_test.is_refused($$ select commerce.create_booking((select tattoo from t), '2030-01-05 19:30+00', override_hours => true) $$, 'VB401', 'nobody else has Ann meanwhile');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from k where label = 'street')) $$, 'VB406', 'they sign first');
select isnt(commerce.sign_waiver((select id from k where label = 'street'), (select id from w), 'Kim', 'Kim'), null, 'one');
select isnt(commerce.sign_waiver((select id from k where label = 'street'), (select id from w), 'Lou', 'Lou'), null, 'and the other');
select is((commerce.check_in_booking((select id from k where label = 'street'))).status, 'checked_in', 'then they are let in');
select commerce.set_clock('2030-01-05 19:50+00');
select is((commerce.complete_booking((select id from k where label = 'street'))).status, 'completed', 'and done early');
select commerce_test.act_as('acme', 'mona');
select is((select status from commerce.confirm_offline_payment(9000, (select order_id from k where label = 'street'), 'cash_on_delivery')), 'succeeded', 'cash on the table');
select is((select payment_status || ' ' || paid_minor from commerce.orders where id = (select order_id from k where label = 'street')), 'paid 9000', 'pays the order');
-- At once, online: no time is kept, several may wait.
select commerce_test.act_as('acme', 'anna');
insert into k select 'online', b.id, b.order_id from t, commerce.create_booking(talk, customer => '{"email":"dora@acme.test","first_name":"Dora"}') as b;
select is((select status || ' ' || delivery_mode || ' ' || (during is null) from commerce.bookings where id = (select id from k where label = 'online')), 'confirmed diagnostic true', 'somebody online begins at once');
select is((commerce.set_meeting_url((select id from k where label = 'online'), 'https://meet.test/dora')).meeting_url, 'https://meet.test/dora', 'and is told where');
select is((commerce.check_in_booking((select id from k where label = 'online'))).status, 'checked_in', 'they meet');
select commerce.set_clock('2030-01-05 20:20+00');
select is((select ends_at - starts_at from commerce.complete_booking((select id from k where label = 'online'))), interval '30 minutes', 'for half an hour, as it turned out');
select commerce_test.act_as('acme');
select is((select total_bookings || ' ' || first_name from commerce.customers where email = 'dora@acme.test'), '1 Dora', 'she is known now');
select is((select count(*) from commerce.booking_calendar('2030-01-05 00:00+00', '2030-01-06 00:00+00')), 2::bigint, 'both stand in the day');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
