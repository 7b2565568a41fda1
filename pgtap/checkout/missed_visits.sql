-- Packages and people who do not come: the visit is lost where all of its price would be, else it comes back, until they come after all.
begin;
select plan(16);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table t as
select cut, ann, carla, commerce_test.given_plan('Three cuts', 'package', 12000, cut, 3) as three, null::uuid as package
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p;
grant all on t to public;
create temporary table b (label text, id uuid);
grant all on b to public;
select commerce.confirm_offline_payment(12000, o.id) from t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', three)), customer_id => carla) as o;
update t set package = e.id from commerce.entitlements as e where e.customer_id = carla;
create function pg_temp.book(label text, hour integer) returns void language sql as $$
    with made as (select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', cast('2030-01-04 00:00+00' as timestamptz) + make_interval(hours => hour), 'entitlement_id', package)), customer_id => carla) as o)
    select id from made;
    insert into b select book.label, k.id from commerce.bookings as k where k.starts_at = cast('2030-01-04 00:00+00' as timestamptz) + make_interval(hours => hour) $$;
create function pg_temp.used() returns text language sql as $$ select used || ' of ' || total from commerce.entitlements as e join t on t.package = e.id $$;
create function pg_temp.told(label text) returns text language sql as $$
    select commerce_test.value_of(format('select string_agg(concat_ws('' '', u.kind, u.visits, u.left_visits), '', '' order by u.step) from commerce.entitlement_uses as u join commerce.bookings as k on k.order_item_id = u.order_item_id where k.id = %L', (select b.id from b where b.label = told.label))) $$;

-- By default all is kept.
select pg_temp.book('strict', 10);
select (commerce.upsert_service(service_id => cut, cancellation_policy_id => p.id)).name from t, commerce.set_cancellation_policy('Mild', '[]', no_show_percent => 50) as p;
select pg_temp.book('mild', 12);
select is(pg_temp.used(), '2 of 3', 'two visits are used');
select commerce.set_clock('2030-01-04 12:10+00');
select is((select (commerce.mark_no_show(id)).status from b where label = 'strict'), 'no_show', 'nobody comes');
select is(pg_temp.used() || ' / ' || pg_temp.told('strict'), '2 of 3 / use 1 1', 'the visit is lost');
select is((select (commerce.mark_no_show(id)).status from b where label = 'mild'), 'no_show', 'nor to the other');
select is(pg_temp.used(), '1 of 3', 'whose terms keep half: a visit is whole, and comes back');
select is((select (commerce.check_in_booking(id)).status from b where label = 'mild'), 'checked_in', 'they come after all');
select is(pg_temp.used() || ' / ' || pg_temp.told('mild'), '2 of 3 / use 1 1, return -1 0, again 1 1', 'and it pays again');
select is((select (commerce.check_in_booking(id)).status from b where label = 'strict'), 'checked_in', 'so do the first');
select is(pg_temp.used() || ' / ' || pg_temp.told('strict'), '2 of 3 / use 1 1', 'whose visit never left');
select is((select (commerce.cancel_booking(id, at_fault => 'business')).status from b where label = 'mild'), 'cancelled', 'the shop cannot serve them');
select is(pg_temp.used() || ' / ' || pg_temp.told('mild'), '1 of 3 / use 1 1, return -1 0, again 1 1, return -1 0', 'once more it comes back');

-- Used for something else meanwhile.
select pg_temp.book('third', 14);
select commerce.set_clock('2030-01-04 14:10+00');
select (commerce.mark_no_show(id)).status from b where label = 'third';
select pg_temp.book('fourth', 18);
select pg_temp.book('fifth', 19);
select is(pg_temp.used(), '3 of 3', 'what came back is used for others');
select commerce_test.is_refused($$ select commerce.check_in_booking(id) from b where label = 'third' $$, 'VC301', 'it cannot pay twice');
select (commerce.cancel_booking(id, at_fault => 'business')).status from b where label = 'fifth';
select is((select (commerce.check_in_booking(id)).status from b where label = 'third'), 'checked_in', 'until one of these is given up');
select is(pg_temp.used(), '3 of 3', 'all are used');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
