begin;
select plan(8);

select commerce_test.act_as('acme', 'carla');
create temporary table a as select * from commerce.save_address(commerce_private.current_customer_id(), '{"line1": "Road 1"}', 'a');
create temporary table b as select * from commerce.save_address(commerce_private.current_customer_id(), '{"line1": "Road 2"}', 'b');
grant select on a, b to public;
select is((commerce.delete_address((select id from a))).label, 'a', 'an address is deleted, the row that was comes back');
select is((select count(*) from commerce.customer_addresses), 1::bigint, 'and gone');
select commerce_test.is_refused(format('select commerce.delete_address(%L)', (select id from a)), 'VU201', 'once');
select commerce_test.is_refused($$ select commerce.delete_address(null) $$, 'VU201', 'null is none');
select commerce_test.is_refused($$ select commerce.delete_address(gen_random_uuid()) $$, 'VU201', 'an unknown one is not found');
select commerce_test.act_as('acme', 'ursula');
select commerce_test.is_refused(format('select commerce.delete_address(%L)', (select id from b)), 'VU201', 'nor is somebody else''s');
select commerce_test.act_as('twin');
select commerce_test.is_refused(format('select commerce.delete_address(%L)', (select id from b)), 'VU201',
    'nor that of another organization');
select commerce_test.act_as('acme', 'mona');
select lives_ok(format('select commerce.delete_address(%L)', (select id from b)), 'a manager may');

select * from finish();
rollback;
