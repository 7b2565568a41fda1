begin;
select plan(18);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id;
grant select on given to public;
create temporary table it on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 6) as id;
grant select on it to public;
select commerce_test.act_as('acme', 'mona');
select is(commerce.deduct_inventory((select id from it)), 1, 'what the order holds is sold');
select results_eq(
    $$ select on_hand, locked, available from commerce.stock_status where product_id = (select id from given) $$,
    $$ values (4::bigint, 0::bigint, 4::bigint) $$, 'it has left the shelf');
select results_eq(
    $$ select kind, quantity, order_id, actor_user_id from commerce.stock_movements where order_id = (select id from it) $$,
    $$ select 'sale', -6::bigint, id, commerce_test.user_id('mona') from it $$, 'with a movement that says so');
select is(commerce.deduct_inventory((select id from it)), 0, 'twice changes nothing');
select is((select on_hand from commerce.stock_status where product_id = (select id from given)), 4::bigint, 'nothing');

create temporary table late on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 3) as id;
grant select on late to public;
create temporary table later on commit drop as
select commerce_test.given_order(total_minor => 1000, product_id => (select id from given), quantity => 1) as id;
grant select on later to public;
select commerce.set_clock(commerce_private.clock() + interval '1 day');
select is(commerce.deduct_inventory((select id from late)), 1, 'a lock that has lapsed is taken again first');
select is(commerce.get_available_stock((select id from given)), 1, 'one is left');
select commerce.adjust_stock((select id from given), -1);
select commerce_test.is_refused(format('select commerce.deduct_inventory(%L)', (select id from later)), 'VI401', 'what others have cannot be sold');
select commerce.update_order_status((select id from later), 'cancelled');
select is(commerce.deduct_inventory((select id from later)), 0, 'a cancelled order sells nothing');
select commerce_test.is_refused('select commerce.deduct_inventory(null)', 'VO201', 'no order');
select commerce_test.is_refused('select commerce.deduct_inventory(gen_random_uuid())', 'VO201', 'an unknown order');
select is((select sum(quantity) from commerce.stock_movements where product_id = (select id from given)), 0::numeric, 'the movements add up');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.deduct_inventory(%L)', (select id from it)), 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.deduct_inventory(%L)', (select id from it)), 'VT302', 'nor customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.deduct_inventory(gen_random_uuid())', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.deduct_inventory(%L)', (select id from it)), 'VO201', 'nor another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');
select throws_ok('select commerce.deduct_inventory(gen_random_uuid())', '42501', null, 'nor the worker');

select * from finish();
rollback;
