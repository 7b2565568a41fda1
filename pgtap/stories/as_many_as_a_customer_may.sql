-- A teacher gives one lesson a day, two a week and three ahead to each pupil, wherever and however they ask for more.
begin;
select plan(72);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'ada');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce.set_setting('max_open_holds', '20');
reset role;
create temporary table t as
select lesson, commerce_test.given_staff('Ann', array[lesson]) as ann, commerce_test.given_customer('carla') as carla, commerce_test.given_customer('dora') as dora
from (select commerce_test.given_venue('Studio', 'Europe/Berlin') as studio) as v
cross join lateral (select commerce_test.given_service('Lesson', 60, venue_id => studio) as lesson) as s;
create temporary table h (label text, id uuid, hold_token uuid);
grant all on t, h to public;
create function pg_temp.take(label text, at timestamptz) returns text language plpgsql as $$
begin
    insert into h select take.label, r.id, r.hold_token from t, commerce.reserve_time_slot(service_id => t.lesson, starts_at => at) as r;
    return 'held';
exception when sqlstate 'VB405' then
    return 'refused';
end $$;
create function pg_temp.why(command text) returns text language sql as $$
    select concat_ws(' ', e ->> 'code', e -> 'detail' ->> 'reason', e -> 'detail' ->> 'period', e -> 'detail' ->> 'limit') from commerce_test.error_of(command) as e
$$;
create function pg_temp.wish(at text) returns jsonb language sql as $$ select jsonb_build_array(jsonb_build_object('service_id', lesson, 'starts_at', at)) from t $$;
create function pg_temp.booking(at text) returns text language sql as $$ select commerce_test.value_of(format('select id::text from commerce.bookings where starts_at = %L', at)) $$;
create function pg_temp.status() returns text language sql as $$ select commerce_test.value_of('select status from commerce.bookings order by created_at desc, id desc limit 1') $$;
create function pg_temp.item(label text) returns jsonb language sql as $$ select jsonb_build_array(jsonb_build_object('reservation_id', id, 'hold_token', hold_token)) from h where h.label = item.label $$;
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_service('Lesson', customer_limits => '{"day": 1, "week": 2, "upcoming": 3}')).customer_limits, '{"day": 1, "week": 2, "upcoming": 3}', 'a service says how much of it one customer may have');

-- Holds, on the calendar of the studio: half past eleven at night in UTC is the next day there.
select commerce_test.act_as('acme', 'carla');
select is(pg_temp.take('monday', '2030-01-07 10:00+00'), 'held', 'a lesson on Monday');
select is(pg_temp.why($$ select commerce.reserve_time_slot((select lesson from t), '2030-01-07 15:00+00') $$), 'VB405 customer_limit day 1', 'another one on that day is too much');
select is(commerce_test.error_of($$ select commerce.reserve_time_slot((select lesson from t), '2030-01-07 15:00+00') $$) -> 'detail' ->> 'customer_id', (select carla::text from t), 'for her');
select is(pg_temp.why($$ select commerce.reserve_time_slot((select lesson from t), '2030-01-07 15:00+00', (select ann from t)) $$), 'VB405 customer_limit day 1', 'with Ann, too');
select is(pg_temp.take('tuesday', '2030-01-07 23:00+00'), 'held', 'midnight in the studio is another day');
select is(pg_temp.why($$ select commerce.reserve_time_slot((select lesson from t), '2030-01-13 22:00+00') $$), 'VB405 customer_limit week 2', 'a third one in the week is too much, on Sunday evening still');
select is(pg_temp.take('next', '2030-01-13 23:00+00'), 'held', 'the next week begins with Monday');
select is(pg_temp.why($$ select commerce.reserve_time_slot((select lesson from t), '2030-03-05 10:00+00') $$), 'VB405 customer_limit upcoming 3', 'a fourth one ahead is too much, whenever');

