begin;
select plan(11);

select commerce_test.act_as('acme', 'stan');
select is(commerce.get_setting('hold_minutes'), '15', 'a setting nobody set has its default');
select is(commerce.get_setting('four_eyes_minor'), 'null', 'which may be none');
select is(commerce.get_setting('platform_fee_bps'), '0', 'members read settings of the platform too');
select commerce_test.is_refused($$ select commerce.get_setting('nonsense') $$, 'VS101', 'an unknown key is refused');
select commerce_test.is_refused($$ select commerce.get_setting(null) $$, 'VS101', 'so is null');
select results_eq(
    $$ select count(*) filter (where not is_default), count(*) > 25 from commerce.settings_effective $$,
    $$ values (0::bigint, true) $$, 'the view lists every setting');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.get_setting('hold_minutes') $$, 'VT302', 'customers read none');
select is_empty($$ select from commerce.settings_effective $$, 'nor does the view show them any');
select commerce_test.act_as_role('commerce_platform');
select is(commerce.get_setting('platform_fee_bps'), '0', 'the platform reads its own without a context');
select throws_ok($$ select commerce.get_setting('hold_minutes') $$, 'VT301', null, 'but not those of an organization');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.get_setting('hold_minutes') $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
