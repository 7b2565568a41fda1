begin;
select plan(12);

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
select is(commerce.get_reservation((select id from held), (select hold_token from held)) ->> 'status', 'reserved', 'who has the token reads the hold');
select is(commerce.get_reservation((select id from held), (select hold_token from held)) ->> 'seconds_left', '900', 'and how long it lasts');
select is(commerce.get_reservation((select id from held), (select hold_token from held)) ->> 'staff', 'Ann', 'and with whom');
select commerce_test.is_refused($$ select commerce.get_reservation((select id from held)) $$, 'VB301', 'others do not');
select commerce_test.is_refused($$ select commerce.get_reservation((select id from held), gen_random_uuid()) $$, 'VB301', 'nor by guessing');
select commerce_test.is_refused($$ select commerce.get_reservation(gen_random_uuid()) $$, 'VB201', 'an unknown one');
select commerce_test.is_refused($$ select commerce.get_reservation(null) $$, 'VB201', 'null');
select commerce_test.act_as('acme', 'mona');
select is(commerce.get_reservation((select id from held)) ->> 'service', 'Cut', 'members need no token');
select commerce_test.act_as('acme', 'carla');
insert into held select 'own', id, null from commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-02 12:00+00', staff_id => (select ann from t), idempotency_key => 'one');
select is(commerce.get_reservation((select id from held where label = 'own')) ->> 'status', 'reserved', 'nor do customers for their own');
select commerce.set_clock('2030-01-01 10:00+00');
select is(commerce.get_reservation((select id from held where label = 'own')) ->> 'status', 'expired', 'a lapsed hold reads expired before any sweep');
select is(commerce.get_reservation((select id from held where label = 'own')) ->> 'seconds_left', '0', 'with no seconds left');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.get_reservation((select id from held where label = 'own')) $$, 'VB201', 'another organization finds nothing');

select * from finish();
rollback;
