-- The story of packages: bought, used visit by visit, given back.
begin;
select plan(44);

select commerce_test.act_as('acme');
select commerce.set_clock('2038-12-01 09:00+00');
select commerce_test.given_gateway_account();
create temporary table t as
select commerce_test.given_service('Massage', 60, price_minor => 6000) as massage, commerce_test.given_service('Sauna', 60, 'pooled', 8, price_minor => 1000) as sauna, commerce_test.given_service('Nails', 30, price_minor => 2000) as nails,
    commerce_test.given_customer('carla') as carla, commerce_test.given_customer('walter') as walter, commerce_test.given_product('oil', 900, 50) as oil,
    null::uuid as ten, null::uuid as any_two;
grant select on t to public;
select commerce_test.force($$ do $do$ begin perform commerce_test.given_staff('Mia', array[massage, nails]) from t; perform commerce_test.given_time_slot(sauna, '2039-01-06 18:00+00', 8) from t; end $do$ $$);
select commerce_test.force($$ with p as (insert into commerce.pricing_plans (organization_id, name, kind, price_minor, currency, service_id, quantity, valid_days)
    select commerce_test.organization_id('acme'), 'Ten massages', 'package', 50000, 'USD', massage, 10, 90 from t returning id) update t set ten = p.id from p $$);
select commerce_test.force($$ with p as (insert into commerce.pricing_plans (organization_id, name, kind, price_minor, currency, quantity)
    values (commerce_test.organization_id('acme'), 'Any two', 'package', 3000, 'USD', 2) returning id) update t set any_two = p.id from p $$);
create function pg_temp.visit(service uuid, starts_at text, entitlement uuid, customer text = 'carla', party integer = 1, extra jsonb = '[]', method text = null) returns commerce.created_order
language sql as $$
    select o.* from commerce.create_order(jsonb_build_array(jsonb_build_object('service_id', service, 'starts_at', starts_at, 'entitlement_id', entitlement, 'party_size', party)) || extra,
        customer_id => (select case customer when 'carla' then carla when 'walter' then walter end from t), payment_method => method) as o
$$;
create function pg_temp.left_of(entitlement uuid) returns integer language sql as $$ select total - used from commerce.entitlements where id = entitlement $$;

-- Bought.
create temporary table bought as select o.id, o.total_minor, o.status::text from commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', (select ten from t))), customer_id => (select carla from t), payment_method => 'stripe') as o;
grant select on bought to public;
select results_eq('select total_minor, status from bought', $$ values (50000::bigint, 'pending_payment') $$, 'a package is bought like anything');
select is_empty('select from commerce.entitlements', 'it gives nothing before it is paid');
select commerce_test.deliver(p.id, 'payment_succeeded') from commerce.payments as p, bought as b where p.order_id = b.id;
select results_eq('select customer_id, service_id, total, used, expires_at from commerce.entitlements',
    $$ select carla, massage, 10, 0, '2039-03-01 09:00+00'::timestamptz from t $$, 'then visits, for as long as the plan says');
create temporary table e as select id from commerce.entitlements;
grant select on e to public;
select is((select i.kind::text || ' ' || i.title from commerce.order_items as i, bought as b where i.order_id = b.id), 'package Ten massages', 'the line says what it is');
select is((select status::text from commerce.orders as o where o.id = (select id from bought)), 'paid', 'the order is paid, and nothing is left to do');

