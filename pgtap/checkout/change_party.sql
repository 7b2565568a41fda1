begin;
select plan(59);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select yoga, cut, slot, carla
from (select commerce_test.given_service('Yoga', 60, 'pooled', 4, price_minor => 1000) as yoga, commerce_test.given_service('Cut', 60, capacity => 3) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_time_slot(yoga, '2030-01-10 18:00+00', 4) as slot, commerce_test.given_staff('Ann', array[cut]) as ann) as l;
create temporary table b (label text, id uuid);
create function pg_temp.by_visits(service uuid, starts_at text, party integer) returns uuid language plpgsql as $$
declare
    v_order_id uuid;
begin
    perform commerce_test.act_as('acme');
    v_order_id := (commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', service, 'starts_at', starts_at, 'party_size', party, 'entitlement_id', (select id from e))), customer_id => (select carla from t))).id;
    return (select x.id from commerce.bookings as x where x.order_id = v_order_id);
end $$;
grant all on t, b to public;
insert into b select 'paid', commerce_test.given_booking(yoga, time_slot_id => slot, party_size => 3, participants => '{"adult":2,"child":1}', customer_id => carla, payment_method => 'stripe') from t;
select is(commerce_test.deliver(commerce_test.value_of(format('select p.id from commerce.payments as p join commerce.bookings as x on x.order_id = p.order_id where x.id = %L', (select id from b)))::uuid, 'payment_succeeded'), 'applied', 'three places are paid');
select commerce_test.act_as('acme');
select throws_ok($$ select commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2) $$, 'VB402', null, 'one is left');

select commerce_test.act_as('acme', 'carla');
select is((select party_size || ' ' || total_minor || ' ' || (participants ->> 'adult') from commerce.change_party((select id from b), '{"adult":2}', 'the child is ill')), '2 2000 2', 'the child stays at home');
select is(commerce_test.value_of($$ select sum(amount_minor)::text from commerce.refunds as r join commerce.bookings as x on x.order_id = r.order_id where x.id = (select id from b) $$), '1000', 'its price goes back');
select is((select party_size from commerce.change_party((select id from b), '{"adult":2}')), 2, 'the same again is harmless');
select is((select participants ->> 'child' from commerce.change_party((select id from b), '{"adult":1,"child":1}')), '1', 'others of as many may come');
select is(commerce_test.value_of($$ select count(*)::text from commerce.refunds as r join commerce.bookings as x on x.order_id = r.order_id where x.id = (select id from b) $$), '1', 'for nothing');
select commerce_test.act_as('acme');
select is((select party_size from commerce.reserve_time_slot(time_slot_id => (select slot from t), party_size => 2)), 2, 'the place is free at once');
select is(commerce_test.value_of($$ select total_bookings::text from commerce.customers where id = (select carla from t) $$), '1', 'it is still one booking');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.is_refused($$ select commerce.change_party((select id from b), '{"adult":3}') $$, 'VB101', 'a party does not grow');
select commerce_test.is_refused($$ select commerce.change_party((select id from b), '{}') $$, 'VB101', 'nor vanish');
select commerce_test.is_refused($$ select commerce.change_party((select id from b), '{"adult":0}') $$, 'VB101', 'not even in words');
select commerce_test.is_refused($$ select commerce.change_party((select id from b), '{"adult":1.5}') $$, 'VB101', 'nobody is half');
select commerce_test.is_refused($$ select commerce.change_party((select id from b), null) $$, 'VB101', 'null');
select commerce_test.is_refused($$ select commerce.change_party(gen_random_uuid(), '{"adult":1}') $$, 'VB201', 'an unknown booking');

-- Cancelled later: what went back before is not sent twice.
select is((commerce.cancel_booking((select id from b), at_fault => 'business')).status, 'cancelled', 'the rest is cancelled');
select is(commerce_test.value_of($$ select sum(amount_minor)::text from commerce.refunds as r join commerce.bookings as x on x.order_id = r.order_id where x.id = (select id from b) $$), '3000', 'all has gone back, once');
select commerce_test.is_refused($$ select commerce.change_party((select id from b), '{"adult":1}') $$, 'VB404', 'nobody comes to what is cancelled');

