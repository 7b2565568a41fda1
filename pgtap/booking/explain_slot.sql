begin;
select plan(20);

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
select is(commerce.explain_slot((select cut from t), '2030-01-02 11:00+00', (select ann from t)), null, 'what can be reserved needs no reason');
select is(commerce.explain_slot((select cut from t), good.at::timestamptz, (select ann from t)), good.reason, good.at || ': ' || good.reason)
from (values ('2030-01-02 10:00+00', 'taken'), ('2030-01-02 10:30+00', 'not_a_start_time'), ('2029-01-02 10:00+00', 'min_notice'), ('2032-01-02 10:00+00', 'max_advance')) as good (at, reason);
select is(commerce.explain_slot((select cut from t), '2030-01-02 11:00+00', (select ben from t)), 'outside_hours', 'who has no hours is not there');
select is(commerce.explain_slot((select cut from t), '2030-01-02 10:00+00'), 'taken', 'of several reasons the nearest to a yes');
select is(commerce.explain_slot((select yoga from t), '2030-01-02 18:00+00'), null, 'a slot with places');
select is(commerce.explain_slot((select yoga from t), '2030-01-02 17:00+00'), 'not_a_start_time', 'no slot');
select commerce_test.act_as('acme');
select lives_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 3) $$, 'all places');
select is(commerce.explain_slot((select yoga from t), '2030-01-02 18:00+00'), 'full', 'a full slot');
select commerce_test.force($$ update commerce.time_slots set is_available = false where id = (select slot from t) $$);
select is(commerce.explain_slot((select yoga from t), '2030-01-02 18:00+00'), 'closed', 'a closed slot');
select is(commerce.explain_slot((select yoga from t), '2030-01-02 18:00+00', (select ann from t)), 'not_a_start_time', 'another teacher''s');
select commerce_test.is_refused($$ select commerce.explain_slot((select cut from t), null) $$, 'VB101', 'no start');
select commerce_test.is_refused($$ select commerce.explain_slot((select cut from t), 'infinity') $$, 'VB101', 'the end of time');
select commerce_test.is_refused($$ select commerce.explain_slot(null, '2030-01-02 10:00+00') $$, 'VB202', 'no service');
select commerce_test.is_refused($$ select commerce.explain_slot((select cut from t), '2030-01-02 10:00+00', gen_random_uuid()) $$, 'VB202', 'unknown staff');
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id in (select unnest(array[cut, yoga]) from t) $$);
select commerce_test.force(format($$ insert into commerce.time_slots (organization_id, service_id, during, max_capacity) select commerce_test.organization_id('acme'), yoga, tstzrange(at, at + interval '1 hour'), 5 from t, unnest('{2030-03-05 10:00+00,2030-03-05 12:00+00}'::timestamptz[]) as at $$));
select (commerce.reserve_time_slot(what, '2030-03-05 10:00+00', customer_id => commerce_test.given_customer('lena'))).status from t, unnest(array[cut, yoga]) as what;
select commerce_test.act_as('acme', 'lena');
select is(commerce.explain_slot((select cut from t), '2030-03-05 12:00+00'), 'customer_limit', 'a customer who has as many as they may');
select is(commerce.explain_slot((select yoga from t), '2030-03-05 12:00+00'), 'customer_limit', 'of places, too');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(commerce.explain_slot((select yoga from t), '2030-03-05 12:00+00'), null, 'others may');

select * from finish();
rollback;
