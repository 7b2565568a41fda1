begin;
select plan(9);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select o.id
from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', commerce_test.given_product('mug', 900, 50), 'quantity', 3)),
    customer_id => commerce_test.given_customer('carla'), payment_method => 'cash_on_delivery',
    shipping_address => '{"name": "Carla", "line1": "Road 1", "city": "Bonn", "country": "DE"}', idempotency_key => 'mark_delivered-1') as o;
create temporary table parcel on commit drop as select s.id from commerce.create_shipment((select id from it)) as s;
grant select on it, parcel to public;
select is((commerce.mark_delivered((select id from parcel))).status, 'delivered', 'a trusted backend says so');
select is((commerce.mark_delivered((select id from parcel))).status, 'delivered', 'and may say so twice');
select is((select status::text from commerce.orders where id = (select id from it)), case 'delivered' when 'lost' then 'shipped' else 'delivered' end, 'the order follows');
select commerce_test.act_as('acme', 'mona');
select is((commerce.mark_delivered((select id from parcel))).status, 'delivered', 'so does a manager');
select commerce_test.is_refused('select commerce.mark_delivered(null)', 'VO201', 'no parcel');
select commerce_test.is_refused('select commerce.mark_delivered(gen_random_uuid())', 'VO201', 'an unknown parcel');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.mark_delivered(%L)', (select id from parcel)), 'VT302', 'customers do not say it');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.mark_delivered(%L)', (select id from parcel)), 'VO201', 'nor does another organization');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.mark_delivered(gen_random_uuid())', '42501', null, 'nor do visitors');

select * from finish();
rollback;
