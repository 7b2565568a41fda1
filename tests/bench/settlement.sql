-- a gateway says "paid" for an order of three lines that waits for it; anything but success is an error
select 1 / (((commerce.receive_webhook_event(
    gateway => 'stripe',
    event_key => 'evt_' || due.reference,
    event_type => 'checkout.session.completed',
    effects => jsonb_build_array(jsonb_build_object(
        'effect', 'payment_succeeded', 'payment_reference', due.reference,
        'gateway_reference', 'cs_' || due.reference,
        'amount_minor', due.amount_minor, 'currency', 'USD'
    )),
    body => repeat('0123456789abcdef', 128),
    account => due.account,
    livemode => true,
    occurred_at => now()
)).outcome = 'applied')::integer)
from bench.due as due
where due.n = (select nextval('bench.event_n'));