-- What is offered is what can be taken, by whoever asks.
select is((select count(*) from t, commerce.get_available_slots(lesson, '2030-03-05 00:00+00', '2030-03-06 00:00+00')), 0::bigint, 'she is offered none');
select is((select sum(day.starts) from t, commerce.get_available_days(lesson, '2030-03-05', '2030-03-06') as day (on_date, starts)), 0::bigint, 'on no day');
select is((select commerce.explain_slot(lesson, '2030-03-05 10:00+00') from t), 'customer_limit', 'and told why');
select is((select string_agg(concat(c.is_available, c.reason), ' ') from t, commerce.check_slots(lesson, array['2030-03-05 10:00+00'::timestamptz, '2030-01-07 10:00+00']) as c), 'fcustomer_limit fcustomer_limit', 'of any time');
select commerce_test.act_as('acme', 'dora');
select is((select commerce.explain_slot(lesson, '2030-03-05 10:00+00') from t), null, 'others may');
select commerce_test.act_as('acme', null, 'commerce_anon');
select is((select count(*) from t, commerce.get_available_slots(lesson, '2030-03-05 00:00+00', '2030-03-06 00:00+00')), 24::bigint, 'visitors see what is free');
select commerce_test.act_as('acme', 'mona');
select is((select count(*) from t, commerce.get_available_slots(lesson, '2030-03-05 00:00+00', '2030-03-06 00:00+00')), 24::bigint, 'and so does the business');

-- What ends counts no more; what was had counts in its period.
select commerce_test.act_as('acme', 'carla');
select is((select status from h, commerce.release_reservation(h.id, h.hold_token) where h.label = 'next'), 'cancelled', 'she lets one go');
select is((select count(*) from t, commerce.get_available_slots(lesson, '2030-01-06 23:00+00', '2030-01-13 23:00+00')), 0::bigint, 'her week is still full');
select is((select count(*) from t, commerce.get_available_slots(lesson, '2030-01-13 23:00+00', '2030-01-14 23:00+00')), 24::bigint, 'the next one is open again');
select commerce.set_clock('2030-01-01 09:20+00');
delete from h;
select is(pg_temp.take('monday', '2030-01-07 12:00+00'), 'held', 'what has lapsed does not count');
insert into h select 'order', id, access_token from commerce.create_order(items => pg_temp.item('monday'), payment_method => 'cash_on_delivery');
select is(pg_temp.status(), 'confirmed', 'it becomes a booking');
select is(pg_temp.why($$ select commerce.create_order(items => pg_temp.wish('2030-01-07 18:00+00')) $$), 'VB405 customer_limit day 1', 'which counts as the hold did');
insert into h select 'unpaid', id, access_token from commerce.create_order(items => pg_temp.wish('2030-01-08 18:00+00'));
select is(pg_temp.take('third', '2030-01-09 10:00+00'), 'refused', 'as does what is not paid yet');
select commerce.set_clock('2030-01-01 10:20+00');
select is(pg_temp.take('third', '2030-01-09 10:00+00'), 'held', 'until its time has lapsed');

-- Visitors hold what they like, and are known when they order.
select commerce_test.act_as('acme', null, 'commerce_anon');
select is(pg_temp.take('a', '2030-01-10 10:00+00') || pg_temp.take('b', '2030-01-11 10:00+00') || pg_temp.take('c', '2030-01-11 12:00+00'), 'heldheldheld', 'nobody knows whose these are');
select commerce_test.act_as('acme');
select is(pg_temp.why($$ select commerce.create_order(items => pg_temp.item('a'), customer_id => (select carla from t)) $$), 'VB405 customer_limit week 2', 'hers are too many');
select is(pg_temp.why($$ select commerce.create_order(items => pg_temp.item('b') || pg_temp.item('c'), customer_id => (select dora from t)) $$), 'VB405 customer_limit day 1', 'and two of one day, in one order');
select is((select status from commerce.create_order(items => pg_temp.item('a') || pg_temp.item('b'), customer_id => (select dora from t))), 'created', 'two of two days are not');
select is((select status from commerce.create_order(items => pg_temp.item('c'))), 'created', 'who stays unknown has no limit');

