-- an order of three lines in one statement: order, 3 items, 3 locks, history, payment, message, 3 counters
\set a random(1, 3333)
\set b random(3334, 6666)
\set c random(6667, 10000)
with line (line, product_id, quantity, unit_price_minor) as (
    values (1, (:a)::bigint, 1, 1000::bigint), (2, (:b)::bigint, 2, 2000), (3, (:c)::bigint, 3, 3000)
),
new_order as (
    insert into bare.orders (organization_id, idempotency_key, status, total_minor)
    select
        'be000000-0000-4000-8000-000000000001', nextval('bare.order_n')::text, 'pending_payment',
        sum(quantity * unit_price_minor)
    from line
    returning id, total_minor
),
items as (
    insert into bare.order_items (order_id, line, product_id, quantity, unit_price_minor)
    select new_order.id, line, product_id, quantity, unit_price_minor from new_order, line
),
locks as (
    insert into bare.inventory_locks (order_id, product_id, quantity, state, expires_at)
    select new_order.id, product_id, quantity, 'active', now() + interval '30 minutes' from new_order, line
),
history as (
    insert into bare.order_history (order_id, to_status) select id, 'pending_payment' from new_order
),
payment as (
    insert into bare.payments (order_id, amount_minor, status) select id, total_minor, 'created' from new_order
),
message as (
    insert into bare.outbox (topic, payload)
    select 'order.created', jsonb_build_object('order_id', id, 'total_minor', total_minor) from new_order
),
counters as (
    update bare.stock as stock
    set reserved = stock.reserved + line.quantity
    from line
    where stock.product_id = line.product_id and stock.on_hand - stock.reserved >= line.quantity
)
select id, total_minor from new_order;
