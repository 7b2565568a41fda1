-- The story of gift cards and credit: bought, held, spent, freed, given back.
begin;
select plan(61);

select commerce_test.act_as('acme');
select commerce.set_clock('2039-01-01 09:00+00');
select commerce_test.given_gateway_account();
create temporary table t as
select commerce_test.given_product('card-mug', 3000, 100) as mug, commerce_test.given_product('card-pen', 500, 100) as pen, commerce_test.given_customer('carla') as carla;
create temporary table codes (name text, code text);
create temporary table made (name text, id uuid);
grant select, insert on t, codes, made to public;
create function pg_temp.buy(name text, product bigint, quantity integer, card text = null, credit boolean = false, method text = null) returns commerce.created_order
language sql as $$
    with o as (select * from commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', product, 'quantity', quantity)),
        customer_id => (select carla from t), gift_card_code => (select code from codes as c where c.name = card), use_store_credit => credit, payment_method => method))
    , i as (insert into made select buy.name, o.id from o)
    select o.* from o
$$;
create function pg_temp.card(name text) returns text language sql as $$
    select commerce_test.value_of(format('select balance_minor || '' '' || held_minor from commerce.stored_values where code_ending = %L', (select right(code, 4) from codes as c where c.name = card.name)))
$$;
create function pg_temp.credit() returns text language sql as $$
    select commerce_test.value_of(format('select balance_minor || '' '' || held_minor from commerce.stored_values where customer_id = %L', (select carla from t)))
$$;
create function pg_temp.money(name text) returns text language sql as $$
    select commerce_test.value_of(format('select concat_ws('' '', status, payment_status, total_minor, due_now_minor, due_minor, paid_minor, refunded_minor) from commerce.orders where id = %L', (select id from made as m where m.name = money.name)))
$$;
create function pg_temp.pay(name text) returns text language sql as $$
    select commerce_test.deliver(p.id, 'payment_succeeded') from commerce.payments as p, made as m where m.name = pay.name and p.order_id = m.id and p.gateway = 'stripe'
$$;
create function pg_temp.is_well(what text) returns text language sql as $$
    select is_empty('select check_name, sample from commerce.verify_integrity() where not is_ok', what)
$$;
insert into codes select 'big', code from commerce.issue_gift_card(10000);
insert into codes select 'small', code from commerce.issue_gift_card(1000);
insert into codes select 'short', code from commerce.issue_gift_card(1000, expires_at => '2039-02-01 00:00+00');
insert into codes select 'euro', code from commerce.issue_gift_card(1000, 'EUR');

-- It covers everything.
select is((pg_temp.buy('all', (select mug from t), 2, 'big')).status::text, 'paid', 'a card that covers the total pays it at once');
select is(pg_temp.money('all'), 'paid paid 6000 0 0 6000 0', 'nothing is due at a gateway, the total is what it was');
select is(pg_temp.card('big'), '4000 0', 'the card has the rest');
select is(commerce_test.value_of($$ select string_agg(e.account_code || ' ' || e.amount_minor, ', ' order by 1) from commerce.ledger_entries as e where e.order_id = (select id from made where name = 'all') $$),
    'gift_cards 6000, receivable -6000', 'the books owe the bearer less');
select is(commerce_test.value_of($$ select total_spent_minor from commerce.customers where id = (select carla from t) $$), '6000', 'the customer has spent it');

