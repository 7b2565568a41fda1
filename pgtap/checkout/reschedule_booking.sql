begin;
select plan(67);

select commerce.set_clock('2030-01-01 06:00+00');
select commerce_test.given_gateway_account(organization => 'acme');
select commerce_test.given_member('sam', 'staff');
select commerce_test.act_as('acme', 'mona');
create temporary table t as
select cut.id as cut, yoga.id as yoga
from commerce.set_cancellation_policy('Two moves', '[{"hours_before": 0}]', max_moves => 2, move_notice_hours => 12) as policy
cross join lateral commerce.upsert_service('Cut', 60, 10000, buffer_after_minutes => 15, step_minutes => 15, cancellation_policy_id => policy.id) as cut
cross join lateral commerce.upsert_service('Yoga', 60, 3000, capacity_mode => 'pooled', capacity => 3) as yoga;
reset role;
alter table t add ann uuid, add ben uuid, add carla uuid, add room uuid, add monday uuid, add tuesday uuid, add asked uuid, add class uuid;
create temporary table o (id uuid, token uuid);
grant all on t, o to public;
update t set ann = commerce_test.given_staff('Ann', array[cut], user_id => commerce_test.user_id('sam')), ben = commerce_test.given_staff('Ben', array[cut]), carla = commerce_test.given_customer('carla'),
    room = (select id from commerce.upsert_resource('Room', 'room')),
    monday = commerce_test.given_time_slot(yoga, '2030-01-07 18:00+00', 3), tuesday = commerce_test.given_time_slot(yoga, '2030-01-08 18:00+00', 3);
update commerce.services set status = 'active' where id = (select cut from t);
select commerce_test.act_as('acme', 'mona');
select (commerce.assign_resource(cut, 'room')).resource_group from t;

create function pg_temp.b() returns uuid language sql as $$ select commerce_test.value_of('select b.id from commerce.bookings as b join o on o.id = b.order_id')::uuid $$;
create function pg_temp.held() returns text language sql as $$
    select commerce_test.value_of('select string_agg(concat_ws('' '', to_char(lower(during) at time zone ''UTC'', ''DD HH24:MI''), case staff_id when (select ann from t) then ''Ann'' else ''Ben'' end, r.status, p.status, p.expires_at), '', '' order by r.created_at, r.id)
        from commerce.slot_reservations as r join commerce.reservation_resources as p on p.reservation_id = r.id where r.service_id = (select cut from t) and r.status <> ''cancelled''')
$$;
create function pg_temp.now_at() returns text language sql as $$
    select commerce_test.value_of(format('select concat_ws('' '', local_date, local_start, local_end, ical_sequence, s.display_name, b.status) from commerce.bookings as b join commerce.staff as s on s.id = b.staff_id where b.id = %L', pg_temp.b()))
$$;

select commerce_test.act_as('acme');
insert into o select id, access_token from commerce.create_order(items => (select jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-02 10:00+00')) from t),
    customer => '{"email": "gus@acme.test", "first_name": "Gus"}');
select commerce_test.deliver(commerce_test.given_payment(id), 'payment_succeeded') from o;
select commerce_test.force(format('update t set asked = %L', commerce_test.value_of(format('select staff_id from commerce.bookings where id = %L', pg_temp.b()))));
-- Whoever was chosen is called Ann from here on.
select commerce_test.force('update commerce.staff set display_name = case id when (select asked from t) then ''Ann'' else ''Ben'' end where id in (select ann from t union select ben from t)');
select commerce_test.force('update t set ben = case when asked = ann then ben else ann end, ann = asked');

-- A guest who asked for nobody.
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-02 14:00+00') $$, 'VB201', 'a stranger moves nothing');
select set_config('commerce.order_token', (select token::text from o), true);
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-02 10:30+00')).starts_at, '2030-01-02 10:30+00', 'a guest moves by half an hour, into the time of the booking itself');
select is(pg_temp.held(), '02 10:30 Ann confirmed confirmed', 'one time and one room are held, for good');
select is(pg_temp.now_at(), '2030-01-02 10:30:00 11:30:00 1 Ann confirmed', 'by the same person; calendars hear of it');
select commerce_test.act_as('acme');
select is((select (commerce.reserve_time_slot(cut, '2030-01-03 10:00+00', ann, idempotency_key => 'reschedule-hold-of-test-1')).status from t), 'reserved', 'others take what they like');
select commerce_test.force('update commerce.reservation_resources set status = ''cancelled'' where occupied && ''[2030-01-03,2030-01-04)''');
select commerce_test.act_as('acme', null, 'commerce_anon');
select set_config('commerce.order_token', (select token::text from o), true);
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-03 10:00+00', reason => 'train')).staff_id, (select ben from t), 'whoever is free takes it over');
select is((select string_agg(concat_ws(' ', lower(from_during), lower(to_during), ical_sequence, is_by_customer, reason), ', ' order by ical_sequence) from commerce.booking_moves), 
    '2030-01-02 10:00:00+00 2030-01-02 10:30:00+00 1 t, 2030-01-02 10:30:00+00 2030-01-03 10:00:00+00 2 t train', 'the history keeps every time it had');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-04 10:00+00') $$, 'VO404', 'as often as the policy says');
