begin;
select plan(9);

create role reader_of_acme login in role commerce_reader;
create role torn_login login in role commerce_user, commerce_service;
select commerce_test.act_as_role('commerce_platform');
select lives_ok($$ select commerce.bind_reader('reader_of_acme', commerce_test.organization_id('acme')) $$, 'a login is bound');
select commerce_test.is_refused($$ select commerce.bind_reader('nobody', commerce_test.organization_id('acme')) $$,
    'VT101', 'a login that is not there is not');
select commerce_test.is_refused($$ select commerce.bind_reader(null, commerce_test.organization_id('acme')) $$, 'VT101', 'nor null');
select commerce_test.is_refused($$ select commerce.bind_reader('reader_of_acme', gen_random_uuid()) $$, 'VT201',
    'nor to what is not there');
reset role;
set session authorization reader_of_acme;
select set_config('commerce.organization_id', pgtap_twin.id::text, true)
    from (select '00000000-0000-0000-0000-000000000000'::uuid as id) as pgtap_twin;
select results_eq($$ select slug from commerce.organizations $$, $$ values ('acme') $$,
    'it reads the organization it is bound to, whatever it sets');
select set_config('request.jwt.claims', '{"app_metadata": {"organization_id": "00000000-0000-0000-0000-000000000000"}}', true);
select results_eq($$ select slug from commerce.organizations $$, $$ values ('acme') $$, 'or claims');
select set_config('request.jwt.claims', '', true);
reset session authorization;
select commerce_test.act_as_role('commerce_platform');
select commerce.bind_reader('reader_of_acme', null);
reset role;
set session authorization reader_of_acme;
select is_empty($$ select slug from commerce.organizations $$, 'unbound it reads nothing');
reset session authorization;

-- A login with two caller roles is nobody.
set session authorization torn_login;
select is(commerce_private.caller_role(), null, 'a login with two caller roles has none');
select throws_ok($$ select commerce.set_context('00000000-0000-0000-0000-000000000000') $$, 'VT302', null, 'and may do nothing');
reset session authorization;

select * from finish();
rollback;
