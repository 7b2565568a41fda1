begin;
select plan(16);

select commerce_test.act_as('acme');
create temporary table made as
select o.id, o.access_token, o.order_number
from commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}]', commerce_test.given_product('mug', 1200, 10))::jsonb,
    customer_id => commerce_test.given_customer('carla'), payment_method => 'bank_transfer', idempotency_key => 'get-1') as o;
grant select on made to public;
select is(commerce.get_order(id) ->> 'order_number', order_number, 'a backend reads any order') from made;
select is(commerce.get_order(id) -> 'items' -> 0 ->> 'title', 'Mug', 'with its lines') from made;
select is(commerce.get_order(id) -> 'payments' -> 0 ->> 'gateway', 'bank_transfer', 'its payments') from made;
select is(jsonb_path_query_array(commerce.get_order(id), '$.history[*].to_status'), '["created", "pending_payment"]', 'its history') from made;
select is(commerce.get_order(id) -> 'history' -> 0 ->> 'actor_role', 'commerce_service', 'and who moved it') from made;
select ok(not commerce.get_order(id) ?| '{fingerprint,idempotency_key,access_token}', 'but no key and no token') from made;
select commerce_test.is_refused($$ select commerce.get_order(gen_random_uuid()) $$, 'VO201', 'an unknown order');
select commerce_test.is_refused($$ select commerce.get_order(null) $$, 'VO201', 'no order');
select commerce_test.act_as('acme', 'carla');
select is(commerce.get_order(id) ->> 'total_minor', '2400', 'the customer reads theirs') from made;
select ok(not commerce.get_order(id) -> 'history' -> 0 ? 'note', 'without the notes of the shop') from made;
select isnt_empty($$ select from commerce.order_items where order_id = (select id from made) $$, 'its lines are theirs too');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format($$ select commerce.get_order(%L) $$, id), 'VO201', 'staff read those of their own bookings') from made;
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format($$ select commerce.get_order(%L) $$, id), 'VO301', 'a guest shows the token') from made;
select set_config('commerce.order_token', access_token::text, true) from made;
select is(commerce.get_order(id) ->> 'status', 'pending_payment', 'and reads that one order') from made;
select results_eq($$ select id from commerce.orders $$, $$ select id from made $$, 'in the table as well, and no other');
select commerce_test.act_as('twin');
select commerce_test.is_refused(format($$ select commerce.get_order(%L) $$, id), 'VO201', 'another organization knows nothing of it') from made;

select * from finish();
rollback;
