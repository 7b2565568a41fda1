begin;
select plan(13);

select commerce_test.act_as('acme');
create temporary table made as select commerce_test.given_product('mug', 1200, 10) as id;
grant select on made to public;
select is((select count((commerce.create_order(
    format('[{"product_id": %s, "quantity": 2}]', (select id from made))::jsonb)).id) from generate_series(1, 3)),
    3::bigint, 'three orders hold two each');
select commerce_test.force($$ update commerce.inventory_locks set expires_at = commerce_private.clock() - interval '1 second'
    where ctid in (select l.ctid from commerce.inventory_locks as l where l.product_id = (
        select max(p.id) from commerce.products as p where p.sku = 'mug') order by l.order_id limit 2) $$);
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cleanup_expired_inventory_locks(1), 1, 'one at a time when asked');
select is(commerce.cleanup_expired_inventory_locks(), 1, 'then the rest');
select is(commerce.cleanup_expired_inventory_locks(), 0, 'then nothing: the live one stays');
select is(commerce_test.value_of('select reserved from commerce.stock_levels where product_id = (select id from made)'), '2',
    'the shelf counts what is still held');
select is(commerce_test.value_of($$ select string_agg(state || n, ',' order by state) from (
    select state, count(*) as n from commerce.inventory_locks where product_id = (select id from made) group by state) as s $$),
    'active1,expired2', 'the rows say what became of them');
select is(commerce_test.error_of($$ select commerce.cleanup_expired_inventory_locks(0) $$) ->> 'code', 'VS101', 'not none');
select is(commerce_test.error_of($$ select commerce.cleanup_expired_inventory_locks(-1) $$) ->> 'code', 'VS101', 'not less');
select is(commerce_test.error_of($$ select commerce.cleanup_expired_inventory_locks(null) $$) ->> 'code', 'VS101', 'a number');
select is(commerce_test.error_of($$ select commerce.cleanup_expired_inventory_locks(2000000000) $$) ->> 'code', 'VS101', 'a bounded one');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.cleanup_expired_inventory_locks() $$, '42501', null, 'it is the worker''s');
select commerce_test.act_as('acme', 'mona');
select throws_ok($$ select commerce.cleanup_expired_inventory_locks() $$, '42501', null, 'not the manager''s');
select is((select count(*) from commerce.inventory_locks where product_id = (select id from made)), 3::bigint, 'who sees every lock');

select * from finish();
rollback;
