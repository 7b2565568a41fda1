-- the rows of an order of three lines by one statement: no function, no caller, no price, no rule but the tables' own
\set a random(1, 3333)
\set b random(3334, 6666)
\set c random(6667, 10000)
\set customer random(0, 9999)
with line (line, product_id, quantity, unit_price_minor) as (
    values (1, (:a)::bigint, 1, 1000::bigint), (2, (:b)::bigint, 2, 2000), (3, (:c)::bigint, 3, 3000)
),
new_order as (
    insert into commerce.orders
        (organization_id, order_number, customer_id, fulfillment_status, currency, subtotal_minor, total_minor,
         due_now_minor, due_minor, email, expires_at, idempotency_key, fingerprint)
    select
        'be000000-0000-4000-8000-000000000001', 'BENCH-' || n,
        ('be000000-0003-4000-8000-' || lpad(to_hex((:customer)::bigint), 12, '0'))::uuid, 'unfulfilled', 'USD',
        14000, 14000, 14000, 14000, 'customer@bench.example', now() + interval '1 day', 'alone ' || n, '\x00'
    from nextval('bench.order_n') as n
    returning organization_id, id
),
token as (
    insert into commerce_private.access_tokens (organization_id, subject_id, access_token)
    select organization_id, id, gen_random_uuid() from new_order
),
message as (
    insert into commerce.events (organization_id, kind, subject_id, at)
    select organization_id, 'order.created', id::text, now() from new_order
),
items as (
    insert into commerce.order_items
        (organization_id, order_id, line, kind, product_id, title, sku, quantity, unit_price_minor, total_minor, snapshot)
    select
        organization_id, id, line, 'product', product_id, 'Product', 'SKU', quantity, unit_price_minor,
        quantity * unit_price_minor, '{"options": {}, "tax_category": null, "weight_grams": null}'
    from new_order, line
),
locks as (
    insert into commerce.inventory_locks (organization_id, order_id, product_id, location_id, qty_reserved, expires_at)
    select organization_id, id, product_id, organization_id, quantity, now() + interval '30 minutes'
    from new_order, line
),
counters as (
    update commerce.stock_levels as stock
    set reserved = stock.reserved + line.quantity
    from line
    where stock.organization_id = 'be000000-0000-4000-8000-000000000001'
        and stock.product_id = line.product_id
        and stock.location_id = stock.organization_id
        and stock.on_hand - stock.reserved >= line.quantity
)
select id from new_order;
