begin;
select plan(11);

select commerce_test.act_as('acme', 'mona');
create temporary table carla as select commerce_test.given_customer('carla', 'acme') as id;
grant select on carla to public;
select results_eq($$ select status::text, segment::text, notes from commerce.block_customer((select id from carla), 'did not pay') $$,
    $$ values ('blocked', 'blocked', 'did not pay') $$, 'a manager blocks a customer, and writes why');
select is((commerce.block_customer((select id from carla), 'again')).notes, 'did not pay', 'twice is harmless');
select commerce_test.is_refused($$ select commerce.block_customer(gen_random_uuid()) $$, 'VU201', 'an unknown customer is not found');
select commerce_test.is_refused($$ select commerce.block_customer(null) $$, 'VU201', 'nor is null');
select commerce_test.is_refused(format('select commerce.block_customer(%L)', commerce_test.given_customer('carla',
    'twin')), 'VU201', 'nor one of another organization');
select commerce_test.is_refused(format('select commerce.block_customer(%L, repeat(%L, 3000))', (select id from carla),
    'x'), 'VU101', 'a reason is no novel');
select commerce_test.is_refused(format('select commerce.block_customer(%L, %L)',
    commerce_test.given_customer('walter', 'acme', false), '4242 4242 4242 4242'), 'VT101', 'nor a card number');
select is(commerce_test.count_of('commerce.events', 'kind = ''customer.blocked'''), 1::bigint, 'listeners hear of it once');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused(format('select commerce.block_customer(%L)', (select id from carla)), 'VT302', 'staff block nobody');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused(format('select commerce.block_customer(%L)', (select id from carla)), 'VT302', 'nor do customers');
select results_eq($$ select status::text from commerce.customers $$, $$ values ('blocked') $$, 'who still see themselves');

select * from finish();
rollback;
