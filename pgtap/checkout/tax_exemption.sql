-- Customers who pay no tax: in quotes, carts, orders, changes of orders, and renewals.
begin;
select plan(12);

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
select is((commerce.get_cart((commerce.create_cart(items => pg_temp.goods(2), customer_id => (select carla from t))).id) #>> '{quote,total_minor}'), '2000', 'and so is a cart');

select commerce.set_setting('prices_include_tax', 'true');
select is(pg_temp.quote(walter), '2000 0 319 2000 null', 'a price that contains the tax') from t;
select is(pg_temp.quote(carla), '2000 319 0 1681 {"reason": "Charity 17", "tax_minor": 319}', 'is lower by it') from t;
select is(pg_temp.quote(carla, (commerce.upsert_shipping_method('Parcel', price_minor => 500)).id), '2000 399 0 2101 {"reason": "Charity 17", "tax_minor": 399}', 'with that on shipping') from t;
select commerce.upsert_shipping_method('Parcel', status => 'archived', shipping_method_id => (select id from commerce.shipping_methods));
insert into o select 'included', made.id from t, commerce.create_order(pg_temp.goods(3), customer_id => carla) as made;
select is((commerce.change_order((select id from o where label = 'included'), pg_temp.goods(1), (select jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', 2)) from commerce.order_items as i where i.order_id = (select id from o where label = 'included')))).total_minor, 1680::bigint, 'lines that are taken out take their share along');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select is((commerce.set_tax_exemption((select carla from t))).tax_exemption, null, 'it ends');
select is(pg_temp.quote(carla), '2000 0 319 2000 null', 'and they pay as others do') from t;

select * from finish();
rollback;