select commerce_test.act_as('acme', 'mona');
select is((select (commerce.reschedule_booking(pg_temp.b(), '2030-01-04 10:00+00', ann)).staff_id from t), (select ann from t), 'a manager moves more often, and to whom they like');
select is(commerce_test.count_of('commerce.notification_queue', 'template = ''booking_rescheduled'' and channel = ''email'' and status = ''queued''', 'acme'), 1::bigint, 'the customer hears of the last time only');
select is((select data ->> 'old_local_start' from commerce.notification_queue where template = 'booking_rescheduled' and status = 'queued' and channel = 'email'), '2030-01-03 10:00', 'and of the one before');
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-04 10:00+00')).ical_sequence, 3, 'where it is already it is not moved');
select is((select (commerce.reschedule_booking(pg_temp.b(), null, ben)).staff_id from t), (select ben from t), 'another person at the same time, in the same room');

-- What is not to be had, and that nothing is lost then.
select commerce_test.act_as('acme', 'mona');
select (commerce.reserve_time_slot(cut, '2030-01-05 10:00+00', ben, idempotency_key => 'reschedule-hold-of-test-2')).status from t;
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-05 10:30+00', ben) from t $$, 'VB401', 'a time that is taken');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-05 10:30+00', ann) from t $$, 'VB401', 'a room that is taken');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-05 10:30+00') $$, 'VB401', 'whoever it is');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-04 10:20+00') $$, 'VB405', 'a time that is no start, beside its own');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2029-12-31 10:00+00') $$, 'VB405', 'the past');
select is(pg_temp.now_at(), '2030-01-04 10:00:00 11:00:00 4 Ben confirmed', 'the old time is kept');
select (commerce.reserve_time_slot(cut, '2030-01-04 11:15+00', ben, idempotency_key => 'reschedule-hold-of-test-3')).status from t;
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-04 10:15+00', ben) from t $$, 'VB401', 'a step further into a neighbour');
select is(pg_temp.now_at(), '2030-01-04 10:00:00 11:00:00 4 Ben confirmed', 'and still the old time is kept');

-- Staff move their own.
select commerce_test.act_as('acme', 'sam');
select commerce_test.force('update commerce.staff set user_id = null where id = (select ann from t)');
select commerce_test.force('update commerce.staff set user_id = commerce_test.user_id(''sam'') where id = (select ben from t)');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-06 10:00+00', ann) from t $$, 'VT302', 'staff give nothing to others');
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-06 10:00+00')).starts_at, '2030-01-06 10:00+00', 'but move their own');

-- Price.
select commerce_test.act_as('acme', 'mona');
select (commerce.upsert_service('Cut', price_minor => 11500)).name;
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-06 14:00+00')).total_minor, 11500::bigint, 'a dearer service');
select is((select concat_ws(' ', status, payment_status, total_minor, paid_minor, due_minor) from commerce.orders), 'paid partially_paid 11500 10000 1500', 'the difference becomes due');
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-06 15:00+00')).total_minor, 11500::bigint, 'once');
select (commerce.upsert_service('Cut', price_minor => 9000)).name;
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-06 16:00+00')).total_minor, 9000::bigint, 'a cheaper one');
select is((select concat_ws(' ', total_minor, due_minor, (select sum(amount_minor) from commerce.refunds)) from commerce.orders), '10000 0 1000', 'is let off what is due, and gets the rest back');

