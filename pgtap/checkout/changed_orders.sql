-- Changing orders with everything that money can be in them: taxes, promotions, gift cards, deposits, backorders.
begin;
select plan(62);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce_test.given_gateway_account();
create temporary table t on commit drop as
select commerce_test.given_product('mug', 999, 50) as mug, commerce_test.given_product('cup', 500, 50) as cup,
    commerce_test.given_product('bow', 300, 2) as bow, commerce_test.given_customer('carla') as carla,
    commerce_test.given_service('Spa', 60, price_minor => 20000) as spa;
create temporary table o (label text, id uuid);
grant all on t, o to public;
select commerce_test.force(format('update commerce.services set deposit_minor = 5000, delivery_mode = ''video'' where id = %L', spa)) from t;
select commerce_test.given_staff('Sue', array[spa]) from t;
select commerce_test.force($$ update commerce.products set allow_backorder = true where sku = 'bow' $$);

create function pg_temp.id(label text) returns uuid language sql as $$ select o.id from o where o.label = id.label $$;
create function pg_temp.line(label text, line integer, quantity integer = null) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('order_item_id', commerce_test.value_of(format('select i.id from commerce.order_items as i where i.order_id = %L and i.line = %s', pg_temp.id(line.label), line.line)), 'quantity', line.quantity))) $$;
create function pg_temp.goods(product_id bigint, quantity integer = 1) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('product_id', goods.product_id, 'quantity', goods.quantity)) $$;
create function pg_temp.stands(label text) returns text language sql as $$
    select commerce_test.value_of(format('select concat_ws('' '', x.status, x.payment_status, x.total_minor, x.due_now_minor, x.due_minor, x.paid_minor, (select sum(r.amount_minor) from commerce.refunds as r where r.order_id = x.id)) from commerce.orders as x where x.id = %L', pg_temp.id(stands.label))) $$;
create function pg_temp.sums(label text) returns text language sql as $$
    select commerce_test.value_of(format('select concat_ws('' '', x.subtotal_minor, x.discount_minor, x.shipping_minor, x.tax_minor, x.total_minor) from commerce.orders as x where x.id = %L', pg_temp.id(sums.label))) $$;
create function pg_temp.taxes(label text) returns text language sql as $$
    select commerce_test.value_of(format('select string_agg(tax.value ->> ''name'' || '' '' || (tax.value ->> ''tax_minor''), '', '') from commerce.orders as x, jsonb_array_elements(x.price_breakdown -> ''taxes'') as tax where x.id = %L', pg_temp.id(taxes.label))) $$;
create function pg_temp.wrong() returns text language sql as $$
    select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok $$;
create function pg_temp.taken(label text, line integer, quantity integer) returns bigint language sql as $$
    select (commerce.change_order(pg_temp.id(taken.label), null, pg_temp.line(taken.label, taken.line, taken.quantity))).total_minor $$;

-- Taxes on top and a promotion, piece by piece until the line is gone.
select commerce.set_tax_rate(4, 'US', region => 'NY', name => 'State'), commerce.set_tax_rate(4.5, 'US', region => 'NY', name => 'City');
select commerce.create_promotion(code => 'ODD', name => 'Odd', kind => 'amount', amount_minor => 100, currency => 'USD');
insert into o select 'tax', made.id from t, commerce.create_order(
    items => pg_temp.goods(mug, 3) || pg_temp.goods(cup, 1), customer_id => carla, promotion_code => 'odd',
    shipping_address => '{"line1": "x", "city": "Albany", "country": "US", "region": "NY"}') as made;
