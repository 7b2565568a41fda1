begin;
select plan(12);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table given on commit drop as select commerce_test.given_product('mug', 900, 50) as mug, commerce_test.given_product('cup', 500, 50) as cup;
create temporary table it on commit drop as
select o.id, o.access_token
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (select mug from given), 'quantity', 3), jsonb_build_object('product_id', (select cup from given), 'quantity', 1)),
    customer_id => commerce_test.given_customer('carla'), idempotency_key => 'approve_return-order') as o;
select commerce.confirm_offline_payment(3200, (select id from it), idempotency_key => 'approve_return-pay');
create temporary table line on commit drop as select i.line, i.id from commerce.order_items as i where i.order_id = (select id from it);
create temporary table made (n integer, id uuid);
grant select on given, it, line to public;
grant select, insert on made to public;
create function pg_temp.of(line integer, quantity integer, condition text = null) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('order_item_id', (select l.id from line as l where l.line = of.line), 'quantity', quantity, 'condition', condition))) $$;
select commerce.create_shipment((select id from it));
insert into made select 1, r.id from commerce.request_return((select id from it), pg_temp.of(1, 2), 'too small') as r;
select commerce_test.act_as('acme', 'mona');
select is((commerce.approve_return((select id from made where n = 1), 'as you like')).status, 'approved', 'a manager decides');
select is((commerce.approve_return((select id from made where n = 1))).status, 'approved', 'twice is harmless');
select commerce_test.is_refused(format('select commerce.reject_return(%L)', (select id from made where n = 1)), 'VO401', 'it is not rejected any more');
select commerce_test.is_refused('select commerce.approve_return(null)', 'VO201', 'no return');
select commerce_test.is_refused('select commerce.approve_return(gen_random_uuid())', 'VO201', 'an unknown return');
select commerce_test.is_refused(format('select commerce.approve_return(%L, repeat(%L, 1001))', (select id from made where n = 1), 'x'), 'VO101', 'many words');
select commerce_test.is_refused(format('select commerce.approve_return(%L, %L)', (select id from made where n = 1), '4242424242424242'), 'VT101', 'a card number');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.approve_return(%L)', (select id from made where n = 1)), 'VO201', 'another organization''s');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.approve_return(gen_random_uuid())', 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.approve_return(gen_random_uuid())', 'VT302', 'nor customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.approve_return(gen_random_uuid())', '42501', null, 'nor visitors');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
