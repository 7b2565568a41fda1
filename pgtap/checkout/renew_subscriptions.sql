begin;
select plan(39);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-01-31 09:00+00');
create temporary table t as
select commerce_test.given_service('Yoga at home', 60, price_minor => 6000) as yoga, commerce_test.given_customer('carla') as carla;
alter table t add column club uuid, add column visits uuid, add column free uuid;
grant select on t to public;
select commerce_test.force($$ update t set club = commerce_test.given_plan('Club', 'recurring', 3000, billing_interval => '1 month'),
    visits = commerce_test.given_plan('Four visits a week', 'recurring', 9000, yoga, 4, '7 days'), free = commerce_test.given_plan('Free', 'recurring', 0, billing_interval => '1 month') $$);
create temporary table s as select commerce_test.given_subscription(carla, club) as club from t;
grant select on s to public;
create function pg_temp.sweep() returns integer language plpgsql as $$
declare v_rows integer;
begin
    perform commerce_test.act_as_role('commerce_worker');
    v_rows := commerce.renew_subscriptions();
    perform commerce_test.act_as('acme');
    return v_rows;
end;
$$;
create function pg_temp.state() returns text language sql as $$
    select concat_ws(' ', status, period, current_period_ends_at at time zone 'UTC', case when renewal_order_id is not null then 'open' end) from commerce.subscriptions as x where x.id = (select club from s)
$$;

select is(pg_temp.state(), 'active 1 2038-02-28 09:00:00', 'a subscription begins when it is paid, for a month');
select is(commerce_test.count_of('commerce.entitlements'), 0::bigint, 'this one brings no visits');
select is(pg_temp.sweep(), 0, 'nothing is due yet');
select commerce.set_clock('2038-02-28 09:00+00');
select is(pg_temp.sweep(), 1, 'at its end it is renewed');
select is(pg_temp.state(), 'past_due 2 2038-03-31 09:00:00 open', 'and waits to be paid; the 31st is not lost over February');
select is(pg_temp.sweep(), 0, 'once');
select results_eq($$ select o.status::text, o.total_minor, o.email, o.expires_at from commerce.orders as o join commerce.subscription_periods as p on p.order_id = o.id where p.period = 2 $$,
    $$ values ('created', 3000::bigint, 'carla@acme.test', '2038-03-14 09:00+00'::timestamptz) $$, 'its order is to be paid within the days of grace');
select is((select i.kind::text || ' ' || i.title || ' ' || i.quantity from commerce.order_items as i join commerce.subscription_periods as p on p.order_id = i.order_id where p.period = 2), 'subscription Club 1', 'its line says what it is');
select is(commerce_test.value_of($$ select q.recipient || ' ' || (q.data ->> 'amount') || ' ' || (q.data ->> 'due_on') from commerce.notification_queue as q where q.template = 'subscription_renewal' $$), 'carla@acme.test 30.00 2038-03-14', 'the customer is told');
select isnt(commerce_test.value_of($$ select s.secrets ->> 'access_token' from commerce_private.message_secrets as s where s.dedupe_key ^@ 'subscription_renewal' $$), null, 'and given the token to pay it with');
select commerce.confirm_offline_payment(3000, (select renewal_order_id from commerce.subscriptions));
select is(pg_temp.state(), 'active 2 2038-03-31 09:00:00', 'paid, it goes on');

-- A price that changed meanwhile is for new customers.
select commerce_test.force($$ update commerce.pricing_plans set price_minor = 9900, status = 'archived' $$);
select commerce.set_clock('2038-03-31 09:00+00');
select is(pg_temp.sweep(), 1, 'a plan that is no longer for sale renews too');
select is((select o.total_minor from commerce.orders as o where o.id = (select renewal_order_id from commerce.subscriptions)), 3000::bigint, 'at the price that was agreed');
select commerce_test.force($$ update commerce.pricing_plans set status = 'active' $$);

