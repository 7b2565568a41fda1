begin;
select plan(4);

select commerce_test.act_as_role('commerce_anon');
select is(commerce.find_organization('ACME'), commerce_test.organization_id('acme'), 'visitors find what is published');
select is(commerce.find_organization('nowhere'), null, 'nothing is found where nothing is');
select is(commerce.find_organization(null), null, 'nor for null');
select commerce_test.force($$ update commerce.organizations set is_published = false where slug = 'acme' $$);
select is(commerce.find_organization('acme'), null, 'what is not published is not found by visitors');

select * from finish();
rollback;
