begin;
select plan(16);

select commerce_test.act_as('acme');
create temporary table given on commit drop as
select commerce_test.given_product('mug', 900, 10) as id;
grant select on given to public;
create temporary table it on commit drop as
select commerce_test.given_order(product_id => (select id from given), quantity => 6) as id;
grant select on it to public;
select commerce_test.act_as('acme', 'mona');
select is(commerce.lock_inventory((select id from it)), 1, 'a live lock is prolonged');
select is(commerce.get_available_stock((select id from given)), 4, 'and counts once');
select cmp_ok(
    (select expires_at from commerce.inventory_locks where order_id = (select id from it)), '>=',
    commerce_private.clock() + interval '29 minutes', 'it lasts for the window of the payment method');
select commerce.set_clock(commerce_private.clock() + interval '2 days');
select is(commerce.get_available_stock((select id from given)), 10, 'the lock lapses');
select is(commerce.lock_inventory((select id from it)), 1, 'what lapsed is taken again');
select is(commerce.get_available_stock((select id from given)), 4, 'and held');
select commerce.set_clock(commerce_private.clock() + interval '2 days');
select commerce.adjust_stock((select id from given), -5);
select commerce_test.is_refused(format('select commerce.lock_inventory(%L)', (select id from it)), 'VI401', 'unless too little is left');
select is(
    commerce_test.error_of(format('select commerce.lock_inventory(%L)', (select id from it))) -> 'detail',
    jsonb_build_object('product_id', (select id from given), 'wanted', 6, 'available', 5), 'as one is told');
select commerce_test.is_refused('select commerce.lock_inventory(null)', 'VO201', 'no order');
select commerce_test.is_refused('select commerce.lock_inventory(gen_random_uuid())', 'VO201', 'an unknown order');
select commerce.update_order_status((select id from it), 'cancelled');
select commerce_test.is_refused(format('select commerce.lock_inventory(%L)', (select id from it)), 'VO401', 'a cancelled order holds nothing');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.lock_inventory(%L)', (select id from it)), 'VT302', 'staff may not');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.lock_inventory(%L)', (select id from it)), 'VT302', 'nor customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.lock_inventory(gen_random_uuid())', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select commerce_test.is_refused(format('select commerce.lock_inventory(%L)', (select id from it)), 'VO201', 'nor another organization');
select commerce_test.act_as_role('commerce_worker');
select is((select count(*) from commerce.verify_integrity() where not is_ok), 0::bigint, 'the books agree');

select * from finish();
rollback;
