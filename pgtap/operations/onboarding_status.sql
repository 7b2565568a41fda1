begin;
select plan(7);

select commerce_test.act_as('acme', 'stan');
select results_eq($$ select step, is_done from commerce.onboarding_status() $$,
    $$ values ('members', true), ('sender', false), ('offer', true), ('stock', true), ('hours', true), ('payments',
        false), ('first_order', false) $$,
    'each step says whether it is done');
select ok((select bool_and(length(hint) > 20) from commerce.onboarding_status()), 'and how to do it');
select commerce_test.act_as('acme');
select commerce.set_setting('email_from', '"a@b.example"');
select is((select is_done from commerce.onboarding_status() where step = 'sender'), true, 'a step is done when it is done');
select commerce_test.act_as_role('commerce_platform');
create temporary table fresh as select * from commerce.create_organization('Fresh', 'fresh');
grant select on fresh to public;
select commerce_test.act_as('fresh');
select results_eq($$ select count(*) filter (where is_done) from commerce.onboarding_status()
    where step in ('members', 'sender', 'offer', 'payments', 'first_order') $$,
    $$ values (0::bigint) $$, 'a new organization has all before it');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.onboarding_status() $$, 'VT302', 'customers do not see it');
select commerce_test.act_as_role('commerce_service');
select throws_ok($$ select commerce.onboarding_status() $$, 'VT301', null, 'it needs an organization');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.onboarding_status() $$, '42501', null, 'and no visitor');

select * from finish();
rollback;
