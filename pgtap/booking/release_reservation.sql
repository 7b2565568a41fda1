begin;
select plan(10);

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
select commerce_test.is_refused($$ select commerce.release_reservation((select id from held)) $$, 'VB301', 'visitors need the token');
select commerce_test.is_refused($$ select commerce.release_reservation((select id from held), gen_random_uuid()) $$, 'VB301', 'the right one');
select commerce_test.is_refused($$ select commerce.release_reservation(gen_random_uuid(), gen_random_uuid()) $$, 'VB201', 'of a hold that is there');
select commerce_test.is_refused($$ select commerce.release_reservation(null) $$, 'VB201', 'null is none');
select is((commerce.release_reservation((select id from held), (select hold_token from held))).status, 'cancelled', 'with it the hold ends');
select is((commerce.release_reservation((select id from held), (select hold_token from held))).status, 'cancelled', 'twice is harmless');
select commerce_test.act_as('acme');
select lives_ok($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 10:00+00', staff_id => (select ann from t)) $$, 'its time is free at once');
insert into held select 'two', id, hold_token from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 12:00+00', staff_id => (select ann from t));
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.release_reservation((select id from held where label = 'two')) $$, 'VB201', 'another organization finds nothing');
select commerce_test.act_as('acme', 'mona');
select is((commerce.release_reservation((select id from held where label = 'two'))).status, 'cancelled', 'members need no token');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.release_reservation((select id from held where label = 'two')) $$, 'VB301', 'customers do');

select * from finish();
rollback;
