-- What leaves in a parcel has left the shelf, and what is back on the shelf does not leave.
begin;
select plan(43);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table t as select commerce_test.given_product('shelf-mug', 500, 10) as mug, commerce_test.given_product('shelf-cup', 300, 2) as cup, commerce_test.given_product('shelf-jug', 900, 2) as jug, commerce_test.given_customer('carla') as carla;
create temporary table m (label text, id uuid);
grant all on t, m to public;
select commerce_test.force($$ update commerce.products set allow_backorder = true where sku = 'shelf-jug' $$);
create function pg_temp.buy(label text, product_id bigint, quantity integer, paid_minor bigint = null) returns text language plpgsql as $$
declare
    v_order commerce.orders;
begin
    insert into m select buy.label, o.id from commerce.create_order(jsonb_build_array(jsonb_build_object('product_id', product_id, 'quantity', quantity)), customer_id => (select carla from t), payment_method => 'cash_on_delivery') as o;
    perform commerce.confirm_offline_payment(paid_minor, (select id from m where m.label = buy.label)) where paid_minor is not null;
    return null;
end $$;
create function pg_temp.order_of(label text) returns uuid language sql as $$ select id from m where m.label = order_of.label $$;
create function pg_temp.units(label text, quantity integer) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('order_item_id', i.id, 'quantity', units.quantity)) from commerce.order_items as i where i.order_id = pg_temp.order_of(label) $$;
create function pg_temp.ship(label text, quantity integer = null) returns text language plpgsql as $$
declare
    v_id uuid;
begin
    v_id := (commerce.create_shipment(pg_temp.order_of(label), case when quantity is not null then pg_temp.units(label, quantity) end)).id;
    return (select string_agg(i.quantity::text, '+') from commerce.shipment_items as i where i.shipment_id = v_id);
end $$;
create function pg_temp.lose(label text) returns text language sql as $$
    select (commerce.mark_lost((select max(s.id::text)::uuid from commerce.shipments as s where s.order_id = pg_temp.order_of(label)))).status $$;
create function pg_temp.refused(command text) returns text language sql as $$ select commerce_test.error_of(command) ->> 'code' $$;
create function pg_temp.on_shelf(sku text) returns bigint language sql as $$
    select commerce_test.value_of(format('select s.on_hand from commerce.stock_levels as s join commerce.products as p on p.organization_id = s.organization_id and p.id = s.product_id where p.sku = %L', sku))::bigint $$;
create function pg_temp.state(label text) returns text language sql as $$
    select o.status || ' ' || o.payment_status || ' ' || o.fulfillment_status from commerce.orders as o where o.id = pg_temp.order_of(label) $$;

-- Refunded and restocked before it left.
select pg_temp.buy('part', mug, 3, 1500) from t;
select commerce.issue_refund(pg_temp.order_of('part'), items => pg_temp.units('part', 1), restock => true);
select is(pg_temp.on_shelf('shelf-mug'), 8::bigint, 'one of three goes back on the shelf');
select is(pg_temp.refused($$ select pg_temp.ship('part', 3) $$), 'VO405', 'and does not leave any more');
select is(pg_temp.ship('part'), '2', 'the others do');
select is(pg_temp.state('part'), 'shipped paid shipped', 'and that is all there is to send');
select is(pg_temp.on_shelf('shelf-mug'), 8::bigint, 'the shelf has what the books say');
select commerce.issue_refund(pg_temp.order_of('part'), items => pg_temp.units('part', 1), restock => true);
select is(pg_temp.on_shelf('shelf-mug'), 9::bigint, 'one that had left can come back, too');
select is((select sum(u.quantity) from commerce.unsent_items as u), 1::bigint, 'which keeps nothing from leaving');

-- Refunded while a part has left: what had not left is what stays.
select pg_temp.buy('half', mug, 2, 1000) from t;
select pg_temp.ship('half', 1);
select is(pg_temp.state('half'), 'processing paid partially_shipped', 'one of two has left');
select commerce.issue_refund(pg_temp.order_of('half'), items => pg_temp.units('half', 1), restock => true);
select is(pg_temp.state('half'), 'shipped paid shipped', 'without the other the order is complete');

-- All money back.
select pg_temp.buy('back', mug, 1, 500) from t;
select commerce.issue_refund(pg_temp.order_of('back'));
select commerce.settle_offline_refund(r.id, 'till') from commerce.refunds as r where r.order_id = pg_temp.order_of('back');
select is(pg_temp.state('back'), 'processing refunded unfulfilled', 'an order gets all its money back');
select is(pg_temp.refused($$ select pg_temp.ship('back') $$), 'VO401', 'and is sent no more');

