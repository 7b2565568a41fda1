-- Whom a purchase is for, and what they sum up to.
begin;
select plan(27);

select commerce_test.act_as('acme');
reset role;
create function pg_temp.buyer(role text, name text = null, member_role text = null, customer jsonb = null, customer_id uuid = null)
returns commerce.customers
language sql
as $$
select commerce_private.find_or_make_customer(
    row(commerce_test.organization_id('acme'), case when name is not null then commerce_test.user_id(name) end, role,
        member_role)::commerce_private.caller,
    customer_id, customer, 'checkout')
$$;
create temporary table walter as select commerce_test.given_customer('walter', 'acme', false) as id;
create temporary table carla as select commerce_test.given_customer('carla', 'acme') as id;

select is((pg_temp.buyer('commerce_anon')).id, null, 'of a visitor nothing is known');
select is((pg_temp.buyer('commerce_anon', customer => 'null')).id, null, 'a json null says as much');
select is((pg_temp.buyer('commerce_anon', customer => '{}')).id, null, 'and so does nothing');
select results_eq($$ select email::text, first_name, last_name, created_via::text, user_id from pg_temp.buyer('commerce_anon',
    'x', customer => '{"email": "G@x.example", "name": "Gus van Sant"}') $$,
    $$ values ('G@x.example', 'Gus van', 'Sant', 'checkout', null::uuid) $$, 'a visitor becomes a customer');
select is((pg_temp.buyer('commerce_anon', customer => '{"email": "g@x.example"}')).id, null, 'known by that address they stay a visitor');
select is((pg_temp.buyer('commerce_user', 'carla',
    customer => '{"email": "walter@acme.test", "first_name": "X"}')).id, (select id from carla),
    'a user buys as themself, whatever they say');
select is((pg_temp.buyer('commerce_user', 'carla')).first_name, 'Carla', 'and stays as they were');
select results_eq($$ select email::text, user_id from pg_temp.buyer('commerce_user', 'ned', customer => '{"email": "walter@acme.test"}') $$,
    $$ values (null::text, commerce_test.user_id('ned')) $$, 'a new user gets a row of their own, without the address of another');
select is((pg_temp.buyer('commerce_user', 'ned', customer => '{"email": "ned@x.example"}')).email, null, 'and keeps it');
select is((pg_temp.buyer('commerce_user', 'olga')).user_id, commerce_test.user_id('olga'), 'even when they say nothing');
select is((pg_temp.buyer('commerce_service', customer => '{"email": "WALTER@acme.test"}')).id, (select id
    from walter), 'a backend finds by address');
select is((pg_temp.buyer('commerce_user', 'stan', 'staff', '{"email": "walter@acme.test"}')).id, (select id from walter), 'so do members');
select is((pg_temp.buyer('commerce_user', 'stan', 'staff')).id, null, 'who sell to nobody in particular when they name nobody');
select is((pg_temp.buyer('commerce_user', 'stan', 'staff', customer_id => (select id from walter))).id, (select id
    from walter), 'or by id');
select is((pg_temp.buyer('commerce_service', 'wanda', customer => '{"email": "walter@acme.test"}')).user_id,
    commerce_test.user_id('wanda'), 'a backend that acts for a user links them');
select is((pg_temp.buyer('commerce_user', 'carla', customer_id => (select id from carla))).id, (select id from carla),
    'users name themselves');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_user', 'carla', customer_id => (select id
    from walter)) $$, 'VU201', 'and nobody else');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_anon', customer_id => (select id from walter)) $$,
    'VU201', 'visitors nobody at all');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_service',
    customer_id => commerce_test.given_customer('carla', 'twin')) $$, 'VU201', 'backends nobody of another organization');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_anon', customer => '[]') $$, 'VU101', 'a list is no customer');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_anon', customer => '{"email": 1}') $$, 'VU101',
    'nor a number an address');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_anon', customer => '{"emial": "a@b.example"}') $$,
    'VU101', 'a misspelt key is told');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_anon',
    customer => '{"email": "a@b.example", "first_name": "4242 4242 4242 4242"}') $$, 'VT101', 'card numbers are kept nowhere');
update commerce.customers set status = 'blocked' where id in ((select id from walter), (select id from carla));
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_user', 'carla') $$, 'VU301', 'a blocked customer does not buy');
select commerce_test.is_refused($$ select pg_temp.buyer('commerce_anon',
    customer => '{"email": "walter@acme.test"}') $$, 'VU301', 'not as a guest either');

select commerce_private.count_for_customer(commerce_test.organization_id('acme'), (select id from carla), 1, 2, 5000,
    '2030-01-31 23:30+00', 3001, 700);
select commerce_private.count_for_customer(commerce_test.organization_id('acme'), (select id from carla), 0, 0, -1000,
    '2030-01-30 12:00+00');
select results_eq(
    $$ select total_orders, total_bookings, total_spent_minor, total_booked_minor, average_booking_value_minor,
        lifetime_value_minor, first_booking_at, last_booking_date, last_activity_date
        from commerce.customers where id = (select id from carla) $$,
    $$ values (1, 2, 4000::bigint, 3001::bigint, 1501::bigint, 4700::bigint, '2030-01-31 23:30+00'::timestamptz,
        '2030-01-31'::date, '2030-01-31'::date) $$,
    'statistics are sums of differences');
select lives_ok($$ select commerce_private.count_for_customer(commerce_test.organization_id('acme'), null, 1, 1, 1,
    now()) $$, 'nobody is counted for nobody');

select * from finish();
rollback;