select is(pg_temp.sums('tax') || '; ' || pg_temp.taxes('tax'), '3497 100 0 288 3685; City 153, State 135', 'three mugs and a cup');
select is((select count(pg_temp.taken('tax', 1, 1)) from generate_series(1, 3)), 3::bigint, 'one mug after the other is taken out');
select is(pg_temp.sums('tax') || '; ' || pg_temp.taxes('tax'), (select concat_ws(' ', 500, i.discount_minor, 0, i.tax_minor, i.total_minor) from commerce.order_items as i where i.order_id = pg_temp.id('tax') and i.line = 2) || '; City 22, State 19', 'what is left is the cup, with its discount and its tax');
select is((commerce.change_order(pg_temp.id('tax'), pg_temp.goods((select mug from t)))).tax_minor, 126::bigint, 'what comes in is taxed where the order goes');
select is(pg_temp.taxes('tax'), 'City 67, State 59', 'by name');
select is(commerce_test.value_of($$ select uses || ' ' || spent_minor from commerce.promotions where code = 'ODD' $$), '1 100', 'the promotion is used as it was');
select is(pg_temp.wrong(), null, 'everything agrees');
select is((commerce.confirm_offline_payment((commerce.get_order(pg_temp.id('tax')) ->> 'due_minor')::bigint, pg_temp.id('tax'))).status::text, 'succeeded', 'it is paid');
select is(pg_temp.taken('tax', 3, 1), (commerce.get_order(pg_temp.id('tax')) ->> 'total_minor')::bigint, 'a paid mug is taken out');
select is(commerce_test.value_of(format('select sum(amount_minor) from commerce.refunds where order_id = %L', pg_temp.id('tax'))), '1084', 'its price goes back with its tax');
select is(pg_temp.wrong(), null, 'everything agrees');
-- Taxes in the price.
select commerce.set_setting('prices_include_tax', 'true');
insert into o select 'included', made.id from t, commerce.create_order(
    items => pg_temp.goods(mug, 3), customer_id => carla,
    shipping_address => '{"line1": "x", "city": "Albany", "country": "US", "region": "NY"}') as made;
select is(pg_temp.sums('included'), '2997 0 0 235 2997', 'tax in the price');
select is(pg_temp.taken('included', 1, 2), 999::bigint, 'goes with it');
select is(pg_temp.sums('included'), '999 0 0 78 999', 'share by share');
select is((commerce.change_order(pg_temp.id('included'), pg_temp.goods((select cup from t)))).total_minor, 1499::bigint, 'and comes with it');
select is((commerce.change_order(pg_temp.id('tax'), pg_temp.goods((select cup from t)))).due_minor, 543::bigint, 'an order keeps the way it was made');
select is(pg_temp.wrong(), null, 'everything agrees');
select commerce.set_setting('prices_include_tax', 'false');

-- What comes in is taxed by what it is, in whatever order it is named; who pays no tax pays none for it.
select commerce_test.force($$ update commerce.products set tax_category = 'craft' where sku = 'mug' $$);
select commerce.set_tax_rate(20, 'US', category => 'craft', region => 'NY', name => 'City');
insert into o select 'mixed', made.id from t, commerce.create_order(
    items => pg_temp.goods(cup, 1), customer_id => carla, shipping_address => '{"line1": "x", "city": "Albany", "country": "US", "region": "NY"}') as made;
select is((commerce.change_order(pg_temp.id('mixed'), pg_temp.goods(cup, 1) || pg_temp.goods(mug, 1))).tax_minor, 43 + 43 + 240::bigint, 'a cup and a mug come in') from t;
select results_eq($$ select i.tax_minor from commerce.order_items as i where i.order_id = pg_temp.id('mixed') order by i.line $$, $$ values (43::bigint), (43), (240) $$, 'each with its own tax');
select commerce.set_tax_exemption(commerce_test.given_customer('xeno'), 'charity');
insert into o select 'exempt', made.id from t, commerce.create_order(
    items => pg_temp.goods(cup, 1), customer_id => commerce_test.given_customer('xeno'), shipping_address => '{"line1": "x", "city": "Albany", "country": "US", "region": "NY"}') as made;
select is((commerce.change_order(pg_temp.id('exempt'), pg_temp.goods(bow, 1) || pg_temp.goods(mug, 1))).total_minor, 500 + 300 + 999::bigint, 'a charity pays the price alone') from t;
select results_eq($$ select i.total_minor from commerce.order_items as i where i.order_id = pg_temp.id('exempt') order by i.line $$, $$ values (500::bigint), (300), (999) $$, 'line by line');
select commerce_test.force($$ update commerce.products set tax_category = null where sku = 'mug' $$);

