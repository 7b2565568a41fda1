begin;
select plan(29);

select commerce_test.act_as('acme');
create temporary table made as
select commerce_test.given_product('mug', 1200, 3) as mug,
    commerce_test.given_service('Class', 60, 'pooled', 8, price_minor => 2000) as class;
grant select on made to public;
select commerce_test.act_as('acme', null, 'commerce_anon');
create temporary table quote as
select commerce.quote_order(format(
    '[{"product_id": %s, "quantity": 2}, {"service_id": "%s", "starts_at": "2039-01-03T10:00:00Z", "party_size": 3}]',
    mug, class)::jsonb) as q
from made;
grant select on quote to public;
select is(q ->> 'total_minor', '8400', 'a quote is the sum of its lines: everybody in a class pays') from quote;
select is(q ->> 'currency', 'USD', 'in one currency') from quote;
select is(q -> 'items' -> 1 ->> 'quantity', '3', 'each participant is counted') from quote;
select is(commerce_test.count_of('commerce.orders', 'created_at = now()', 'acme'), 0::bigint, 'and nothing is written');
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s, "quantity": 4}]') $$, mug), 'VI401', 'more than there is') from made;
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %1$s, "quantity": 2}, {"product_id": %1$s, "quantity": 2}]') $$, mug), 'VI401', 'in two lines too') from made;
-- What lies elsewhere is looked for, what may be sold before it arrives is not.
select commerce_test.act_as('acme');
create temporary table mixed as
select commerce_test.given_product('far', 100) as far, (commerce.upsert_product(sku => 'soon', name => 'Soon', price_minor => 50, allow_backorder => true)).id as soon;
grant select on mixed to public;
select commerce.receive_stock(far, 1, location_id => (commerce.upsert_stock_location('Cellar')).id) from mixed;
select is(commerce.quote_order(format('[{"product_id": %s}, {"product_id": %s, "quantity": 2}]', far, soon)::jsonb) ->> 'total_minor', '200', 'goods of another shelf beside goods of tomorrow') from mixed;
select is((commerce.create_order(format('[{"product_id": %s}, {"product_id": %s, "quantity": 2}]', far, soon)::jsonb, idempotency_key => 'quote-order-mixed')).total_minor, 200::bigint, 'are an order') from mixed;
-- Whoever the order finds by an address is whom the quote is for.
select commerce.grant_store_credit(commerce_test.given_customer('carla'), 30, idempotency_key => 'quote-order-credit-of-carla');
select is((commerce.quote_order(format('[{"product_id": %s}]', soon)::jsonb, customer => '{"email": " Carla@acme.test"}', use_store_credit => true)) ->> 'due_minor', '20', 'a customer named by an address has their credit') from mixed;
select is((commerce.quote_order(cart_id => (commerce.create_cart(commerce_test.given_customer('walter'), format('[{"product_id": %s}]', soon)::jsonb, idempotency_key => 'quote-order-cart-of-walter')).id, customer => '{"email": "carla@acme.test"}', use_store_credit => true)) ->> 'due_minor', '20', 'before the customer of a cart') from mixed;
select is((commerce.quote_order(format('[{"product_id": %s}]', soon)::jsonb, customer => '{"email": "carla@acme.test"}', store_credit_minor => 12)) ->> 'store_credit_minor', '12', 'of which no more is used than is wanted') from mixed;
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', customer => '{"email": "carla@acme.test"}', store_credit_minor => -1) $$, soon), 'VO101', 'nor less than nothing') from mixed;
select is((commerce.create_order(format('[{"product_id": %s}]', soon)::jsonb, customer => '{"email": "carla@acme.test"}', store_credit_minor => 12, idempotency_key => 'quote-order-some-credit-of-hers')).due_minor, 38::bigint, 'as the order does it') from mixed;
-- A package belongs to somebody: the quote asks for the customer as the order does.
create temporary table wanted as
select jsonb_build_array(jsonb_build_object('pricing_plan_id', (commerce.upsert_pricing_plan('Ten visits', 'package', 8000, quantity => 10)).id)) as items;
grant select on wanted to public;
select is((commerce_test.error_of(format('select commerce.%s(%L%s)', verb, items, key)) #>> '{detail,reason}'), 'needed_for_plans', verb || ' of a package for nobody is refused')
from wanted, (values ('quote_order', ''), ('create_order', ', idempotency_key => ''quote-order-plan-for-nobody''')) as verbs (verb, key);
select is(commerce.quote_order(items, customer => '{"email": "new@acme.test"}') ->> 'total_minor', '8000', 'one who is still to be made will do') from wanted;
select commerce_test.act_as('acme', 'carla');
select is(commerce.quote_order(items) ->> 'total_minor', '8000', 'and one who is signed in') from wanted;
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((commerce_test.error_of(format('select commerce.quote_order(%L, customer => %L)', items, '{"email": "new@acme.test"}')) #>> '{detail,reason}'), 'needed_for_plans', 'visitors buy none') from wanted;
select commerce_test.act_as('acme');
select commerce.block_customer(commerce_test.given_customer('carla'));
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', customer => '{"email": "carla@acme.test"}') $$, soon), 'VU301', 'and is turned away when they are blocked') from mixed;
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((commerce.quote_order(format('[{"product_id": %s}]', soon)::jsonb, customer => '{"email": "carla@acme.test"}')) ->> 'due_minor', '50', 'a visitor learns nothing of them') from mixed;
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', expected_total_minor => 1) $$, mug), 'VO403', 'another price') from made;
select commerce_test.is_refused($$ select commerce.quote_order(null) $$, 'VO101', 'items are needed');
select commerce_test.is_refused($$ select commerce.quote_order('[{"product_id": 999999}]') $$, 'VC201', 'of known products');
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', gift_card_code => 'x') $$, mug), 'VC301', 'an unknown card') from made;
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', customer => '[]') $$, mug), 'VU101', 'a customer is an object') from made;
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', customer_id => gen_random_uuid()) $$, mug), 'VU201', 'a known one') from made;
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]', payment_method => 'x') $$, mug), 'VP101', 'a known method') from made;
select commerce_test.is_refused($$ select commerce.quote_order('[{"gift_card_minor": 500, "recipient_email": "ada@example.com"}]', payment_method => 'cash_on_delivery') $$, 'VP101', 'gift cards are paid before they are delivered');
select commerce_test.act_as('twin');
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"product_id": %s}]') $$, mug + 1000000), 'VC201', 'products of others are unknown') from made;

select * from finish();
rollback;
