-- What money does, one rule after the other.
begin;
select plan(35);

select commerce_test.act_as('acme');
select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_gateway_account();
create function pg_temp.order_is(order_id uuid) returns text language sql as $$
    select commerce_test.value_of(format('select status || '' '' || payment_status || '' '' || paid_minor || '' '' || due_minor from commerce.orders where id = %L', order_id))
$$;
create function pg_temp.refunds(order_id uuid) returns text language sql as $$
    select coalesce(commerce_test.value_of(format('select string_agg(amount_minor || '' '' || status, '', '' order by id) from commerce.refunds where order_id = %L', order_id)), 'none')
$$;
create function pg_temp.on_hand(sku text) returns text language sql as $$
    select s.on_hand || ' ' || s.reserved from commerce.stock_levels as s join commerce.products as p on p.organization_id = s.organization_id and p.id = s.product_id where p.sku = on_hand.sku
$$;

-- Several payments for one order.
create temporary table s as
select o.id as order_id, commerce_test.given_payment(o.id, amount_minor => 600) as card_id
from (select commerce_test.given_order(1000, product_id => commerce_test.given_product('rule-1', 1000, 5), customer_id => commerce_test.given_customer('carla')) as id) as o;
grant select on s to public;
select commerce_test.deliver(card_id, 'payment_succeeded') from s;
select is((select pg_temp.order_is(order_id) from s), 'pending_payment partially_paid 600 400', 'a part by card is a part');
select is(pg_temp.on_hand('rule-1'), '5 1', 'which sells nothing');
select is((select (commerce.confirm_offline_payment(400, order_id, 'manual')).status from s), 'succeeded', 'the rest is paid in cash');
select is((select pg_temp.order_is(order_id) || ' ' || pg_temp.on_hand('rule-1') from s), 'paid paid 1000 0 4 0', 'together they pay the order');
-- A second payment of a paid order.
select is((select (commerce.confirm_offline_payment(1000, order_id, 'manual')).status from s), 'succeeded', 'who pays again');
select is((select pg_temp.refunds(order_id) || ', ' || pg_temp.order_is(order_id) from s), '1000 needs_attention, paid paid 2000 0', 'gets it back');
-- More than is owed.
create temporary table o as select commerce_test.given_order(1000) as order_id;
grant select on o to public;
select commerce.confirm_offline_payment(1250, order_id, 'bank_transfer') from o;
select is((select pg_temp.order_is(order_id) || ', ' || pg_temp.refunds(order_id) from o), 'paid paid 1250 0, 250 needs_attention', 'what is too much goes back');
-- Another amount, another currency than the gateway was asked for.
create temporary table w as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id, commerce_test.given_payment(o.id) as other_id from (select commerce_test.given_order(1000) as id) as o;
grant select on w to public;
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"amount_minor": 1}') from w;
select is((select pg_temp.order_is(order_id) from w), 'pending_payment unpaid 0 1000', 'a wrong amount pays nothing while another attempt is open');
select commerce_test.deliver(other_id, 'payment_succeeded', '{"currency": "EUR"}') from w;
select is((select pg_temp.order_is(order_id) from w), 'payment_failed unpaid 0 1000', 'nor does a wrong currency');
select is((select sum(e.amount_minor)::text from w join commerce.ledger_entries as e on e.payment_id in (w.payment_id, w.other_id) where e.account_code = 'suspense'), '-1001', 'both are booked');
select is(commerce_test.count_of('commerce.notification_queue', $$ data ->> 'reason' in ('wrong_amount', 'wrong_currency') $$) > 1, true, 'and the members are told of both');
-- Late money, both ways.
create temporary table l as
select p.id as product_id, commerce_test.given_order(1000, product_id => p.id, quantity => 3, expires_at => '2030-01-01 09:30+00') as free_id,
    commerce_test.given_order(1000, product_id => p.id, quantity => 2, expires_at => '2030-01-01 09:30+00') as gone_id
