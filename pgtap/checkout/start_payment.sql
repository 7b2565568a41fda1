begin;
select plan(37);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t as select commerce_test.given_order(1000, 'created', commerce_test.given_customer('carla'),
    commerce_test.given_product('start-1', 500, 5), 2) as order_id;
grant select on t to public;

select results_eq(
    $$ select status::text, gateway::text, amount_minor, currency, next_action ->> 'type' from t, commerce.start_payment(order_id, idempotency_key => 'start-1') $$,
    $$ values ('created', 'stripe', 1000::bigint, 'USD', 'wait') $$,
    'an attempt to pay is for what is due now, and begins with waiting');
select is(commerce_test.value_of($$ select status from commerce.orders where id = (select order_id from t) $$),
    'pending_payment', 'the order waits for its payment');
select is(commerce_test.count_of('commerce.gateway_commands', $$ kind = 'create_session' and status = 'queued' $$), 1::bigint,
    'the gateway is asked for a page');
select matches(commerce_test.value_of($$ select reference from commerce.payments where order_id = (select order_id from t) $$),
    '^[0-9a-f]{32}-[0-9a-f]{32}$', 'our reference carries the ids of organization and payment');
select is((select id from t, commerce.start_payment(order_id, idempotency_key => 'start-1')),
    (select id from t, commerce.start_payment(order_id, idempotency_key => 'start-1')), 'the same key is the same attempt');
select is(commerce_test.count_of('commerce.payments'), 1::bigint, 'and makes no second one');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, amount_minor => 5, idempotency_key => 'start-1') from t $$,
    'VO402', 'the same key with another amount is refused');
select isnt((select id from t, commerce.start_payment(order_id, idempotency_key => 'start-2')),
    (select id from t, commerce.start_payment(order_id, idempotency_key => 'start-1')), 'another key is another attempt');
select is(commerce_test.count_of('commerce.payments', $$ status = 'cancelled' $$), 1::bigint,
    'which closes the one that nobody has been asked for yet');

select commerce_test.is_refused($$ select commerce.start_payment(gen_random_uuid()) $$, 'VO201', 'an unknown order is not found');
select commerce_test.is_refused($$ select commerce.start_payment(null) $$, 'VO201', 'nor is null');
select commerce_test.is_refused(format('select commerce.start_payment(%L)', commerce_test.given_order(500, organization => 'globex')),
    'VO201', 'nor one of another organization');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, amount_minor => 0) from t $$, 'VP101', 'nothing is no payment');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, amount_minor => -1) from t $$, 'VP101', 'nor is less');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, amount_minor => 1001) from t $$, 'VP101', 'nor more than is owed');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, amount_minor => 9223372036854775807) from t $$, 'VP101', 'nor all the money there is');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, 'barter') from t $$, 'VP101', 'an unknown gateway is refused');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, 'paystack') from t $$, 'VP301', 'and one without an account');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, success_url => 'javascript:alert(1)') from t $$, 'VP101', 'an address is one of the web');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, cancel_url => 'https://x.test/' || repeat('a', 3000)) from t $$, 'VP101', 'of bounded length');

select is((select next_action ->> 'type' from t, commerce.start_payment(order_id, 'bank_transfer')), 'instructions',
    'a bank transfer begins with instructions');
select commerce_test.act_as('acme', 'carla');
select is((select amount_minor from t, commerce.start_payment(order_id, amount_minor => 300, idempotency_key => 'of-carla-0123456789abc')),
    300::bigint, 'the customer pays their own order, and in parts');
select is((select application_fee_minor from t, commerce.start_payment(order_id, amount_minor => 300, idempotency_key => 'of-carla-0123456789abc')),
    null, 'and sees nothing of what the platform keeps');
select commerce_test.is_refused($$ select commerce.start_payment(order_id) from t $$, 'VT101', 'customers send an idempotency key');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, idempotency_key => 'of-stan-0123456789abcd') from t $$, 'VO201',
    'staff without a booking in it do not');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.start_payment(order_id, idempotency_key => 'of-nobody-0123456789ab') from t $$, 'VO301',
    'nor does a visitor without its token');
select set_config('commerce.order_token', commerce_test.value_of(
    $$ select access_token from commerce_private.access_tokens where subject_id = (select order_id from t) $$), true);
select is((select status from t, commerce.start_payment(order_id, 'stripe', idempotency_key => 'of-nobody-0123456789ab')), 'created',
    'a visitor with its token does');

select commerce_test.act_as('acme');
select commerce_test.deliver((select id from t, commerce.start_payment(order_id, idempotency_key => 'start-3')), 'payment_succeeded');
select commerce_test.is_refused($$ select commerce.start_payment(order_id) from t $$, 'VP401', 'a paid order is not paid again');

-- What lapsed meanwhile is taken again, or the call is refused.
create temporary table late as select commerce_test.given_product('start-late', 500, 3) as product_id;
grant select on late to public;
alter table late add column order_id uuid;
select commerce_test.force($$ update late set order_id = commerce_test.given_order(1000, 'pending_payment',
    product_id => product_id, quantity => 2, expires_at => commerce_private.clock() - interval '1 second') $$);
select lives_ok($$ select commerce.start_payment(order_id) from late $$, 'stock that lapsed is taken again');
select is(commerce_test.value_of($$ select reserved from commerce.stock_levels where product_id = (select product_id from late) $$),
    '2', 'and is reserved as before');
select commerce_test.force($$ update commerce.inventory_locks set expires_at = commerce_private.clock() - interval '1 second'
    where order_id = (select order_id from late) $$);
select commerce_test.given_order(1000, product_id => (select product_id from late), quantity => 3);
select commerce_test.is_refused($$ select commerce.start_payment(order_id) from late $$, 'VI401', 'unless others have it');

select commerce_test.act_as('acme');
create temporary table door as select commerce_test.given_order(1000, 'created', commerce_test.given_customer('carla'),
    commerce_test.given_product('start-door', 500, 5), 2) as order_id;
grant select on door to public;
select is((select count(*) from door, commerce.start_payment(order_id, 'cash_on_delivery', 400, idempotency_key => 'door-0')), 1::bigint, 'a part may be paid at the door');
select is((select status from commerce.orders where id = (select order_id from door)), 'pending_payment', 'which sends nothing out');
select is((select count(*) from door, commerce.start_payment(order_id, 'cash_on_delivery', idempotency_key => 'door-1')), 1::bigint, 'and all of it');
select results_eq(
    $$ select o.status::text, o.payment_method::text, o.paid_minor,
           (select string_agg(distinct l.state::text, ' ') from commerce.inventory_locks as l where l.order_id = o.id)
       from commerce.orders as o where o.id = (select order_id from door) $$,
    $$ values ('processing', 'cash_on_delivery', 0::bigint, 'converted') $$, 'then it goes out, and its stock is sold');
select is((select id from door, commerce.start_payment(order_id, 'cash_on_delivery', idempotency_key => 'door-1')),
    (select id from door, commerce.start_payment(order_id, 'cash_on_delivery', idempotency_key => 'door-1')), 'once');
create temporary table carded as
select o.id from commerce.create_order('[{"gift_card_minor": 500, "recipient_email": "ada@example.com"}]', idempotency_key => 'start-card') as o;
select commerce_test.is_refused(format('select commerce.start_payment(%L, ''cash_on_delivery'')', (select id from carded)), 'VP101',
    'gift cards are not paid at the door');
select * from finish();
rollback;
