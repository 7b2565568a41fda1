begin;
select plan(13);

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
select ok(commerce.is_slot_available((select ann from t), '2030-01-02 11:00+00', '2030-01-02 12:00+00'), 'who is at work and free');
select ok(not commerce.is_slot_available((select ann from t), '2030-01-02 09:30+00', '2030-01-02 10:01+00'), 'not over a held time');
select ok(commerce.is_slot_available((select ann from t), '2030-01-02 09:30+00', '2030-01-02 10:00+00'), 'but up to it');
select ok(not commerce.is_slot_available((select ann from t), '2029-01-02 09:30+00', '2029-01-02 10:00+00'), 'not in the past');
select commerce.set_clock('2030-01-01 10:00+00');
select ok(commerce.is_slot_available((select ann from t), '2030-01-02 09:30+00', '2030-01-02 10:01+00'), 'a lapsed hold is none');
select commerce_test.force($$ insert into commerce.time_off (organization_id, staff_id, during) select commerce_test.organization_id('acme'), ann, '[2030-01-03 00:00+00,2030-01-04 00:00+00)' from t $$);
select ok(not commerce.is_slot_available((select ann from t), '2030-01-03 09:30+00', '2030-01-03 10:00+00'), 'not on a day off');
select commerce_test.is_refused($$ select commerce.is_slot_available(gen_random_uuid(), '2030-01-03 09:30+00', '2030-01-03 10:00+00') $$, 'VB202', 'unknown staff');
select commerce_test.is_refused($$ select commerce.is_slot_available(null, '2030-01-03 09:30+00', '2030-01-03 10:00+00') $$, 'VB202', 'null');
select commerce_test.is_refused(format($$ select commerce.is_slot_available((select ann from t), %L, %L) $$, bad.a, bad.b), 'VB101', format('%s to %s', bad.a, bad.b))
from (values (null, '2030-01-03'), ('2030-01-03', null), ('2030-01-03', '2030-01-02'), ('2030-01-03', 'infinity'), ('-infinity', '2030-01-03')) as bad (a, b);

select * from finish();
rollback;
