-- the naive design: take the unit that everybody wants, then write the order; the row is locked until the
-- commit is on disk
begin;
update bare.stock set reserved = reserved + 1 where product_id = 1 and on_hand - reserved >= 1;
with new_order as (
    insert into bare.orders (organization_id, idempotency_key, status, total_minor)
    values ('be000000-0000-4000-8000-000000000001', nextval('bare.order_n')::text, 'created', 1000)
    returning id, total_minor
),
items as (
    insert into bare.order_items (order_id, line, product_id, quantity, unit_price_minor)
    select id, 1, 1, 1, 1000 from new_order
),
locks as (
    insert into bare.inventory_locks (order_id, product_id, quantity, state, expires_at)
    select id, 1, 1, 'active', now() + interval '30 minutes' from new_order
),
history as (
    insert into bare.order_history (order_id, to_status) select id, 'created' from new_order
),
message as (
    insert into bare.outbox (topic, payload)
    select 'order.created', jsonb_build_object('order_id', id, 'total_minor', total_minor) from new_order
)
select id, total_minor from new_order;
commit;
