begin;
select plan(35);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table made as
select commerce_test.given_product('mug', 1000, 1000) as mug, commerce_test.given_product('cup', 333, 1000) as cup,
    commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class,
    commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter;
grant select on made to public;
create function pg_temp.quote(items text, code text) returns jsonb language sql as
$$ select commerce.quote_order(format(items, (select mug from made), (select cup from made), (select class from made))::jsonb, promotion_code => code) $$;
create function pg_temp.buy(code text, customer uuid = null, email text = null) returns commerce.created_order language sql as
$$ select o.* from commerce.create_order(format('[{"product_id": %s}]', (select mug from made))::jsonb, customer_id => customer,
    customer => case when email is not null then jsonb_build_object('email', email) end, promotion_code => code) as o $$;
create function pg_temp.why(command text) returns text language sql as
$$ select commerce_test.error_of(command) #>> '{detail,reason}' $$;

select commerce.create_promotion('ten', 'percent', 10);
select commerce.create_promotion('third', 'percent', 33.333333);
select commerce.create_promotion('goods', 'percent', 50, scope => 'products');
select commerce.create_promotion('classes', 'percent', 50, scope => 'services');
select commerce.create_promotion('mugs', 'amount', amount_minor => 500, product_ids => (select array[mug] from made));
select commerce.create_promotion('big', 'amount', amount_minor => 100000);
select commerce.create_promotion('euro', 'amount', amount_minor => 1, currency => 'EUR');
select commerce.create_promotion('twice', 'percent', 10, max_uses => 2);
select commerce.create_promotion('once', 'percent', 10, max_uses_per_customer => 1);
select commerce.create_promotion('budget', 'amount', amount_minor => 400, budget_minor => 1000);

select is(pg_temp.quote('[{"product_id": %s}, {"product_id": %s, "quantity": 2}]', 'Ten') ->> 'discount_minor', '167', 'ten percent of 16.66, half a cent for the customer');
select is((select jsonb_agg(item -> 'discount_minor') from jsonb_array_elements(pg_temp.quote('[{"product_id": %s}, {"product_id": %s}, {"product_id": %2$s}]', 'ten') -> 'items') as item),
    '[100, 34, 33]'::jsonb, 'split over the lines by the largest remainder');
select is(pg_temp.quote('[{"product_id": %s}]', 'third') ->> 'discount_minor', '333', 'percentages have decimals');
select is((select jsonb_agg(item -> 'total_minor') from jsonb_array_elements(pg_temp.quote('[{"service_id": "%3$s", "starts_at": "2038-01-03T10:00:00Z"}, {"product_id": %1$s}]', 'goods') -> 'items') as item),
    '[2000, 500]'::jsonb, 'a promotion for goods');
select is((select jsonb_agg(item -> 'total_minor') from jsonb_array_elements(pg_temp.quote('[{"service_id": "%3$s", "starts_at": "2038-01-03T10:00:00Z"}, {"product_id": %1$s}]', 'classes') -> 'items') as item),
    '[1000, 1000]'::jsonb, 'one for appointments');
select is((select jsonb_agg(item -> 'total_minor') from jsonb_array_elements(pg_temp.quote('[{"product_id": %s}, {"product_id": %s}]', 'mugs') -> 'items') as item),
    '[500, 333]'::jsonb, 'one for some products');
select is(pg_temp.quote('[{"product_id": %s}]', 'big') ->> 'total_minor', '0', 'nothing costs less than nothing');
select is(pg_temp.quote('[{"product_id": %s}]', 'ten') -> 'promotions', '[{"code": "TEN", "kind": "percent", "name": "TEN", "discount_minor": 100}]'::jsonb, 'the quote says what was used');
select is(pg_temp.why($$ select pg_temp.quote('[{"product_id": %s}]', 'euro') $$), 'currency', 'another currency');
select is(pg_temp.why($$ select pg_temp.quote('[{"product_id": %2$s}]', 'mugs') $$), 'nothing_eligible', 'for something else');

-- uses
create temporary table bought as select (pg_temp.buy('twice')).id as id;
grant select on bought to public;
select results_eq($$ select subtotal_minor, discount_minor, total_minor, due_now_minor from commerce.orders where id = (select id from bought) $$,
    $$ values (1000::bigint, 100::bigint, 900::bigint, 900::bigint) $$, 'an order has its discount');
select is((select discount_minor from commerce.order_items where order_id = (select id from bought)), 100::bigint, 'and so has its line');
select results_eq($$ select uses, spent_minor from commerce.promotions where code = 'TWICE' $$, $$ values (1::bigint, 100::bigint) $$, 'its use is counted');
select isnt((pg_temp.buy('twice')).id, null, 'twice');
select is(pg_temp.why($$ select pg_temp.buy('twice') $$), 'used_up', 'then it is used up');
select is((commerce.cancel_order((select id from bought))).status::text, 'cancelled', 'a cancelled order');
select results_eq($$ select uses, spent_minor from commerce.promotions where code = 'TWICE' $$, $$ values (1::bigint, 100::bigint) $$, 'gives its use back');
select isnt((pg_temp.buy('twice')).id, null, 'for somebody else');
select isnt((pg_temp.buy('once', carla)).id, null, 'once for a customer') from made;
select is(pg_temp.why(format('select pg_temp.buy(''once'', %L)', carla)), 'customer_limit', 'not twice') from made;
select is(pg_temp.why(format('select commerce.quote_order(%L, customer_id => %L, promotion_code => ''once'')', jsonb_build_array(jsonb_build_object('product_id', mug)), carla)), 'customer_limit', 'which a quote tells before') from made;
select is(commerce.quote_order(jsonb_build_array(jsonb_build_object('product_id', mug)), promotion_code => 'once') ->> 'total_minor', '900', 'as long as it knows for whom it is') from made;
select isnt((pg_temp.buy('once', walter)).id, null, 'once for another') from made;
select is(pg_temp.why($$ select pg_temp.buy('once') $$), 'customer_needed', 'not for who knows whom');
select isnt((pg_temp.buy('once', email => 'new@guest.example')).id, null, 'once for an address');
select is(pg_temp.why($$ select pg_temp.buy('once', email => 'NEW@guest.example') $$), 'customer_limit', 'however it is written');
select isnt((pg_temp.buy('budget')).id, null, 'a budget');
select isnt((pg_temp.buy('budget')).id, null, 'is spent');
select is(pg_temp.why($$ select pg_temp.buy('budget') $$), 'budget', 'and never exceeded');
select is((pg_temp.buy('big')).status::text, 'paid', 'an order that costs nothing is settled');

-- an appointment
create temporary table slot as select commerce_test.given_time_slot(class, '2038-01-03 10:00+00', 8) as id from made;
create temporary table booked as
select o.id from made, commerce.create_order(format('[{"service_id": "%s", "starts_at": "2038-01-03T10:00:00Z"}]', class)::jsonb, promotion_code => 'classes') as o;
select is((select uses from commerce.promotions where code = 'CLASSES'), 1::bigint, 'an appointment uses one too');
select commerce.cancel_booking(b.id) from booked join commerce.bookings as b on b.order_id = booked.id;
select is((select uses from commerce.promotions where code = 'CLASSES'), 0::bigint, 'and gives it back when it is cancelled');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'everything adds up');

-- a cart that nobody pays
select commerce.set_clock('2038-01-09 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select cmp_ok(commerce.cancel_expired_orders(), '>', 5, 'orders that nobody paid');
select commerce_test.act_as('acme');
select is((select sum(uses) from commerce.promotions where code <> 'BIG'), 0::numeric, 'give everything back');
select * from finish();
rollback;
