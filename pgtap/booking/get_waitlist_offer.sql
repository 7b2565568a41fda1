begin;
select plan(7);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.act_as('acme');
reset role;
create temporary table t as
select cut, commerce_test.given_staff('Ann', array[cut]) as ann, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora
from (select commerce_test.given_service('Cut', 60) as cut) as s;
create temporary table e (id uuid);
grant all on t, e to public;
select commerce_test.act_as('acme', 'carla');
insert into e select (commerce.join_waitlist(cut, '[2030-01-02 09:00+00,2030-01-02 10:00+00)')).id from t;
select commerce_test.is_refused($$ select commerce.get_waitlist_offer(id) from e $$, 'VB201', 'nothing is offered yet');
select commerce_test.act_as_role('commerce_worker');
select commerce.offer_waitlist();
select commerce_test.act_as('acme', 'carla');
select is((select o.status || ' ' || o.starts_at from e cross join lateral commerce.get_waitlist_offer(e.id) as o), 'reserved 2030-01-02 09:00:00+00', 'its owner sees the hold');
select is((select (commerce.get_reservation(o.id, o.hold_token)) ->> 'status' from e cross join lateral commerce.get_waitlist_offer(e.id) as o), 'reserved', 'with a token that is good');
select commerce_test.act_as('acme', 'dora');
select commerce_test.is_refused($$ select commerce.get_waitlist_offer(id) from e $$, 'VB201', 'others learn nothing');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.get_waitlist_offer(null) $$, 'VB201', 'null is no entry');
select isnt((select (commerce.get_waitlist_offer(id)).hold_token from e), null, 'a trusted backend acts for its customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok($$ select commerce.get_waitlist_offer(id) from e $$, '42501', null, 'visitors have no such function');

select * from finish();
rollback;
