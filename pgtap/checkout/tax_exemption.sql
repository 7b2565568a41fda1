-- Customers who pay no tax: in quotes, carts, orders, changes of orders, and renewals.
begin;
select plan(22);

select commerce.set_clock('2038-01-01 09:00+00');
select commerce_test.act_as('acme');
create temporary table t on commit drop as
select commerce_test.given_product('mug', 1000, 50) as mug, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter;
create temporary table o (label text, id uuid);
grant all on t, o to public;
select commerce.set_tax_rate(19, 'DE', name => 'VAT');
select commerce.set_setting('tax_place', '{"country": "DE"}');
select commerce.set_tax_exemption((select carla from t), 'Charity 17');
create function pg_temp.goods(quantity integer) returns jsonb language sql as $$ select jsonb_build_array(jsonb_build_object('product_id', (select mug from t), 'quantity', quantity)) $$;
create function pg_temp.quote(customer_id uuid, method uuid = null) returns text language sql as $$
    select concat_ws(' ', q ->> 'subtotal_minor', q ->> 'discount_minor', q ->> 'tax_minor', q ->> 'total_minor', q -> 'tax_exemption')
    from commerce.quote_order(pg_temp.goods(2), customer_id => quote.customer_id, shipping_method_id => method, shipping_address => '{"line1": "x", "city": "x", "country": "DE"}') as q $$;

select is(pg_temp.quote(walter), '2000 0 380 2380 null', 'others pay the tax') from t;
select is(pg_temp.quote(carla), '2000 0 0 2000 {"reason": "Charity 17", "tax_minor": 380}', 'who is exempt does not') from t;
insert into o select 'added', made.id from t, commerce.create_order(pg_temp.goods(2), customer_id => carla) as made;
select is((select concat_ws(' ', total_minor, tax_minor, price_breakdown) from commerce.orders where id = (select id from o)), '2000 0 {"taxes": [], "tax_exemption": {"reason": "Charity 17", "tax_minor": 380}}', 'the order keeps the reason');
select is((commerce.change_order((select id from o), pg_temp.goods(1))).total_minor, 3000::bigint, 'what comes in later is exempt too');
create temporary table penny on commit drop as select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', commerce_test.given_product('penny', 1, 50))), customer_id => carla) as o;
select is((select concat_ws(' ', i.tax_minor, i.snapshot ? 'taxes', i.snapshot ? 'exempt_taxes') from commerce.order_items as i where i.order_id = (select id from penny)), '0 f t', 'what is too cheap to be taxed would be exempt, too');
select is((commerce.get_cart((commerce.create_cart(items => pg_temp.goods(2), customer_id => (select carla from t))).id) #>> '{quote,total_minor}'), '2000', 'and so is a cart');

select commerce.set_setting('prices_include_tax', 'true');
select is(pg_temp.quote(walter), '2000 0 319 2000 null', 'a price that contains the tax') from t;
select is(pg_temp.quote(carla), '2000 319 0 1681 {"reason": "Charity 17", "tax_minor": 319}', 'is lower by it') from t;
select is(pg_temp.quote(carla, (commerce.upsert_shipping_method('Parcel', price_minor => 500)).id), '2000 399 0 2101 {"reason": "Charity 17", "tax_minor": 399}', 'with that on shipping') from t;
select commerce.upsert_shipping_method('Parcel', status => 'archived', shipping_method_id => (select id from commerce.shipping_methods));
insert into o select 'included', made.id from t, commerce.create_order(pg_temp.goods(3), customer_id => carla) as made;
select is((commerce.change_order((select id from o where label = 'included'), pg_temp.goods(1), (select jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', 2)) from commerce.order_items as i where i.order_id = (select id from o where label = 'included')))).total_minor, 1680::bigint, 'lines that are taken out take their share along');
-- Appointments that are moved after their price has changed.
create temporary table c on commit drop as
select cut, ann from (select commerce_test.given_service('Cut', 60, price_minor => 5000) as cut) as s cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p;
grant all on c to public;
create function pg_temp.order_of(booking uuid) returns uuid language plpgsql as $$ begin return (select b.order_id from commerce.bookings as b where b.id = booking); end $$;
create function pg_temp.moved(label text, hour integer, new_price bigint) returns text language sql as $$
    select commerce_test.force(format('update commerce.services set price_minor = %s where id = %L', new_price, (select cut from c)));
    select commerce.reschedule_booking(b.id, make_timestamptz(2038, 1, 5, hour, 0, 0, 'UTC')) from commerce.bookings as b, o where b.order_id = o.id and o.label = moved.label;
    select concat_ws(' ', ord.total_minor, ord.tax_minor, ord.due_minor, b.total_minor) from commerce.bookings as b join commerce.orders as ord on ord.id = b.order_id join o on o.id = ord.id where o.label = moved.label $$;
insert into o select 'exempt', pg_temp.order_of(commerce_test.given_booking(cut, '2038-01-04 10:00+00', ann, carla)) from c, t;
insert into o select 'taxed', pg_temp.order_of(commerce_test.given_booking(cut, '2038-01-04 12:00+00', ann, walter)) from c, t;
select is((select total_minor from commerce.orders where id = (select id from o where label = 'exempt')), 4202::bigint, 'an appointment is lower by the tax, too');
select is(pg_temp.moved('exempt', 10, 6000), '5042 0 5042 5042', 'one that costs more by now is moved for the difference without the tax in it');
select is(pg_temp.moved('exempt', 11, 4000), '3361 0 3361 3361', 'and one that costs less, the same');
select is(pg_temp.moved('exempt', 12, 5000), '4201 0 4201 4201', 'to the half of a unit, each time');
select is(pg_temp.moved('taxed', 14, 6000), '6000 958 6000 6000', 'others pay all of it, tax and all');
select is(pg_temp.moved('taxed', 15, 4000), '4000 958 4000 4000', 'or less');
select commerce.set_setting('prices_include_tax', 'false');
select commerce_test.force(format('update commerce.services set price_minor = 5000 where id = %L', (select cut from c)));
insert into o select 'exempt on top', pg_temp.order_of(commerce_test.given_booking(cut, '2038-01-04 14:00+00', ann, carla)) from c, t;
select is(pg_temp.moved('exempt on top', 17, 6000), '6000 0 6000 6000', 'without tax in the price nothing is taken off');
select is(pg_temp.moved('exempt on top', 18, 4000), '4000 0 4000 4000', 'either way');
select is((select concat_ws(' ', i.unit_price_minor, i.tax_minor, i.total_minor, i.snapshot ? 'taxes') from commerce.order_items as i where i.order_id = (select id from o where label = 'exempt') and i.kind = 'fee' order by i.line limit 1), '840 0 840 f', 'the line of the difference knows no tax');
select commerce.set_setting('prices_include_tax', 'true');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select is((commerce.set_tax_exemption((select carla from t))).tax_exemption, null, 'it ends');
select is(pg_temp.quote(carla), '2000 0 319 2000 null', 'and they pay as others do') from t;

select * from finish();
rollback;
