begin;
select plan(11);

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
select commerce_test.is_refused($$ select commerce.extend_reservation((select id from held)) $$, 'VB301', 'visitors need the token');
select commerce_test.is_refused($$ select commerce.extend_reservation(null, null) $$, 'VB201', 'null is none');
select commerce_test.is_refused($$ select commerce.extend_reservation(gen_random_uuid()) $$, 'VB201', 'nor is a stranger''s id');
select commerce.set_clock('2030-01-01 09:10+00');
select is((commerce.extend_reservation((select id from held), (select hold_token from held))).expires_at, '2030-01-01 09:25+00'::timestamptz, 'it lasts hold_minutes from now');
select commerce_test.is_refused($$ select commerce.extend_reservation((select id from held), (select hold_token from held)) $$, 'VB407', 'once');
select commerce_test.act_as('acme');
insert into held select 'two', id, hold_token from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 12:00+00', staff_id => (select ann from t));
insert into held select 'three', id, hold_token from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 14:00+00', staff_id => (select ann from t));
select is(commerce.set_setting('max_hold_minutes', '10'), '10'::jsonb, 'nobody is to hold a time for more than ten minutes');
select commerce.set_clock('2030-01-01 09:20+00');
select is((commerce.extend_reservation((select id from held where label = 'three'))).expires_at, '2030-01-01 09:30+00'::timestamptz, 'by extending it neither');
select commerce.set_clock('2030-01-01 09:25+00');
select commerce_test.is_refused($$ select commerce.extend_reservation((select id from held where label = 'two')) $$, 'VB403', 'not when it has lapsed, to the second');
select is(commerce_test.error_of($$ select commerce.extend_reservation((select id from held where label = 'two')) $$) #>> '{detail,reason}', 'expired', 'and the reason says so');
select lives_ok($$ select commerce.release_reservation((select id from held where label = 'two')) $$, 'a lapsed one can be released');
select commerce_test.is_refused($$ select commerce.extend_reservation((select id from held where label = 'two')) $$, 'VB403', 'and not extended then');

select * from finish();
rollback;
