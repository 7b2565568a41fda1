begin;
select plan(44);

select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account(organization => 'acme');
create temporary table t as select o.id as order_id, commerce_test.given_payment(o.id, amount_minor => 600) as older, commerce_test.given_payment(o.id, amount_minor => 400) as newer
from (select commerce_test.given_order(1000, organization => 'acme', product_id => commerce_test.given_product('refund-1', 250, 10, 'acme'), quantity => 4) as id) as o;
grant select on t to public;
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, idempotency_key => 'refund-0-0123456789abcd') from t $$, 'VP402', 'what was not paid does not go back');
select commerce_test.deliver(older, 'payment_succeeded') from t;
select commerce_test.deliver(newer, 'payment_succeeded') from t;
select results_eq($$ select payment_id = newer, amount_minor, status from t, commerce.issue_refund(order_id, 300, reason => 'a scratch', idempotency_key => 'refund-1-0123456789abcd') $$,
    $$ values (true, 300::bigint, 'requested') $$, 'the newest payment is refunded first');
select is(commerce_test.count_of('commerce.gateway_commands', $$ kind = 'refund' $$), 1::bigint, 'and the gateway is asked');
select is((select r.amount_minor from t, commerce.issue_refund(order_id, 300, reason => 'a scratch', idempotency_key => 'refund-1-0123456789abcd') as r), 300::bigint, 'the same key is the same refund');
select is(commerce_test.count_of('commerce.refunds'), 1::bigint, 'and no second one');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 301, idempotency_key => 'refund-1-0123456789abcd') from t $$, 'VO402', 'another request with the same key is refused');
select results_eq($$ select payment_id = newer, amount_minor from t, commerce.issue_refund(order_id, 200, idempotency_key => 'refund-2-0123456789abcd') $$,
    $$ values (true, 100::bigint) $$, 'a refund over two payments begins with the newer');
select is(commerce_test.value_of($$ select sum(amount_minor) from commerce.refunds $$), '500', 'and goes on with the older');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 501, idempotency_key => 'refund-3-0123456789abcd') from t $$, 'VP402', 'never more than is left');
select is(commerce_test.error_of($$ select commerce.issue_refund(order_id, 501, idempotency_key => 'refund-3-0123456789abcd') from t $$) #>> '{detail,left_minor}', '500', 'and the error says how much that is');
select is((select (commerce.issue_refund(order_id, items => jsonb_build_array(jsonb_build_object('order_item_id', commerce_test.value_of('select id from commerce.order_items where order_id = ' || quote_literal(order_id)), 'quantity', 1)),
    idempotency_key => 'refund-4-0123456789abcd')).amount_minor from t), 250::bigint, 'an item goes back at its price');
select is(commerce_test.count_of('commerce.refund_items'), 1::bigint, 'and is remembered');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, items => jsonb_build_array(jsonb_build_object('order_item_id', commerce_test.value_of('select id from commerce.order_items where order_id = ' || quote_literal(order_id)), 'quantity', 4)),
    idempotency_key => 'refund-5-0123456789abcd') from t $$, 'VP402', 'none more often than it was bought');
select is((select (commerce.issue_refund(order_id, idempotency_key => 'refund-6-0123456789abcd')).amount_minor from t), 250::bigint, 'without an amount all that is left goes back');
select is((select commerce_test.deliver(newer, 'refund_succeeded', jsonb_build_object('refund_reference', commerce_test.value_of('select id from commerce.refunds where amount_minor = 300'), 'amount_minor', 300)) from t), 'applied', 'the gateway says that one succeeded');
select is(commerce_test.value_of($$ select payment_status || ' ' || refunded_minor from commerce.orders where id = (select order_id from t) $$), 'partially_refunded 300', 'and the order shows it');
select is(commerce_test.value_of($$ select count(*) from commerce.notification_queue where template = 'refund_issued' $$), '1', 'and the customer is told');

