begin;
select plan(9);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, yoga, ann, ben, slot
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_service('Yoga', 60, 'pooled', 3) as yoga) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut], is_always_open => false) as ben) as p
cross join lateral (select commerce_test.given_time_slot(yoga, '2030-01-02 18:00+00', 3) as slot) as l;
create temporary table held (label text, id uuid, hold_token uuid);
grant all on t, held to public;
select commerce_test.act_as('acme');

insert into held select 'one', id, hold_token from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t));
select commerce_test.act_as('acme', null, 'commerce_anon');
select results_eq($$ select is_available, reason from commerce.check_slots((select cut from t), array['2030-01-02 11:00+00', '2030-01-02 10:00+00', '2030-01-02 10:30+00']::timestamptz[], (select ann from t)) $$,
    $$ values (true, null::text), (false, 'taken'), (false, 'not_a_start_time') $$, 'each start, in the order sent');
select is_empty($$ select from commerce.check_slots((select cut from t), '{}') $$, 'none for none');
select commerce_test.is_refused($$ select commerce.check_slots((select cut from t), null) $$, 'VB101', 'null');
select commerce_test.is_refused($$ select commerce.check_slots((select cut from t), array[null::timestamptz]) $$, 'VB101', 'a null among them');
select commerce_test.is_refused($$ select commerce.check_slots((select cut from t), array['infinity'::timestamptz]) $$, 'VB101', 'the end of time');
select commerce_test.is_refused($$ select commerce.check_slots((select cut from t), array_fill(timestamptz '2030-01-02 10:00+00', array[501])) $$, 'VB101', 'too many');
select commerce_test.is_refused($$ select commerce.check_slots(gen_random_uuid(), '{}') $$, 'VB202', 'an unknown service');
select commerce_test.is_refused($$ select commerce.check_slots((select cut from t), '{}', gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id in (select unnest(array[cut, yoga]) from t) $$);
select commerce_test.force(format($$ insert into commerce.time_slots (organization_id, service_id, during, max_capacity) select commerce_test.organization_id('acme'), yoga, tstzrange(at, at + interval '1 hour'), 5 from t, unnest('{2030-03-05 10:00+00,2030-03-06 12:00+00}'::timestamptz[]) as at $$));
select (commerce.reserve_time_slot(what, '2030-03-05 10:00+00', customer_id => commerce_test.given_customer('lena'))).status from t, unnest(array[cut, yoga]) as what;
select commerce_test.act_as('acme', 'lena');
select is((select string_agg(coalesce(reason, 'free'), ' ') from commerce.check_slots((select cut from t), array['2030-03-05 12:00+00', '2030-03-06 12:00+00', '2030-03-05 00:00+00']::timestamptz[], (select ann from t))), 'customer_limit free customer_limit', 'what a customer may have no more of');

select * from finish();
rollback;
