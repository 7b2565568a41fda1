begin;
select plan(3);
select commerce_test.act_as('acme');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'), 'the backend of acme');
select commerce_test.act_as('acme', 'mona');
select ok(commerce_private.is_member('manager'), 'mona is a manager');
select is(commerce_test.count_of('commerce.customers'), 2::bigint, 'two');
select * from finish();
rollback;
