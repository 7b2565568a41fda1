begin;
select plan(31);

select commerce_test.act_as('acme', 'mona');
create temporary table t as select commerce_test.given_order(1000, organization => 'acme') as order_id, commerce_test.given_order(2000, organization => 'acme') as large,
    commerce_test.given_order(1000, organization => 'acme') as partly, commerce_test.given_order(1000, organization => 'acme') as begun;
grant select on t to public;
select is((select (commerce.confirm_offline_payment(1000, order_id, evidence => '{"till": 3}', idempotency_key => 'offline-0123456789abcde')).status from t),
    'succeeded', 'a manager says that money came');
select is(commerce_test.value_of($$ select status || ' ' || payment_status from commerce.orders where id = (select order_id from t) $$), 'paid paid', 'and the order is paid');
select is((select (commerce.confirm_offline_payment(1000, order_id, evidence => '{"till": 3}', idempotency_key => 'offline-0123456789abcde')).order_id from t),
    (select order_id from t), 'the same key is the same payment');
select is(commerce_test.count_of('commerce.payments'), 1::bigint, 'and no second one');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(999, order_id, idempotency_key => 'offline-0123456789abcde') from t $$, 'VO402', 'another amount with the same key is refused');
select is((select (commerce.confirm_offline_payment(400, partly, 'bank_transfer', idempotency_key => 'offline-part-1-0123456')).received_minor from t), 400::bigint, 'money comes in parts');
select is(commerce_test.value_of($$ select status || ' ' || payment_status || ' ' || due_minor from commerce.orders where id = (select partly from t) $$), 'pending_payment partially_paid 600', 'and the rest is owed');
select is((select (commerce.confirm_offline_payment(600, partly, 'bank_transfer', idempotency_key => 'offline-part-2-0123456')).received_minor from t), 600::bigint, 'until it comes');
select is(commerce_test.value_of($$ select status || ' ' || payment_status from commerce.orders where id = (select partly from t) $$), 'paid paid', 'and settles the order');
select commerce.start_payment(begun, 'bank_transfer', idempotency_key => 'offline-begun-0-012345') from t;
select is((select (commerce.confirm_offline_payment(1000, begun, 'bank_transfer', reference => 'slip 7', idempotency_key => 'offline-begun-0-012345')).gateway_reference from t), 'slip 7', 'what the payer began is taken and keeps the reference, whatever key began it');
select is((select (commerce.confirm_offline_payment(1000, begun, 'bank_transfer', reference => 'slip 7', idempotency_key => 'offline-begun-0-012345')).status from t), 'succeeded', 'and said again with the same key');
select is(commerce_test.value_of($$ select count(*) || ' ' || sum(received_minor) from commerce.payments where order_id = (select begun from t) $$), '1 1000', 'is no second payment');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(1000, begun, 'bank_transfer', reference => 'slip 8', idempotency_key => 'offline-begun-0-012345') from t $$, 'VO402', 'nor is another slip');
select is((commerce.confirm_offline_payment(50, idempotency_key => 'offline-none-0123456789')).is_in_suspense, true, 'money for no order waits in suspense');

select commerce_test.force(format('insert into commerce.settings (organization_id, key, value) values (%L, ''four_eyes_minor'', ''1500'')', commerce_test.organization_id('acme')));
select is((select (commerce.confirm_offline_payment(2000, large, idempotency_key => 'offline-large-1-012345')).status from t), 'requires_action', 'much money waits');
select is((select (commerce.confirm_offline_payment(2000, large, idempotency_key => 'offline-large-2-012345')).status from t), 'requires_action', 'and the same member cannot say it twice');
select commerce_test.act_as('acme', 'adam');
select is((select (commerce.confirm_offline_payment(2000, large, idempotency_key => 'offline-large-3-012345')).status from t), 'succeeded', 'until another member says the same');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.confirm_offline_payment(2000, large, idempotency_key => 'offline-large-2-012345')).status from t) || commerce_test.value_of($$ select ' ' || count(*) from commerce.payments where order_id = (select large from t) $$), 'succeeded 1', 'and the first member''s retry is answered with the same payment');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(null, order_id) from t $$, 'VP101', 'an amount is needed');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(0, order_id) from t $$, 'VP101', 'of something');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(-5, order_id) from t $$, 'VP101', 'not less');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(9223372036854775807, order_id) from t $$, 'VP101', 'nor more than there is');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, 'stripe') from t $$, 'VP101', 'what a gateway takes is not for people to say');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, null) from t $$, 'VP101', 'some way is needed');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, currency => 'ZZZ') from t $$, 'VP101', 'a known currency');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, evidence => '[]') from t $$, 'VP101', 'evidence is an object');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, reference => '4242424242424242') from t $$, 'VT101', 'and no card number');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, gen_random_uuid()) $$, 'VO201', 'an unknown order is not found');
select commerce_test.is_refused(format('select commerce.confirm_offline_payment(5, %L)', commerce_test.given_order(500, organization => 'globex')), 'VO201', 'nor one of another organization');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, idempotency_key => 'offline-stan-0123456789') from t $$, 'VO201', 'staff without a booking in it say nothing');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.confirm_offline_payment(5, order_id, idempotency_key => 'offline-carla-012345678') from t $$, 'VT302', 'nor do customers');

select * from finish();
rollback;
