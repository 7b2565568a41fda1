begin;
select plan(21);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, ann, ben, slot
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 3) as yoga) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut], is_always_open => false) as ben) as p
cross join lateral (select commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 3) as slot) as l;
create temporary table held (label text, id uuid, hold_token uuid);
grant all on t, held to public;

-- A booking as an order makes it: the order and its line are written directly.
create function pg_temp.given_booking(label text, at timestamptz) returns uuid language plpgsql as $$
declare v_o uuid := commerce_test.organization_id('acme'); v_order uuid := gen_random_uuid(); v_item uuid := gen_random_uuid(); v_r uuid; v_caller commerce_private.caller := row(v_o, null, 'commerce_service', null);
begin
    v_r := (commerce_private.hold_time(v_caller, (select cut from t), at, (select ann from t))).id;
    insert into commerce.orders (organization_id, id, order_number, currency, subtotal_minor, total_minor, due_now_minor, due_minor) values (v_o, v_order, label, 'USD', 5000, 5000, 5000, 0);
    insert into commerce.order_items (organization_id, id, order_id, line, kind, service_id, title, quantity, unit_price_minor, total_minor) select v_o, v_item, v_order, 1, 'service', cut, 'Cut', 1, 5000, 5000 from t;
    perform commerce_private.make_bookings(v_caller, v_order, (select id from commerce.customers where organization_id = v_o and email = 'carla@acme.test'), 'USD', array[v_r], array[v_item], array[5000], array['{}'::jsonb], array[null::text], 'api');
    insert into held select label, b.id, v_order from commerce.bookings as b where b.organization_id = v_o and b.order_id = v_order;
    return (select id from held as h where h.label = given_booking.label);
end; $$;

select pg_temp.given_booking('ten', '2030-01-02 10:00+00');
select pg_temp.given_booking('eleven', '2030-01-02 11:00+00');
update commerce.services set requires_approval = true where id = (select cut from t);
select pg_temp.given_booking('twelve', '2030-01-02 12:00+00');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.confirm_booking((select id from held where label = 'ten')) $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.confirm_booking((select id from held where label = 'ten')) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.confirm_booking((select id from held where label = 'ten')) $$, '42501', null, 'visitors have no such function');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.bookings), 3::bigint, 'customers read their own bookings');
select commerce_test.act_as('acme', 'walter');
select is((select count(*) from commerce.bookings), 0::bigint, 'and nobody else''s');
select commerce_test.act_as('acme', 'stan');
select is((select count(*) from commerce.bookings), 0::bigint, 'nor do colleagues');
select commerce_test.act_as('acme', 'anna');
select is((select count(*) from commerce.bookings), 3::bigint, 'staff read their own calendar');
select is((select count(*) from commerce.customers), 1::bigint, 'and who comes');
select is((commerce.confirm_booking((select id from held where label = 'ten'))).status, 'confirmed', 'and confirm it');
select is((commerce.confirm_booking((select id from held where label = 'ten'))).status, 'confirmed', 'twice is harmless');
select is(commerce_test.value_of($$ select r.status || ' ' || (r.expires_at is null) from commerce.slot_reservations as r join commerce.bookings as b on b.reservation_id = r.id where b.id = (select id from held where label = 'ten') $$), 'confirmed true', 'the time is kept for good');
select is(commerce_test.value_of($$ select string_agg(coalesce(from_status, '') || '>' || to_status, ' ' order by at, id) from commerce.booking_status_history where booking_id = (select id from held where label = 'ten') $$), '>pending_payment pending_payment>confirmed', 'history tells it once');
select is(commerce_test.value_of($$ select actor_user_id::text from commerce.booking_status_history where booking_id = (select id from held where label = 'ten') and to_status = 'confirmed' $$), commerce_test.user_id('anna')::text, 'and who did it');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where email = 'carla@acme.test' and organization_id = commerce_test.organization_id('acme') $$), '1', 'the customer''s bookings are counted once');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''booking_confirmation'''), 1::bigint, 'the customer is told once');
select is((commerce.confirm_booking((select id from held where label = 'twelve'))).status, 'confirmed', 'what waits for approval is approved');
select commerce.set_clock('2030-01-01 09:15+00');
select commerce_test.is_refused($$ select commerce.confirm_booking((select id from held where label = 'eleven')) $$, 'VB403', 'a lapsed hold cannot be confirmed');
select commerce_test.force($$ update commerce.bookings set status = 'expired' where id = (select id from held where label = 'eleven') $$);
select commerce_test.is_refused($$ select commerce.confirm_booking((select id from held where label = 'eleven')) $$, 'VB404', 'nor an expired booking');
select commerce_test.is_refused($$ select commerce.confirm_booking(gen_random_uuid()) $$, 'VB201', 'an unknown booking');
select commerce_test.is_refused($$ select commerce.confirm_booking(null) $$, 'VB201', 'null');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.confirm_booking((select id from held where label = 'ten')) $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
