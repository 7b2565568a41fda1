begin;
select plan(31);

select commerce_test.act_as('acme');
create temporary table it on commit drop as
select o.id, o.order_number, o.access_token
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', commerce_test.given_product('mug', 900, 10), 'quantity', 2),
        jsonb_build_object('product_id', commerce_test.given_product('cup', 500, 10))),
    customer_id => commerce_test.given_customer('carla'), notes => 'Ring twice', idempotency_key => 'get-order-of-carla') as o;
grant select on it to public;
create temporary table other on commit drop as
select commerce_test.given_order(customer_id => commerce_test.given_customer('walter')) as id;
grant select on other to public;
create temporary table visit on commit drop as
select commerce_test.given_order(
    customer_id => commerce_test.given_customer('walter'),
    service_id => (select s.id from commerce.services as s where s.name = 'Seed haircut'),
    staff_id => (select s.id from commerce.staff as s where s.display_name = 'Seed Sam'),
    starts_at => date_trunc('day', commerce_private.clock() + interval '10 days') + interval '10 hours') as id;
grant select on visit to public;

select is(commerce.get_order((select id from it)) ->> 'order_number', (select order_number from it), 'an order by its id');
select is(commerce.get_order((select id from it)) ->> 'notes', 'Ring twice', 'with its columns');
select is(commerce.get_order((select id from it)) ->> 'total_minor', '2300', 'and its total');
select is(commerce.get_order((select id from it)) ?| '{organization_id,fingerprint,idempotency_key,access_token}', false, 'without what is nobody''s business');
select is(
    jsonb_path_query_array(commerce.get_order((select id from it)), '$.items[*].title'), '["Mug", "Cup"]', 'its lines in their order');
select is(
    jsonb_path_query_array(commerce.get_order((select id from it)), '$.items[*].total_minor'), '[1800, 500]', 'with what they come to');
select is(
    jsonb_path_query_array(commerce.get_order((select id from it)), '$.history[*].to_status'), '["created"]', 'its history');
select is(commerce.get_order((select id from it)) -> 'payments', '[]', 'no payment yet is an empty list');
select is(commerce.get_order((select id from it)) -> 'bookings', '[]', 'and so are no bookings');
select is(commerce.get_order((select id from it)) -> 'refunds', '[]', 'and no refunds');
select is(jsonb_array_length(commerce.get_order((select id from visit)) -> 'bookings'), 1, 'a visit has its booking');
select is(commerce.get_order((select id from it)) -> 'history' -> 0 ? 'actor_role', true, 'a backend hears who did it');
select commerce.start_payment((select id from it), 'bank_transfer');
select is(jsonb_array_length(commerce.get_order((select id from it)) -> 'payments'), 1, 'a payment that was begun is in it');
select is(
    jsonb_path_query_array(commerce.get_order((select id from it)), '$.history[*].to_status'), '["created", "pending_payment"]', 'and the history goes on');

select commerce_test.act_as('acme', 'carla');
select is(commerce.get_order((select id from it)) ->> 'order_number', (select order_number from it), 'customers read their own');
select is(commerce.get_order((select id from it)) -> 'history' -> 0 ? 'actor_role', false, 'but not who moved it');
select commerce_test.is_refused(format('select commerce.get_order(%L)', (select id from other)), 'VO201', 'and nobody else''s');
select commerce_test.act_as('acme', 'stan');
select isnt(commerce.get_order((select id from visit)), null, 'staff read orders of their bookings');
select commerce_test.is_refused(format('select commerce.get_order(%L)', (select id from it)), 'VO201', 'and no others');
select commerce_test.act_as('acme', 'mona');
select isnt(commerce.get_order((select id from it)), null, 'managers read all');
select commerce_test.is_refused('select commerce.get_order(null)', 'VO201', 'no order');
select commerce_test.is_refused('select commerce.get_order(gen_random_uuid())', 'VO201', 'an unknown order');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.get_order(%L)', (select id from it)), 'VO301', 'a visitor shows no token');
select set_config('commerce.order_token', gen_random_uuid()::text, true);
select commerce_test.is_refused(format('select commerce.get_order(%L)', (select id from it)), 'VO301', 'or a wrong one');
select set_config('commerce.order_token', (select access_token::text from it), true);
select is(commerce.get_order((select id from it)) ->> 'order_number', (select order_number from it), 'or the right one');
select is(commerce.get_order((select id from it)) -> 'history' -> 0 ? 'note', false, 'guests do not hear who moved it either');
select is((select count(*) from commerce.orders), 1::bigint, 'the token opens this one order');
select commerce_test.is_refused(format('select commerce.get_order(%L)', (select id from other)), 'VO301', 'and no other');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.get_order(%L)', (select id from it)), 'VO201', 'another organization finds nothing');
select commerce_test.act_as('globex', null, 'commerce_anon');
select set_config('commerce.order_token', (select access_token::text from it), true);
select is(commerce_test.error_of(format('select commerce.get_order(%L)', (select id from it))) ->> 'code', 'VO201', 'not even with the token');
select commerce_test.act_as_role('commerce_worker');
select throws_ok('select commerce.get_order(gen_random_uuid())', '42501', null, 'workers read no orders');

select * from finish();
rollback;
