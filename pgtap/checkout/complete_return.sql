begin;
select plan(37);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table given on commit drop as select commerce_test.given_product('mug', 900, 50) as mug, commerce_test.given_product('cup', 500, 50) as cup;
create temporary table it on commit drop as
select o.id, o.access_token
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (select mug from given), 'quantity', 3), jsonb_build_object('product_id', (select cup from given), 'quantity', 1)),
    customer_id => commerce_test.given_customer('carla'), idempotency_key => 'complete_return-order') as o;
select commerce.confirm_offline_payment(3200, (select id from it), idempotency_key => 'complete_return-pay');
create temporary table line on commit drop as select i.line, i.id from commerce.order_items as i where i.order_id = (select id from it);
create temporary table made (n integer, id uuid);
grant select on given, it, line to public;
grant select, insert on made to public;
create function pg_temp.of(line integer, quantity integer, condition text = null) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('order_item_id', (select l.id from line as l where l.line = of.line), 'quantity', quantity, 'condition', condition))) $$;
select commerce.create_shipment((select id from it));
insert into made select 1, r.id from commerce.request_return((select id from it), pg_temp.of(1, 2), 'too small') as r;
insert into made select 2, r.id from commerce.request_return((select id from it), pg_temp.of(1, 1)) as r;
insert into made select 3, r.id from commerce.request_return((select id from it), pg_temp.of(2, 1)) as r;
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''refund'')', (select id from made where n = 1)), 'VO401', 'first it must come');
select count((commerce.approve_return(id)).id), count((commerce.receive_return(id)).id) from made;
select commerce_test.is_refused(format('select commerce.complete_return(%L, %s)', (select id from made where n = 1), arguments), 'VO101', why)
from (values ('null', 'no outcome'), ('''gift''', 'an unknown outcome'), ('''exchange''', 'an exchange for nothing'), ('''refund'', ''[]''', 'a refund with goods')) as bad (arguments, why);
select results_eq(
    $$ select status, outcome, amount_minor, refund_id is not null from commerce.complete_return((select id from made where n = 1), ' Refund ') $$,
    $$ values ('completed', 'refund', 1800::bigint, true) $$, 'what two had cost is refunded');
select is(commerce_test.value_of(format('select amount_minor from commerce.refunds where order_id = %L', (select id from it))), '1800', 'by a refund');
select is((commerce.complete_return((select id from made where n = 1), 'refund')).status, 'completed', 'twice is harmless');
select is(commerce_test.count_of('commerce.refunds', format('order_id = %L', (select id from it))), 1::bigint, 'and refunds once');
select results_eq(
    $$ select outcome, amount_minor, refund_id from commerce.complete_return((select id from made where n = 2), 'credit') $$,
    $$ values ('credit', 900::bigint, null::uuid) $$, 'or it becomes credit');
select is(commerce_test.value_of($$ select string_agg(leg.account_code || ' ' || leg.amount_minor, ', ' order by leg.account_code) from commerce.ledger_entries as leg
    where leg.organization_id = commerce_test.organization_id('acme') and leg.payment_id is null $$), 'receivable 900, store_credit -900', 'of what had been paid: nothing is given away');
select is((commerce.complete_return((select id from made where n = 3), 'exchange', jsonb_build_array(jsonb_build_object('product_id', (select mug from given))))).outcome, 'exchange', 'or is exchanged');
select results_eq(
    $$ select o.total_minor, o.due_now_minor, o.customer_id = (select x.customer_id from commerce.orders as x where x.id = (select id from it))
       from commerce.orders as o where o.id = (select r.replacement_order_id from commerce.returns as r where r.id = (select id from made where n = 3)) $$,
    $$ values (900::bigint, 400::bigint, true) $$, 'for a new order that its own credit pays first, and no other');
select is((select value.balance_minor - value.held_minor from commerce.stored_values as value where value.customer_id = (select x.customer_id from commerce.orders as x where x.id = (select id from it))), 900::bigint,
    'the credit that the customer had before stays theirs');
select ok((select count(*) from commerce.order_logs where order_id = (select id from it) and action = 'order.return_completed') = 3, 'all of it is logged');
select commerce_test.is_refused('select commerce.complete_return(null, ''refund'')', 'VO201', 'no return');
select commerce_test.is_refused('select commerce.complete_return(gen_random_uuid(), ''refund'')', 'VO201', 'an unknown return');
select commerce_test.act_as('acme');
create temporary table guest on commit drop as
select o.id from commerce.create_order(items => jsonb_build_array(jsonb_build_object('product_id', (select cup from given))), idempotency_key => 'complete-return-guest') as o;
select commerce.confirm_offline_payment(500, (select id from guest), idempotency_key => 'complete-return-guest-pay');
select commerce.create_shipment((select id from guest));
insert into made select 4, r.id from commerce.request_return((select id from guest), (select jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', 1)) from commerce.order_items as i where i.order_id = (select id from guest))) as r;
select commerce.approve_return((select id from made where n = 4)), commerce.receive_return((select id from made where n = 4));
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''credit'')', (select id from made where n = 4)), 'VO101', 'nobody can be given credit');
select is((commerce.complete_return((select id from made where n = 4), 'refund')).amount_minor, 500::bigint, 'but a refund');
create temporary table post on commit drop as select p.id from commerce.upsert_shipping_method('Post', 'delivery', 0) as p;
grant select on post to public;
create temporary table sent on commit drop as
select o.id, o.total_minor from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', (select cup from given), 'quantity', 4)), customer_id => commerce_test.given_customer('carla'),
    shipping_method_id => (select id from post), shipping_address => '{"line1": "1 Quay", "city": "Porto", "country": "PT"}', idempotency_key => 'complete-return-sent') as o;