-- Used.
create temporary table used as select o.id, o.status::text, o.total_minor from pg_temp.visit((select massage from t), '2039-01-05 10:00+00', (select id from e)) as o;
grant select on used to public;
select results_eq('select status, total_minor from used', $$ values ('paid', 0::bigint) $$, 'a visit pays its appointment at once');
select is((select b.status::text || ' ' || b.total_minor from commerce.bookings as b where b.order_id = (select id from used)), 'confirmed 0', 'which is confirmed');
select is((select i.snapshot ->> 'list_price_minor' from commerce.order_items as i where i.order_id = (select id from used)), '6000', 'what it would have cost is remembered');
select is((select pg_temp.left_of(id) from e), 9, 'one visit is used');
select is((select (pg_temp.visit(massage, '2039-01-05 12:00+00', e.id, extra => jsonb_build_array(jsonb_build_object('product_id', oil)), method => 'stripe')).due_now_minor from t, e), 900::bigint, 'what else is in the order costs what it costs');
select is((select pg_temp.left_of(id) from e), 8, 'the visit is used from the start');
select commerce_test.act_as_role('commerce_worker');
select commerce.set_clock('2038-12-03 09:00+00');
select is(commerce.cancel_expired_orders(), 1, 'but nobody pays the rest');
select commerce_test.act_as('acme');
select is((select pg_temp.left_of(id) from e), 9, 'so that it comes back');
select is((select (commerce.cancel_order((select id from used))).status::text), 'cancelled', 'an appointment is cancelled');
select is((select pg_temp.left_of(id) from e), 10, 'and its visit comes back');
select results_eq('select kind, visits from commerce.entitlement_uses order by id', $$ values ('use', 1), ('use', 1), ('return', -1), ('return', -1) $$, 'all of it is written down');