-- Money that waits for no order.
create temporary table l as select (commerce.confirm_offline_payment(500, idempotency_key => 'refund-l-0123456789abcd')).id as payment_id;
grant select on l to public;
select commerce_test.is_refused($$ select commerce.issue_refund(null, 501, payment_id => payment_id, idempotency_key => 'refund-m-0123456789abcd') from l $$, 'VP402', 'no more of it than there is');
select commerce_test.is_refused($$ select commerce.issue_refund(null, items => '[]', payment_id => payment_id, idempotency_key => 'refund-m-0123456789abcd') from l $$, 'VP101', 'and no items');
select is((select (commerce.issue_refund(null, 100, payment_id => payment_id, idempotency_key => 'refund-n-0123456789abcd')).status from l), 'needs_attention', 'a part of it goes back by hand');
select is((select (commerce.issue_refund(null, payment_id => payment_id, idempotency_key => 'refund-o-0123456789abcd')).amount_minor from l), 400::bigint, 'or all that is left');
select commerce_test.is_refused($$ select commerce.issue_refund(null, payment_id => payment_id, idempotency_key => 'refund-p-0123456789abcd') from l $$, 'VP402', 'once');
select commerce_test.is_refused($$ select commerce.issue_refund(null, 1, payment_id => older, idempotency_key => 'refund-q-0123456789abcd') from t $$, 'VP101', 'a payment of an order goes back with the order');
-- What goes back on the shelf.
create temporary table r as select commerce_test.given_order(1000, organization => 'acme', product_id => commerce_test.given_product('refund-2', 250, 10, 'acme'), quantity => 4) as order_id;
grant select on r to public;
select commerce.confirm_offline_payment(1000, order_id, idempotency_key => 'refund-7-0123456789abcd') from r;
create function pg_temp.refund(quantity integer, restock boolean, key text) returns bigint language sql as $$
    select (commerce.issue_refund(r.order_id, items => jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', refund.quantity)), restock => refund.restock, idempotency_key => refund.key)).amount_minor
    from r join commerce.order_items as i on i.order_id = r.order_id
$$;
create function pg_temp.on_hand() returns bigint language sql as $$
    select s.on_hand from commerce.stock_levels as s join commerce.products as p on p.organization_id = s.organization_id and p.id = s.product_id where p.sku = 'refund-2'
$$;
select is(pg_temp.refund(1, false, 'refund-8-0123456789abcd') || ' ' || pg_temp.on_hand(), '250 6', 'money alone goes back');
select is(pg_temp.refund(2, true, 'refund-9-0123456789abcd') || ' ' || pg_temp.on_hand(), '500 8', 'or certain units with it, and no others');
select is(pg_temp.refund(2, true, 'refund-9-0123456789abcd') || ' ' || pg_temp.on_hand(), '500 8', 'once');
select is(pg_temp.refund(1, true, 'refund-a-0123456789abcd') || ' ' || pg_temp.on_hand(), '250 9', 'never more than was refunded');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.issue_refund(gen_random_uuid()) $$, 'VO201', 'an unknown order is not found');
select commerce_test.is_refused($$ select commerce.issue_refund(null) $$, 'VO201', 'nor is null');
select commerce_test.is_refused(format('select commerce.issue_refund(%L)', commerce_test.given_order(500, organization => 'globex')), 'VO201', 'nor one of another organization');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 0) from t $$, 'VP101', 'nothing is no refund');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, -1) from t $$, 'VP101', 'nor is less');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 9223372036854775807) from t $$, 'VP101', 'nor all the money there is');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 1, '[]') from t $$, 'VP101', 'an amount and items do not go together');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, items => '{"a": 1}') from t $$, 'VP101', 'items are an array');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, items => '[{"order_item_id": "x"}]') from t $$, 'VP101', 'of ids');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, items => '[{"order_item_id": "00000000-0000-0000-0000-000000000000"}]') from t $$, 'VO201', 'of this order');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 1, payment_id => gen_random_uuid()) from t $$, 'VP201', 'a payment is one of this order');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 1, reason => repeat('x', 501)) from t $$, 'VP101', 'a reason is short');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id, 1, reason => '4242 4242 4242 4242') from t $$, 'VT101', 'and no card number');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id) from t $$, 'VT302', 'staff refund nothing');
select is_empty($$ select from commerce.refunds $$, 'and see no refunds');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.issue_refund(order_id) from t $$, 'VT302', 'nor do customers');

select * from finish();
rollback;
