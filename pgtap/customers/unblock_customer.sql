begin;
select plan(7);

select commerce_test.act_as('acme', 'mona');
create temporary table carla as select commerce_test.given_customer('carla', 'acme') as id;
select commerce.block_customer((select id from carla));
select results_eq($$ select status::text, segment::text from commerce.unblock_customer((select id from carla)) $$, $$
    values ('active', 'new') $$, 'a manager lets a customer buy again');
select is((commerce.unblock_customer((select id from carla))).status, 'active', 'twice is harmless');
select commerce_test.is_refused($$ select commerce.unblock_customer(gen_random_uuid()) $$, 'VU201', 'an unknown customer is not found');
select commerce_test.is_refused($$ select commerce.unblock_customer(null) $$, 'VU201', 'nor is null');
select commerce_test.is_refused(format('select commerce.unblock_customer(%L)', commerce_test.given_customer('carla',
    'twin')), 'VU201', 'nor one of another organization');
select is(commerce_test.count_of('commerce.events', 'kind = ''customer.unblocked'''), 1::bigint, 'listeners hear of it once');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.unblock_customer(gen_random_uuid()) $$, 'VT302', 'staff unblock nobody');

select * from finish();
rollback;
