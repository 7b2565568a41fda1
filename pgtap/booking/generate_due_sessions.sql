begin;
select plan(8);

select commerce.set_clock('2030-04-01 12:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as select commerce_test.given_service('Yoga', 60, 'pooled', 12, 1500) as yoga, commerce_test.given_service('Spin', 60, 'pooled', 12, 1500) as spin;
grant all on t to public;
select commerce_test.act_as('acme', 'mona');
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":2,"from":"09:00","to":"11:00"}]', service_id => yoga);
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":3,"from":"09:00","to":"10:00"}]', service_id => spin);
select commerce_test.force(format('insert into commerce.settings (organization_id, key, value) values (%L, ''session_horizon_days'', ''13'')', commerce_test.organization_id('acme')));
select commerce_test.act_as_role('commerce_worker');
select is(commerce.generate_due_sessions(1), 4, 'a sweep ends after the service with which it has enough');
select is(commerce.generate_due_sessions(), 2, 'the next one goes on with the other');
select is(commerce.generate_due_sessions(), 0, 'and then nothing is due');
select is(commerce_test.value_of('select commerce_private.run_sweep(''generate_sessions'', 10)'), '0', 'the clockwork runs it by the name of its schedule');
select commerce_test.is_refused($$ select commerce.generate_due_sessions(0) $$, 'VS101', 'a sweep does something');
select commerce_test.is_refused($$ select commerce.generate_due_sessions(null) $$, 'VS101', 'and says how much');
select commerce.set_clock('2030-04-08 12:00+00');
select is(commerce.generate_due_sessions(), 3, 'a week later there is a week more');
select commerce_test.act_as('acme', 'mona');
select throws_ok($$ select commerce.generate_due_sessions() $$, '42501', null, 'members call generate_sessions');

select * from finish();
rollback;
