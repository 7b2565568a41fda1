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

select pg_temp.given_booking('unpaid', '2030-01-02 10:00+00');
select pg_temp.given_booking('failed', '2030-01-02 11:00+00');
select commerce_private.mark_bookings_payment(commerce_test.organization_id('acme'), (select hold_token from held where label = 'failed'), 'failed');
select pg_temp.given_booking('paid', '2030-01-02 12:00+00');
select is((select number from commerce_private.confirm_bookings(commerce_test.organization_id('acme'), (select hold_token from held where label = 'paid'))), 1, 'one is paid');
select is((select number from commerce_private.confirm_bookings(commerce_test.organization_id('acme'), (select hold_token from held where label = 'paid'))), 0, 'twice changes nothing');
select commerce_test.act_as('acme');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 13:00+00', staff_id => (select ann from t)) $$, 'one is in no order');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cleanup_expired_reservations(), 0, 'nothing is due');
select commerce.set_clock('2030-01-01 09:15+00');
select is(commerce.cleanup_expired_reservations(1), 1, 'a sweep stops at its bound');
select is(commerce.cleanup_expired_reservations(), 2, 'and goes on where it stopped');
select is(commerce.cleanup_expired_reservations(), 0, 'until nothing is left');
select is(commerce_test.value_of($$ select string_agg(h.label || ' ' || b.status, ', ' order by h.label) from commerce.bookings as b join held as h on h.id = b.id $$), 'failed payment_failed, paid confirmed, unpaid expired', 'bookings end as their payment did');
select is(commerce_test.value_of($$ select string_agg(status || ' ' || n, ', ' order by status) from (select status, count(*) as n from commerce.slot_reservations where organization_id = commerce_test.organization_id('acme') group by status) as s $$), 'confirmed 1, expired 3', 'times that are paid for stay');
-- late money
reset role;
select lives_ok($$ select commerce_private.retake_reservations(commerce_test.organization_id('acme'), (select hold_token from held where label = 'unpaid'), '2030-01-01 10:00+00') $$, 'late money wins the time again');
select is((select number from commerce_private.confirm_bookings(commerce_test.organization_id('acme'), (select hold_token from held where label = 'unpaid'))), 1, 'and confirms it');
select commerce_test.act_as('acme');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 11:00+00', staff_id => (select ann from t)) $$, 'somebody else takes the other');
reset role;
select is(commerce_test.error_of($$ select commerce_private.retake_reservations(commerce_test.organization_id('acme'), (select hold_token from held where label = 'failed'), '2030-01-01 10:00+00') $$) ->> 'code', 'VB401', 'which late money does not win');
select is(commerce_private.release_bookings(commerce_test.organization_id('acme'), (select hold_token from held where label = 'unpaid'), 'cancelled'), 1, 'a booking is released');
select is(commerce_private.release_bookings(commerce_test.organization_id('acme'), (select hold_token from held where label = 'unpaid'), 'cancelled'), 0, 'once');
-- every move there is, and no other, also for who writes the row directly
create temporary table moves as select f.status as from_status, g.status as to_status, null::boolean as is_made from (values ('pending_payment'), ('awaiting_approval'), ('confirmed'), ('expired'), ('payment_failed'), ('checked_in'), ('completed'), ('cancelled'), ('no_show')) as f (status), (values ('pending_payment'), ('awaiting_approval'), ('confirmed'), ('expired'), ('payment_failed'), ('checked_in'), ('completed'), ('cancelled'), ('no_show')) as g (status) where f.status <> g.status;
do $do$
declare v_move record;
begin
    for v_move in select * from moves loop
        begin
            alter table commerce.bookings disable trigger bookings_10_guard_status;
            update commerce.bookings set status = v_move.from_status where id = (select id from held where label = 'failed') and status <> v_move.from_status;
            alter table commerce.bookings enable trigger bookings_10_guard_status;
            update commerce.bookings set status = v_move.to_status where id = (select id from held where label = 'failed');
            update moves set is_made = true where from_status = v_move.from_status and to_status = v_move.to_status;
        exception when sqlstate 'VB404' then
            update moves set is_made = false where from_status = v_move.from_status and to_status = v_move.to_status;
        end;
    end loop;
end; $do$;
select results_eq($$ select from_status, to_status from moves where is_made order by 1, 2 $$, $$ select from_status, to_status from commerce.booking_status_transitions order by 1, 2 $$, 'of 72 moves those of the table are made, and no other');
select throws_ok($$ delete from commerce.booking_status_history $$, 'VS901', null, 'history is not rewritten');
select throws_ok($$ delete from commerce.staff where id = (select ann from t) $$, 'VS901', null, 'who is named in it never goes away');
select commerce_test.act_as_role('commerce_worker');
select throws_ok($$ select commerce.cleanup_expired_reservations(0) $$, 'VS101', null, 'no rows');
select throws_ok($$ select commerce.cleanup_expired_reservations(null) $$, 'VS101', null, 'null');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.cleanup_expired_reservations() $$, '42501', null, 'members leave it to the worker');

select * from finish();
rollback;