-- Lost, and sent again: from the shelf.
select pg_temp.buy('lost', cup, 1) from t;
select pg_temp.ship('lost');
select is(pg_temp.lose('lost') || ' ' || pg_temp.on_shelf('shelf-cup'), 'lost 1', 'a parcel is lost');
select is(pg_temp.ship('lost') || ' ' || pg_temp.on_shelf('shelf-cup'), '1 0', 'another cup is sent');
select pg_temp.lose('lost');
select is(pg_temp.refused($$ select pg_temp.ship('lost') $$), 'VI401', 'as long as there are any');
select is(pg_temp.state('lost'), 'shipped unpaid unfulfilled', 'which changes nothing');

-- Put back by hand, and sent after all.
select pg_temp.buy('hand', mug, 2) from t;
select commerce.restore_inventory(pg_temp.order_of('hand'));
select is(pg_temp.on_shelf('shelf-mug'), 7::bigint, 'two are put back by hand');
select is(pg_temp.ship('hand') || ' ' || pg_temp.on_shelf('shelf-mug'), '2 5', 'and taken again when they are sent');
select is(pg_temp.lose('hand') || ' ' || pg_temp.ship('hand') || ' ' || pg_temp.on_shelf('shelf-mug'), 'lost 2 3', 'and again');

-- Sold before it arrived.
select pg_temp.buy('jug', jug, 5, 4500) from t;
select is(pg_temp.ship('jug') || ' ' || pg_temp.on_shelf('shelf-jug'), '2 0', 'two are there, three are awaited');
select commerce.issue_refund(pg_temp.order_of('jug'), items => pg_temp.units('jug', 1), restock => true);
select commerce.receive_stock(jug, 5) from t;
select is(pg_temp.on_shelf('shelf-jug'), 3::bigint, 'of five that come two are for those awaited still');
select is(pg_temp.ship('jug') || ' ' || pg_temp.state('jug'), '2 shipped paid shipped', 'and complete the order');
select pg_temp.buy('none', jug, 4, 3600) from t;
select commerce.issue_refund(pg_temp.order_of('none'), restock => true);
select is(pg_temp.on_shelf('shelf-jug'), 3::bigint, 'all is given back');
select commerce.receive_stock(jug, 2) from t;
select is(pg_temp.on_shelf('shelf-jug'), 5::bigint, 'and nothing is awaited for it');

-- All of a line, without saying how many.
select pg_temp.buy('line', jug, 3, 2700) from t;
select commerce.issue_refund(pg_temp.order_of('line'), items => (select jsonb_agg(u - 'quantity') from jsonb_array_elements(pg_temp.units('line', 1)) as u), restock => true);
select is(pg_temp.on_shelf('shelf-jug'), 5::bigint, 'a line without a quantity comes back whole');

-- A return, then a lost parcel: what came back is no second time in it.
select pg_temp.buy('both', mug, 2, 1000) from t;
select pg_temp.ship('both', 1), pg_temp.ship('both', 1);
select commerce.mark_delivered((select min(s.id::text)::uuid from commerce.shipments as s where s.order_id = pg_temp.order_of('both')));
select pg_temp.lose('both');
create temporary table r as select x.id from commerce.request_return(pg_temp.order_of('both'), pg_temp.units('both', 1)) as x;
select commerce.approve_return(id), commerce.receive_return(id) from r;
select is(pg_temp.on_shelf('shelf-mug'), 2::bigint, 'what arrived comes back');
select is(pg_temp.ship('both') || ' ' || pg_temp.on_shelf('shelf-mug'), '1 1', 'what is lost is sent again');

-- Refunded and put back on the shelf before it came: it comes back once.
select commerce_test.given_stock(mug, 1) from t;
select pg_temp.buy('early', mug, 2, 1000) from t;
select pg_temp.ship('early');
update r set id = (commerce.request_return(pg_temp.order_of('early'), pg_temp.units('early', 2))).id;
select commerce.issue_refund(pg_temp.order_of('early'), items => pg_temp.units('early', 1), restock => true);
select is(pg_temp.on_shelf('shelf-mug'), 1::bigint, 'one of two is on the shelf in the books');
select commerce.approve_return(id), commerce.receive_return(id) from r;
select is(pg_temp.on_shelf('shelf-mug'), 2::bigint, 'then both are');

