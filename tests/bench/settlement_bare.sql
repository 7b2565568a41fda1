-- the rows of one settlement in one statement: event, payment, 2 ledger entries, order, history,
-- 3 locks, 3 counters, 3 movements, customer, 2 messages, 2 events for listeners
with due as (
    select due.* from bare.due as due where due.n = (select nextval('bare.event_n'))
),
event as (
    insert into bare.webhook_events (gateway, event_key, effects, body, outcome)
    select
        'stripe', 'evt_' || payment_id,
        jsonb_build_array(jsonb_build_object('effect', 'payment_succeeded', 'amount_minor', total_minor)),
        repeat('0123456789abcdef', 128), 'applied'
    from due
),
payment as (
    update bare.payments as payment
    set status = 'succeeded', received_minor = due.total_minor, succeeded_at = now()
    from due
    where payment.id = due.payment_id
),
legs as (
    insert into bare.ledger_entries (posting_id, account_code, amount_minor, payment_id)
    select payment_id, account_code, sign * total_minor, payment_id
    from due, (values ('clearing_stripe', 1), ('receivable', -1)) as leg (account_code, sign)
),
paid_order as (
    update bare.orders as paid
    set status = 'paid', payment_status = 'paid', paid_minor = due.total_minor
    from due
    where paid.id = due.order_id
),
history as (
    insert into bare.order_history (order_id, from_status, to_status)
    select order_id, 'pending_payment', 'paid' from due
),
sold as (
    update bare.inventory_locks as lock
    set state = 'converted'
    from due
    where lock.order_id = due.order_id and lock.state = 'active'
    returning lock.order_id, lock.product_id, lock.quantity
),
counters as (
    update bare.stock as stock
    set on_hand = stock.on_hand - sold.quantity, reserved = stock.reserved - sold.quantity
    from sold
    where stock.product_id = sold.product_id
),
movements as (
    insert into bare.stock_movements (product_id, quantity, order_id)
    select product_id, -quantity, order_id from sold
),
statistics as (
    update bare.customers as customer
    set total_orders = customer.total_orders + 1, total_spent_minor = customer.total_spent_minor + due.total_minor
    from due
    where customer.id = due.customer_id
),
messages as (
    insert into bare.outbox (topic, payload)
    select topic, jsonb_build_object('order_id', order_id, 'total_minor', total_minor)
    from due, unnest(array['order_confirmation', 'receipt', 'order.paid', 'payment.succeeded']) as topic
)
select 1 / count(*) from due;