-- Sessions.
select commerce_test.act_as('acme');
select commerce_test.force(format('update t set class = %L', commerce_test.given_booking(yoga, '2030-01-07 18:00+00', customer_id => carla, party_size => 2))) from t;
select commerce_test.act_as('acme', 'carla');
select is((select (commerce.reschedule_booking(class, '2030-01-08 18:00+00')).time_slot_id from t), (select tuesday from t), 'places in another session');
select commerce_test.act_as('acme');
select is(commerce_test.value_of('select string_agg(commerce_private.places_taken(organization_id, id, commerce_private.clock())::text, '' '' order by starts_at) from commerce.time_slots where service_id = (select yoga from t)'), '0 2', 'and none in the old one');
select (commerce.reserve_time_slot(time_slot_id => monday, party_size => 2, idempotency_key => 'reschedule-hold-of-test-4')).status from t;
select commerce_test.act_as('acme', 'carla');
select commerce_test.is_refused($$ select commerce.reschedule_booking(class, '2030-01-07 18:00+00') from t $$, 'VB402', 'two do not fit beside two in three places');
select commerce_test.is_refused($$ select commerce.reschedule_booking(class, '2030-01-09 18:00+00') from t $$, 'VB405', 'there is no session then');
select commerce.set_clock('2030-01-08 19:00+00');
select commerce_test.is_refused($$ select commerce.reschedule_booking(class, '2030-01-09 18:00+00') from t $$, 'VO404', 'what has begun is not moved by its customer');

-- By the head, of those who still come.
select commerce_test.act_as('acme', 'mona');
create temporary table party as
select commerce_test.given_time_slot(yoga, '2030-01-20 18:00+00', 3) as one, commerce_test.given_time_slot(yoga, '2030-01-21 18:00+00', 3) as other,
    commerce_test.given_booking(yoga, '2030-01-20 18:00+00', customer_id => carla, party_size => 3, participants => '{"adult": 3}') as id from t;
select (commerce.upsert_service('Yoga', price_minor => 3500)).name;
select is((select (commerce.reschedule_booking(id, '2030-01-21 18:00+00')).total_minor from party), 10500::bigint, 'three pay a difference three times');
select is((select (commerce.change_party(id, '{"adult": 1}')).total_minor from party), 3500::bigint, 'two stay at home');
select (commerce.upsert_service('Yoga', price_minor => 4000)).name;
select is((select (commerce.reschedule_booking(id, '2030-01-20 18:00+00')).total_minor from party), 4000::bigint, 'the one who comes pays the next one once');
select is((select (commerce.reschedule_booking(id, '2030-01-21 18:00+00')).total_minor from party), 4000::bigint, 'and no more');

-- With the tax it was sold with.
select commerce_test.act_as('acme');
select commerce.set_tax_rate(20, 'DE');
select commerce.set_setting('tax_place', '{"country": "DE"}');
create temporary table taxed as select commerce_test.given_booking(yoga, '2030-01-20 18:00+00', customer_id => carla) as id from t;
select (commerce.upsert_service('Yoga', price_minor => 4500)).name;
select is((select (commerce.reschedule_booking(id, '2030-01-21 18:00+00')).total_minor from taxed), 5400::bigint, 'a difference is taxed as its booking is');
select results_eq($$ select subtotal_minor, tax_minor, ord.total_minor, due_minor, price_breakdown #>> '{taxes,0,tax_minor}' from commerce.orders as ord join commerce.bookings as b on b.order_id = ord.id join taxed on taxed.id = b.id $$,
    $$ values (4500::bigint, 900::bigint, 5400::bigint, 5400::bigint, '900') $$, 'in all sums of the order');