select commerce.confirm_offline_payment((select total_minor from sent), (select id from sent), idempotency_key => 'complete-return-sent-pay');
select commerce.create_shipment((select id from sent));
insert into made select n, r.id
from commerce.order_items as i, (values (5), (6), (7), (8)) as nth (n), commerce.request_return((select id from sent), jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', 1)), 'return ' || n) as r
where i.order_id = (select id from sent);
select count((commerce.approve_return(id)).id), count((commerce.receive_return(id)).id) from made where n > 4;
create temporary table instead on commit drop as
select r.replacement_order_id as id
from commerce.complete_return((select id from made where n = 5), 'exchange', jsonb_build_array(jsonb_build_object('product_id', (select cup from given)))) as r;
grant select on instead to public;
select results_eq(
    $$ select o.shipping_method_id, o.shipping_address ->> 'city' from commerce.orders as o where o.id = (select id from instead) $$,
    $$ select id, 'Porto' from post $$, 'what is sent instead goes the way that the first goods went');
select is((commerce.complete_return((select id from made where n = 6), 'exchange', '[{"gift_card_minor": 500, "recipient_email": "ada@example.com"}]')).outcome,
    'exchange', 'and what is not sent needs no way');
-- The way of the first goods is offered no more.
create function pg_temp.instead(n integer, shipping_method_id uuid = null) returns commerce.returns language sql as $$
    select commerce.complete_return((select m.id from made as m where m.n = instead.n), 'exchange',
        jsonb_build_array(jsonb_build_object('product_id', (select g.cup from given as g))), shipping_method_id) $$;
create function pg_temp.way_of(n integer) returns uuid language sql as $$
    select o.shipping_method_id from commerce.orders as o join commerce.returns as r on r.replacement_order_id = o.id where r.id = (select m.id from made as m where m.n = way_of.n) $$;
select commerce.upsert_shipping_method('Post', status => 'archived');
create temporary table bike on commit drop as select p.id from commerce.upsert_shipping_method('Bike', 'delivery', 0) as p;
grant select on bike to public;
select is(commerce_test.error_of('select pg_temp.instead(7)') -> 'detail', '{"argument": "shipping_method_id", "reason": "missing"}',
    'where the first way is offered no more, and others are, one is to be named');
select commerce_test.is_refused(format('select pg_temp.instead(7, %L)', (select id from post)), 'VC201', 'not that one');
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''refund'', shipping_method_id => %L)', (select id from made where n = 7), (select id from bike)),
    'VO101', 'nor one for money');
select is((pg_temp.instead(7, (select id from bike))).status, 'completed', 'then the exchange is made');
select is(pg_temp.way_of(7), (select id from bike), 'and goes that way');
select commerce.upsert_shipping_method('Bike', status => 'archived');
select is((pg_temp.instead(8)).status || coalesce(pg_temp.way_of(8)::text, ''), 'completed', 'a shop that offers no ways any more needs none');
-- What cost nothing comes back for nothing, and its story ends.
create temporary table free on commit drop as
select o.id from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', commerce_test.given_product('leaflet', 0, 50), 'quantity', 3)), customer_id => commerce_test.given_customer('carla'), idempotency_key => 'complete-return-free') as o;
grant select on free to public;
select commerce.create_shipment((select id from free));
insert into made select n, r.id
from commerce.order_items as i, (values (9), (10), (11)) as nth (n), commerce.request_return((select id from free), jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', 1)), 'return ' || n) as r
where i.order_id = (select id from free);
select count((commerce.approve_return(id)).id), count((commerce.receive_return(id)).id) from made where n > 8;
select results_eq(
    format('select status, outcome, amount_minor, refund_id from commerce.complete_return(%L, %L)', (select id from made where n = wish.n), wish.outcome),
    format('values (''completed'', %L, 0::bigint, null::uuid)', wish.outcome), 'a gift that is given back: ' || wish.outcome)
from (values (9, 'refund'), (10, 'credit')) as wish (n, outcome);
select is((pg_temp.instead(11)).outcome, 'exchange', 'or is exchanged');
select is((select o.due_minor from commerce.orders as o where o.id = (select r.replacement_order_id from commerce.returns as r where r.id = (select m.id from made as m where m.n = 11))), 500::bigint,
    'whose replacement is paid by money, whatever other credit there is');
select is(commerce_test.error_of(format($$ select commerce.issue_refund(%L, items => '[{"order_item_id": "%s"}]') $$, (select id from free), (select i.id from commerce.order_items as i where i.order_id = (select id from free)))) #>> '{detail,reason}', 'free', 'there is nothing to refund');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''refund'')', (select id from made where n = 1)), 'VO201', 'another organization''s');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.complete_return(gen_random_uuid(), ''refund'')', 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.complete_return(gen_random_uuid(), ''refund'')', 'VT302', 'nor customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.complete_return(gen_random_uuid(), ''refund'')', '42501', null, 'nor visitors');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
