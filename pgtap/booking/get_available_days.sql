begin;
select plan(13);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, commerce_test.given_staff('Ann', array[cut], is_always_open => false) as ann, commerce_test.given_time_slot(yoga, '2030-01-03 23:30+00', 2) as slot
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 2) as yoga) as s;
grant all on t to public;
select commerce_test.act_as('acme', 'mona');
select count(*) from t cross join lateral commerce.set_schedule('[{"weekday":3,"from":"09:00","to":"12:00"},{"weekday":4,"from":"09:00","to":"10:00"}]', staff_id => ann);
select commerce_test.act_as('acme', null, 'commerce_anon');
create function pg_temp.days(service uuid, zone text default null, party integer default 1) returns text language sql as $$
    select string_agg(to_char(day, 'DD') || ':' || free_count, ' ') from commerce.get_available_days(service, '2030-01-01', '2030-01-05', party_size => party, timezone => zone)
$$;
select is((select pg_temp.days(cut) from t), '01:0 02:3 03:1 04:0 05:0', 'every day, and how many times are free on it');
select is((select (commerce.reserve_time_slot(cut, '2030-01-02 10:00+00', idempotency_key => 'available-days-of-test')).status from t), 'reserved', 'somebody takes one');
select is((select pg_temp.days(cut) from t), '01:0 02:2 03:1 04:0 05:0', 'one less');
select is((select sum(d.free_count)::integer from t cross join lateral commerce.get_available_days(cut, '2030-01-01', '2030-01-31') as d), (select count(*)::integer from t cross join lateral commerce.get_available_slots(cut, '2030-01-01', '2030-02-01')), 'as many as get_available_slots lists');
select is((select pg_temp.days(yoga) from t), '01:0 02:0 03:1 04:0 05:0', 'sessions count as well');
select is((select pg_temp.days(yoga, 'Europe/Berlin') from t), '01:0 02:0 03:0 04:1 05:0', 'on the days of another zone');
select is((select pg_temp.days(yoga, null, 3) from t), '01:0 02:0 03:0 04:0 05:0', 'for a party that is too large none');
select commerce_test.is_refused($$ select commerce.get_available_days(cut, '2030-01-05', '2030-01-01') from t $$, 'VB101', 'the wrong way round');
select commerce_test.is_refused($$ select commerce.get_available_days(cut, null, '2030-01-01') from t $$, 'VB101', 'from never');
select commerce_test.is_refused($$ select commerce.get_available_days(cut, '2030-01-01', '2030-06-01') from t $$, 'VB101', 'too many');
select commerce_test.is_refused($$ select commerce.get_available_days(cut, '2030-01-01', '2030-01-02', timezone => 'Mars') from t $$, 'VB101', 'in no zone');
select commerce_test.is_refused($$ select commerce.get_available_days(gen_random_uuid(), '2030-01-01', '2030-01-02') $$, 'VB202', 'of nothing');
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id = (select cut from t) $$);
select (commerce.reserve_time_slot(cut, '2030-01-02 11:00+00', customer_id => commerce_test.given_customer('lena'))).status from t;
select commerce_test.act_as('acme', 'lena');
select is((select pg_temp.days(cut) from t), '01:0 02:0 03:1 04:0 05:0', 'none on a day on which a customer may have no more');

select * from finish();
rollback;
