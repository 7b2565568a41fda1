-- an order of three lines by a customer of the shop
\set a random(1, 3333)
\set b random(3334, 6666)
\set c random(6667, 10000)
\set customer random(0, 9999)
select (commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (:a)::bigint, 'quantity', 1),
        jsonb_build_object('product_id', (:b)::bigint, 'quantity', 2),
        jsonb_build_object('product_id', (:c)::bigint, 'quantity', 3)
    ),
    customer_id => ('be000000-0003-4000-8000-' || lpad(to_hex((:customer)::bigint), 12, '0'))::uuid,
    idempotency_key => n::text
)).id
from nextval('bench.order_n') as n;
