begin;
select plan(57);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
create temporary table t on commit drop as
select commerce_test.given_product('mug', 900, 10) as mug, commerce_test.given_product('cup', 500, 10) as cup,
    commerce_test.given_product('bow', 300, 1) as bow, commerce_test.given_customer('carla') as carla;
create temporary table o (label text, id uuid);
grant all on t, o to public;

-- An order of two mugs and a cup, 2300; `line` names its lines.
create function pg_temp.ordered(label text, method text = 'stripe', items jsonb = null) returns void language sql as $$
    insert into o select ordered.label, made.id
    from t, commerce.create_order(
        items => coalesce(ordered.items, jsonb_build_array(
            jsonb_build_object('product_id', t.mug, 'quantity', 2), jsonb_build_object('product_id', t.cup, 'quantity', 1))),
        customer_id => t.carla, payment_method => ordered.method) as made $$;
create function pg_temp.id(label text) returns uuid language sql as $$ select o.id from o where o.label = id.label $$;
create function pg_temp.line(label text, line integer, quantity integer = null) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('order_item_id', commerce_test.value_of(format('select i.id from commerce.order_items as i where i.order_id = %L and i.line = %s', pg_temp.id(line.label), line.line)), 'quantity', line.quantity))) $$;
create function pg_temp.goods(product_id bigint, quantity integer = 1) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('product_id', goods.product_id, 'quantity', goods.quantity)) $$;
create function pg_temp.stands(label text) returns text language sql as $$
    select commerce_test.value_of(format('select concat_ws('' '', x.status, x.payment_status, x.total_minor, x.due_now_minor, x.due_minor, x.paid_minor, (select sum(r.amount_minor) from commerce.refunds as r where r.order_id = x.id)) from commerce.orders as x where x.id = %L', pg_temp.id(stands.label))) $$;
create function pg_temp.stock() returns text language sql as $$
    select string_agg(s.on_hand || '/' || s.reserved, ' ' order by s.product_id) from t, commerce.stock_levels as s where s.product_id in (t.mug, t.cup, t.bow) $$;
create function pg_temp.paid(label text) returns text language sql as $$
    select commerce_test.deliver(commerce_test.value_of(format('select p.id from commerce.payments as p where p.order_id = %L order by p.id desc limit 1', pg_temp.id(paid.label)))::uuid, 'payment_succeeded') $$;

-- Not paid yet: the total follows.
select pg_temp.ordered('open');
select commerce_test.act_as('acme', 'mona');
select results_eq(
    $$ select c.total_minor, c.due_now_minor, c.due_minor, c.subtotal_minor, c.status::text from commerce.change_order(pg_temp.id('open'), pg_temp.goods((select cup from t), 2), pg_temp.line('open', 1, 1), 'one mug less', 'change-order-key-number-1') as c $$,
    $$ values (2400::bigint, 2400::bigint, 2400::bigint, 2400::bigint, 'pending_payment') $$, 'two cups come in for a mug');
select is(pg_temp.stock(), '10/1 10/3 1/0', 'which are held for it');
select is((commerce.change_order(pg_temp.id('open'), pg_temp.goods((select cup from t), 2), pg_temp.line('open', 1, 1), 'one mug less', 'change-order-key-number-1')).total_minor, 2400::bigint, 'the same again changes nothing');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), pg_temp.goods((select cup from t)), idempotency_key => 'change-order-key-number-1') $$, 'VO402', 'another change is another key');
select is((commerce.get_order(pg_temp.id('open')) #> '{items,0}') ->> 'removed_quantity', '1', 'the line says what was taken out');
select is(commerce_test.value_of(format('select data - ''added'' - ''removed'' - ''change_id'' from commerce.order_logs where order_id = %L and action = ''order.changed''', pg_temp.id('open')))::jsonb, '{"reason": "one mug less", "difference_minor": 100}'::jsonb, 'the log says why');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'change_order' $$), 1::bigint, 'and the audit who');
select is(commerce_test.value_of(format('select data -> ''items'' from commerce.notification_queue where template = ''order_changed'' and order_id = %L', pg_temp.id('open')))::jsonb #>> '{0,quantity}', '1', 'the customer is told what is in it now');
select is(commerce_test.count_of('commerce.gateway_commands', $$ kind = 'create_session' and status = 'cancelled' $$), 1::bigint, 'nobody pays the old amount');
select commerce_test.act_as('acme');
select is((commerce.start_payment(pg_temp.id('open'))).amount_minor, 2400::bigint, 'but the new one');
select is(pg_temp.paid('open'), 'applied', 'it is paid');
select is(pg_temp.stands('open'), 'paid paid 2400 2400 0 2400', 'in full');
select is(pg_temp.stock(), '9/0 7/0 1/0', 'and what was held is sold');

-- Paid: the difference is due, or goes back.
select is((commerce.change_order(pg_temp.id('open'), null, pg_temp.line('open', 2, 1))).status::text, 'paid', 'a cup is taken out');
select is(pg_temp.stands('open'), 'paid paid 2400 2400 0 2400 500', 'its price goes back');
select is(pg_temp.stock(), '9/0 8/0 1/0', 'and the cup on the shelf');
select is((commerce.change_order(pg_temp.id('open'), pg_temp.goods((select mug from t)))).due_minor, 900::bigint, 'a mug comes in, and is due');
select is(pg_temp.stock(), '8/0 8/0 1/0', 'it is sold at once');
select is((commerce.start_payment(pg_temp.id('open'))).amount_minor, 900::bigint, 'it can be paid');
select is(pg_temp.paid('open'), 'applied', 'and is');
select is(pg_temp.stands('open'), 'paid paid 3300 2400 0 3300 500', 'nothing is due');
select is((commerce.change_order(pg_temp.id('open'), pg_temp.goods((select bow from t)), pg_temp.line('open', 1))).total_minor, 3300::bigint, 'a bow for a mug');
select is(pg_temp.stands('open'), 'paid paid 3300 2400 0 3300 1100', 'only the difference goes back');
select is(pg_temp.stock(), '9/0 8/0 0/0', 'each to its shelf');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), pg_temp.goods((select bow from t))) $$, 'VI401', 'more than there is');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), null, pg_temp.line('open', 1, 1)) $$, 'VO405', 'what is out is out');
select commerce_test.is_refused($$ select commerce.issue_refund(pg_temp.id('open'), items => pg_temp.line('open', 1, 1)) $$, 'VP402', 'and not refunded again');
select isnt((commerce.issue_refund(pg_temp.id('open'), items => pg_temp.line('open', 3, 1))).id, null, 'a cup is refunded');
select is(pg_temp.stands('open'), 'paid paid 3300 2400 0 3300 1600', 'as it is refunded anyway');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), null, pg_temp.line('open', 3, 2)) $$, 'VO405', 'what was refunded is not taken out and refunded again');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');