from (select commerce_test.given_product('rule-2', 300, 5) as id) as p;
grant select on l to public;
create temporary table lp as select commerce_test.given_payment(free_id) as free_id, commerce_test.given_payment(gone_id) as gone_id from l;
grant select on lp to public;
select commerce.set_clock('2030-01-01 12:00+00');
select commerce_test.act_as_role('commerce_worker');
select commerce.cleanup_expired_inventory_locks();
select commerce_test.act_as('acme');
select commerce_test.given_order(1000, product_id => product_id, quantity => 2) from l;
select commerce_test.deliver(free_id, 'payment_succeeded') from lp;
select is((select pg_temp.order_is(free_id) || ' ' || pg_temp.on_hand('rule-2') from l), 'paid paid 1000 0 2 2', 'late money takes stock again that is free');
select commerce_test.deliver(gone_id, 'payment_succeeded') from lp;
select is((select pg_temp.order_is(gone_id) || ', ' || pg_temp.refunds(gone_id) || ', ' || pg_temp.on_hand('rule-2') from l), 'cancelled paid 1000 0, 1000 requested, 2 2', 'and goes back when others have it');
select is((select count(*) from l join commerce.notification_queue as n on n.order_id = l.gone_id and n.template = 'order_status_changed'), 1::bigint, 'which the customer is told');
-- A cancelled order is never revived.
create temporary table c as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(700) as id) as o;
grant select on c to public;
select commerce.cancel_order(order_id) from c;
select commerce_test.deliver(payment_id, 'payment_succeeded') from c;
select is((select pg_temp.order_is(order_id) || ', ' || pg_temp.refunds(order_id) from c), 'cancelled paid 700 0, 700 requested', 'money for a cancelled order goes back');
-- What a bank or a shop takes days for is not expired.
create temporary table d as
select a.id as bank_id, b.id as shop_id, e.id as nobody_id, commerce_test.given_payment(a.id) as bank_payment_id, commerce_test.given_payment(b.id) as shop_payment_id
from (select commerce_test.given_order(100) as id) as a, (select commerce_test.given_order(100) as id) as b, (select commerce_test.given_order(100) as id) as e;
grant select on d to public;
select commerce_test.deliver(bank_payment_id, 'payment_processing') from d;
select commerce_test.deliver(shop_payment_id, 'payment_authorised') from d;
select commerce.set_clock('2030-01-30 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select commerce.cancel_expired_orders();
select commerce_test.act_as('acme');
select is((select pg_temp.order_is(bank_id) || ', ' || pg_temp.order_is(shop_id) from d), 'pending_payment pending 0 100, pending_payment authorised 0 100', 'orders whose payment is under way wait');
select is((select pg_temp.order_is(nobody_id) from d), 'cancelled unpaid 0 100', 'others do not');
-- What the platform keeps.
select commerce_test.force($$ insert into commerce.platform_settings (key, value) values ('platform_fee_bps', '250') on conflict (key) do update set value = '250' $$);
select commerce_test.force($$ update commerce.gateway_accounts set charge_type = 'direct' where organization_id = commerce_test.organization_id('acme') $$);
create temporary table f as select p.id as payment_id, p.application_fee_minor, p.order_id from (select commerce_test.given_order(1999) as id) as o, lateral commerce.start_payment(o.id) as p;
grant select on f to public;
select is((select application_fee_minor from f), 49::bigint, 'the platform keeps its share, rounded down');
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"fee_minor": 88}') from f;
select is((select string_agg(e.account_code || ' ' || e.sum, ', ' order by e.account_code) from f, lateral (select account_code, sum(amount_minor) from commerce.ledger_entries as l where l.payment_id = f.payment_id group by 1) as e),
    'clearing_stripe 1862, gateway_fees 88, platform_fees 49, receivable -1999', 'and the books show what is left');
-- A part that is captured costs a part.
create temporary table g as select p.id as payment_id from (select commerce_test.given_order(1000) as id) as o, lateral commerce.start_payment(o.id, capture => false) as p;
grant select on g to public;
select is((select (commerce_test.payment_row(payment_id)).application_fee_minor from g), 25::bigint, 'of what is authorised');
select commerce_test.deliver(payment_id, 'payment_authorised') from g;
select is((select (commerce.capture_payment(payment_id, 400)).application_fee_minor from g), 10::bigint, 'only what is captured is shared');
-- What began at the gateway.
select commerce_test.deliver(payment_id, 'payment_succeeded', '{"amount_minor": 300}') from g;
select is((select p.status || ' ' || p.received_minor || ' ' || p.is_in_suspense from g, commerce_test.payment_row(payment_id) as p), 'succeeded 300 false', 'a smaller capture made at the gateway is taken over');
create temporary table r as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id from (select commerce_test.given_order(500, customer_id => commerce_test.given_customer('carla')) as id) as o;
grant select on r to public;
select commerce_test.deliver(payment_id, 'refund_pending', '{"refund_reference": "re_x", "amount_minor": 200}') from r;
select is((select pg_temp.refunds(order_id) from r), '200 pending', 'a refund made there is known before its payment');
select commerce_test.deliver(payment_id, 'refund_succeeded', '{"refund_reference": "re_x", "amount_minor": 200}') from r;
select commerce_test.deliver(payment_id, 'payment_succeeded') from r;
select is((select pg_temp.order_is(order_id) || ', ' || pg_temp.refunds(order_id) from r), 'paid partially_refunded 500 0, 200 succeeded', 'and booked with it');
select is((select count(*) from commerce.gateway_commands as k join r on r.payment_id = k.payment_id where k.kind = 'refund'), 0::bigint, 'without asking for it again');

