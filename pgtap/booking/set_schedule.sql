begin;
select plan(40);

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
select pg_temp.given_booking('twenty', '2030-01-02 20:00+00');
select commerce_test.act_as('acme', 'mona');
select is_empty($$ select from commerce.set_schedule('[{"weekday":3,"from":"09:00","to":"17:00"}]', staff_id => (select ben from t)) $$, 'hours are set');
select is(commerce.explain_slot((select cut from t), '2030-01-02 16:00+00', (select ben from t)), null, 'and hold');
select is(commerce.explain_slot((select cut from t), '2030-01-02 17:00+00', (select ben from t)), 'outside_hours', 'up to their end');
select results_eq($$ select id from commerce.set_schedule('[{"weekday":3,"from":"09:00","to":"17:00"}]', staff_id => (select ann from t)) $$, $$ select id from held where label = 'twenty' $$, 'the bookings left outside are returned');
select is(commerce_test.value_of($$ select status from commerce.bookings where id = (select id from held where label = 'twenty') $$), 'pending_payment', 'and left alone');
select is(commerce_test.count_of('commerce.schedules', format('staff_id = %L', (select ann from t))), 1::bigint, 'rules replace rules');
select is_empty($$ select from commerce.set_schedule('[{"weekday":3,"from":"22:00","to":"02:00"}]', staff_id => (select ben from t)) $$, 'a shift over midnight');
select is(commerce.explain_slot((select cut from t), '2030-01-03 01:00+00', (select ben from t)), null, 'reaches into the next day');
select is(commerce.explain_slot((select cut from t), '2030-01-02 23:00+00', (select ben from t)), null, 'and across it');
select is_empty($$ select from commerce.set_schedule('[{"weekday":3,"from":"09:00","to":"24:00","valid_from":"2030-02-01","valid_to":"2030-02-28"}]', staff_id => (select ben from t)) $$, 'hours for a while');
select is(commerce.explain_slot((select cut from t), '2030-01-02 10:00+00', (select ben from t)), 'outside_hours', 'not before');
select is(commerce.explain_slot((select cut from t), '2030-02-06 23:00+00', (select ben from t)), null, 'then');
select is(commerce.explain_slot((select cut from t), '2030-03-06 10:00+00', (select ben from t)), 'outside_hours', 'not after');
select is_empty($$ select from commerce.set_schedule('[{"weekday":3,"from":"08:00","to":"12:00"}]', service_id => (select cut from t)) where id not in (select id from held) $$, 'a service may have hours of its own');
select is(commerce.explain_slot((select cut from t), '2030-01-02 11:00+00', (select ann from t)), null, 'what is sold lies inside all');
select is(commerce.explain_slot((select cut from t), '2030-01-02 12:00+00', (select ann from t)), 'outside_hours', 'not only in one');
select commerce_test.is_refused(format($$ select commerce.set_schedule(%L, staff_id => (select ben from t)) $$, bad.rules), 'VC101', 'rules: ' || coalesce(bad.rules, 'null'))
from (values (null), ('{}'), ('null'), ('[1]'), ('[null]'), ('[{}]'), ('[{"weekday":0,"from":"09:00","to":"17:00"}]'), ('[{"weekday":8,"from":"09:00","to":"17:00"}]'), ('[{"weekday":"x","from":"09:00","to":"17:00"}]'), ('[{"weekday":99999999999,"from":"09:00","to":"17:00"}]'),
    ('[{"weekday":1,"from":"9 am","to":"17:00"}]'), ('[{"weekday":1,"from":"09:00","to":"25:00"}]'), ('[{"weekday":1,"from":"09:00"}]'), ('[{"weekday":1,"from":"09:00","to":"17:00","valid_from":"2030-02-31"}]'), ('[{"weekday":1,"from":"09:00","to":"17:00","valid_from":"2030-03-01","valid_to":"2030-02-01"}]')) as bad (rules);
select commerce_test.is_refused($$ select commerce.set_schedule('[]') $$, 'VC101', 'nobody''s');
select commerce_test.is_refused($$ select commerce.set_schedule('[]', staff_id => (select ben from t), service_id => (select cut from t)) $$, 'VC101', 'two subjects');
select commerce_test.is_refused($$ select commerce.set_schedule('[]', staff_id => gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.is_refused($$ select commerce.set_schedule('[]', venue_id => gen_random_uuid()) $$, 'VB202', 'an unknown venue');
select commerce_test.is_refused($$ select commerce.set_schedule('[]', service_id => gen_random_uuid()) $$, 'VB202', 'an unknown service');
select commerce_test.act_as('acme', 'anna');
select lives_ok($$ select commerce.set_schedule('[{"weekday":1,"from":"09:00","to":"17:00"}]', staff_id => (select ann from t)) $$, 'staff set their own');
select commerce_test.act_as('acme', 'stan'); select commerce_test.is_refused($$ select commerce.set_schedule('[]', staff_id => (select ben from t)) $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.set_schedule('[]', staff_id => (select ben from t)) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.set_schedule('[]', staff_id => (select ben from t)) $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