-- On delivery: there is less to be paid at the door.
select pg_temp.ordered('door', 'cash_on_delivery');
select is((commerce.change_order(pg_temp.id('door'), null, pg_temp.line('door', 1))).total_minor, 500::bigint, 'both mugs are taken out');
select is(pg_temp.stands('door'), 'processing unpaid 500 500 500 0', 'of what nobody has paid nothing goes back');
select is((commerce.create_shipment(pg_temp.id('door'))).status, 'shipped', 'what is left leaves');
select is(commerce_test.value_of(format('select sum(i.quantity) from commerce.shipment_items as i join commerce.shipments as s on s.id = i.shipment_id where s.order_id = %L', pg_temp.id('door'))), '1', 'the cup alone');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('door'), pg_temp.goods((select mug from t))) $$, 'VO404', 'then it is too late');

-- By bank transfer: asked for anew, and the order waits anew.
select pg_temp.ordered('bank', 'bank_transfer');
select commerce.set_clock('2030-01-02 09:00+00');
select is((commerce.change_order(pg_temp.id('bank'), pg_temp.goods((select mug from t)))).total_minor, 3200::bigint, 'a mug more by bank transfer');
select is(commerce_test.value_of(format('select string_agg(amount_minor || '' '' || status, '', '' order by id) from commerce.payments where order_id = %L', pg_temp.id('bank'))), '2300 cancelled, 3200 requires_action', 'the new amount is asked for');
select is(commerce_test.value_of(format('select min(expires_at) = max(expires_at) and min(expires_at) = ''2030-01-05 09:00+00'' from commerce.inventory_locks where order_id = %L', pg_temp.id('bank'))), 'true', 'all that it holds waits as long');

-- What cannot be.
select pg_temp.ordered('bad');
select commerce_test.is_refused(format('select commerce.change_order(pg_temp.id(''bad''), %s)', arguments), code, why)
from (values
    ('null, null', 'VO101', 'nothing'), ('''[]''', 'VO101', 'an empty list'), ('''{}''', 'VO101', 'no list'), ('null, ''[]''', 'VO101', 'nothing to take out'),
    ('null, ''[{"order_item_id": "x"}]''', 'VO101', 'no line'), ('null, ''[{"order_item_id": "00000000-0000-0000-0000-000000000001"}]''', 'VO201', 'an unknown line'),
    ('null, pg_temp.line(''bad'', 1, 3)', 'VO405', 'more than were bought'), ('''[{"product_id": 999999999}]''', 'VC201', 'an unknown product'),
    ('''[{"gift_card_minor": 5000, "recipient_email": "a@example.org"}]''', 'VO101', 'no goods'), ('null, pg_temp.line(''bad'', 1) || pg_temp.line(''bad'', 2)', 'VO101', 'everything')
) as bad (arguments, code, why);
select is((commerce.cancel_order(pg_temp.id('bad'))).status::text, 'cancelled', 'it is cancelled');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('bad'), pg_temp.goods((select mug from t))) $$, 'VO401', 'and stays as it is');
select commerce_test.is_refused($$ select commerce.change_order(gen_random_uuid(), pg_temp.goods((select mug from t))) $$, 'VO201', 'an unknown order');

select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), pg_temp.goods((select mug from t)), idempotency_key => 'change-order-key-number-2') $$, 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), pg_temp.goods((select mug from t)), idempotency_key => 'change-order-key-number-2') $$, 'VT302', 'nor customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.change_order(pg_temp.id('open'), '[]') $$, '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('open'), '[]') $$, 'VO201', 'another organization''s');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');

select * from finish();
rollback;
