-- What may be sold before it arrives: nobody is refused, nothing is sold twice, and who bought first gets it first.
begin;
select plan(29);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('rare', 900, 3) as rare, commerce_test.given_product('future', 500) as future;
grant select on given to public;
select commerce.upsert_product(sku => 'rare', allow_backorder => true), commerce.upsert_product(sku => 'future', allow_backorder => true);
create temporary table made (n integer, id uuid);
grant select, insert on made to public;
create function pg_temp.buy(n integer, product_id bigint, quantity integer)
returns void
language sql
as $$
    insert into made
    select buy.n, o.id from commerce.create_order(
        items => jsonb_build_array(jsonb_build_object('product_id', product_id, 'quantity', quantity)), idempotency_key => 'backorder-' || n) as o
$$;
create function pg_temp.pay(wanted integer)
returns void
language sql
as $$
    select commerce.confirm_offline_payment(o.total_minor, o.id, idempotency_key => 'backorder-pay-' || wanted)
    from commerce.orders as o where o.id = (select m.id from made as m where m.n = wanted)
$$;
create function pg_temp.lock(wanted integer) returns text language sql as $$
    select string_agg(l.state || ' ' || l.qty_reserved || '+' || l.qty_backordered, ', ' order by l.location_id)
    from commerce.inventory_locks as l where l.order_id = (select m.id from made as m where m.n = wanted) $$;
create function pg_temp.shelf(product bigint) returns text language sql as $$
    select on_hand || ' ' || locked || ' ' || available || ' ' || backordered from commerce.stock_status where product_id = product $$;

select pg_temp.buy(1, (select rare from given), 5);
select is(pg_temp.lock(1), 'active 3+2', 'of five, three are there and two are still to come');
select pg_temp.buy(2, (select rare from given), 4);
select is(pg_temp.lock(2), 'active 0+4', 'of the next four all are to come');
select pg_temp.buy(3, (select future from given), 2);
select is(pg_temp.lock(3), 'active 0+2', 'even of what was never on a shelf');
select is(pg_temp.shelf((select rare from given)), '3 3 0 0', 'unpaid orders wait for nothing');
select pg_temp.pay(2);
select is(pg_temp.lock(2), 'converted 0+4', 'who pays waits');
select pg_temp.pay(1);
select is(pg_temp.lock(1), 'converted 3+2', 'for what was not there');
select is(pg_temp.shelf((select rare from given)), '0 0 0 6', 'the shelf knows how many are awaited');
select is((select status::text from commerce.orders where id = (select id from made where n = 1)), 'paid', 'and the orders are paid');

select is((commerce.receive_stock((select rare from given), 1)).on_hand, 0::bigint, 'what comes is sold already');
select is(pg_temp.lock(1) || ', ' || pg_temp.lock(2), 'converted 4+1, converted 0+4', 'the oldest order is served first, whoever paid first');
select is(commerce.get_available_stock((select rare from given)), 0, 'nobody who comes later gets it');
select is((commerce.adjust_stock((select rare from given), 3, 'found')).on_hand, 0::bigint, 'what is found goes the same way');
select is(pg_temp.lock(1) || ', ' || pg_temp.lock(2), 'converted 5+0, converted 2+2', 'to the next when the first has all');
select is((commerce.count_stock((select rare from given), 1)).on_hand, 0::bigint, 'and what is counted');
select is(commerce.import_stock('[{"sku": "rare", "on_hand": 0}]'), 0, 'a list says what lies on the shelf');
select is((commerce.receive_stock((select rare from given), 11)).on_hand, 10::bigint, 'then the shelf fills');
select is(pg_temp.lock(2), 'converted 4+0', 'nobody waits any more');
select results_eq(
    $$ select order_id = (select id from made where n = 1), -sum(quantity)::bigint from commerce.stock_movements
       where product_id = (select rare from given) and kind = 'sale' group by 1 order by 1 $$,
    $$ values (false, 4::bigint), (true, 5) $$, 'every unit was sold once');

-- Units that come before the payment; and an order that is given up.
select commerce.receive_stock((select future from given), 1);
select pg_temp.pay(3);
select is(pg_temp.lock(3), 'converted 1+1', 'what came before the payment is there for it');
select commerce.cancel_order((select id from made where n = 3));
select is(pg_temp.lock(3), 'converted 1+0', 'a cancelled order waits for nothing');
select is((commerce.receive_stock((select future from given), 5)).on_hand, 6::bigint, 'and gets nothing');

-- What is free again by any other way goes to those who wait, too.
select pg_temp.buy(4, (select future from given), 6);
select pg_temp.buy(5, (select future from given), 2);
select pg_temp.buy(6, (select future from given), 3);
select pg_temp.pay(5), pg_temp.pay(6);
select is(pg_temp.lock(5) || ', ' || pg_temp.lock(6), 'converted 0+2, converted 0+3', 'two orders are paid and wait, behind one that holds all there is');
select commerce.cancel_order((select id from made where n = 4));
select is(pg_temp.lock(5) || ', ' || pg_temp.lock(6) || ', ' || pg_temp.shelf((select future from given)), 'converted 2+0, converted 3+0, 1 0 1 0', 'which is given up');
select pg_temp.buy(7, (select future from given), 4), pg_temp.pay(7);
select is(pg_temp.lock(7), 'converted 1+3', 'another has still to wait for three');
select commerce.cancel_order((select id from made where n = 5));
select is(pg_temp.lock(7), 'converted 3+1', 'a paid order is cancelled, and its two units go on');
create temporary table cellar on commit drop as select (commerce.upsert_stock_location('Cellar')).id;
grant select on cellar to public;
select commerce.receive_stock((select future from given), 5, location_id => (select id from cellar));
select is(pg_temp.lock(7), 'converted 3+1', 'units elsewhere are elsewhere');
select is((select string_agg(s.on_hand::text, ' ') from commerce.transfer_stock((select future from given), 2, (select id from cellar)) as s), '3 1', 'until they are carried here');
select is(pg_temp.lock(7), 'converted 4+0', 'where somebody waits for one');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
