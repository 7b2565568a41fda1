-- Five are bought, two are there: two leave, the others once they have come.
begin;
select plan(15);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table it (product_id bigint, order_id uuid, line_id uuid);
grant all on it to public;
insert into it (product_id) select id from commerce.upsert_product('rare', 'Rare', 1000, allow_backorder => true);
select on_hand from it, commerce.receive_stock(product_id, 2);
update it set order_id = (
    select id from commerce.create_order(
        jsonb_build_array(jsonb_build_object('product_id', product_id, 'quantity', 4), jsonb_build_object('product_id', product_id, 'quantity', 1)),
        customer => '{"email": "bea@example.org"}'));
update it set line_id = (select i.id from commerce.order_items as i where i.order_id = it.order_id and i.line = 1);
create function pg_temp.states() returns text language sql as $$ select o.status || ' ' || o.fulfillment_status from commerce.orders as o, it where o.id = it.order_id $$;
create function pg_temp.sent() returns bigint language sql as $$ select coalesce(sum(s.quantity), 0)::bigint from commerce.shipment_items as s join commerce.order_items as i on i.id = s.order_item_id join it on it.order_id = i.order_id $$;
select is((select (commerce.confirm_offline_payment(5000, order_id)).status from it), 'succeeded', 'the order is paid, three of five have still to come');

select commerce_test.is_refused(format('select commerce.create_shipment(%L, %L)', order_id, jsonb_build_array(jsonb_build_object('order_item_id', line_id, 'quantity', 3))), 'VO405', 'three cannot leave') from it;
select is((commerce_test.error_of(format('select commerce.create_shipment(%L, %L)', order_id, jsonb_build_array(jsonb_build_object('order_item_id', line_id, 'quantity', 3)))) -> 'detail' ->> 'open'), '2', 'two can') from it;
select (commerce.update_order_status(order_id, 'processing')).status from it;
select (commerce.update_order_status(order_id, 'ready_for_shipment')).status from it;
select commerce_test.is_refused(format('select commerce.update_order_status(%L, %L)', order_id, 'shipped'), 'VO405', 'nor is the order shipped by a word') from it;
select is((select (commerce.create_shipment(order_id)).status from it), 'shipped', 'what is there leaves');
select is(pg_temp.sent(), 2::bigint, 'which is two');
select is(pg_temp.states(), 'ready_for_shipment partially_shipped', 'the order has not left');
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', order_id), 'VO405', 'nothing else is there') from it;

select on_hand from it, commerce.receive_stock(product_id, 2);
select is((select (commerce.create_shipment(order_id)).status from it), 'shipped', 'two more come, and leave');
select is(pg_temp.sent(), 4::bigint, 'which makes four');
select is((select s.backordered from commerce.stock_status as s, it where s.product_id = it.product_id), 1::bigint, 'one is still awaited');
select on_hand from it, commerce.receive_stock(product_id, 3);
select is((select (commerce.update_order_status(order_id, 'shipped')).status from it), 'shipped', 'the last one came, and the order is shipped');
select is(pg_temp.states() || ' ' || pg_temp.sent(), 'shipped shipped 5', 'wholly');
select is((select concat_ws(' ', l.on_hand, l.reserved) from commerce.stock_levels as l, it where l.product_id = it.product_id), '2 0', 'the shelf has what is left');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name, ', ') from commerce.verify_integrity() where not is_ok), null, 'the books agree');

select * from finish();
rollback;
