-- A booking that moves when its service costs another price: for those who still come, with its tax, and visits of a
-- package stay paid.
begin;
select plan(22);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table it (service_id uuid, plan_id uuid, entitlement_id uuid, carla uuid);
grant all on it to public;
insert into it (service_id) select id from commerce.upsert_service('Class', 60, 1000, capacity_mode => 'pooled', capacity => 8);
select (commerce.create_time_slot(service_id, at, at + interval '1 hour', 8)).id
from it, unnest('{2030-01-07 18:00+00,2030-01-08 18:00+00,2030-01-09 18:00+00,2030-03-07 18:00+00}'::timestamptz[]) as slot (at);
create temporary table b (label text, id uuid, order_id uuid);
grant all on b to public;
create function pg_temp.book(label text, item jsonb) returns void language plpgsql as $$
declare
    v_order commerce.created_order;
begin
    select * into v_order
    from commerce.create_order(
        (select jsonb_build_array(jsonb_build_object('service_id', service_id, 'starts_at', '2030-01-07 18:00+00') || item) from it),
        customer_id => commerce_test.given_customer('carla'));
    if v_order.total_minor > 0 then
        perform commerce.confirm_offline_payment(v_order.total_minor, v_order.id);
    end if;
    insert into b select book.label, x.id, x.order_id from commerce.bookings as x where x.order_id = v_order.id;
end;
$$;
create function pg_temp.move(label text, at timestamptz) returns text language sql as $$
    select status from b, commerce.reschedule_booking(b.id, move.at) where b.label = move.label
$$;
create function pg_temp.worth(label text) returns text language sql as $$
    select concat_ws(' ', x.total_minor, o.total_minor, o.tax_minor, o.due_minor,
        (select sum(r.amount_minor) from commerce.refunds as r where r.order_id = o.id))
    from b join commerce.bookings as x on x.id = b.id join commerce.orders as o on o.id = b.order_id where b.label = worth.label
$$;

-- Three booked, one comes.
select pg_temp.book('dearer', '{"party_size": 3, "participants": {"adult": 3}}'), pg_temp.book('cheaper', '{"party_size": 3, "participants": {"adult": 3}}');
select (commerce.change_party(id, '{"adult": 1}')).party_size from b;
select is(pg_temp.worth('dearer'), '1000 3000 0 0 2000', 'two of three do not come');
select (commerce.upsert_service('Class', price_minor => 1500)).price_minor;
select is(pg_temp.move('dearer', '2030-01-08 18:00+00'), 'confirmed', 'the one who comes moves');
select is(pg_temp.worth('dearer'), '1500 3500 0 500 2000', 'and pays the difference for one');
select (commerce.upsert_service('Class', price_minor => 1800)).price_minor;
select is(pg_temp.move('dearer', '2030-01-09 18:00+00'), 'confirmed', 'again, dearer by now');
select is(pg_temp.worth('dearer'), '1800 3800 0 800 2000', 'and pays what was added since');
select (commerce.upsert_service('Class', price_minor => 400)).price_minor;
select is(pg_temp.move('cheaper', '2030-01-08 18:00+00'), 'confirmed', 'where it is cheaper');
select is(pg_temp.worth('cheaper'), '400 3000 0 0 2600', 'the difference of one goes back');
select (commerce.upsert_service('Class', price_minor => 1000)).price_minor;
select pg_temp.book('shrinks', '{"party_size": 3, "participants": {"adult": 3}}');
select (commerce.upsert_service('Class', price_minor => 1500)).price_minor;
select is(pg_temp.move('shrinks', '2030-01-08 18:00+00'), 'confirmed', 'three move');
select is(pg_temp.worth('shrinks'), '4500 4500 0 1500', 'and owe the difference of three');
select (commerce.change_party(id, '{"adult": 1}')).party_size from b where label = 'shrinks';
select is(pg_temp.move('shrinks', '2030-01-09 18:00+00'), 'confirmed', 'the one who is left moves at the same price');
select is(pg_temp.worth('shrinks'), '1500 3000 0 0 1500', 'for nothing');

-- With a tax that is added.
select (commerce.set_tax_rate(19, 'US')).percent, commerce.set_setting('tax_place', '{"country": "US"}');
select (commerce.upsert_service('Class', price_minor => 1000)).price_minor;
select pg_temp.book('taxed up', '{}'), pg_temp.book('taxed down', '{}');
select is(pg_temp.worth('taxed up'), '1190 1190 190 0', 'sold with tax');
select (commerce.upsert_service('Class', price_minor => 1333)).price_minor;
select pg_temp.move('taxed up', '2030-01-08 18:00+00');
select is(pg_temp.worth('taxed up'), '1586 1586 253 396', 'the difference is taxed, to the last minor unit');
select is((select o.price_breakdown -> 'taxes' from commerce.orders as o join b on b.order_id = o.id where b.label = 'taxed up'), '[{"name": "Tax", "percent": 19, "tax_minor": 253}]', 'and the order says by which rate');
select (commerce.upsert_service('Class', price_minor => 667)).price_minor;
select pg_temp.move('taxed down', '2030-01-08 18:00+00');
select is(pg_temp.worth('taxed down'), '794 1190 190 0 396', 'what goes back goes with its tax');

-- Visits.
update it set plan_id = (select id from commerce.upsert_pricing_plan('Ten', 'package', 9000, service_id => it.service_id, quantity => 10, valid_days => 30));
select (commerce.confirm_offline_payment(o.total_minor, o.id)).status from it, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', plan_id)), customer_id => commerce_test.given_customer('carla')) as o;
update it set entitlement_id = (select id from commerce.entitlements);
select pg_temp.book('visit', jsonb_build_object('entitlement_id', entitlement_id)) from it;
select (commerce.upsert_service('Class', price_minor => 5000)).price_minor;
select pg_temp.move('visit', '2030-01-08 18:00+00');
select is(pg_temp.worth('visit'), '0 0 0 0', 'a visit is paid, whatever the service costs by now');
select is((select used from commerce.entitlements), 1, 'by one visit');
select is((select x.payment_status from commerce.bookings as x join b on b.id = x.id where b.label = 'visit'), 'paid', 'and stays so');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.reschedule_booking(%L, %L)', id, '2030-03-07 18:00+00'), 'VO404', 'to a time after the package ran out customers do not move it') from b where label = 'visit';
select is(pg_temp.move('visit', '2030-01-09 18:00+00'), 'confirmed', 'to one before it they do');
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.move('visit', '2030-03-07 18:00+00'), 'confirmed', 'the shop does as it likes');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything adds up');

select * from finish();
rollback;