-- Refused.
create temporary table twelve as
select jsonb_agg(jsonb_build_object('service_id', massage, 'starts_at', '2039-01-05T10:00:00Z'::timestamptz + nth * interval '1 day', 'entitlement_id', e.id)) as items from t, e, generate_series(1, 11) as nth;
grant select on twelve to public;
select is(commerce_test.error_of(format('select commerce.create_order(%L, customer_id => %L)', items, carla)) #>> '{detail,reason}', 'used_up', 'more visits than there are in one order') from t, twelve;
select is(commerce_test.error_of(format('select commerce.quote_order(%L, customer_id => %L)', items, carla)) #>> '{detail,reason}', 'used_up', 'are refused by its quote too') from t, twelve;
select is(commerce_test.error_of($$ select pg_temp.visit(massage, '2039-03-01 09:00+00', e.id) from t, e $$) #>> '{detail,reason}', 'expired', 'the appointment begins before the package runs out');
select is(commerce_test.error_of($$ select pg_temp.visit(nails, '2039-01-05 10:00+00', e.id) from t, e $$) #>> '{detail,reason}', 'other_service', 'it is for one service');
select is(commerce_test.error_of($$ select pg_temp.visit(massage, '2039-01-05 10:00+00', e.id, 'walter') from t, e $$) #>> '{detail,reason}', 'not_found', 'and for one customer');
select is(commerce_test.error_of($$ select pg_temp.visit(massage, '2039-01-05 10:00+00', gen_random_uuid()) from t $$) #>> '{detail,reason}', 'not_found', 'an unknown one is not found');
select is(commerce_test.error_of($$ select pg_temp.visit(massage, '2039-01-05 10:00+00', e.id, null) from t, e $$) #>> '{detail,reason}', 'not_found', 'nor by nobody');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"pricing_plan_id": "%s"}]') $$, (select ten from t)), 'VO101', 'a package needs a customer');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"pricing_plan_id": "%s"}]', customer_id => %L, payment_method => 'cash_on_delivery') $$, (select ten from t), (select carla from t)), 'VP101', 'and is paid first');
select commerce_test.is_refused(format($$ select commerce.create_order('[{"pricing_plan_id": "%s"}]', customer_id => %L) $$, gen_random_uuid(), (select carla from t)), 'VC201', 'an unknown plan is not for sale');
select commerce_test.is_refused(format($$ select commerce.quote_order('[{"service_id": "%s", "starts_at": "2039-01-05 10:00+00", "entitlement_id": "%s"}]', customer_id => %L) $$, (select massage from t), (select id from e), (select walter from t)), 'VC301', 'a quote looks, too');
select is((select q ->> 'total_minor' from t, e, commerce.quote_order(format('[{"service_id": "%s", "starts_at": "2039-01-05 10:00+00", "entitlement_id": "%s"}]', massage, e.id)::jsonb, customer_id => carla) as q), '0', 'and says what it costs');

-- A place each, of any service.
select is((select o.status::text from t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', any_two, 'quantity', 2)), customer_id => carla) as o), 'created', 'two packages at once');
select commerce.confirm_offline_payment(6000, (select id from commerce.orders order by id desc limit 1));
select is((select total from commerce.entitlements where expires_at is null), 4, 'are twice the visits');
select commerce_test.force($$ insert into e select id from commerce.entitlements where expires_at is null $$);
select pg_temp.visit(t.massage, '2039-01-06 10:00+00', x.id) from t, commerce.entitlements as x where x.expires_at is null;
select is((select pg_temp.left_of(x.id) from commerce.entitlements as x where x.expires_at is null), 3, 'they pay any service');
select commerce_test.is_refused($$ select pg_temp.visit(t.sauna, '2039-01-06 18:00+00', x.id, party => 4) from t, commerce.entitlements as x where x.expires_at is null $$, 'VC301', 'a visit for each place of a party');
select pg_temp.visit(t.sauna, '2039-01-06 18:00+00', x.id, party => 3) from t, commerce.entitlements as x where x.expires_at is null;
select is((select pg_temp.left_of(x.id) from commerce.entitlements as x where x.expires_at is null), 0, 'as far as they go');
select is_empty('select check_name, sample from commerce.verify_integrity() where not is_ok', 'all is well');
select commerce_test.is_refused($$ select commerce.cancel_order(i.order_id) from commerce.entitlements as x join commerce.order_items as i on i.id = x.order_item_id where x.used > 0 $$, 'VC301', 'a package that was used is not cancelled');
select commerce.cancel_order(b.id) from bought as b;
select is((select x.status from commerce.entitlements as x where x.expires_at is not null), 'cancelled', 'one that was not, is');


-- Cancelled alone, by the terms.
select commerce_test.act_as('acme');
select commerce.set_clock('2038-12-05 09:00+00');
create temporary table again as select commerce_test.given_plan('Three massages', 'package', 9000, massage, 3) as plan from t;
grant select on again to public;
select commerce.confirm_offline_payment(9000, (select o.id from again, t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', again.plan)), customer_id => t.carla) as o));
create temporary table three as select x.id from commerce.entitlements as x, again where x.pricing_plan_id = again.plan;
grant select on three to public;
create temporary table ones as select o.id, 1 as n from t, three, pg_temp.visit(t.massage, '2039-01-20 10:00+00', three.id) as o;
insert into ones select o.id, 3 from t, three, pg_temp.visit(t.massage, '2039-01-20 14:00+00', three.id) as o;
insert into ones select o.id, 2 from t, three, pg_temp.visit(t.massage, '2039-01-20 12:00+00', three.id) as o;
select is((select (commerce.reschedule_booking(b.id, '2039-01-20 09:00+00')).total_minor from commerce.bookings as b, ones where b.order_id = ones.id and ones.n = 1), 0::bigint, 'a visit pays whatever time it moves to');
select is((select ord.total_minor + ord.due_minor from commerce.orders as ord, ones where ord.id = ones.id and ones.n = 1), 0::bigint, 'and nothing is due for it');
create function pg_temp.quoted(n integer, at_fault text default 'customer') returns text language sql as $$
    select q.visits_back || ' ' || q.visits_lost from ones, commerce.bookings as b, commerce.cancellation_quote(b.id, quoted.at_fault) as q where b.order_id = ones.id and ones.n = quoted.n $$;
select is(pg_temp.quoted(1), '1 0', 'the quote says that the visit comes back');
select commerce.cancel_booking(b.id) from commerce.bookings as b, ones where b.order_id = ones.id and ones.n = 1;
select is((select pg_temp.left_of(id) from three), 1, 'a booking cancelled in time brings its visit back');
select commerce.set_clock('2039-01-20 11:59+00');
select commerce.cancel_booking(b.id) from commerce.bookings as b, ones where b.order_id = ones.id and ones.n = 2;
select is((select pg_temp.left_of(id) from three), 2, 'without a policy until it begins');
select commerce.set_clock('2039-01-20 14:00:01+00');
select is(pg_temp.quoted(3), '0 1', 'the quote says that one that has begun is lost');
select is(pg_temp.quoted(3, 'business'), '1 0', 'unless the shop cancels it');
select commerce.cancel_booking(b.id) from commerce.bookings as b, ones where b.order_id = ones.id and ones.n = 3;
select is((select pg_temp.left_of(id) from three), 2, 'one that has begun does not');

select * from finish();
rollback;