-- It covers a part.
select is((pg_temp.buy('part', (select mug from t), 1, 'small', method => 'stripe')).due_now_minor, 2000::bigint, 'a card that covers a part leaves the rest due');
select is(pg_temp.money('part'), 'pending_payment unpaid 3000 2000 2000 0 0', 'held is not paid');
select is(pg_temp.card('small'), '1000 1000', 'what is held is still on the card');
select is((select p.amount_minor from commerce.payments as p, made as m where m.name = 'part' and p.order_id = m.id and p.gateway = 'stripe'), 2000::bigint, 'the gateway is asked for the rest');
select commerce_test.is_refused($$ select pg_temp.buy('x', (select pen from t), 1, 'small') $$, 'VC301', 'nobody else can use it meanwhile');
select is(commerce_test.error_of($$ select pg_temp.buy('x', (select pen from t), 1, 'small') $$) #>> '{detail,reason}', 'used_up', 'and learns why');
select pg_temp.is_well('while it is held all is well');
select is(pg_temp.pay('part'), 'applied', 'the gateway has the rest');
select is(pg_temp.money('part'), 'paid paid 3000 2000 0 3000 0', 'then both paid it');
select is(pg_temp.card('small'), '0 0', 'and the card is spent');
select commerce_test.is_refused($$ select commerce.start_payment((select id from made where name = 'part')) $$, 'VP401', 'nothing is left to pay');

-- Refunds: the card last.
select is((select (commerce.issue_refund((select id from made where name = 'part'), 500)).payment_id), (select p.id from commerce.payments as p, made as m where m.name = 'part' and p.order_id = m.id and p.gateway = 'stripe'), 'money that came goes back first');
select commerce.issue_refund((select id from made where name = 'part'), 2000);
select is(pg_temp.card('small'), '500 0', 'and the card''s after it, at once');
select is(pg_temp.money('part'), 'paid partially_refunded 3000 2000 0 3000 500', 'the order says so');
select pg_temp.is_well('after refunds all is well');

-- Credit.
select commerce.grant_store_credit((select carla from t), 2500);
select is((pg_temp.buy('credit', (select mug from t), 1, credit => true)).due_now_minor, 500::bigint, 'credit is held when it is asked for');
select is((pg_temp.buy('without', (select mug from t), 1)).due_now_minor, 3000::bigint, 'and only then');
select is(pg_temp.credit(), '2500 2500', 'all of it');
select commerce_test.is_refused(format('select commerce.void_payment(%L)', (select p.id from commerce.payments as p where p.order_id = (select id from made where name = 'credit'))), 'VP403', 'no gateway holds it that could let go');
select commerce_test.is_refused(format('select commerce.capture_payment(%L)', (select p.id from commerce.payments as p where p.order_id = (select id from made where name = 'credit'))), 'VP403', 'or take it');
select is((select (commerce.cancel_order((select id from made where name = 'credit'))).status::text), 'cancelled', 'the order is cancelled');
select is(pg_temp.credit(), '2500 0', 'and the credit free again');
select is(pg_temp.money('credit'), 'cancelled unpaid 3000 500 3000 0 0', 'nothing was paid');
select is((pg_temp.buy('both', (select mug from t), 2, 'big', credit => true)).status::text, 'paid', 'card and credit go together');
select is(pg_temp.card('big') || ' ' || pg_temp.credit(), '0 0 500 0', 'the card first, then credit');
select is((select (commerce.cancel_order((select id from made where name = 'both'))).status::text), 'cancelled', 'a paid order is cancelled');
select is(pg_temp.card('big') || ' ' || pg_temp.credit(), '4000 0 2500 0', 'and both have back what they paid');
select is(pg_temp.money('both'), 'cancelled refunded 6000 0 0 6000 6000', 'the order shows it');
select pg_temp.is_well('after cancelling all is well');

-- Expiry of the order, and of the card.
select is((pg_temp.buy('late', (select mug from t), 1, 'short', method => 'stripe')).due_now_minor, 2000::bigint, 'a card that runs out soon is held too');
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2039-01-03 09:00+00');
select is(commerce.cancel_expired_orders(), 2, 'orders that nobody paid are cancelled, with a card held or without');
select commerce_test.act_as('acme');
select is(pg_temp.card('short'), '1000 0', 'and the card is free');
select is(pg_temp.pay('late'), 'applied', 'late money comes');
select is(commerce_test.value_of($$ select r.amount_minor from commerce.refunds as r where r.order_id = (select id from made where name = 'late') $$), '2000', 'and goes back');
select is(pg_temp.card('short'), '1000 0', 'the card is not touched');
select commerce.set_clock('2039-02-01 00:00+00');
select is(commerce_test.error_of($$ select pg_temp.buy('x', (select pen from t), 1, 'short') $$) #>> '{detail,reason}', 'expired', 'a card that has run out pays nothing');
select is(commerce_test.error_of($$ select pg_temp.buy('x', (select pen from t), 1, 'euro') $$) #>> '{detail,reason}', 'currency', 'nor one in another currency');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', gift_card_code => 'NOPE') $$, (select pen from t)), 'VC301', 'nor one that is unknown');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"product_id": %s}]', use_store_credit => true) $$, (select pen from t)), 'VC301', 'credit needs a customer');

-- Quotes.
select results_eq(format($$ select q ->> 'total_minor', q ->> 'gift_card_minor', q ->> 'store_credit_minor', q ->> 'due_now_minor' from commerce.quote_order('[{"product_id": %s, "quantity": 3}]',
    customer_id => %L, gift_card_code => %L, use_store_credit => true) as q $$, (select mug from t), (select carla from t), (select code from codes where name = 'big')),
    $$ values ('9000', '4000', '2500', '2500') $$, 'a quote says what card and credit would pay');
select is(pg_temp.card('big'), '4000 0', 'and holds nothing');

-- Buying one.
select is((select o.status::text from commerce.create_order('[{"gift_card_minor": 2000, "recipient_email": "gina@example.test", "message": "Enjoy"}]', customer_id => (select carla from t),
    payment_method => 'stripe', idempotency_key => 'buy-card') as o), 'pending_payment', 'a gift card is bought like anything');
insert into made select 'bought', o.id from commerce.orders as o where o.idempotency_key = 'buy-card';
select is(commerce_test.count_of('commerce.notification_queue', $$ template = 'gift_card' $$), 0::bigint, 'nothing is sent before it is paid');
select is(pg_temp.pay('bought'), 'applied', 'it is paid');
insert into codes select 'bought', commerce_test.value_of($$ select s.secrets ->> 'code' from commerce_private.message_secrets as s order by s.created_at desc limit 1 $$);
select is(commerce_test.value_of($$ select recipient || ' ' || (data ->> 'message') from commerce.notification_queue where template = 'gift_card' $$), 'gina@example.test Enjoy', 'and sent');
select is(pg_temp.card('bought'), '2000 0', 'worth what it cost');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"gift_card_minor": 2000}]', gift_card_code => %L) $$, (select code from codes where name = 'bought')), 'VC301', 'gift cards buy no gift cards');
select is((pg_temp.buy('spent', (select pen from t), 1, 'bought')).status::text, 'paid', 'it pays');
select commerce_test.is_refused($$ select commerce.cancel_order((select id from made where name = 'bought')) $$, 'VC301', 'once it is used its order cannot be cancelled');
select commerce.cancel_order((select id from made where name = 'spent'));
select is((select (commerce.cancel_order((select id from made where name = 'bought'))).status::text), 'cancelled', 'before that it can');
select is(commerce_test.error_of($$ select pg_temp.buy('x', (select pen from t), 1, 'bought') $$) #>> '{detail,reason}', 'void', 'and the card is worth nothing');
select pg_temp.is_well('in the end all is well');

-- An appointment is cancelled while a card is held for it and for goods.
select commerce_test.act_as('acme');
create temporary table c as select commerce_test.given_service('Card cut', 60, price_minor => 5000) as cut;
grant select on c to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Cora', array[cut]) from c; end $do$ $$);
insert into codes select 'cut', code from commerce.issue_gift_card(1000);
insert into made select 'cut', o.id from commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', (select pen from t)), jsonb_build_object('service_id', (select cut from c), 'starts_at', '2039-02-05 10:00+00')),
    customer_id => (select carla from t), gift_card_code => (select code from codes where name = 'cut')) as o;
select is(pg_temp.money('cut') || ', ' || pg_temp.card('cut'), 'created unpaid 5500 4500 4500 0 0, 1000 1000', 'a card is held for both');
select commerce.cancel_booking(b.id) from commerce.bookings as b where b.order_id = (select id from made where name = 'cut');
select is(pg_temp.money('cut') || ', ' || pg_temp.card('cut'), 'paid paid 500 0 0 500 0, 500 0', 'without the appointment it pays the goods, and has the rest again');
insert into made select 'only', o.id from commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select cut from c), 'starts_at', '2039-02-05 10:00+00')),
    customer_id => (select carla from t), gift_card_code => (select code from codes where name = 'cut')) as o;
select commerce.cancel_booking(b.id) from commerce.bookings as b where b.order_id = (select id from made where name = 'only');
select is((select status::text from commerce.orders where id = (select id from made where name = 'only')) || ', ' || pg_temp.card('cut'), 'cancelled, 500 0', 'with the last one the order is cancelled, and the card free');
select pg_temp.is_well('then all is well, too');

select * from finish();
rollback;
