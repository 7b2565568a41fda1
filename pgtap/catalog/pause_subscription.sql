begin;
select plan(10);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-01 09:00+00');
create temporary table s as select commerce_test.given_subscription(commerce_test.given_customer('carla'), commerce_test.given_plan('Club', 'recurring', 3000, billing_interval => '1 month')) as id;
grant select on s to public;
select commerce_test.act_as('acme', 'carla');
select results_eq($$ select c.status, c.next_renewal_at from s, commerce.pause_subscription(s.id) as c $$, $$ values ('paused', null::timestamptz) $$, 'a subscription rests');
select is((select c.status from s, commerce.pause_subscription(s.id) as c), 'paused', 'twice is harmless');
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2038-05-01 09:00+00');
select is(commerce.renew_subscriptions(), 0, 'and does not renew');
select commerce_test.act_as('acme', 'mona');
select is((select c.status from s, commerce.resume_subscription(s.id) as c), 'active', 'a manager lets it go on');
select commerce.cancel_subscription(s.id) from s;
select is(commerce_test.error_of($$ select commerce.pause_subscription(s.id) from s $$) #>> '{detail,reason}', 'ending', 'one that ends with its period does not rest instead');
select commerce.cancel_subscription(s.id, false) from s;
select commerce_test.is_refused($$ select commerce.pause_subscription(s.id) from s $$, 'VC301', 'what has ended cannot rest');
select commerce_test.is_refused($$ select commerce.pause_subscription(gen_random_uuid()) $$, 'VC201', 'an unknown one is not found');
select commerce_test.is_refused($$ select commerce.pause_subscription(null) $$, 'VC201', 'nor is null');
select commerce_test.act_as('globex');
select commerce_test.is_refused($$ select commerce.pause_subscription(s.id) from s $$, 'VC201', 'nor one of another organization');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.pause_subscription(s.id) from s $$, 'VC201', 'staff do not');

select * from finish();
rollback;
