begin;
select plan(24);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as
select commerce_test.given_product('mug', 1000, 1000) as mug, commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class;
grant select on made to public;
create temporary table method as
select m.id, m.name from commerce.upsert_shipping_method('Parcel', 'delivery', 500, '{DE,AT}', 3000) as m
union all
select m.id, m.name from commerce.upsert_shipping_method('Shop', 'pickup', 0) as m
union all
select m.id, m.name from commerce.upsert_shipping_method('Euro', 'delivery', 1, currency => 'EUR') as m
union all
select m.id, m.name from commerce.upsert_shipping_method('Old', 'delivery', 1, status => 'archived') as m;
grant select on method to public;
create function pg_temp.buy(method text, address text = null, quantity integer = 1, code text = null) returns commerce.created_order language sql as
$$ select o.* from made, commerce.create_order(format('[{"product_id": %s, "quantity": %s}]', mug, quantity)::jsonb,
    shipping_method_id => (select id from method where name = buy.method), shipping_address => address::jsonb, promotion_code => code) as o $$;
create function pg_temp.refusal(command text) returns text language sql as
$$ select e ->> 'code' || ' ' || coalesce(e #>> '{detail,argument}' || ' ', '') || (e #>> '{detail,reason}') from commerce_test.error_of(command) as e $$;

select is(pg_temp.refusal($$ select pg_temp.buy(null) $$), 'VO101 shipping_method_id missing', 'goods are sent somehow');
select is(pg_temp.refusal($$ select pg_temp.buy('Parcel') $$), 'VO101 shipping_address missing', 'somewhere');
select is(pg_temp.refusal($$ select pg_temp.buy('Parcel', '{"city": "Springfield"}') $$), 'VO101 shipping_address country_missing', 'in some country');
select is(pg_temp.refusal($$ select pg_temp.buy('Parcel', '{"country": "FR"}') $$), 'VC201 not_delivered_there', 'where it is delivered');
select is(pg_temp.refusal($$ select pg_temp.buy('Euro', '{"country": "FR"}') $$), 'VC201 currency', 'in the currency of the order');
select is(pg_temp.refusal($$ select pg_temp.buy('Old', '{"country": "FR"}') $$), 'VC201 not_found', 'by a method that is there');
select is(pg_temp.refusal(format($$ select commerce.create_order('[{"product_id": %s}]', shipping_method_id => gen_random_uuid()) $$, mug)), 'VC201 not_found', 'and known') from made;
select is(pg_temp.refusal(format($$ select commerce.create_order('[{"service_id": "%s", "starts_at": "2038-01-03T10:00:00Z"}]', shipping_method_id => '%s') $$, class, id)),
    'VO101 shipping_method_id nothing_to_ship', 'an appointment is not sent') from made, method where name = 'Shop';
create temporary table sent as select o.* from pg_temp.buy('Parcel', '{"country": "DE"}') as o;
select results_eq($$ select subtotal_minor, shipping_minor, total_minor, due_now_minor, shipping_method_id, fulfillment_status::text, price_breakdown -> 'shipping' from sent $$,
    $$ select 1000::bigint, 500::bigint, 1500::bigint, 1500::bigint, id, 'unfulfilled', '{"kind": "delivery", "name": "Parcel", "price_minor": 500}'::jsonb from method where name = 'Parcel' $$,
    'delivery costs what it costs');
select is((pg_temp.buy('Parcel', '{"country": "AT"}', 3)).shipping_minor, 0::bigint, 'and nothing for a large order');
select is((pg_temp.buy('Shop')).total_minor, 1000::bigint, 'who picks up needs no address');
select is(commerce.quote_order(format('[{"product_id": %s}]', mug)::jsonb) ->> 'total_minor', '1000', 'a quote may come before the choice') from made;
select is(commerce.quote_order(format('[{"product_id": %s}]', mug)::jsonb, shipping_method_id => id) -> 'shipping', '{"kind": "delivery", "name": "Parcel", "price_minor": 500}'::jsonb, 'and before the address')
from made, method where name = 'Parcel';

-- promotions
select commerce.create_promotion('ship', 'free_shipping', is_stackable => true);
select commerce.create_promotion('ten', 'percent', 10, is_stackable => true);
select results_eq($$ select shipping_minor, discount_minor, total_minor from pg_temp.buy('Parcel', '{"country": "DE"}', code => 'ship') $$,
    $$ values (500::bigint, 500::bigint, 1000::bigint) $$, 'free shipping takes the price of it off');
select is((select uses from commerce.promotions where code = 'SHIP'), 1::bigint, 'which is a use');
select is((pg_temp.buy('Shop', code => 'ship')).discount_minor, 0::bigint, 'nothing comes off nothing');
select is((select uses from commerce.promotions where code = 'SHIP'), 1::bigint, 'which is none');
select is((pg_temp.buy('Parcel', '{"country": "AT"}', 3, 'ten')).shipping_minor, 500::bigint, 'what is large is counted after discounts');
create temporary table cart as select c.* from made, commerce.create_cart(items => format('[{"product_id": %s, "quantity": 3}]', mug)::jsonb) as c;
select commerce.apply_promotion(id, 'ten'), commerce.apply_promotion(id, 'ship') from cart;
select results_eq($$ select o.shipping_minor, o.discount_minor, o.total_minor from cart, commerce.create_order(cart_id => cart.id,
        shipping_method_id => (select id from method where name = 'Parcel'), shipping_address => '{"country": "DE"}') as o $$,
    $$ values (500::bigint, 800::bigint, 2700::bigint) $$, 'both together');

-- a saved address
create temporary table known as select commerce_test.given_customer('carla') as carla;
grant select on known to public;
create temporary table saved as
select a.id from known, commerce.save_address(carla, address => '{"country": "FR", "city": "Paris"}') as a;
grant select on saved to public;
select is(commerce_test.error_of(format($$ select commerce.create_order('[{"product_id": %s}]', customer_id => '%s', shipping_method_id => '%s', shipping_address => '{"address_id": "%s"}') $$, mug, carla, method.id, saved.id))
    #>> '{detail,reason}', 'not_delivered_there', 'a saved address is looked into') from made, known, saved, method where name = 'Parcel';
select is(commerce_test.error_of(format($$ select commerce.create_order('[{"product_id": %s}]', shipping_method_id => '%s', shipping_address => '{"address_id": "%s"}') $$, mug, method.id, saved.id))
    ->> 'code', 'VU201', 'which is the customer''s own') from made, saved, method where name = 'Parcel';
select is(commerce.get_order(id) ->> 'shipping_minor', '500', 'an order shows it') from sent;
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'everything adds up');
select is((commerce.upsert_shipping_method('Parcel', status => 'archived')).status
    || (commerce.upsert_shipping_method('Shop', status => 'archived')).status
    || (commerce.upsert_shipping_method('Euro', status => 'archived')).status
    || (pg_temp.buy(null)).shipping_minor, 'archivedarchivedarchived0', 'without a method nothing is asked');
select * from finish();
rollback;