-- The business may make an exception, and moves count in the period they lead to.
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.why($$ select commerce.create_booking((select lesson from t), '2030-01-11 15:00+00', (select dora from t)) $$), 'VB405 customer_limit day 1', 'members are told, too');
select is((commerce.create_booking((select lesson from t), '2030-01-11 15:00+00', (select dora from t), override_hours => true)).status, 'confirmed', 'and may let it pass');
select is(pg_temp.why($$ select * from commerce.create_booking_series((select lesson from t), '2030-01-12 10:00+00', (select dora from t), rule => '{"count":3}') $$), 'VB405 customer_limit', 'a series counts, too');
select is((select string_agg(outcome || coalesce(' ' || reason, ''), ', ' order by starts_at) from commerce.create_booking_series((select lesson from t), '2030-01-19 10:00+00', (select carla from t), rule => '{"count":3}', on_conflict => 'what_fits')), 'booked, skipped customer_limit, skipped customer_limit', 'what fits is booked');
select is((select count(*) from commerce.create_booking_series((select lesson from t), '2030-04-06 10:00+00', (select carla from t), rule => '{"count":3}', override_hours => true) where outcome = 'booked'), 3::bigint, 'or all of it, by way of exception');
select is(pg_temp.why(format('select commerce.reschedule_booking(%L, %L)', pg_temp.booking('2030-01-19 10:00+00'), '2030-04-06 15:00+00')), 'VB405 customer_limit day 1', 'a booking is not moved into a full day');
select is((commerce.reschedule_booking(pg_temp.booking('2030-01-19 10:00+00')::uuid, '2030-01-19 11:00+00')).local_start, '12:00'::time, 'within its periods it is, although there are more than three ahead');
select is((commerce.reschedule_booking(pg_temp.booking('2030-01-19 11:00+00')::uuid, '2030-01-25 10:00+00')).local_date, '2030-01-25', 'and into one with room');
select is((select status from commerce.cancel_booking(pg_temp.booking('2030-01-07 12:00+00')::uuid)), 'cancelled', 'what is cancelled');
select commerce_test.act_as('acme', 'carla');
select is((select commerce.explain_slot(lesson, '2030-01-07 12:00+00') from t), 'customer_limit', 'leaves one who has too many ahead with too many');
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_service('Lesson', customer_limits => '{"day": 1, "week": 2}')).customer_limits ? 'upcoming', false, 'limits can be changed');
select commerce_test.act_as('acme', 'carla');
select is((select commerce.explain_slot(lesson, '2030-01-07 12:00+00') from t), null, 'its day is free again');
select is((select commerce.explain_slot(lesson, '2030-01-09 12:00+00') from t), 'customer_limit', 'that of her hold is not');
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_service('Lesson', clear => '{customer_limits}')).customer_limits, null, 'and taken away');
select commerce_test.act_as('acme', 'carla');
select is(pg_temp.take('more', '2030-01-09 12:00+00'), 'held', 'then everybody has as much as they like');

-- What is over is ahead no more.
select commerce_test.given_customer('emil');
create function pg_temp.is_told() returns text language plpgsql as $$
declare
    v_reason text;
begin
    perform commerce_test.act_as('acme', 'emil');
    v_reason := commerce.explain_slot((select lesson from t), '2030-02-05 10:00+00');
    perform commerce_test.act_as('acme', 'mona');
    return v_reason;
end $$;
select commerce_test.act_as('acme', 'mona');
select is((commerce.upsert_service('Lesson', customer_limits => '{"upcoming": 1}')).customer_limits ->> 'upcoming', '1', 'one at a time');
select is((commerce.create_booking((select lesson from t), at::timestamptz, commerce_test.given_customer('emil'), override_hours => true)).status, 'confirmed', 'one on ' || at) from unnest('{2030-01-02 10:00+00,2030-01-03 10:00+00}'::text[]) as at;
select (commerce.cancel_booking(pg_temp.booking('2030-01-03 10:00+00')::uuid)).status;
select commerce.set_clock('2030-01-02 10:30+00');
select is(pg_temp.is_told(), 'customer_limit', 'which has begun, and is not over');
select (commerce.check_in_booking(pg_temp.booking('2030-01-02 10:00+00')::uuid)).status;
select (commerce.complete_booking(pg_temp.booking('2030-01-02 10:00+00')::uuid)).status;
select is(pg_temp.is_told(), null, 'until it is done');
select (commerce.create_booking((select lesson from t), '2030-01-04 10:00+00', commerce_test.given_customer('emil'))).status;
select commerce.set_clock('2030-01-04 11:00+00');
select is(pg_temp.is_told(), null, 'or its time has passed, whatever its status says');

-- Visitors count as whoever has their address, and learn nothing of what those have.
select is((commerce.upsert_service('Lesson', customer_limits => '{"day": 1}')).customer_limits, '{"day": 1}', 'one a day');
select (commerce.create_booking((select lesson from t), '2030-03-02 10:00+00', (select carla from t))).status;
create function pg_temp.visit(at text, email text) returns text language plpgsql as $$
begin
    perform commerce_test.act_as('acme', null, 'commerce_anon');
    return commerce_test.error_of(format('select commerce.create_order(items => pg_temp.wish(%L), customer => %L)', at, jsonb_build_object('email', email)));
