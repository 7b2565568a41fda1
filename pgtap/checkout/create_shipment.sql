begin;
select plan(54);

select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 50) as mug, commerce_test.given_product('cup', 500, 50) as cup;
grant select on given to public;
create function pg_temp.paid(key text)
returns uuid
language plpgsql
as $$
declare
    v_id uuid := (commerce.create_order(
        items => jsonb_build_array(
            jsonb_build_object('product_id', (select mug from given), 'quantity', 3), jsonb_build_object('product_id', (select cup from given), 'quantity', 2)),
        customer => '{"email": "bea@example.org"}', customer_id => null, idempotency_key => 'create-shipment-' || key)).id;
begin
    perform commerce.confirm_offline_payment(3700, v_id, idempotency_key => 'create-shipment-pay-' || key);
    return v_id;
end;
$$;
create temporary table it on commit drop as select pg_temp.paid('1') as id, pg_temp.paid('2') as other_id, pg_temp.paid('3') as lost_id, pg_temp.paid('4') as last_id;
create temporary table line on commit drop as
select i.order_id, i.line, i.id from commerce.order_items as i where i.order_id in (select id from it union select other_id from it union select lost_id from it);
grant select on it, line to public;
create function pg_temp.line(number integer) returns uuid language sql as $$ select id from line where order_id = (select id from it) and line = number $$;
create function pg_temp.states(id uuid) returns text language sql as $$ select status || ' ' || fulfillment_status from commerce.orders as o where o.id = states.id $$;
create temporary table sent (n integer, id uuid);
grant select, insert on sent to public;

select commerce_test.act_as('acme', 'mona');
select is(pg_temp.states((select id from it)), 'paid unfulfilled', 'what is paid waits to be shipped');
insert into sent select 1, s.id from commerce.create_shipment((select id from it), jsonb_build_array(jsonb_build_object('order_item_id', pg_temp.line(1), 'quantity', 2)), 'DHL', 'JD014600', 'first-parcel-of-acme') as s;
select is(pg_temp.states((select id from it)), 'paid partially_shipped', 'a part of it leaves');
select is((select id from commerce.create_shipment((select id from it), jsonb_build_array(jsonb_build_object('order_item_id', pg_temp.line(1), 'quantity', 2)), 'DHL', 'JD014600', 'first-parcel-of-acme')),
    (select id from sent where n = 1), 'the same key is the same parcel');
select commerce_test.is_refused(format('select commerce.create_shipment(%L, idempotency_key => ''first-parcel-of-acme'')', (select id from it)), 'VO402', 'and no other');
select results_eq($$ select order_item_id, quantity from commerce.shipment_items $$, $$ values (pg_temp.line(1), 2) $$, 'with what is in it');
select is(commerce_test.count_of('commerce.notification_queue', $$ template = 'order_status_changed' and data ->> 'tracking_number' = 'JD014600' $$), 1::bigint, 'the customer is told, with the number');
select commerce_test.is_refused(format('select commerce.create_shipment(%L, %L)', (select id from it), jsonb_build_array(jsonb_build_object('order_item_id', pg_temp.line(1), 'quantity', 2))), 'VO405', 'never more than was bought');
select is(
    commerce_test.error_of(format('select commerce.create_shipment(%L, %L)', (select id from it), jsonb_build_array(jsonb_build_object('order_item_id', pg_temp.line(1), 'quantity', 2)))) -> 'detail',
    jsonb_build_object('order_item_id', pg_temp.line(1), 'wanted', 2, 'open', 1), 'as one is told');
select commerce_test.is_refused(format('select commerce.create_shipment(%L, %L)', (select id from it),
    jsonb_build_array(jsonb_build_object('order_item_id', pg_temp.line(1), 'quantity', 1), jsonb_build_object('order_item_id', pg_temp.line(1), 'quantity', 1))), 'VO405', 'not in two lines either');
select commerce_test.is_refused(format('select commerce.create_shipment(%L, %L)', (select id from it), jsonb_build_array(jsonb_build_object('order_item_id', gen_random_uuid()))), 'VO405', 'nor what was not bought');
select commerce_test.is_refused(format('select commerce.create_shipment(%L, %L)', (select other_id from it), jsonb_build_array(jsonb_build_object('order_item_id', pg_temp.line(1)))), 'VO405', 'nor in another order');
select commerce_test.is_refused(format('select commerce.cancel_order(%L)', (select id from it)), 'VO404', 'what has left cannot be cancelled');
select is((commerce.mark_delivered((select id from sent where n = 1))).status, 'delivered', 'the first parcel arrives');
select is(pg_temp.states((select id from it)), 'paid partially_shipped', 'which does not make the order delivered');
insert into sent select 2, s.id from commerce.create_shipment((select id from it)) as s;
select results_eq(
    $$ select order_item_id, quantity from commerce.shipment_items where shipment_id = (select id from sent where n = 2) order by quantity $$,
    $$ values (pg_temp.line(1), 1), (pg_temp.line(2), 2) $$, 'without items all that has not left');