-- A promotion is used by an order until that is cancelled, even when all that it made cheaper has gone.
select commerce.create_promotion(code => 'MUGS', kind => 'percent', percent => 10, product_ids => array[mug]) from t;
insert into o select 'mugs', made.id from t, commerce.create_order(items => pg_temp.goods(mug, 1) || pg_temp.goods(cup, 1), customer_id => carla, promotion_code => 'mugs') as made;
select is(pg_temp.taken('mugs', 1, 1), 500::bigint, 'nothing of it is cheaper any more');
select is((commerce.cancel_order(pg_temp.id('mugs'))).status::text, 'cancelled', 'it is cancelled');
select is(commerce_test.value_of($$ select uses || ' ' || spent_minor from commerce.promotions where code = 'MUGS' $$), '0 0', 'and the promotion can be used again');
select is(pg_temp.wrong(), null, 'everything agrees');

-- Gift cards and credit.
select commerce.grant_store_credit((select carla from t), 2000, 'USD', 'test');
insert into o select 'credit', made.id from t, commerce.create_order(items => pg_temp.goods(cup, 6), customer_id => carla, use_store_credit => true) as made;
select is(pg_temp.stands('credit'), 'created unpaid 3000 1000 1000 0', 'credit holds 2000 of 3000');
select is(pg_temp.taken('credit', 1, 1), 2500::bigint, 'a cup less');
select is(pg_temp.stands('credit'), 'created unpaid 2500 500 500 0', 'is less to be paid');
select is((commerce.change_order(pg_temp.id('credit'), pg_temp.goods((select bow from t)))).due_now_minor, 800::bigint, 'a bow more is more');
select is(pg_temp.taken('credit', 1, 4), 800::bigint, 'four cups less');
select is(pg_temp.stands('credit'), 'paid paid 800 0 0 800', 'need no more than the credit: the order is settled');
select is(commerce_test.value_of($$ select balance_minor || ' ' || held_minor from commerce.stored_values where kind = 'store_credit' $$), '1200 0', 'and the rest of the credit is free');
select is(pg_temp.taken('credit', 1, 1), 800::bigint, 'a cup that was paid by credit');
select is(commerce_test.value_of($$ select balance_minor || ' ' || held_minor from commerce.stored_values where kind = 'store_credit' $$), '1700 0', 'goes back to it');
insert into o select 'card', made.id from t, commerce.create_order(
    items => pg_temp.goods(cup, 4) || pg_temp.goods(mug) || '[{"gift_card_minor": 1000, "recipient_email": "a@example.org"}]', customer_id => carla, use_store_credit => true) as made;
select is(pg_temp.stands('card'), 'created unpaid 3999 2299 2299 0', 'credit pays for goods, not for a gift card');
select is(pg_temp.taken('card', 1, 4), 1999::bigint, 'with fewer goods');
select is(pg_temp.stands('card'), 'created unpaid 1999 1000 1000 0', 'it still does not');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('card'), null, pg_temp.line('card', 3)) $$, 'VO101', 'nor is a gift card taken out');
select is(pg_temp.wrong(), null, 'everything agrees');

