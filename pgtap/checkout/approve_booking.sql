begin;
select plan(42);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
select commerce.upsert_service(service_id => (select cut from t), requires_approval => true);
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'card', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla, payment_method => 'stripe') from t;
insert into b select 'later', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla) from t;
insert into b select 'hold', commerce_test.given_booking(cut, '2030-01-02 14:00+00', ann, carla, payment_method => 'stripe') from t;
create function pg_temp.payment_of(label text) returns uuid language sql as $$ select commerce_test.value_of(format('select p.id from commerce.payments as p join commerce.bookings as x on x.order_id = p.order_id where x.id = %L', (select b.id from b where b.label = payment_of.label)))::uuid; $$;

select is((select string_agg(distinct status, ' ') from commerce.bookings where id in (select id from b)), 'awaiting_approval', 'a service that wants approval waits for it, however it is paid');
select commerce.set_clock('2030-01-01 09:20+00');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.reserve_time_slot((select cut from t), '2030-01-02 10:00+00', (select ann from t)) $$, 'VB401', null, 'its time is kept meanwhile');
select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.approve_booking((select id from b where label = 'card')) $$, 'VB404', 'not before it is paid');
select is(commerce_test.error_of($$ select commerce.approve_booking((select id from b where label = 'card')) $$) #>> '{detail,reason}', 'unpaid', 'which is said');
select is(commerce_test.deliver(pg_temp.payment_of('card'), 'payment_succeeded'), 'applied', 'then it is paid');
select is(commerce_test.booking_status((select id from b where label = 'card')), 'awaiting_approval', 'money alone does not decide');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '0', 'and it does not count yet');
select is((commerce.approve_booking((select id from b where label = 'card'), 'gladly')).status, 'confirmed', 'staff agree to their own');
select is((commerce.approve_booking((select id from b where label = 'card'))).status, 'confirmed', 'twice is harmless');
select is((select note from commerce.booking_status_history where booking_id = (select id from b where label = 'card') and to_status = 'confirmed'), 'gladly', 'the note is kept');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '1', 'now it counts');
select is(commerce_test.count_of('commerce.notification_queue', format('template = ''booking_confirmation'' and booking_id = %L', (select id from b where label = 'card'))), 1::bigint, 'and the customer is told');
select is((commerce.approve_booking((select id from b where label = 'later'))).status, 'confirmed', 'what is paid at the venue needs no money before');
select is(commerce_test.value_of($$ select total_bookings || ' ' || lifetime_value_minor from commerce.customers where id = (select carla from t) $$), '2 10000', 'its balance counts from then on');

-- Authorised first, captured when approved.
select is(commerce_test.deliver(pg_temp.payment_of('hold'), 'payment_authorised'), 'applied', 'a card is authorised');
select is((commerce.approve_booking((select id from b where label = 'hold'))).status, 'confirmed', 'that is enough');
select is(commerce_test.value_of(format('select request ->> ''amount_minor'' from commerce.gateway_commands where kind = ''capture'' and payment_id = %L', pg_temp.payment_of('hold'))), '5000', 'and the money is taken');
select is(commerce_test.deliver(pg_temp.payment_of('hold'), 'payment_succeeded'), 'applied', 'it came');
select is(commerce_test.value_of(format('select o.status || '' '' || o.payment_status from commerce.orders as o join commerce.bookings as x on x.order_id = o.id where x.id = %L', (select id from b where label = 'hold'))), 'paid paid', 'the order is paid');

select commerce_test.act_as('acme');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.is_refused($$ select commerce.approve_booking(gen_random_uuid()) $$, 'VB201', 'an unknown booking');
select commerce_test.is_refused($$ select commerce.approve_booking(null) $$, 'VB201', 'none');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.approve_booking((select id from b where label = 'card')) $$, 'VT302', 'customers do not approve themselves');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.approve_booking((select id from b where label = 'card')) $$, 'VB201', 'staff know nothing of others''');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.approve_booking((select id from b where label = 'card')) $$, '42501', null, 'visitors have no such function');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.approve_booking((select id from b where label = 'card')) $$, 'VB201', 'another organization''s');


-- What a gift card holds is not taken from the card as well.
select commerce_test.act_as('acme');
create temporary table card as select c.code from commerce.issue_gift_card(4000, 'USD', idempotency_key => 'approve-gift-card-1') as c;
create temporary table two as select o.id as order_id, null::uuid as payment_id from t, card, commerce.create_order(jsonb_build_array(
    jsonb_build_object('service_id', cut, 'starts_at', '2030-01-05 10:00+00'), jsonb_build_object('service_id', cut, 'starts_at', '2030-01-05 12:00+00')),
    customer_id => carla, gift_card_code => card.code, idempotency_key => 'approve-two-bookings-1') as o;