select (commerce.upsert_service('Yoga', price_minor => 4001)).name;
select is((select (commerce.reschedule_booking(id, '2030-01-20 18:00+00')).total_minor from taxed), 4801::bigint, 'and so is what it costs less');
select commerce.set_setting('prices_include_tax', 'true');
create temporary table included as select commerce_test.given_booking(yoga, '2030-01-20 18:00+00', customer_id => carla) as id from t;
select (commerce.upsert_service('Yoga', price_minor => 4601)).name;
select commerce.reschedule_booking(id, '2030-01-21 18:00+00') from included;
select results_eq($$ select tax_minor, ord.total_minor from commerce.orders as ord join commerce.bookings as b on b.order_id = ord.id join included on included.id = b.id $$,
    $$ values (767::bigint, 4601::bigint) $$, 'a price may contain the tax');

-- Cheaper before anything is paid.
select commerce_test.act_as('acme');
create function pg_temp.due_after(price bigint, code text = null) returns text language plpgsql as $$
declare
    v_order commerce.created_order;
begin
    perform commerce.upsert_service('Yoga', price_minor => 4000);
    v_order := commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', (select yoga from t), 'starts_at', '2030-01-25 18:00+00')), payment_method => 'manual', gift_card_code => code);
    perform commerce.upsert_service('Yoga', price_minor => price);
    perform commerce.reschedule_booking(b.id, '2030-01-26 18:00+00') from commerce.bookings as b where b.order_id = v_order.id;
    return (select concat_ws(' ', ord.status, ord.total_minor, ord.due_minor, ord.due_now_minor, b.status) from commerce.orders as ord join commerce.bookings as b on b.order_id = ord.id where ord.id = v_order.id);
end;
$$;
select commerce_test.given_time_slot(yoga, day.at, 9) from t, (values ('2030-01-25 18:00+00'::timestamptz), ('2030-01-26 18:00+00')) as day (at);
select is(pg_temp.due_after(0), 'paid 0 0 0 confirmed', 'what costs nothing any more is settled');
create temporary table card as select code from commerce.issue_gift_card(2000);
select is(pg_temp.due_after(1500, (select code from card)), 'paid 1500 0 0 confirmed', 'so is what a gift card covers, which gives no more than it costs');
select is((select balance_minor from commerce.gift_card_balance((select code from card))), 500::bigint, 'and keeps the rest');
select (commerce.upsert_service('Yoga', deposit_minor => 1000)).name;
select is(pg_temp.due_after(3000), 'pending_payment 3000 3000 1000 pending_payment', 'a deposit stays due');

select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b()) $$, 'VB101', 'nowhere');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), 'infinity') $$, 'VB101', 'never');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), new_staff_id => gen_random_uuid()) $$, 'VB202', 'to nobody');
select commerce_test.is_refused($$ select commerce.reschedule_booking(null, '2030-02-01 10:00+00') $$, 'VB201', 'nothing');
select commerce_test.is_refused($$ select commerce.reschedule_booking(gen_random_uuid(), '2030-02-01 10:00+00') $$, 'VB201', 'what is not there');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-02-01 10:00+00', reason => repeat('x', 1001)) $$, 'VB101', 'with a long reason');
select (commerce.cancel_booking(pg_temp.b())).status;
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-02-01 10:00+00') $$, 'VB404', 'what is cancelled');

