begin;
select plan(12);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select talk, cut, ann, carla
from (select (commerce.upsert_service('Talk', 30, 3000, delivery_mode => 'video')).id as talk, commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('anna')) as ann) as p;
select commerce.assign_staff(talk, ann) from t;
create temporary table b as
select 'talk' as label, commerce_test.given_booking(talk, '2030-01-02 10:00+00', ann, carla) as id from t
union all select 'cut', commerce_test.given_booking(cut, '2030-01-02 12:00+00', ann, carla) from t;
grant all on t, b to public;

select commerce_test.act_as('acme', 'carla');
select is((select string_agg(delivery_mode, ' ' order by starts_at) from commerce.bookings), 'video in_person', 'a booking says how it takes place');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'talk'), 'https://meet.test/1') $$, 'VT302', 'customers do not choose where');
select commerce_test.act_as('acme', 'anna');
select is((commerce.set_meeting_url((select id from b where label = 'talk'), 'https://meet.test/1')).meeting_url, 'https://meet.test/1', 'staff say where to meet');
select is((commerce.set_meeting_url((select id from b where label = 'talk'), null)).meeting_url, null, 'and take it back');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'talk'), 'http://meet.test/1') $$, 'VB101', 'only https');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'talk'), 'https://meet.test/"><script>') $$, 'VB101', 'and nothing that breaks out');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'cut'), 'https://meet.test/1') $$, 'VB404', 'in person nobody needs one');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'talk'), 'https://meet.test/1') $$, 'VT302', 'staff only their own');
select commerce_test.act_as('acme');
select is((commerce.check_in_booking((select id from b where label = 'talk'))).status, 'checked_in', 'they come');
select is((commerce.complete_booking((select id from b where label = 'talk'))).status, 'completed', 'and go');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'talk'), 'https://meet.test/1') $$, 'VB404', 'nobody meets afterwards');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.set_meeting_url((select id from b where label = 'talk'), 'https://meet.test/1') $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
