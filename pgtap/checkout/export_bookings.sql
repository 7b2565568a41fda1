begin;
select plan(15);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut, nails, ann, carla
from (select commerce_test.given_venue('Studio') as studio) as v
cross join lateral (select commerce_test.given_service('Cut', 60, venue_id => studio) as cut, commerce_test.given_service('Nails', 60, price_minor => 2000) as nails, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut, nails]) as ann) as p;
create temporary table b (label text, id uuid);
grant all on t, b to public;
insert into b select 'later', commerce_test.given_booking(nails, '2030-01-03 10:00+00', ann) from t;
insert into b select 'first', commerce_test.given_booking(cut, '2030-01-02 10:00+00', ann, carla) from t;
insert into b select 'now', x.id from t, commerce.create_booking(cut, staff_id => ann, idempotency_key => 'export-bookings-now') as x;
create function pg_temp.taken(filter text = '') returns text language plpgsql as $$ declare v text; begin execute 'select string_agg(b.label, '' '' order by f.ordinality) from commerce.export_bookings(' || filter || ') with ordinality as f join b on b.id = f.booking_id' into v; return v; end; $$;

select is(pg_temp.taken(), 'now first later', 'the earliest start first; what began at once where it was made');
select results_eq(
    $$ select x.booking_number = k.booking_number, x.status, x.starts_at, x.local_date, x.local_start, x.service, x.staff, x.venue, x.email, x.party_size, x.total_minor, x.currency, x.order_number = o.order_number
       from commerce.export_bookings() as x join commerce.bookings as k on k.id = x.booking_id join commerce.orders as o on o.id = x.order_id where x.booking_id = (select id from b where label = 'first') $$,
    $$ select true, 'confirmed', '2030-01-02 10:00+00'::timestamptz, k.local_date, k.local_start, 'Cut', 'Ann', 'Studio', 'carla@acme.test', 1, 5000::bigint, 'USD', true
       from commerce.bookings as k where k.id = (select id from b where label = 'first') $$, 'one row a booking, with what belongs to it');
select is((select email is null and venue is null and first_name is null from commerce.export_bookings() where booking_id = (select id from b where label = 'later')), true, 'who has no customer and no venue has none here');
select is(pg_temp.taken($$ from_at => '2030-01-02 10:00+00' $$), 'first later', 'from an instant on');
select is(pg_temp.taken($$ to_at => '2030-01-03 10:00+00' $$), 'now first', 'until before another');
select is((commerce.cancel_booking((select id from b where label = 'later'))).status, 'cancelled', 'one is cancelled');
select is(pg_temp.taken($$ status => ' Canceled ' $$), 'later', 'by status');
select is(commerce_test.count_of('commerce.audit_log', $$ function_name = 'export_bookings' $$), 6::bigint, 'who took the list is written down');
select commerce_test.is_refused('select commerce.export_bookings(status => ''lost'')', 'VO101', 'an unknown status');
select commerce_test.is_refused('select commerce.export_bookings(status => '''')', 'VO101', 'an empty one');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused('select commerce.export_bookings()', 'VT302', 'staff take no lists');
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused('select commerce.export_bookings()', 'VT302', 'nor do customers');
select commerce_test.act_as('acme', null, 'commerce_anon');
select throws_ok('select commerce.export_bookings()', '42501', null, 'nor visitors');
select commerce_test.act_as('globex');
select is((select count(*) from commerce.export_bookings()), 0::bigint, 'another organization has its own');
select commerce_test.act_as('acme');
select is((select count(*) from commerce.export_bookings()), 3::bigint, 'a trusted backend takes them too');

select * from finish();
rollback;