select is(pg_temp.states((select id from it)), 'shipped shipped', 'then the order follows the parcel that is least far');
select results_eq(
    $$ select to_status from commerce.order_status_history where order_id = (select id from it) order by at, id $$,
    $$ values ('created'), ('paid'), ('processing'), ('ready_for_shipment'), ('shipped') $$, 'step by step');
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', (select id from it)), 'VO405', 'then nothing is left');
select is((commerce.mark_in_transit((select id from sent where n = 2))).status, 'in_transit', 'the second is on its way');
select is(pg_temp.states((select id from it)), 'in_transit shipped', 'and so is the order');
select commerce.mark_delivered((select id from sent where n = 2));
select is(pg_temp.states((select id from it)), 'delivered delivered', 'when the last has arrived the order is delivered');
select is(jsonb_array_length(commerce.get_order((select id from it)) -> 'shipments'), 2, 'the order shows its parcels');
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', (select id from it)), 'VO401', 'what is delivered is not shipped again');

-- By hand: the parcels follow.
select commerce.update_order_status((select other_id from it), 'processing');
select commerce.update_order_status((select other_id from it), 'ready_for_shipment');
select commerce.update_order_status((select other_id from it), 'shipped');
select is(pg_temp.states((select other_id from it)), 'shipped shipped', 'shipped by hand');
select is((select count(*) from commerce.shipments where order_id = (select other_id from it) and status = 'shipped'), 1::bigint, 'makes a parcel of everything');
select commerce.update_order_status((select other_id from it), 'delivered');
select is(pg_temp.states((select other_id from it)), 'delivered delivered', 'delivered by hand');
select is((select count(*) from commerce.shipments where order_id = (select other_id from it) and status = 'delivered'), 1::bigint, 'delivers it');

-- A lost parcel: sent again, or refunded.
insert into sent select 3, s.id from commerce.create_shipment((select lost_id from it)) as s;
select is((commerce.mark_lost((select id from sent where n = 3), 'fell into the Rhine')).status, 'lost', 'a parcel is lost');
select is(pg_temp.states((select lost_id from it)), 'shipped unfulfilled', 'what was in it has still to leave');
insert into sent select 4, s.id from commerce.create_shipment((select lost_id from it)) as s;
select is(pg_temp.states((select lost_id from it)), 'shipped shipped', 'and leaves again');
select commerce.mark_lost((select id from sent where n = 4));
select commerce.issue_refund((select lost_id from it), reason => 'lost', idempotency_key => 'lost-parcel-refund');
select commerce.settle_offline_refund((select r.id from commerce.refunds as r where r.order_id = (select lost_id from it)), 'paid back');
select is((select status || ' ' || payment_status from commerce.orders where id = (select lost_id from it)), 'refunded refunded', 'or is refunded for good');
select commerce_test.is_refused(format('select commerce.mark_delivered(%L)', (select id from sent where n = 4)), 'VO401', 'what is lost does not arrive');
select commerce_test.is_refused(format('select commerce.mark_lost(%L)', (select id from sent where n = 2)), 'VO401', 'nor is lost what has arrived');

-- Bad input, and who may not.
select commerce_test.is_refused(format('select commerce.create_shipment(%L, %s)', (select last_id from it), arguments), code, why)
from (values
    ('VO101', '''null''', 'a json null'), ('VO101', '''[]''', 'an empty list'), ('VO101', '''{}''', 'an object'), ('VO101', '''[1]''', 'a list of numbers'),
    ('VO101', '''[{}]''', 'an empty item'), ('VO101', '''[{"order_item_id": "x"}]''', 'a line that is none'),
    ('VO101', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000", "quantity": 0}]''', 'nothing of a line'),
    ('VO101', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000", "quantity": -1}]''', 'less than nothing'),
    ('VO101', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000", "quantity": 99999999999}]''', 'a huge quantity'),
    ('VO101', 'carrier => ''''', 'an empty carrier'), ('VO101', 'carrier => repeat(''x'', 101)', 'a huge carrier'),
    ('VO101', 'tracking_number => repeat(''x'', 201)', 'a huge number'), ('VT101', 'idempotency_key => ''''', 'an empty key')
) as bad (code, arguments, why);
select commerce_test.is_refused('select commerce.create_shipment(null)', 'VO201', 'no order');
select commerce_test.act_as('acme');
create temporary table unpaid on commit drop as
select o.id from commerce.create_order(items => jsonb_build_array(jsonb_build_object('product_id', (select mug from given))), idempotency_key => 'create-shipment-5') as o;
grant select on unpaid to public;
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', (select id from unpaid)), 'VO401', 'what is not paid does not leave');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', (select last_id from it)), 'VO201', 'staff ship no order that is not theirs');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', (select last_id from it)), 'VT302', 'nor do customers');
select is((select count(*) from commerce.shipments), 0::bigint, 'who see no parcel of others');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.create_shipment(gen_random_uuid())', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.create_shipment(%L)', (select last_id from it)), 'VO201', 'nor another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
