begin;
select plan(9);

select commerce_test.act_as_role('commerce_platform');
select is((commerce.suspend_organization(commerce_test.organization_id('acme'))).status, 'suspended',
    'the platform closes an organization');
select is((commerce.suspend_organization(commerce_test.organization_id('acme'))).status, 'suspended', 'twice is harmless');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.get_setting('hold_minutes') $$, 'VT303', null, 'its owner gets no answer');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.get_setting('hold_minutes') $$, 'VT303', null, 'nor does its backend');
select commerce_test.act_as('twin');
select is(commerce.get_setting('hold_minutes'), '15', 'its neighbour does');
select commerce_test.act_as_role('commerce_platform');
select commerce_test.is_refused($$ select commerce.suspend_organization(gen_random_uuid()) $$, 'VT201', 'an unknown one is not found');
select commerce_test.is_refused($$ select commerce.suspend_organization(null) $$, 'VT201', 'nor is null');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.suspend_organization(commerce_test.organization_id('twin')) $$, '42501', null,
    'backends suspend nobody');
select is(commerce_test.count_of('commerce.audit_log', 'function_name = ''suspend_organization'' and actor_role = ''platform'''),
    2::bigint, 'the log has it');

select * from finish();
rollback;