grant all on two to public;
update two set payment_id = (commerce.start_payment(order_id, 'stripe', idempotency_key => 'approve-two-bookings-2', capture => false)).id;
select is(commerce_test.deliver(payment_id, 'payment_authorised') , 'applied', 'the rest of two is authorised') from two;
select (commerce.decline_booking(b.id)).status from two join commerce.bookings as b using (order_id) order by b.starts_at limit 1;
select (commerce.approve_booking(b.id)).status from two join commerce.bookings as b using (order_id) where b.status = 'awaiting_approval';
select is((select string_agg(concat_ws(' ', c.kind, c.request ->> 'amount_minor'), ', ') from commerce_test.commands() as c join two using (payment_id) where c.kind in ('capture', 'void')), 'capture 1000', 'of one, what the gift card does not pay is taken');
select is(commerce_test.deliver(payment_id, 'payment_succeeded', '{"amount_minor": 1000}') || ' ' || (select balance_minor from commerce.gift_card_balance((select code from card))), 'applied 0', 'together they pay it') from two;
-- A guest is told as a customer is, with the invitation for their calendar; a member who confirms does all that approving does.
select commerce_test.act_as('acme', 'mona');
select (commerce.upsert_service(service_id => cut, deposit_minor => 2000)).deposit_minor from t;
select commerce_test.act_as('acme', null, 'commerce_anon');
create temporary table g as select id, access_token from t, commerce.create_order(items => jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-04 10:00+00')), customer => '{"email": "carla@acme.test"}', idempotency_key => 'a-guest-with-a-known-address');
grant all on g to public;
select commerce_test.act_as('acme');
select is((select commerce_test.deliver(commerce_test.given_payment(id, amount_minor => 2000), 'payment_succeeded') from g), 'applied', 'somebody who only gives an address pays a deposit');
select is((select (commerce.approve_booking(k.id)).status from commerce.bookings as k join g on g.id = k.order_id), 'confirmed', 'and is accepted');
select is((select string_agg(concat_ws(' ', n.recipient, n.data ? 'ical_uid', n.data ? 'ends_at', n.data ->> 'ical_sequence'), ', ') from commerce.notification_queue as n join g on g.id = n.order_id where n.template = 'booking_confirmation'), 'carla@acme.test t t 0', 'the confirmation goes to the address of the order, as an invitation');
create temporary table m (label text, id uuid);
grant all on m to public;
insert into m select 'deposit', commerce_test.given_booking(cut, '2030-01-05 10:00+00', ann, commerce_test.given_customer('dora'), payment_method => 'stripe') from t;
insert into m select 'hold', commerce_test.given_booking(cut, '2030-01-06 10:00+00', ann, commerce_test.given_customer('emil'), payment_method => 'stripe') from t;
select is((select string_agg(commerce_test.deliver(p.id, case label when 'hold' then 'payment_authorised' else 'payment_succeeded' end), ' ') from m join commerce.bookings as k using (id) join commerce.payments as p on p.order_id = k.order_id), 'applied applied', 'others pay a deposit, or have it authorised');
select is((select string_agg((commerce.confirm_booking(id)).status, ' ') from m), 'confirmed confirmed', 'a member confirms both');
select is(commerce_test.value_of($$ select total_bookings || ' ' || lifetime_value_minor from commerce.customers where id = commerce_test.given_customer('dora') $$), '1 5000', 'the balance counts');
select is((select string_agg(c.kind, ' ') from m join commerce.bookings as k using (id) join commerce.payments as p on p.order_id = k.order_id join commerce.gateway_commands as c on c.payment_id = p.id where label = 'hold' and c.kind = 'capture'), 'capture', 'and what was authorised is taken');

-- Whoever decides hears of it when it begins to wait: once, and by name if the person can.
select commerce_test.act_as('acme', 'mona');
select commerce.upsert_staff('Ann', email => 'ann@acme.test', staff_id => (select ann from t));
create function pg_temp.asked(label text) returns text language sql as $$
    select coalesce(commerce_test.value_of(format('select string_agg(n.channel || '' '' || n.recipient, '', '' order by n.recipient) from commerce.notification_queue as n where n.template = ''staff_new_booking'' and n.data ->> ''status'' = ''awaiting_approval'' and n.booking_id = %L', (select b.id from b where b.label = asked.label))), '') $$;
select commerce_test.act_as('acme');
create function pg_temp.wish(label text, starts_at text) returns void language plpgsql as $$
declare
    v_id uuid;
begin
    select o.id into v_id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', wish.starts_at, 'staff_id', ann)), customer_id => carla, payment_method => 'stripe', idempotency_key => 'approve-booking-wish-' || wish.label) as o;
    insert into b select wish.label, k.id from commerce.bookings as k where k.order_id = v_id;
end $$;
select pg_temp.wish('paid', '2030-01-03 10:00+00'), pg_temp.wish('authorised', '2030-01-03 12:00+00'), pg_temp.wish('nobody', '2030-01-03 14:00+00');
select is(pg_temp.asked('paid'), '', 'nobody is asked before there is money');
select commerce_test.deliver(pg_temp.payment_of('paid'), 'payment_succeeded'), commerce_test.deliver(pg_temp.payment_of('authorised'), 'payment_authorised');
select is(pg_temp.asked('paid'), 'staff ann@acme.test', 'then its person is');
select is(pg_temp.asked('authorised'), 'staff ann@acme.test', 'also when money is only authorised');
select commerce_test.deliver(pg_temp.payment_of('authorised'), 'payment_succeeded');
select is(pg_temp.asked('authorised'), 'staff ann@acme.test', 'and not again when it comes');
select commerce_test.force(format('update commerce.staff set user_id = null where id = %L', (select ann from t)));
select commerce_test.deliver(pg_temp.payment_of('nobody'), 'payment_succeeded');
select matches(pg_temp.asked('nobody'), 'staff mona@acme.example', 'managers are, when the person is no member');
select commerce_test.act_as('acme', 'mona');
select pg_temp.wish('member', '2030-01-03 16:00+00');
select matches(pg_temp.asked('member'), 'staff mona@acme.example', 'what a member makes is told of at once');

select * from finish();
rollback;
