begin;
select plan(12);

select commerce_test.act_as('acme');
create temporary table made as
select o.id, o.access_token, o.order_number
from commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}]', commerce_test.given_product('mug', 1200, 10))::jsonb,
    customer => '{"email": "Guest@Example.com"}', idempotency_key => 'track-1') as o;
grant select on made to public;
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(commerce.track_order(order_number, 'guest@example.COM') ->> 'status', 'created', 'number and e-mail find the order') from made;
select is(commerce.track_order(lower(order_number), access_token::text) ->> 'total_minor', '2400', 'so do number and token') from made;
select is(commerce.track_order(order_number, 'guest@example.com') -> 'items' -> 0 ->> 'title', 'Mug', 'with what was bought') from made;
select ok(commerce.track_order(order_number, 'guest@example.com')::text not like '%@%', 'without anybody''s address') from made;
select is(commerce.track_order(order_number, 'other@example.com'), null, 'a wrong address finds nothing') from made;
select is(commerce.track_order(order_number, gen_random_uuid()::text), null, 'nor does a wrong token') from made;
select is(commerce.track_order('ORD-000000-0000', 'guest@example.com'), null, 'nor a wrong number') from made;
select is(commerce.track_order(null, null), null, 'nor nothing') from made;
select is(commerce.track_order(order_number, ''), null, 'nor an empty word') from made;
select is(commerce.track_order(repeat('x', 10000), repeat('y', 10000)), null, 'nor a flood') from made;
select commerce_test.act_as('twin', null, 'commerce_anon');
select is(commerce.track_order(order_number, 'guest@example.com'), null, 'another organization has no such order') from made;
select commerce_test.act_as_role('commerce_anon');
select is(commerce_test.error_of($$ select commerce.track_order('x', 'y') $$) ->> 'code', 'VT301', 'an organization is needed');

select * from finish();
rollback;