end $$;
select is(pg_temp.visit('2030-03-01 10:00+00', 'Vera@visitor.test'), null, 'somebody unknown comes');
select is(pg_temp.visit('2030-03-01 12:00+00', 'vera@visitor.test')::jsonb -> 'detail', (select jsonb_build_object('reason', 'customer_limit', 'period', 'day', 'limit', 1, 'service_id', lesson, 'starts_at', '2030-03-01T12:00:00+00:00') from t), 'once on that day, and is not named');
select is(pg_temp.visit('2030-03-02 18:00+00', 'vera@visitor.test'), null, 'on the next day once more');
select is(pg_temp.visit('2030-03-01 12:00+00', 'otto@visitor.test'), null, 'as may others');
select is(pg_temp.visit('2030-03-02 12:00+00', 'CARLA@acme.test'), null, 'who only says to be her is not told that her day is full');
select is(pg_temp.visit('2030-03-02 14:00+00', 'carla@acme.test')::jsonb #>> '{detail,reason}', 'customer_limit', 'but may not have two themselves');
select is(pg_temp.visit('2030-03-03 12:00+00', 'carla@acme.test'), null, 'nor does anybody tell them of another day');
select commerce_test.act_as('acme', 'carla');
select is((select commerce.explain_slot(lesson, '2030-03-03 15:00+00') from t), 'customer_limit', 'what visitors book under her address is hers to count');
select is(pg_temp.why($$ select commerce.reserve_time_slot((select lesson from t), '2030-03-03 15:00+00') $$), 'VB405 customer_limit day 1', 'when she holds a time');
select is((select commerce.explain_slot(lesson, '2030-03-04 15:00+00') from t), null, 'on days without any she may');
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.why($$ select commerce.create_booking((select lesson from t), '2030-03-03 15:00+00', (select carla from t)) $$), 'VB405 customer_limit day 1', 'and when the business books for her');
select is(pg_temp.why($$ select commerce.create_booking((select lesson from t), '2030-03-03 15:00+00', customer => '{"email": "carla@acme.test"}') $$), 'VB405 customer_limit day 1', 'by her address, too');
select is((select customer_id from commerce.bookings where id = pg_temp.booking('2030-03-03 12:00+00')::uuid), null, 'it is not hers otherwise');
select (commerce.cancel_booking(pg_temp.booking('2030-03-03 12:00+00')::uuid)).status;
select commerce_test.act_as('acme', 'carla');
select is((select commerce.explain_slot(lesson, '2030-03-03 15:00+00') from t), null, 'and counts until it is cancelled');

-- They move their bookings by the token of the order, and no further than they could have booked.
select commerce_test.act_as('acme', null, 'commerce_anon');
delete from h;
insert into h select 'first', id, access_token from commerce.create_order(items => pg_temp.wish('2030-03-11 10:00+00'), customer => '{"email": "gwen@visitor.test"}');
insert into h select 'second', id, access_token from commerce.create_order(items => pg_temp.wish('2030-03-12 10:00+00'), customer => '{"email": "gwen@visitor.test"}');
insert into h select 'unnamed', id, access_token from commerce.create_order(items => pg_temp.wish('2030-03-12 16:00+00'));
create function pg_temp.move(label text, at text, to_at text) returns text language plpgsql as $$
begin
    perform set_config('commerce.order_token', (select h.hold_token::text from h where h.label = move.label), true);
    return coalesce(commerce_test.error_of(format('select commerce.reschedule_booking(%L, %L)', pg_temp.booking(at), to_at))::jsonb ->> 'detail', 'moved');
end $$;
select is(pg_temp.move('second', '2030-03-12 10:00+00', '2030-03-11 12:00+00'), (select jsonb_build_object('reason', 'customer_limit', 'period', 'day', 'limit', 1, 'service_id', lesson, 'starts_at', '2030-03-11T12:00:00+00:00')::text from t), 'a visitor does not move one into a day that is theirs already, and is not named');
select is(pg_temp.move('second', '2030-03-12 10:00+00', '2030-03-12 12:00+00'), 'moved', 'within the day they do');
select is(pg_temp.move('second', '2030-03-12 12:00+00', '2030-03-13 12:00+00'), 'moved', 'and to another');
select is(pg_temp.move('unnamed', '2030-03-12 16:00+00', '2030-03-11 16:00+00'), 'moved', 'who gave no address has no limit');
select commerce_test.act_as('acme', 'mona');
select is(pg_temp.why(format('select commerce.reschedule_booking(%L, %L)', pg_temp.booking('2030-03-13 12:00+00'), '2030-03-11 18:00+00')), 'VB405 customer_limit day 1', 'nor does the business by mistake');
select is((select status from commerce.bookings where id = pg_temp.booking('2030-03-13 12:00+00')::uuid), 'pending_payment', 'what is refused stays where it was');
select commerce_test.act_as('acme');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything agrees');

select * from finish();
rollback;
