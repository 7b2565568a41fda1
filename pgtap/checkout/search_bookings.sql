begin;
select plan(31);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut, nails, ann, ben, carla, walter, studio
from (select commerce_test.given_venue('Studio') as studio) as v
cross join lateral (select commerce_test.given_service('Cut', 60, venue_id => studio) as cut, commerce_test.given_service('Nails', 60, price_minor => 2000) as nails, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut, nails], user_id => commerce_test.user_id('anna')) as ann, commerce_test.given_staff('Ben', array[cut, nails]) as ben) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'a', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'b', commerce_test.given_booking(nails, '2030-01-02 12:00+00', ben, walter) from t;
insert into b select 'c', commerce_test.given_booking(cut, '2030-01-03 10:00+00', ben, carla, payment_method => null) from t;
insert into b select 'd', commerce_test.given_booking(nails, '2030-01-04 10:00+00', ann) from t;
insert into b select 'now', x.id from t, commerce.create_booking(cut, staff_id => ann, idempotency_key => 'search-bookings-search') as x;
create function pg_temp.found(filter text = '') returns text language plpgsql as $$ declare v text; begin execute 'select string_agg(b.label, '' '' order by f.ordinality) from commerce.search_bookings(' || filter || ') with ordinality as f join b on b.id = f.id' into v; return v; end; $$;

select is(pg_temp.found(), 'd c b a now', 'all, the latest start first; what began at once where it was made');
select is(pg_temp.found($$ status => 'Confirmed' $$), 'd b a now', 'by status');
select is(pg_temp.found($$ payment_status => 'unpaid', status => 'pending_payment' $$), 'c', 'by payment');
select is(pg_temp.found($$ from_at => '2030-01-02 12:00+00', to_at => '2030-01-04 10:00+00' $$), 'c b', 'by start, its end excluded');
select is(pg_temp.found($$ customer_id => (select carla from t) $$), 'c a', 'by customer');
select is(pg_temp.found($$ service_id => (select nails from t) $$), 'd b', 'by service');
select is(pg_temp.found($$ venue_id => (select studio from t) $$), 'c a now', 'by venue');
select is(pg_temp.found($$ staff_id => (select ben from t) $$), 'c b', 'by person');
select is(pg_temp.found($$ source => 'admin' $$), 'now', 'by source');
select is(pg_temp.found($$ max_total_minor => 2000 $$), 'd b', 'by total');
select is(pg_temp.found($$ min_total_minor => 2001 $$), 'c a now', 'either way');
select is(pg_temp.found($$ query => lower((select booking_number from commerce.bookings where id = (select id from b where label = 'b'))) $$), 'b', 'by number');
select is(pg_temp.found($$ query => (select o.order_number from commerce.orders as o join commerce.bookings as x on x.order_id = o.id where x.id = (select id from b where label = 'd')) $$), 'd', 'by the order''s number');
select is(pg_temp.found($$ query => 'CARLA@acme.test' $$), 'c a', 'by address');
select is(pg_temp.found($$ query => 'rla ex' $$), 'c a', 'by a part of a name');
select is(pg_temp.found($$ query => '%' $$), null, 'nothing is a pattern');
select is(pg_temp.found($$ query => ' ' $$), 'd c b a now', 'a blank is no question');
select is(pg_temp.found($$ page_size => 2 $$), 'd c', 'a page');
select is(pg_temp.found($$ page_size => 2, page_cursor => (select page_cursor from commerce.search_bookings(page_size => 2) with ordinality as f order by ordinality desc limit 1) $$), 'b a', 'and the one behind it');
select commerce_test.act_as('acme', 'anna');
select is(pg_temp.found(), 'd a now', 'staff see their calendar');
select commerce_test.act_as('acme', 'carla');
select is(pg_temp.found(), 'c a', 'customers their bookings');
select is(pg_temp.found($$ customer_id => (select walter from t) $$), null, 'nobody else''s');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(pg_temp.found(), null, 'visitors none');
select commerce_test.act_as('acme');
select commerce_test.is_refused($$ select commerce.search_bookings(status => 'lost') $$, 'VO101', 'an unknown status');
select commerce_test.is_refused($$ select commerce.search_bookings(payment_status => 'lost') $$, 'VO101', 'an unknown payment status');
select commerce_test.is_refused($$ select commerce.search_bookings(source => 'lost') $$, 'VO101', 'an unknown source');
select commerce_test.is_refused($$ select commerce.search_bookings(page_size => 501) $$, 'VO101', 'too large a page');
select commerce_test.is_refused($$ select commerce.search_bookings(page_size => null) $$, 'VO101', 'none');
select commerce_test.is_refused($$ select commerce.search_bookings(page_cursor => 'x') $$, 'VO101', 'a made up cursor');
select commerce_test.is_refused($$ select commerce.search_bookings(query => repeat('x', 201)) $$, 'VO101', 'an endless question');
select commerce_test.act_as('twin', 'mona');
select is(pg_temp.found(), null, 'another organization sees nothing');

select * from finish();
rollback;