-- A hold that has lapsed.
select commerce_test.act_as('acme');
delete from o;
insert into o select id, access_token from commerce.create_order(items => (select jsonb_build_array(jsonb_build_object('service_id', cut, 'starts_at', '2030-01-12 10:00+00')) from t), customer => '{"email": "gus@acme.test"}');
select is((commerce.reschedule_booking(pg_temp.b(), '2030-01-12 14:00+00')).status, 'pending_payment', 'what is not paid yet can be moved');
select is(commerce_test.value_of(format('select r.status || '' '' || (r.expires_at = (select max(expires_at) from commerce.slot_reservations where status = ''cancelled'' and lower(during) = ''2030-01-12 10:00+00'')) from commerce.slot_reservations as r join commerce.bookings as b on b.reservation_id = r.id where b.id = %L', pg_temp.b())), 'reserved true', 'and is held as long as before');
select commerce.set_clock('2030-01-09 19:00+00');
select commerce_test.is_refused($$ select commerce.reschedule_booking(pg_temp.b(), '2030-01-12 16:00+00') $$, 'VB403', 'until it lapses');
select commerce_test.act_as_role('commerce_worker');
select is((select string_agg(check_name || ' ' || sample, ', ') from commerce.verify_integrity() where not is_ok), null, 'everything still adds up');
-- Places of whoever may have one a day.
select commerce_test.act_as('acme');
select commerce_test.force($$ update commerce.services set customer_limits = '{"day": 1}' where id = (select yoga from t) $$);
create temporary table places as select commerce_test.given_booking(yoga, customer_id => commerce_test.given_customer('lena'), time_slot_id => commerce_test.given_time_slot(yoga, at::timestamptz, 3)) as id, at from t, unnest('{2030-01-21 10:00+00,2030-01-22 10:00+00}'::text[]) as at;
select commerce_test.given_time_slot(yoga, '2030-01-22 12:00+00', 3), commerce_test.given_time_slot(yoga, '2030-01-23 12:00+00', 3) from t;
grant all on places to public;
select commerce_test.is_refused($$ select commerce.reschedule_booking((select id from places limit 1), '2030-01-22 12:00+00') $$, 'VB405', 'not into a day that is full');
select is((commerce.reschedule_booking((select id from places offset 1), '2030-01-22 12:00+00')).local_start, '12:00'::time, 'within one');
select is((commerce.reschedule_booking((select id from places limit 1), '2030-01-23 12:00+00')).local_date, '2030-01-23', 'and to another');

-- Who asked for the teacher of a session goes to another one of theirs, or to none.
reset role;
create temporary table j as select joga, commerce_test.given_staff('Jo', array[joga]) as jo, commerce_test.given_staff('Ida', array[joga]) as ida, null::uuid as asked, null::uuid as any_one
from (select commerce_test.given_service('Joga', 60, 'pooled', 4, 1000) as joga) as s;
grant all on j to public;
select commerce_test.given_time_slot(joga, at, places, staff_id => who) from j, lateral (values ('2030-02-01 10:00+00'::timestamptz, 4, jo), ('2030-02-02 10:00+00', 4, jo), ('2030-02-02 10:00+00', 9, ida), ('2030-02-03 10:00+00', 9, ida)) as slot (at, places, who);
select commerce_test.act_as('acme');
update j set asked = commerce_test.given_booking(joga, '2030-02-01 10:00+00', jo), any_one = commerce_test.given_booking(joga, '2030-02-01 10:00+00');
select is((select (commerce.reschedule_booking(asked, '2030-02-02 10:00+00')).staff_id from j), (select jo from j), 'who asked for Jo goes to Jo''s');
select is((select (commerce.reschedule_booking(any_one, '2030-02-02 10:00+00')).staff_id from j), (select ida from j), 'others where there is most room');
select commerce_test.is_refused($$ select commerce.reschedule_booking(asked, '2030-02-03 10:00+00') from j $$, 'VB405', 'Jo gives none on the third');
select is((select (commerce.reschedule_booking(asked, '2030-02-03 10:00+00', ida)).staff_id from j), (select ida from j), 'unless Ida is asked for');

-- Who waits gets what a booking leaves, before anybody else: a place, and a person's time.
create temporary table q (label text, booking uuid, entry uuid);
grant all on q to public;
insert into q select 'place', asked, (commerce.join_waitlist(joga, '[2030-02-03 00:00+00,2030-02-04 00:00+00)', 9, commerce_test.given_customer('wim'))).id from j;
insert into q select 'time', commerce_test.given_booking(cut, '2030-02-05 10:00+00', ann), (commerce.join_waitlist(cut, '[2030-02-05 10:00+00,2030-02-05 11:00+00)', customer_id => commerce_test.given_customer('wim'))).id from t;
select is((select (commerce.reschedule_booking(booking, '2030-02-02 10:00+00', (select jo from j))).status from q where label = 'place'), 'confirmed', 'a party goes to another session');
select is((select e.status from commerce.waitlist_entries as e join q on q.entry = e.id where label = 'place'), 'offered', 'and who waits for all of it is offered it at once');
select is((select (commerce.reschedule_booking(booking, '2030-02-05 14:00+00')).status from q where label = 'time'), 'confirmed', 'an appointment is moved');
select is((select e.status from commerce.waitlist_entries as e join q on q.entry = e.id where label = 'time'), 'offered', 'and so is its time');

select * from finish();
rollback;
