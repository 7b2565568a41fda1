begin;
select plan(6);

select commerce_test.act_as_role('commerce_platform');
select commerce.suspend_organization(commerce_test.organization_id('acme'));
select is((commerce.lift_suspension(commerce_test.organization_id('acme'))).status, 'active', 'a suspension is lifted');
select is((commerce.lift_suspension(commerce_test.organization_id('acme'))).status, 'active', 'twice is harmless');
select commerce_test.act_as('acme');
select is(commerce.get_setting('hold_minutes'), '15', 'and everything goes on');
select commerce_test.act_as_role('commerce_platform');
select commerce_test.is_refused($$ select commerce.lift_suspension(gen_random_uuid()) $$, 'VT201', 'an unknown one is not found');
select commerce_test.is_refused($$ select commerce.lift_suspension(null) $$, 'VT201', 'nor is null');
select commerce_test.act_as('acme', 'ada');
select throws_ok($$ select commerce.lift_suspension(commerce_test.organization_id('acme')) $$, '42501', null,
    'owners do not lift it themselves');

select * from finish();
rollback;
