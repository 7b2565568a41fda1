begin;
select plan(14);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, ann, carla
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
create temporary table b as
select 'ten' as label, commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) as id from t
union all select 'open', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla, payment_method => 'stripe') from t;
grant all on t, b to public;
create function pg_temp.now_of(label text) returns text language sql as $$ select what || ': ' || why || coalesce('; ' || next_step, '') || coalesce(' (' || who || ')', '') from commerce.explain_booking((select b.id from b where b.label = now_of.label)) with ordinality as s order by ordinality desc limit 1; $$;

select is((select string_agg(what || ' (' || who || ')', ', ') from (select what, who from commerce.explain_booking((select id from b where label = 'ten')) limit 2) as s), 'booked, pending payment (backend), confirmed (backend)', 'every status is told, with who made it');
select is(pg_temp.now_of('ten'), 'confirmed, unpaid: the balance is still to be paid; come, and be checked in: commerce.check_in_booking (member)', 'how it stands');
select is(pg_temp.now_of('open'), 'pending payment, unpaid: its time is held until 2030-01-01 09:30 UTC; pay the order: commerce.start_payment (customer)', 'until when it is held');
select commerce.set_clock('2030-01-01 09:31+00');
select matches(pg_temp.now_of('open'), 'its hold has lapsed; pay again', 'that the hold has lapsed, before any sweep came by');
select isnt(commerce.require_waiver((select cut from t), 'Risk', 'Mine.'), null, 'a waiver');
select matches(pg_temp.now_of('ten'), 'a waiver is not signed yet; sign it: commerce.sign_waiver \(customer\)', 'what is missing');
select commerce_test.act_as('acme', 'anna');
select isnt(commerce.sign_waiver((select id from b where label = 'ten'), (select id from commerce.waivers where title = 'Risk'), 'Carla', 'C'), null, 'signed');
select isnt(commerce.check_in_booking((select id from b where label = 'ten'), 'came early'), null, 'they come');
select is((select why || ' ' || who from commerce.explain_booking((select id from b where label = 'ten')) where what = 'checked in'), 'came early member ' || commerce_test.user_id('anna'), 'members read notes and names');
select commerce_test.act_as('acme', 'carla');
select is((select why || ' ' || who from commerce.explain_booking((select id from b where label = 'ten')) where what = 'checked in'), 'its people came member', 'customers what concerns them');
select commerce_test.act_as('acme', 'walter');
select commerce_test.is_refused($$ select commerce.explain_booking((select id from b where label = 'ten')) $$, 'VB201', 'strangers nothing');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.explain_booking(gen_random_uuid()) $$, 'VB201', 'an unknown booking');
select commerce_test.is_refused($$ select commerce.explain_booking(null) $$, 'VB201', 'none');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.explain_booking((select id from b where label = 'ten')) $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