-- Nobody pays.
select commerce.set_clock('2038-04-14 09:00+00');
select commerce_test.act_as_role('commerce_worker');
select is(commerce.cancel_expired_orders(), 1, 'after the days of grace the order is cancelled');
select is(pg_temp.sweep(), 1, 'and the subscription with it');
select is((select status || ' ' || coalesce(next_renewal_at::text, 'never') from commerce.subscriptions), 'cancelled never', 'it has ended');
select is(commerce_test.value_of($$ select string_agg(distinct q.channel, ' ') from commerce.notification_queue as q where q.template in ('subscription_ended', 'subscription_attention') $$), 'email staff', 'customer and members are told');
select is(pg_temp.sweep(), 0, 'once');

-- Visits each period.
create temporary table v as select commerce_test.given_subscription(carla, visits) as id from t;
grant select on v to public;
select results_eq($$ select total, used, expires_at from commerce.entitlements $$, $$ values (4, 0, '2038-04-21 09:00+00'::timestamptz) $$, 'a plan for a service brings visits for its period');
select commerce.set_clock('2038-05-20 09:00+00');
select is(pg_temp.sweep(), 1, 'after weeks without a sweep one period is renewed');
select commerce.confirm_offline_payment(9900, (select renewal_order_id from commerce.subscriptions as x where x.id = (select id from v)));
select is((select status from commerce.subscriptions as x where x.id = (select id from v)), 'active', 'paid');
select is(pg_temp.sweep(), 1, 'then the next');
select is((select count(*) from commerce.subscription_periods as p where p.subscription_id = (select id from v)), 3::bigint, 'each has its order');
select is((select count(*) from commerce.entitlements), 2::bigint, 'and, once paid, its visits');

-- Nothing to pay.
create temporary table f as select null::uuid as id;
grant select on f to public;
select commerce_test.force($$ update commerce.pricing_plans set price_minor = 0 where name = 'Free' $$);
select o.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', t.free)), customer_id => t.carla) as o;
select is((select status from commerce.subscriptions as x where x.pricing_plan_id = (select free from t)), 'active', 'one that costs nothing begins at once');
select commerce.set_clock('2038-06-20 09:00+00');
select is(pg_temp.sweep(), 1, 'and is renewed');
select is((select status || ' ' || period from commerce.subscriptions as x where x.pricing_plan_id = (select free from t)), 'active 2', 'without anybody paying');

-- One that cannot be renewed.
select commerce.block_customer((select carla from t), 'no');
select commerce.set_clock('2038-07-20 09:00+00');
select is(pg_temp.sweep(), 1, 'a blocked customer''s is looked at');
select is((select status || ' ' || last_error from commerce.subscriptions as x where x.pricing_plan_id = (select free from t)), 'active VU301', 'but not renewed');
select is(pg_temp.sweep(), 0, 'until tomorrow');
select commerce.unblock_customer((select carla from t));
select commerce.set_clock('2038-07-21 09:00+00');
select is(pg_temp.sweep(), 1, 'then again');
select is((select status || ' ' || period || coalesce(last_error, '') from commerce.subscriptions as x where x.pricing_plan_id = (select free from t)), 'active 3', 'and it is');
select is_empty('select check_name, sample from commerce.verify_integrity() where not is_ok', 'all is well');

select throws_ok('select commerce.renew_subscriptions()', '42501', null, 'only workers renew');
select commerce_test.act_as_role('commerce_worker');
select commerce_test.is_refused('select commerce.renew_subscriptions(0)', 'VS101', 'at least one');
select commerce_test.is_refused('select commerce.renew_subscriptions(-1)', 'VS101', 'not less');
select commerce_test.is_refused('select commerce.renew_subscriptions(null)', 'VS101', 'nor null');
select commerce_test.act_as('acme', 'carla');
select is((select count(*) from commerce.subscriptions), 3::bigint, 'customers see their subscriptions');
select commerce_test.act_as('acme', 'stan');
select is((select count(*) from commerce.subscriptions) + (select count(*) from commerce.subscription_periods), 0::bigint, 'staff do not');

select * from finish();
rollback;