-- Sent by saying so: the same goods leave the same shelf, and only while they are to be sent.
select commerce_test.given_stock(mug, 9) from t;
select pg_temp.buy('said', mug, 2, 1000) from t;
select pg_temp.ship('said', 1), pg_temp.lose('said');
select is(pg_temp.on_shelf('shelf-mug'), 9::bigint, 'one of two is lost');
select commerce.update_order_status(pg_temp.order_of('said'), 'ready_for_shipment');
select is((commerce.update_order_status(pg_temp.order_of('said'), 'shipped')).fulfillment_status::text || ' ' || pg_temp.on_shelf('shelf-mug'), 'shipped 8', 'another is taken from the shelf when all is said to be shipped');
select is(commerce_test.count_of('commerce.events', format('kind = ''shipment.created'' and subject_id in (select s.id::text from commerce.shipments as s where s.order_id = %L)', pg_temp.order_of('said'))), 2::bigint, 'which is a parcel like any other');
select pg_temp.buy('undone', mug, 1, 500) from t;
select commerce.update_order_status(pg_temp.order_of('undone'), 'ready_for_shipment');
select commerce.issue_refund(pg_temp.order_of('undone'));
select commerce.settle_offline_refund(r.id, 'till') from commerce.refunds as r where r.order_id = pg_temp.order_of('undone');
select is(pg_temp.refused($$ select commerce.update_order_status(pg_temp.order_of('undone'), 'shipped') $$), 'VO401', 'what is refunded is not shipped by saying so either');
select is(pg_temp.state('undone'), 'ready_for_shipment refunded unfulfilled', 'and stays where it is');

-- Lost, and refunded: what the customer has the money back for is not sent again.
create function pg_temp.refund(label text, quantity integer = null) returns text language plpgsql as $$
begin
    perform commerce.issue_refund(pg_temp.order_of(label), items => case when quantity is not null then pg_temp.units(label, quantity) end);
    perform commerce.settle_offline_refund(r.id, 'till') from commerce.refunds as r where r.order_id = pg_temp.order_of(label) and r.status = 'needs_attention';
    return pg_temp.state(label);
end $$;
create function pg_temp.arrive(label text) returns text language plpgsql as $$
begin
    perform commerce.mark_delivered((select min(s.id::text)::uuid from commerce.shipments as s where s.order_id = pg_temp.order_of(label)));
    return pg_temp.state(label);
end $$;
select pg_temp.buy('first', mug, 2, 1000) from t;
select pg_temp.ship('first', 1), pg_temp.ship('first', 1), pg_temp.arrive('first'), pg_temp.lose('first');
select is(pg_temp.state('first'), 'shipped paid partially_shipped', 'one of two arrives, one is lost');
select is(pg_temp.refund('first', 1), 'partially_refunded partially_refunded delivered', 'the lost one is refunded, and nothing is left to be sent');
select is(pg_temp.refused($$ select pg_temp.ship('first', 1) $$), 'VO401', 'nor can it be');
select pg_temp.buy('later', mug, 3, 1500) from t;
select pg_temp.ship('later', 2), pg_temp.lose('later');
select is(pg_temp.refund('later', 1), 'processing partially_refunded unfulfilled', 'one of two lost ones is refunded');
select is(pg_temp.ship('later') || ' ' || pg_temp.state('later'), '2 shipped partially_refunded shipped', 'the other one is sent again, with what had not left');
select pg_temp.buy('whole', mug, 1, 500) from t;
select pg_temp.ship('whole'), pg_temp.refund('whole');
select is(pg_temp.state('whole'), 'shipped refunded shipped', 'all is refunded while it is on its way');
select is(pg_temp.lose('whole') || ' ' || pg_temp.state('whole'), 'lost refunded refunded unfulfilled', 'and the order ends when it is lost');
-- What came back is not what was lost.
select commerce_test.given_stock(mug, 9) from t;
select pg_temp.buy('back and lost', mug, 2, 1000) from t;
select pg_temp.ship('back and lost', 1), pg_temp.ship('back and lost', 1), pg_temp.arrive('back and lost'), pg_temp.lose('back and lost');
update r set id = (commerce.request_return(pg_temp.order_of('back and lost'), pg_temp.units('back and lost', 1))).id;
select commerce.approve_return(id), commerce.receive_return(id), commerce.complete_return(id, 'refund') from r;
select is(pg_temp.ship('back and lost', 1), '1', 'what is refunded because it came back leaves the lost one to be sent');
select is((select count(*) from commerce.unsent_items as u where u.order_id = pg_temp.order_of('back and lost')), 0::bigint, 'as the order says');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
