begin;
select plan(22);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.given_member('anna', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select climb, other, ann, carla
from (select commerce_test.given_service('Climb', 60, capacity => 3, venue_id => commerce_test.given_venue('Rock', 'Pacific/Auckland')) as climb, commerce_test.given_service('Other', 60) as other, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[climb, other], user_id => commerce_test.user_id('anna')) as ann) as p;
create temporary table w as
select 'risk' as label, id from commerce.require_waiver((select climb from t), 'Risk', 'My risk.', is_for_each => true)
union all select 'day', id from commerce.require_waiver((select climb from t), 'Sober', 'I am sober today.', is_same_day => true)
union all select 'other', id from commerce.require_waiver((select other from t), 'Other', 'Other.');
-- 2030-01-03 at nine in the morning there is still the second of January elsewhere.
create temporary table b as select 'climb' as label, commerce_test.given_booking(climb, '2030-01-02 20:00+00', ann, carla, party_size => 2) as id from t;
create temporary table o as select commerce_test.value_of(format('select access_token from commerce_private.access_tokens as a join commerce.bookings as x on x.order_id = a.subject_id where x.id = %L', (select id from b))) as token;
grant all on t, w, b, o to public;

select commerce_test.act_as('acme', 'walter');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Walter', 'W') $$, 'VB201', 'a stranger does not sign');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'X', 'X') $$, 'VB201', 'nor does a visitor');
select set_config('commerce.order_token', (select token from o), true);
select is((commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Gus Guest', 'Gus')).signer_name, 'Gus Guest', 'a guest with the order''s token does');
select is((select count(*) from commerce.waiver_signatures), 1::bigint, 'and reads who has');
select commerce_test.act_as('acme', 'carla');
select is((commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), ' gus guest', 'again')).signature, 'Gus', 'the same name signs once');
select is((select count(*) from commerce.waiver_signatures), 1::bigint, 'really');
select is(commerce_test.error_of($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'day'), 'Carla', 'C') $$) #>> '{detail,reason}', 'not_today', 'what is signed on the day is not signed before');
select commerce_test.act_as('acme', 'anna');
select commerce_test.is_refused($$ select commerce.check_in_booking((select id from b)) $$, 'VB406', 'one of two has signed');
select is((commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Carla', 'Carla')).user_id, commerce_test.user_id('anna'), 'the other signs at the counter');
select commerce.set_clock('2030-01-02 12:30+00');
select is((commerce.sign_waiver((select id from b), (select id from w where label = 'day'), 'Carla', 'C')).signed_on, '2030-01-03'::date, 'the day is the venue''s');
select is((commerce.check_in_booking((select id from b))).status, 'checked_in', 'then all is there');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'other'), 'Carla', 'C') $$, 'VB202', 'another service''s waiver');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), gen_random_uuid(), 'Carla', 'C') $$, 'VB202', 'an unknown waiver');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), ' ', 'C') $$, 'VB101', 'nobody');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Carla', '') $$, 'VB101', 'nothing');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Carla', null) $$, 'VB101', 'null');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), '4242 4242 4242 4242', 'x') $$, 'VT101', 'no card numbers');
select commerce_test.act_as('acme', 'mona');
select is((commerce.require_waiver((select climb from t), 'Risk', 'Ours.')).version, 2, 'a new version');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Carla', 'C') $$, 'VB101', 'the old one is signed no more');
select is((commerce.complete_booking((select id from b))).status, 'completed', 'over');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from commerce.waivers where title = 'Risk' and status = 'active'), 'Carla', 'C') $$, 'VB404', 'nobody signs afterwards');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.sign_waiver((select id from b), (select id from w where label = 'risk'), 'Carla', 'C') $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
