begin;
select plan(11);

select commerce.set_clock('2030-01-02 20:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
-- It is the third of January in Auckland already.
create temporary table t as
select cut, ann, ben, rock
from (select commerce_test.given_venue('Rock', 'Pacific/Auckland') as rock) as v
cross join lateral (select commerce_test.given_service('Cut', 60, step_minutes => 30, venue_id => rock) as cut) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut]) as ben) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'today', commerce_test.given_booking(cut, '2030-01-02 21:00+00', ann) from t;
insert into b select 'midnight', commerce_test.given_booking(cut, '2030-01-03 10:30+00', ann, payment_method => null) from t;
insert into b select 'tomorrow', commerce_test.given_booking(cut, '2030-01-03 12:00+00', ben) from t;
create function pg_temp.day(day date = null) returns text language sql as $$ select string_agg(b.label, ' ' order by d.starts_at) from commerce.venue_day((select rock from t), day) as d join b on b.id = d.booking_id; $$;

select is(pg_temp.day(), 'today midnight', 'a day is the venue''s, and ends at its midnight');
select is(pg_temp.day('2030-01-04'), 'midnight tomorrow', 'what lasts past it is on both days');
select is(pg_temp.day('2030-01-02'), null, 'nobody came before');
select isnt((commerce.require_waiver((select cut from t), 'Risk', 'Mine.')).id, null, 'a waiver');
select is((select d.missing #>> '{waivers,0,title}' from commerce.venue_day((select rock from t)) as d limit 1), 'Risk', 'is missed before check-in');
select commerce_test.act_as('acme', 'anna');
select is(pg_temp.day('2030-01-04'), 'midnight', 'staff see their own');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.venue_day((select rock from t)) $$, 'VT302', 'customers may not');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.venue_day(gen_random_uuid()) $$, 'VB202', 'an unknown venue');
select commerce_test.is_refused($$ select commerce.venue_day(null) $$, 'VB202', 'none');
select commerce_test.is_refused($$ select commerce.venue_day((select rock from t), 'infinity') $$, 'VB101', 'no day at all');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.venue_day((select rock from t)) $$, 'VB202', 'another organization''s');

select * from finish();
rollback;
