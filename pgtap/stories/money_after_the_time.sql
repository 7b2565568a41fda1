-- Who pays by bank has days, and the appointment is tomorrow: money that comes when the time has passed buys nothing.
begin;
select plan(26);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce.set_setting('payment_window', '{"card": "2 days", "bank_transfer": "3 days"}');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_customer('carla') as carla
from (select commerce_test.given_service('Cut', 60) as cut) as s;
create temporary table b (label text, id uuid, order_id uuid);
grant all on t, b to public;
select commerce_test.act_as('acme');
create function pg_temp.book(label text, at timestamptz, method text) returns text language plpgsql as $$
begin
    insert into b (label, id) values (label, commerce_test.given_booking((select cut from t), at, (select ann from t), (select carla from t), payment_method => method));
    update b set order_id = (select k.order_id from commerce.bookings as k where k.id = b.id) where b.label = book.label;
    return commerce_test.booking_status((select b.id from b where b.label = book.label));
end $$;
create function pg_temp.now_is(label text) returns text language sql as $$
    select commerce_test.value_of(format($q$ select concat_ws(' ', k.status, o.status, o.paid_minor, (select sum(r.amount_minor) from commerce.refunds as r where r.order_id = o.id))
        from commerce.bookings as k join commerce.orders as o on o.id = k.order_id where k.id = %L $q$, (select b.id from b where b.label = now_is.label))) $$;
create function pg_temp.pay(label text, gateway text, received_at timestamptz = null) returns text language sql as $$
    select (commerce.confirm_offline_payment(5000, b.order_id, pay.gateway, received_at => pay.received_at)).status from b where b.label = pay.label $$;
create function pg_temp.news(label text) returns text language sql as $$
    select commerce_test.deliver(p.id, 'payment_succeeded') from b join commerce.payments as p on p.order_id = b.order_id where b.label = news.label $$;

select is(pg_temp.book('late', '2030-01-02 10:00+00', 'bank_transfer'), 'pending_payment', 'one is to be paid by bank, and never is');
select is(pg_temp.book('noted late', '2030-01-02 11:00+00', 'bank_transfer'), 'pending_payment', 'one is paid, and noted later');
select is(pg_temp.book('counter', '2030-01-02 12:00+00', 'bank_transfer'), 'pending_payment', 'one is paid at the counter after all');
select is(pg_temp.book('let in', '2030-01-02 13:00+00', 'bank_transfer'), 'pending_payment', 'one is let in before it is paid');
select is(pg_temp.book('card', '2030-01-02 14:00+00', 'stripe'), 'pending_payment', 'one is being paid by card as it begins');
select is(pg_temp.book('card late', '2030-01-02 15:00+00', 'stripe'), 'pending_payment', 'one is paid by card long after');
select is(pg_temp.book('cash at the end', '2030-01-02 16:00+00', 'bank_transfer'), 'pending_payment', 'and one in cash when it is over');

select is((select count(*) from t, commerce.create_booking_series(cut, '2030-01-02 17:00+00', carla, ann, '{"count": 3}', payment_method => 'bank_transfer')), 3::bigint, 'three weeks are paid by one transfer');
insert into b select 'series', k.id, k.order_id from commerce.bookings as k where k.starts_at = '2030-01-02 17:00+00';

select commerce.set_clock('2030-01-02 10:15+00');
select is((select p.status from b, commerce.start_payment(order_id, 'stripe', success_url => 'https://acme.test/ok') as p where label = 'late'), 'created', 'for as long as a hold lasts one may still begin to pay');
select commerce.set_clock('2030-01-02 10:16+00');
select is((select concat_ws(' ', e ->> 'code', e #>> '{detail,is_past}') from b, commerce_test.error_of(format('select commerce.start_payment(%L, ''stripe'')', order_id)) as e where label = 'late'), 'VB401 true', 'then nobody is asked to pay for what has passed');
select commerce.set_clock('2030-01-02 12:40+00');
select is(pg_temp.pay('counter', 'manual') || ' ' || pg_temp.now_is('counter'), 'succeeded confirmed paid 5000', 'what a member takes at the counter counts');
select commerce.set_clock('2030-01-02 13:20+00');
select is((select (commerce.confirm_booking(id)).status from b where label = 'let in'), 'confirmed', 'a member may let people in before');
select commerce.set_clock('2030-01-02 14:10+00');
select is(pg_temp.news('card') || ' ' || pg_temp.now_is('card'), 'applied confirmed paid 5000', 'who was just paying has paid in time');
select commerce.set_clock('2030-01-02 17:10+00');
select is(pg_temp.pay('cash at the end', 'manual') || ' ' || pg_temp.now_is('cash at the end'), 'succeeded confirmed paid 5000', 'cash counts when it is over, too: they were here');
select is(pg_temp.news('card late') || ' ' || pg_temp.now_is('card late'), 'applied cancelled cancelled 5000 5000', 'money that comes by itself then goes back, all of it');

-- The statement of the bank is read on the next day.
select commerce.set_clock('2030-01-03 09:00+00');
select is(pg_temp.pay('late', 'bank_transfer') || ' ' || pg_temp.now_is('late'), 'succeeded cancelled cancelled 5000 5000', 'nobody is told that a time of yesterday is confirmed: the money goes back');
select is((select count(*) from commerce.notification_queue as n join b on b.order_id = n.order_id where b.label = 'late' and n.template = 'order_status_changed'), 1::bigint, 'and the customer is told');
select is((select count(*) from commerce.notification_queue as n join b on b.id = n.booking_id where b.label = 'late' and n.template = 'booking_confirmation'), 0::bigint, 'but not that they have a booking');
select is(pg_temp.pay('noted late', 'bank_transfer', '2030-01-02 08:00+00') || ' ' || pg_temp.now_is('noted late'), 'succeeded confirmed paid 5000', 'what was here in time counts, whenever it was noted');
select is(pg_temp.pay('let in', 'bank_transfer') || ' ' || pg_temp.now_is('let in'), 'succeeded confirmed paid 5000', 'and who was let in pays when they pay');
select is((select (commerce.confirm_offline_payment(15000, order_id, 'bank_transfer')).status from b where label = 'series') || ' ' || pg_temp.now_is('series'), 'succeeded confirmed paid 15000', 'of a series the first date has passed, and the others are to come');
select is((select count(*) from t, commerce.booking_calendar('2030-01-02 00:00+00', '2030-01-03 00:00+00', ann)), 6::bigint, 'the calendar shows who was there');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.complete_past_bookings(), 6, 'and they are completed');
select commerce_test.act_as('acme');
select is((select total_bookings || ' ' || total_spent_minor from commerce.customers where id = (select carla from t)), '8 50000', 'statistics count what is theirs, and the money that is not back yet');
select is((select string_agg(distinct status, ' ') from commerce.refunds), 'needs_attention requested', 'a person and a gateway send the others back');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
