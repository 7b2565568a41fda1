begin;
select plan(22);

select commerce_test.given_organization('other');
select commerce_test.act_as_role('commerce_service');
select throws_ok($$ select commerce.get_setting('hold_minutes') $$, 'VT301', null,
    'without a context a command is refused');
select lives_ok($$ select commerce.set_context(commerce_test.organization_id('acme')) $$,
    'a backend says which organization it works for');
select is(commerce_private.current_organization_id(), commerce_test.organization_id('acme'),
    'and works for it from then on');
select is(commerce_private.current_user_id(), null, 'for nobody in particular');
select is(commerce.get_setting('hold_minutes'), '15', 'commands know the organization');
select lives_ok(
    $$ select commerce.set_context(commerce_test.organization_id('other'), commerce_test.user_id('ada', 'other'), true) $$,
    'it may say for which user');
select is(commerce_private.current_user_id(), commerce_test.user_id('ada', 'other'), 'who is then known');
select commerce.set_context(commerce_test.organization_id('acme'));
select is(commerce_private.current_user_id(), null, 'a context without a user forgets the one before');

select commerce_test.is_refused($$ select commerce.set_context(null) $$, 'VT101', 'no organization at all is bad input');
select commerce_test.is_refused($$ select commerce.set_context(gen_random_uuid()) $$, 'VT201',
    'an unknown organization is not found');
select throws_ok($$ set local commerce.organization_id = 'acme'; select commerce_private.current_organization_id() $$,
    'VT301', null, 'a setting that is no uuid is refused, and never ignored');
select throws_ok($$ set local commerce.organization_id = '------------------------------------'; select commerce.get_setting('hold_minutes') $$,
    'VT301', null, 'nor taken for one by its dashes');

select commerce_test.act_as_role('commerce_platform');
select commerce.suspend_organization(commerce_test.organization_id('other'));
select commerce_test.act_as_role('commerce_service');
select commerce_test.is_refused(
    format('select commerce.set_context(%L)', commerce_test.organization_id('other')), 'VT303',
    'a suspended organization takes no calls');
select commerce_test.act_as_role('commerce_platform');
select lives_ok(format('select commerce.set_context(%L)', commerce_test.organization_id('other')),
    'but from the platform, which may lift it');
select commerce.lift_suspension(commerce_test.organization_id('other'));

-- Where a gateway verified claims, nobody else says who is calling.
select commerce_test.act_as_role('commerce_user');
select set_config('request.jwt.claims', '{"sub":"x"}', true);
select commerce_test.is_refused(
    format('select commerce.set_context(%L)', commerce_test.organization_id('acme')), 'VT302',
    'with claims present the context is theirs to set');
select set_config('request.jwt.claims', '', true);
select lives_ok(format('select commerce.set_context(%L)', commerce_test.organization_id('acme')),
    'claims that are the empty string, as they are after a transaction, are none');
select commerce_test.is_refused(
    format('select commerce.set_context(%L, null, false)', commerce_test.organization_id('acme')), 'VT302',
    'a user sets nothing that would outlive the transaction');
select commerce_test.is_refused(
    format('select commerce.set_context(%L, null, null)', commerce_test.organization_id('acme')), 'VT302',
    'nor does a null pass for local');
select commerce_test.act_as_role('commerce_service');
select lives_ok(format('select commerce.set_context(%L, null, false)', commerce_test.organization_id('acme')),
    'a backend may, on a connection of its own');
select commerce_test.act_as_role('commerce_reader');
select commerce_test.is_refused(
    format('select commerce.set_context(%L)', commerce_test.organization_id('acme')), 'VT302',
    'a reader reads what it is bound to, whatever it says');
select set_config('commerce.organization_id', commerce_test.organization_id('acme')::text, true);
select is(commerce_private.current_organization_id(), null, 'the setting means nothing for a reader');
select is_empty($$ select from commerce.organizations $$, 'and shows it nothing');

select * from finish();
rollback;