-- Money that comes for what was cancelled, however long ago.
create temporary table z as select o.id as order_id, commerce_test.given_payment(o.id) as payment_id, commerce_test.given_payment(o.id, 'processing') as held_id
from (select commerce_test.given_order(500, customer_id => commerce_test.given_customer('carla')) as id) as o;
grant select on z to public;
select commerce.cancel_order(order_id) from z;
select commerce.set_clock('2030-06-01 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select commerce.archive_delivered_orders();
select commerce_test.act_as('acme');
select commerce_test.deliver(held_id, 'payment_authorised') from z;
select is((select count(*) from commerce_test.commands('void') as v join z on z.held_id = v.payment_id), 1::bigint, 'what is authorised for an order that was cancelled long ago is let go');
select commerce_test.deliver(payment_id, 'payment_succeeded') from z;
select is((select pg_temp.order_is(order_id) from z), 'archived paid 500 0', 'money for it');
select is((select pg_temp.refunds(order_id) from z), '500 requested', 'goes back');

-- What a dispute withheld while its order was cancelled.
create temporary table withheld as select o.id as order_id, commerce_test.given_payment(o.id, amount_minor => 400) as payment_id
from (select commerce_test.given_order(1000, customer_id => commerce_test.given_customer('carla')) as id) as o;
grant select on withheld to public;
create function pg_temp.dispute(payment_id uuid, word text, more jsonb = '{}') returns text language sql as $$
    select commerce_test.deliver(payment_id, 'dispute_' || word, jsonb_build_object('dispute_reference', 'dp_' || payment_id, 'currency', 'USD') || more) $$;
select commerce_test.deliver(payment_id, 'payment_succeeded') from withheld;
select pg_temp.dispute(payment_id, 'funds_withdrawn', '{"amount_minor": 400}') from withheld;
select commerce.cancel_order(order_id) from withheld;
select is((select pg_temp.refunds(order_id) from withheld), 'none', 'what the bank has cannot go back');
select pg_temp.dispute(payment_id, 'closed', '{"outcome": "won"}') from withheld;
select is((select pg_temp.refunds(order_id) from withheld), 'none', 'nor before it comes');
select pg_temp.dispute(payment_id, 'funds_reinstated', '{"amount_minor": 400}') from withheld;
select is((select pg_temp.refunds(order_id) from withheld), '400 requested', 'then it does');
select pg_temp.dispute(payment_id, 'funds_reinstated', '{"amount_minor": 400}') from withheld;
select is((select pg_temp.refunds(order_id) from withheld), '400 requested', 'once');
create temporary table booked as select cut, commerce_test.given_staff('Zoe', array[cut]) as zoe, null::uuid as booking_id, null::uuid as payment_id from commerce_test.given_service('Cut', 60, price_minor => 1000) as cut;
grant all on booked to public;
update booked set booking_id = commerce_test.given_booking(cut, '2030-06-10 10:00+00', zoe, commerce_test.given_customer('carla'), payment_method => 'stripe');
update booked set payment_id = p.id from commerce.payments as p join commerce.bookings as b on b.order_id = p.order_id where b.id = booked.booking_id;
select commerce_test.deliver(payment_id, 'payment_succeeded') from booked;
select pg_temp.dispute(payment_id, 'opened', '{"amount_minor": 1000}') from booked;
select pg_temp.dispute(payment_id, 'funds_withdrawn', '{"amount_minor": 1000}') from booked;
select is((select (commerce.cancel_booking(booking_id)).status from booked), 'cancelled', 'who disputes a booking may cancel it');
select is((select count(*) from commerce.notification_queue as q join booked on q.data ->> 'payment_id' = booked.payment_id::text where q.data ->> 'reason' = 'cancelled_while_disputed') > 0, true, 'the members hear that its money is not theirs to keep');
select is_empty($$ select x.* from commerce_test.integrity() as x where not x.is_ok $$, 'all promises hold');

select * from finish();
rollback;
