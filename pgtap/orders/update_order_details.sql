begin;
select plan(15);

select commerce_test.act_as('acme', 'mona');
create temporary table made as
select (commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}]', commerce_test.given_product('mug', 1200, 10))::jsonb, notes => 'before',
    payment_method => 'cash_on_delivery', idempotency_key => 'details-1')).id;
grant select on made to public;
select results_eq(format($$ select shipping_address, notes, metadata from commerce.update_order_details(%L, '{"city": "Ulm"}', metadata => '{"a": 1}') $$, id),
    $$ values ('{"city": "Ulm"}'::jsonb, 'before', '{"a": 1}'::jsonb) $$, 'what is left out stays') from made;
select is((commerce.update_order_details(id, notes => 'after')).notes, 'after', 'remarks change') from made;
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''update_order_details'' and changed_keys = ''{shipping_address,metadata}'''),
    1::bigint, 'the log knows what');
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L) $$, id), 'VO101', 'something is needed') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, '[]') $$, id), 'VO101', 'an object') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, metadata => '7') $$, id), 'VO101', 'of both') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, notes => repeat('x', 10001)) $$, id), 'VO101', 'and no novel') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, notes => '4111111111111111') $$, id), 'VT101', 'no card numbers') from made;
select commerce_test.is_refused($$ select commerce.update_order_details(gen_random_uuid(), notes => 'x') $$, 'VO201', 'of a known order');
select commerce_test.is_refused($$ select commerce.update_order_details(null, notes => 'x') $$, 'VO201', 'of an order');
select is((commerce.update_order_status((commerce.update_order_status(id, 'ready_for_shipment')).id, 'shipped')).status::text, 'shipped', 'it left') from made;
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, '{"city": "Bonn"}') $$, id), 'VO404', 'too late for another address') from made;
select is((commerce.update_order_details(id, notes => 'later')).notes, 'later', 'not for remarks') from made;
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, notes => 'x') $$, id), 'VT302', 'managers do this') from made;
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format($$ select commerce.update_order_details(%L, notes => 'x') $$, id), 'VT302', 'not customers') from made;

select * from finish();
rollback;
