begin;
select plan(11);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select commerce_test.given_product('mug', 1200, 10) as id, commerce_test.given_product('void') as void,
    commerce_test.given_product('pdf', 500, track_inventory => false) as pdf,
    commerce_test.given_product('old', 500, 3, status => 'archived') as old,
    (commerce.upsert_stock_location('Shed')).id as shed;
grant select on made to public;
select is(commerce.get_available_stock((select id from made)), 10, 'what is on the shelf is available');
select commerce_test.act_as('acme');
select is((select count(*) from commerce.create_order(format('[{"product_id": %s, "quantity": 4}]', (select id from made))::jsonb)),
    1::bigint, 'an order takes four');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(commerce.get_available_stock((select id from made)), 6, 'everybody may ask, and locks count');
select commerce_test.force($$ update commerce.inventory_locks set expires_at = commerce_private.clock() - interval '1 second'
    where product_id = (select max(p.id) from commerce.products as p where p.sku = 'mug') $$);
select is(commerce.get_available_stock((select id from made)), 10, 'until they lapse');
select commerce_test.act_as('acme', 'mona');
select is((commerce.receive_stock((select id from made), 5, location_id => (select shed from made))).on_hand, 5::bigint, 'elsewhere');
select is(commerce.get_available_stock((select id from made)), 15, 'all places count');
select is(commerce.get_available_stock((select id from made), (select shed from made)), 5, 'or one');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(commerce.get_available_stock((select pdf from made)), null, 'what is not tracked has no number');
select commerce_test.is_refused($$ select commerce.get_available_stock((select void from made)) $$, 'VI201', 'nothing was ever received');
select commerce_test.is_refused($$ select commerce.get_available_stock((select old from made)) $$, 'VC201', 'what is not for sale is not there');
select commerce_test.is_refused($$ select commerce.get_available_stock(null) $$, 'VC201', 'nor is nothing');

select * from finish();
rollback;
