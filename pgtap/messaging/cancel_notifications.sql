begin;
select plan(8);

-- Long before anything the template holds is due.
select commerce.set_clock('2020-01-01 12:00+00');
select commerce_test.given_organization('other');
select commerce_test.given_member('mona', 'manager', 'other');
select commerce_test.act_as('acme');
select commerce.enqueue_notification('email', 'booking_reminder', 'a@example.com', booking_id => '00000000-0000-7000-8000-000000000001');
select commerce.enqueue_notification('email', 'booking_reminder', 'a@example.com', booking_id => '00000000-0000-7000-8000-000000000002');
select commerce.enqueue_notification('email', 'receipt', 'a@example.com', order_id => '00000000-0000-7000-8000-000000000003');
select commerce_test.act_as('acme', 'mona');
select is(commerce.cancel_notifications(booking_id => '00000000-0000-7000-8000-000000000001'), 1,
    'what is queued about a booking is called back');
select is(commerce.cancel_notifications(booking_id => '00000000-0000-7000-8000-000000000001'), 0, 'once');
select is(commerce.cancel_notifications(order_id => '00000000-0000-7000-8000-000000000003'), 1, 'or about an order');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.claim_notifications('email')), 1::bigint, 'what was called back is not sent');
select commerce_test.act_as('acme', 'mona');
select is(commerce.cancel_notifications(booking_id => '00000000-0000-7000-8000-000000000002'), 0, 'what a worker holds goes out');
select commerce_test.is_refused($$ select commerce.cancel_notifications() $$, 'VM101', 'something must be named');
select commerce_test.act_as('other', 'mona');
select is(commerce.cancel_notifications(order_id => '00000000-0000-7000-8000-000000000003'), 0,
    'nobody calls back a neighbour''s messages');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.cancel_notifications(order_id => gen_random_uuid()) $$, 'VT302',
    'customers call nothing back');

select * from finish();
rollback;
