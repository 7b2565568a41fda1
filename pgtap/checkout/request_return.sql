begin;
select plan(28);

select commerce_test.act_as('acme');
select commerce.set_setting('require_idempotency_keys', 'false');
create temporary table given on commit drop as select commerce_test.given_product('mug', 900, 50) as mug, commerce_test.given_product('cup', 500, 50) as cup;
create temporary table it on commit drop as
select o.id, o.access_token
from commerce.create_order(
    items => jsonb_build_array(
        jsonb_build_object('product_id', (select mug from given), 'quantity', 3), jsonb_build_object('product_id', (select cup from given), 'quantity', 1)),
    customer_id => commerce_test.given_customer('carla'), idempotency_key => 'request_return-order') as o;
select commerce.confirm_offline_payment(3200, (select id from it), idempotency_key => 'request_return-pay');
create temporary table line on commit drop as select i.line, i.id from commerce.order_items as i where i.order_id = (select id from it);
create temporary table made (n integer, id uuid);
grant select on given, it, line to public;
grant select, insert on made to public;
create function pg_temp.of(line integer, quantity integer, condition text = null) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('order_item_id', (select l.id from line as l where l.line = of.line), 'quantity', quantity, 'condition', condition))) $$;
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.request_return(%L, %L)', (select id from it), pg_temp.of(1, 1)), 'VO401', 'what has not left cannot come back');
select commerce_test.act_as('acme', 'mona');
select commerce.create_shipment((select id from it));
select commerce_test.act_as('acme', 'carla');
select results_eq(
    $$ select status, reason, outcome from commerce.request_return((select id from it), pg_temp.of(1, 2), 'too small', 'a-return-of-carla-in-acme') $$,
    $$ values ('requested', 'too small', null) $$, 'a customer asks to send goods back');
select is((select count(distinct r.id) from commerce.request_return((select id from it), pg_temp.of(1, 2), 'too small', 'a-return-of-carla-in-acme') as r, commerce.returns as x where x.id = r.id), 1::bigint, 'the same key is the same return');
select is((select count(*) from commerce.return_items), 1::bigint, 'she sees what is in it');
select commerce_test.is_refused(format('select commerce.request_return(%L, %L)', (select id from it), pg_temp.of(1, 2)), 'VO405', 'no unit comes back twice');
select is(commerce_test.error_of(format('select commerce.request_return(%L, %L)', (select id from it), pg_temp.of(1, 2))) -> 'detail' ->> 'open', '1', 'as one is told');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused(format('select commerce.request_return(%L, %L)', (select id from it), pg_temp.of(1, 1)), 'VO301', 'a visitor needs the token');
select set_config('commerce.order_token', (select access_token::text from it), true);
select is((commerce.request_return((select id from it), pg_temp.of(1, 1))).status, 'requested', 'with which a guest asks too');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused(format('select commerce.request_return(%L, %s)', (select id from it), arguments), code, why)
from (values
    ('VO101', 'null', 'no items'), ('VO101', '''null''', 'a json null'), ('VO101', '''[]''', 'an empty list'), ('VO101', '''{}''', 'an object'), ('VO101', '''[1]''', 'a list of numbers'),
    ('VO101', '''[{}]''', 'an empty item'), ('VO101', '''[{"order_item_id": "x", "quantity": 1}]''', 'a line that is none'),
    ('VO101', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000"}]''', 'no quantity'),
    ('VO101', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000", "quantity": -1}]''', 'less than nothing'),
    ('VO101', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000", "quantity": 99999999999}]''', 'a huge quantity'),
    ('VO405', '''[{"order_item_id": "00000000-0000-0000-0000-000000000000", "quantity": 1}]''', 'what was not bought'),
    ('VO101', 'pg_temp.of(2, 1), repeat(''x'', 1001)', 'a huge reason'), ('VT101', 'pg_temp.of(2, 1), ''4242424242424242''', 'a card number')
) as bad (code, arguments, why);
select commerce_test.is_refused('select commerce.request_return(null, null)', 'VO201', 'no order');
select commerce_test.is_refused('select commerce.request_return(gen_random_uuid(), pg_temp.of(1, 1))', 'VO201', 'an unknown order');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.request_return(%L, %L)', (select id from it), pg_temp.of(1, 1)), 'VO201', 'another organization''s');
select is((select count(*) from commerce.returns), 0::bigint, 'who sees none of it');
select commerce_test.act_as('acme', 'nobody');
select commerce_test.is_refused(format('select commerce.request_return(%L, %L)', (select id from it), pg_temp.of(1, 1)), 'VO201', 'another customer''s');
select is((select count(*) from commerce.returns), 0::bigint, 'who sees none of it either');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
