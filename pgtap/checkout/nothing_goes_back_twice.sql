-- Whatever the mixture of returns, refunds by item and refunds by amount: a unit is given back once, and an
-- order never gives back more than came in.
begin;
select plan(34);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 50) as mug, commerce_test.given_product('cup', 100, 50) as cup,
    commerce_test.given_customer('carla') as carla;
create temporary table o (label text, id uuid, item_id uuid);
grant all on given, o to public;

-- An order of one line, paid and sent; of which some units come back for an outcome.
create function pg_temp.sold(label text, product_id bigint, quantity integer, paid_minor bigint) returns void language plpgsql as $$
begin
    insert into o
    select sold.label, made.id
    from commerce.create_order(
        items => jsonb_build_array(jsonb_build_object('product_id', sold.product_id, 'quantity', sold.quantity)),
        customer_id => (select carla from given), payment_method => 'cash_on_delivery') as made;
    update o set item_id = item.id from commerce.order_items as item where o.id = item.order_id;
    perform commerce.confirm_offline_payment(paid_minor, (select o.id from o where o.label = sold.label)) where paid_minor > 0;
    perform commerce.create_shipment((select o.id from o where o.label = sold.label));
end $$;
create function pg_temp.units(label text, quantity integer) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('order_item_id', o.item_id, 'quantity', units.quantity)) from o where o.label = units.label $$;
create function pg_temp.came(label text, quantity integer) returns uuid language plpgsql as $$
declare
    v_id uuid := (commerce.request_return((select o.id from o where o.label = came.label), pg_temp.units(came.label, came.quantity))).id;
begin
    perform commerce.approve_return(v_id), commerce.receive_return(v_id);
    return v_id;
end $$;

-- Credit, then money.
select pg_temp.sold('credit', mug, 3, 2700) from given;
select is((commerce.complete_return(pg_temp.came('credit', 2), 'credit')).amount_minor, 1800::bigint, 'two of three become credit');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'credit'), items => pg_temp.units('credit', 2)) $$, 'VP402', 'two that are left there are not');
select is(commerce_test.error_of($$ select commerce.issue_refund((select id from o where label = 'credit'), items => pg_temp.units('credit', 2)) $$) #>> '{detail,left}', '1', 'but one');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'credit'), 901) $$, 'VP402', 'nor is the money for them');
select is(commerce_test.error_of($$ select commerce.issue_refund((select id from o where label = 'credit'), 901) $$) #>> '{detail,left_minor}', '900', 'but that for one');
select is((commerce.issue_refund((select id from o where label = 'credit'), items => jsonb_build_array(jsonb_build_object('order_item_id', (select item_id from o where label = 'credit'))))).amount_minor, 900::bigint, 'without a quantity what is left goes back');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'credit')) $$, 'VP402', 'then nothing is');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'credit'), items => pg_temp.units('credit', 1)) $$, 'VP402', 'not by item either');

-- An exchange, then money.
select pg_temp.sold('exchange', mug, 2, 1800) from given;
select is((commerce.complete_return(pg_temp.came('exchange', 1), 'exchange', jsonb_build_array(jsonb_build_object('product_id', (select cup from given))))).amount_minor, 900::bigint, 'one is exchanged');
select is((commerce.issue_refund((select id from o where label = 'exchange'))).amount_minor, 900::bigint, 'all that is left is the other');

-- Money, then credit.
select pg_temp.sold('item', mug, 2, 1800) from given;
create temporary table back on commit drop as select pg_temp.came('item', 2) as id;
grant all on back to public;
select is((commerce.issue_refund((select id from o where label = 'item'), items => pg_temp.units('item', 1))).amount_minor, 900::bigint, 'one of two is refunded');
select commerce_test.is_refused(format('select commerce.complete_return(%L, %L)', (select id from back), outcome), 'VP402', 'and is no ' || outcome)
from (values ('credit'), ('refund')) as wish (outcome);
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''refund'', amount_minor => %s)', (select id from back), amount), 'VO101', 'nor an amount of ' || amount)
from (values (-1), (1801)) as wish (amount);
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''refund'', amount_minor => 901)', (select id from back)), 'VP402', 'nor more than is left');
select is((commerce.complete_return((select id from back), 'refund', amount_minor => 900)).amount_minor, 900::bigint, 'but an amount for the other one is');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'item')) $$, 'VP402', 'which is all');
select pg_temp.sold('gone', mug, 1, 900) from given;
update back set id = pg_temp.came('gone', 1);
select is((commerce.issue_refund((select id from o where label = 'gone'))).amount_minor, 900::bigint, 'a mug is refunded before its return is completed');
select is((select ret.status || ' ' || ret.amount_minor || coalesce(ret.refund_id::text, '') from commerce.complete_return((select id from back), 'refund', amount_minor => 0) as ret), 'completed 0', 'which ends with nothing then');
select pg_temp.sold('amount', mug, 2, 1800) from given;
update back set id = pg_temp.came('amount', 2);
select is((commerce.issue_refund((select id from o where label = 'amount'), 1)).amount_minor, 1::bigint, 'a little money goes back');
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''credit'')', (select id from back)), 'VP402', 'the credit would be more than is left');
select is(commerce_test.error_of(format('select commerce.complete_return(%L, ''credit'')', (select id from back))) #>> '{detail,left_minor}', '1799', 'which the error tells');
select is((commerce.complete_return((select id from back), 'credit', amount_minor => 1500)).amount_minor, 1500::bigint, 'less is given for what is worth less');
select pg_temp.sold('unpaid', mug, 1, 0) from given;
update back set id = pg_temp.came('unpaid', 1);
select commerce_test.is_refused(format('select commerce.complete_return(%L, ''credit'')', (select id from back)), 'VP402', 'what nobody paid for is no credit');
select is((commerce.confirm_offline_payment(900, (select id from o where label = 'unpaid'))).status::text, 'succeeded', 'the cash comes in');
select is((commerce.complete_return((select id from back), 'credit')).outcome, 'credit', 'then it is');

-- A line that does not divide evenly, unit by unit.
select isnt((commerce.create_promotion(code => 'ODD', name => 'Odd', kind => 'amount', amount_minor => 100, currency => 'USD')).id, null, 'a promotion leaves three for 200');
insert into o
select 'odd', made.id
from commerce.create_order(
    items => jsonb_build_array(jsonb_build_object('product_id', (select cup from given), 'quantity', 3)), promotion_code => 'ODD',
    customer_id => (select carla from given)) as made;
update o set item_id = item.id from commerce.order_items as item where o.id = item.order_id;
select is((commerce.confirm_offline_payment(200, (select id from o where label = 'odd'))).status::text, 'succeeded', 'paid');
select results_eq(
    $$ select (commerce.issue_refund((select id from o where label = 'odd'), items => pg_temp.units('odd', 1))).amount_minor from generate_series(1, 3) $$,
    $$ values (67::bigint), (66), (67) $$, 'three by three they are worth what the line is');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'odd'), items => pg_temp.units('odd', 1)) $$, 'VP402', 'and no more');
select commerce_test.is_refused($$ select commerce.issue_refund((select id from o where label = 'odd'), items => '[{"order_item_id": "00000000-0000-0000-0000-000000000001"}]') $$, 'VO201', 'a line of no order');

select is(commerce_test.value_of($$ select balance_minor from commerce.stored_values where kind = 'store_credit' $$), '5000', 'the customer has the credit of these returns');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'the books agree');

select * from finish();
rollback;