-- A time with a deposit, and a part that was paid.
insert into o select 'spa', made.id from t, commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('service_id', spa, 'starts_at', '2030-02-01T10:00:00Z')) || pg_temp.goods(mug, 2), customer_id => carla, payment_method => 'stripe') as made;
select is(pg_temp.stands('spa'), 'pending_payment unpaid 21998 6998 21998 0', 'a deposit and two mugs are due now');
select is(pg_temp.taken('spa', 2, 1), 20999::bigint, 'a mug less');
select is(pg_temp.stands('spa') || '; ' || (select string_agg(p.amount_minor::text, ' ' order by p.sequence) from commerce.payment_schedules as p where p.order_id = pg_temp.id('spa')), 'pending_payment unpaid 20999 5999 20999 0; 5999 15000', 'is less due now');
select is((commerce.start_payment(pg_temp.id('spa'))).amount_minor, 5999::bigint, 'and that is asked for');
select is(commerce_test.deliver(commerce_test.value_of(format('select max(id::text) from commerce.payments where order_id = %L', pg_temp.id('spa')))::uuid, 'payment_succeeded'), 'applied', 'it is paid');
select is(pg_temp.taken('spa', 2, 1), 20000::bigint, 'the other mug goes too: the balance is less');
select is(pg_temp.stands('spa'), 'processing partially_paid 20000 5999 14001 5999', 'by what was paid for it');
select commerce_test.is_refused($$ select commerce.change_order(pg_temp.id('spa'), null, pg_temp.line('spa', 1)) $$, 'VO101', 'an appointment is cancelled on its own');
select is((select cancellation.is_last from commerce.bookings as b, commerce.cancellation_quote(b.id) as cancellation where b.order_id = pg_temp.id('spa')), true, 'and is the last thing in its order');
select is(pg_temp.wrong(), null, 'everything agrees');

-- A time that lapsed is won again by a change of its order, whose payment has not begun.
insert into o select 'lapsed', made.id from t, commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('service_id', spa, 'starts_at', '2030-02-03T10:00:00Z')) || pg_temp.goods(mug, 2), customer_id => carla) as made;
select commerce.set_clock('2030-01-01 12:00+00');
select commerce_test.act_as_role('commerce_worker');
select commerce.cleanup_expired_reservations();
select commerce_test.act_as('acme');
select is(pg_temp.taken('lapsed', 2, 1), 20999::bigint, 'a mug less');
select is(commerce_test.value_of(format('select b.status || '' '' || r.status from commerce.bookings as b join commerce.slot_reservations as r on r.id = b.reservation_id where b.order_id = %L', pg_temp.id('lapsed'))), 'expired reserved', 'its time is held anew, for a payment to come');
select is(pg_temp.wrong(), null, 'everything agrees');

-- Sold before it arrives.
insert into o select 'bow', made.id from t, commerce.create_order(items => pg_temp.goods(bow, 4), customer_id => carla, payment_method => 'cash_on_delivery') as made;
select is((commerce.change_order(pg_temp.id('bow'), pg_temp.goods((select cup from t)), pg_temp.line('bow', 1, 3))).total_minor, 800::bigint, 'three bows are taken out, of which some were still to come');
select is(commerce_test.value_of(format('select sum(qty_backordered) || '' '' || (select string_agg(s.on_hand || ''/'' || s.reserved, '' '') from commerce.stock_levels as s where s.product_id = l.product_id) from commerce.inventory_locks as l where l.order_id = %L and l.product_id = %s group by l.product_id', pg_temp.id('bow'), bow)), '0 0/0', 'these are given up first') from t;
select is(pg_temp.wrong(), null, 'everything agrees');

-- Refunded, and then more: the balance can be paid.
insert into o select 'again', made.id from t, commerce.create_order(items => pg_temp.goods(cup, 2)) as made;
select is((commerce.confirm_offline_payment(1000, pg_temp.id('again'))).status::text, 'succeeded', 'two cups are paid');
select is(pg_temp.taken('again', 1, 1), 1000::bigint, 'one is taken out');
select is((commerce.settle_offline_refund((select r.id from commerce.refunds as r where r.order_id = pg_temp.id('again')), 'sent')).status, 'succeeded', 'and its price is sent back');
select is((commerce.change_order(pg_temp.id('again'), pg_temp.goods((select bow from t)))).payment_status::text, 'partially_refunded', 'a bow comes in');
select is((commerce.start_payment(pg_temp.id('again'), 'stripe')).amount_minor, 300::bigint, 'it is paid alone');
select commerce_test.deliver((select max(p.id::text) from commerce.payments as p where p.order_id = pg_temp.id('again'))::uuid, 'payment_succeeded');
select is(pg_temp.stands('again'), 'paid partially_refunded 1300 1000 0 1300 500', 'and nothing is due');
select is(pg_temp.wrong(), null, 'everything agrees');

select * from finish();
rollback;
