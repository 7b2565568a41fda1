begin;
select plan(19);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut, ann, ben, carla, walter, studio
from (select commerce_test.given_venue('Studio', 'Europe/Berlin') as studio) as v
cross join lateral (select commerce_test.given_service('Cut', 60, venue_id => studio) as cut, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut]) as ben) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'ann-ten', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'ben-ten', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ben, walter) from t;
insert into b select 'ben-late', commerce_test.given_booking(cut, '2030-01-02 23:00+00', ben, carla) from t;
insert into b select 'gone', commerce_test.given_booking(cut, '2030-01-02 15:00+00', ben, carla) from t;
select commerce.cancel_order((select order_id from commerce.bookings where id = (select id from b where label = 'gone')));
create function pg_temp.calendar(filter text = '') returns text language plpgsql as $$ declare v text; begin execute 'select string_agg(b.label, '' '' order by c.starts_at, b.label) from commerce.booking_calendar(''2030-01-02 00:00+00'', ''2030-01-03 00:00+00''' || filter || ') as c join b on b.id = c.booking_id' into v; return v; end; $$;

select is(pg_temp.calendar(), 'ann-ten ben-ten ben-late', 'managers see everybody''s, in order');
select is(pg_temp.calendar(', staff_id => (select ben from t)'), 'ben-ten ben-late', 'or one person''s');
select is(pg_temp.calendar(', venue_id => (select studio from t)'), 'ann-ten ben-ten ben-late', 'or one venue''s');
select is(pg_temp.calendar(', with_cancelled => true'), 'ann-ten ben-ten gone ben-late', 'also what was cancelled');
select is((select string_agg(b.label, ' ') from commerce.booking_calendar('2030-01-02 10:59+00', '2030-01-02 11:00+00') as c join b on b.id = c.booking_id where b.label like 'ann%'), 'ann-ten', 'what touches the range is in it');
select is((select count(*) from commerce.booking_calendar('2030-01-02 11:00+00', '2030-01-02 12:00+00')), 0::bigint, 'what ends where it begins is not');
select is((select service || ' ' || staff || ' ' || venue || ' ' || customer || ' ' || timezone || ' ' || local_start from commerce.booking_calendar('2030-01-02 10:00+00', '2030-01-02 11:00+00', (select ann from t))), 'Cut Ann Studio Carla Example Europe/Berlin 11:00:00', 'a line says who, what, where and when');
select commerce_test.act_as('acme', 'anna');
select is(pg_temp.calendar(), 'ann-ten', 'staff see their own');
select is(pg_temp.calendar(', staff_id => (select ben from t)'), null, 'and nobody else''s');
select commerce_test.act_as('acme', 'carla');
select is(pg_temp.calendar(), 'ann-ten ben-late', 'customers see their bookings');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(pg_temp.calendar(), null, 'visitors none');
select commerce_test.act_as('acme');
select is(pg_temp.calendar(), 'ann-ten ben-ten ben-late', 'a backend all');
-- A session that began at once stands where it was made.
insert into b select 'now', x.id from commerce.create_booking((select cut from t), staff_id => (select ann from t)) as x;
select is((select booking_id from commerce.booking_calendar('2030-01-01 09:00+00', '2030-01-01 09:10+00')), (select id from b where label = 'now'), 'what began at once is seen where it began');
select commerce_test.is_refused($$ select commerce.booking_calendar(null, '2030-01-03 00:00+00') $$, 'VB101', 'no begin');
select commerce_test.is_refused($$ select commerce.booking_calendar('2030-01-03 00:00+00', null) $$, 'VB101', 'no end');
select commerce_test.is_refused($$ select commerce.booking_calendar('2030-01-03 00:00+00', '2030-01-03 00:00+00') $$, 'VB101', 'nothing between');
select commerce_test.is_refused($$ select commerce.booking_calendar('2030-01-03 00:00+00', '2032-01-03 00:00+00') $$, 'VB101', 'too long');
select commerce_test.is_refused($$ select commerce.booking_calendar('2030-01-03 00:00+00', 'infinity') $$, 'VB101', 'for ever');
select commerce_test.act_as('twin');
select is(pg_temp.calendar(', staff_id => (select ann from t)'), null, 'another organization sees nothing');

select * from finish();
rollback;