-- Unpaid, and sold as a whole.
insert into b select 'unpaid', commerce_test.given_booking(yoga, time_slot_id => slot, party_size => 2) from t;
select is((select party_size from commerce.change_party((select id from b where label = 'unpaid'), '{"adult":1}')), 1, 'an unpaid party shrinks');
select is((select o.total_minor || ' ' || o.due_minor from commerce.orders as o join commerce.bookings as x on x.order_id = o.id where x.id = (select id from b where label = 'unpaid')), '1000 1000', 'and owes less');
insert into b select 'whole', commerce_test.given_booking(cut, '2030-01-11 10:00+00', party_size => 3) from t;
select is((select party_size || ' ' || total_minor from commerce.change_party((select id from b where label = 'whole'), '{"adult":1}')), '1 5000', 'what is sold as a whole costs the same');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
-- By the policy.
reset role;
create temporary table q as select commerce_test.given_service('Pilates', 60, 'pooled', 4, price_minor => 1000) as pilates;
grant all on q to public;
select commerce_test.act_as('acme', 'mona');
select isnt((commerce.upsert_service(service_id => (select pilates from q), cancellation_policy_id => (commerce.set_cancellation_policy('Half', '[{"hours_before":72},{"hours_before":24,"kept_percent":50}]')).id)).cancellation_policy_id, null, 'a policy');
select commerce_test.given_time_slot((select pilates from q), '2030-01-03 09:00+00', 4);
insert into b select 'policy', commerce_test.given_booking(pilates, '2030-01-03 09:00+00', customer_id => carla, party_size => 2, payment_method => 'stripe') from q, t;
select is(commerce_test.deliver(commerce_test.value_of(format('select p.id from commerce.payments as p join commerce.bookings as x on x.order_id = p.order_id where x.id = %L', (select id from b where label = 'policy')))::uuid, 'payment_succeeded'), 'applied', 'paid');
select commerce_test.act_as('acme', 'carla');
select is((select cancellation_fee_minor || ' ' || total_minor from commerce.change_party((select id from b where label = 'policy'), '{"adult":1}')), '500 1000', 'half of a place is kept two days before');
select is(commerce_test.value_of($$ select sum(amount_minor)::text from commerce.refunds as r join commerce.bookings as x on x.order_id = r.order_id where x.id = (select id from b where label = 'policy') $$), '500', 'the other half goes back');
select is((commerce.cancel_booking((select id from b where label = 'policy'))).cancellation_fee_minor, 1000::bigint, 'cancelling keeps half of the other place');
select is(commerce_test.value_of($$ select sum(amount_minor)::text from commerce.refunds as r join commerce.bookings as x on x.order_id = r.order_id where x.id = (select id from b where label = 'policy') $$), '1000', 'and sends half of it back');
-- By the tiers of a price list.
reset role;
create temporary table k as select commerce_test.given_service('Kayak', 60, 'pooled', 8, price_minor => 1000) as kayak;
grant all on k to public;
select commerce_test.act_as('acme', 'mona');
select isnt((commerce.upsert_pricing_plan('Kayak prices', 'one_off', 1000, kayak, '[{"tier":"adult","price_minor":1000},{"tier":"child","price_minor":400},{"tier":"family","price_minor":2000,"places":4}]')).id, null, 'a price list') from k;
select commerce_test.given_time_slot((select kayak from k), '2030-01-20 09:00+00', 8);
insert into b select 'tiers', commerce_test.given_booking(kayak, '2030-01-20 09:00+00', party_size => 7, participants => '{"adult":1,"child":2,"family":1}') from k;
select is((select total_minor from commerce.bookings where id = (select id from b where label = 'tiers')), 3800::bigint, 'a party of three kinds');
select is((select party_size || ' ' || total_minor from commerce.change_party((select id from b where label = 'tiers'), '{"adult":1,"child":1,"family":1}')), '6 3400', 'a child less costs what a child costs');
select is((select party_size || ' ' || total_minor from commerce.change_party((select id from b where label = 'tiers'), '{"adult":1,"child":1}')), '2 1400', 'a family takes its places along');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'tiers'), '{"adult":2}') $$, 'VB101', 'a child does not become an adult for nothing');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'tiers'), '{"senior":1}') $$, 'VB101', 'nobody else comes');
select is((select o.total_minor from commerce.orders as o join commerce.bookings as x on x.order_id = o.id where x.id = (select id from b where label = 'tiers')), 1400::bigint, 'the order owes what is left');
-- Paid by the visits of a package: a visit for each place.
reset role;
create temporary table v as select commerce_test.given_service('Spin', 60, 'pooled', 8, price_minor => 1000) as spin;
grant all on v to public;
create temporary table e (id uuid);
grant all on e to public;
select commerce_test.act_as('acme');
select commerce.confirm_offline_payment(9000, o.id) from v, t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', commerce_test.given_plan('Ten spins', 'package', 9000, v.spin, 10))), customer_id => t.carla) as o;
insert into e select id from commerce.entitlements;
select commerce_test.act_as('acme', 'mona');
select isnt((commerce.upsert_service(service_id => (select spin from v), cancellation_policy_id => (commerce.set_cancellation_policy('A day', '[{"hours_before":24,"kept_percent":50}]')).id)).cancellation_policy_id, null, 'a policy that keeps a half until a day before');
select commerce_test.given_time_slot((select spin from v), '2030-02-01 09:00+00', 4);
create function pg_temp.left() returns text language sql as $$ select commerce_test.value_of(format('select (total - used)::text from commerce.entitlements where id = %L', (select id from e))) $$;
insert into b select 'visits', pg_temp.by_visits(spin, '2030-02-01 09:00+00', 4) from v;
select is(pg_temp.left(), '6', 'four come by four visits');
select commerce_test.act_as('acme');
select is((select status from commerce.join_waitlist((select spin from v), tstzrange('2030-02-01 08:00+00', '2030-02-01 12:00+00'), 2, customer_id => commerce_test.given_customer('walter'))), 'waiting', 'two others wait');
select commerce_test.act_as('acme', 'carla');
select is((select party_size || ' ' || total_minor from commerce.change_party((select id from b where label = 'visits'), '{"adult":3}')), '3 0', 'one stays at home');
select is(pg_temp.left(), '7', 'and that visit is theirs again: a half of it is not kept');
select is(commerce_test.value_of($$ select string_agg(status, ' ') from commerce.waitlist_entries $$), 'waiting', 'one place is not enough for two');
select is((select party_size from commerce.change_party((select id from b where label = 'visits'), '{"adult":1,"child":1}')), 2, 'another');
select is(pg_temp.left(), '8', 'once more');
select is(commerce_test.value_of($$ select string_agg(status, ' ') from commerce.waitlist_entries $$), 'offered', 'two are: they are asked in the same instant');
select is((select party_size from commerce.change_party((select id from b where label = 'visits'), '{"adult":2}')), 2, 'others of as many');
select is(pg_temp.left(), '8', 'bring nothing back');
select commerce.set_clock('2030-01-31 10:00+00');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'visits'), '{"adult":1}') $$, 'VO404', 'it is too late for the customer');
select commerce_test.act_as('acme', 'mona');
select is((select party_size from commerce.change_party((select id from b where label = 'visits'), '{"adult":1}')), 1, 'the shop lets one go');
select is(pg_temp.left(), '8', 'whose visit is lost');
select is((commerce.cancel_booking((select id from b where label = 'visits'), at_fault => 'business')).status, 'cancelled', 'the shop cancels');
select is(pg_temp.left(), '9', 'the one who would have come gets the visit back, nobody else');
select results_eq($$ select kind, visits, left_visits from commerce.entitlement_uses order by id $$, $$ values ('use', 4, 4), ('return', -1, 3), ('return', -1, 2), ('return', -1, 1) $$, 'all of it is written down');
select throws_ok($$ select commerce_test.force('insert into commerce.entitlement_uses (organization_id, entitlement_id, order_item_id, step, kind, visits, left_visits, at) select organization_id, entitlement_id, order_item_id, 2, ''return'', -1, 3, at from commerce.entitlement_uses limit 1') $$, '23505', null, 'no visit comes back twice');
select commerce_test.act_as('acme', 'ada');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select commerce_test.act_as('acme', 'walter');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'whole'), '{"adult":1}') $$, 'VB201', 'strangers do not');
select commerce_test.act_as('acme', 'stan');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'whole'), '{"adult":1}') $$, 'VB201', 'nor colleagues');
select commerce_test.act_as('acme', null, 'commerce_anon');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'whole'), '{"adult":1}') $$, 'VB201', 'nor visitors');
select commerce_test.act_as('twin');
select commerce_test.is_refused($$ select commerce.change_party((select id from b where label = 'whole'), '{"adult":1}') $$, 'VB201', 'another organization''s');

select * from finish();
rollback;
