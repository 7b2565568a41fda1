begin;
select plan(24);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select (commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}]', mug)::jsonb, payment_method => 'cash_on_delivery', idempotency_key => 'status-1')).id, mug
from (select commerce_test.given_product('mug', 1200, 10) as mug offset 0) as p;
grant select on made to public;
select is((commerce.update_order_status(id, 'ready_for_shipment', 'packed by Mona')).status::text, 'ready_for_shipment', 'goods are packed') from made;
select results_eq(
    $$ select from_status, to_status, note, actor_user_id, actor_role from commerce.order_status_history
       where order_id = (select id from made) order by at desc, id desc limit 1 $$,
    $$ values ('processing', 'ready_for_shipment', 'packed by Mona', commerce_test.user_id('mona'), 'commerce_user') $$,
    'the history knows who, and why');
select is((commerce.update_order_status(id, 'shipped')).fulfillment_status::text, 'shipped', 'and shipped') from made;
select is((select note from commerce.order_status_history where order_id = (select id from made) order by at desc, id desc limit 1), null,
    'a note belongs to one move');
select is((commerce.update_order_status(id, 'in_transit')).status::text, 'in_transit', 'on their way') from made;
select is((commerce.update_order_status(id, ' Delivered ')).fulfillment_status::text, 'delivered', 'and delivered') from made;
select is((commerce.update_order_status(id, 'archived')).status::text, 'archived', 'and archived') from made;
select is(commerce_test.count_of('commerce.audit_log', format('function_name = ''update_order_status'' and subject_id = %L', id)), 5::bigint,
    'the log knows every move') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'processing') $$, id), 'VO401', 'nothing follows') from made;

create temporary table open as
select (commerce.create_order(format('[{"product_id": %s, "quantity": 2}]', mug)::jsonb, idempotency_key => 'status-2')).id from made;
grant select on open to public;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'paid') $$, id), 'VO401', 'nobody is paid by hand') from open;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'processing') $$, id), 'VO401', 'nor past the till') from open;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'created') $$, id), 'VO401', 'nor nowhere') from open;
select is((commerce.update_order_status(id, 'canceled', 'changed their mind')).status::text, 'cancelled', 'in American too') from open;
select is(commerce_test.value_of(format('select reserved from commerce.stock_levels where product_id = %s', mug)), '0', 'which frees the stock') from made;

select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'lost') $$, id), 'VO101', 'an unknown status') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, null) $$, id), 'VO101', 'no status') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'archived', repeat('x', 1001)) $$, id), 'VO101', 'a novel') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'archived', '4111 1111 1111 1111') $$, id), 'VT101', 'no card numbers') from made;
select commerce_test.is_refused($$ select commerce.update_order_status(gen_random_uuid(), 'archived') $$, 'VO201', 'an unknown order');
select commerce_test.is_refused($$ select commerce.update_order_status(null, 'archived') $$, 'VO201', 'no order');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'archived') $$, id), 'VO201', 'staff see orders of their own bookings') from made;
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'archived') $$, id), 'VT302', 'customers move nothing') from made;
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.update_order_status(null, 'archived') $$, '42501', null, 'visitors have no such function');
select commerce_test.act_as('twin', 'mona');
select commerce_test.is_refused(format($$ select commerce.update_order_status(%L, 'archived') $$, id), 'VO201', 'nor has anybody elsewhere such an order') from made;

select * from finish();
rollback;
