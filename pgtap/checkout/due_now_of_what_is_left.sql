-- What an unpaid order asks now when one of its bookings goes: what it asked for the rest, and nobody gets goods for it.
begin;
select plan(23);

select commerce_test.act_as('acme');
select commerce.set_clock('2030-01-01 09:00+00');
select commerce.set_setting('require_idempotency_keys', 'false');
select commerce_test.given_gateway_account();
create temporary table t on commit drop as
select commerce_test.given_product('mug', 1000, 10) as mug, commerce_test.given_customer('carla') as carla,
    commerce_test.given_service('Spa', 60, price_minor => 20000) as spa, commerce_test.given_service('Pool', 60, 'pooled', 8, price_minor => 2000) as pool, null::uuid as ten;
create temporary table o (label text, id uuid);
grant all on t, o to public;
select commerce_test.force($$ do $do$ begin
    update commerce.services set deposit_minor = 5000, delivery_mode = 'video' from t where id = spa;
    update commerce.services set deposit_minor = 500 from t where id = pool;
    perform commerce_test.given_staff('Sue', array[spa]), commerce_test.given_time_slot(pool, '2030-02-01 10:00+00', 8) from t;
end $do$ $$);
update t set ten = (commerce.upsert_pricing_plan(name => 'Ten', kind => 'package', price_minor => 9000, service_id => spa, quantity => 10)).id;
select commerce.create_promotion('all', 'percent', 100, scope => 'services');
create function pg_temp.id(label text) returns uuid language sql as $$ select o.id from o where o.label = id.label $$;
create function pg_temp.ordered(label text, items jsonb, promotion text = null) returns void language sql as $$
    insert into o select ordered.label, made.id from t, commerce.create_order(
        items => jsonb_build_array(jsonb_build_object('product_id', t.mug)) || ordered.items, customer_id => t.carla, promotion_code => ordered.promotion, payment_method => 'stripe') as made $$;
create function pg_temp.stands(label text) returns text language sql as $$
    select concat_ws(' ', x.status, x.total_minor, x.due_now_minor, x.due_minor) from commerce.orders as x where x.id = pg_temp.id(stands.label) $$;
create function pg_temp.booking(label text) returns uuid language sql as $$ select b.id from commerce.bookings as b where b.order_id = pg_temp.id(booking.label) and b.status <> 'cancelled' order by b.total_minor limit 1 $$;
create function pg_temp.cancelled(label text) returns text language sql as $$ select (commerce.cancel_booking(pg_temp.booking(cancelled.label))).status $$;
create function pg_temp.spa(day integer, more jsonb = '{}') returns jsonb language sql as $$
    select jsonb_build_object('service_id', t.spa, 'starts_at', '2030-02-01T10:00:00Z'::timestamptz + day * interval '1 day') || more from t $$;
create function pg_temp.pool(party integer) returns jsonb language sql as $$
    select jsonb_build_object('service_id', t.pool, 'starts_at', '2030-02-01T10:00:00Z', 'party_size', party, 'participants', jsonb_build_object('adult', party)) from t $$;

select pg_temp.ordered('free', jsonb_build_array(pg_temp.spa(1)), 'all');
select is(pg_temp.stands('free'), 'pending_payment 1000 1000 1000', 'a mug, and a day in the spa for nothing');
select is(pg_temp.cancelled('free') || ': ' || pg_temp.stands('free'), 'cancelled: pending_payment 1000 1000 1000', 'without the day the mug is still to be paid');
select is(commerce_test.count_of('commerce.stock_movements', format('order_id = %L', pg_temp.id('free'))), 0::bigint, 'and is not sold yet');

insert into o select 'package', made.id from t, commerce.create_order(jsonb_build_array(jsonb_build_object('pricing_plan_id', ten)), customer_id => carla) as made;
select is((commerce.confirm_offline_payment(9000, pg_temp.id('package'))).status::text, 'succeeded', 'ten days are bought');
select pg_temp.ordered('visit', jsonb_build_array(pg_temp.spa(2, jsonb_build_object('entitlement_id', (select e.id from commerce.entitlements as e)))));
select is(pg_temp.cancelled('visit') || ': ' || pg_temp.stands('visit'), 'cancelled: pending_payment 1000 1000 1000', 'a day paid by a visit asked for no deposit');

select pg_temp.ordered('two', jsonb_build_array(pg_temp.spa(3), pg_temp.pool(4)));
select is(pg_temp.stands('two'), 'pending_payment 29000 8000 29000', 'a mug, the deposit of a day and those of four');
select is((commerce.change_party(pg_temp.booking('two'), '{"adult": 2}')).party_size, 2, 'two of them stay away');
select is(pg_temp.stands('two'), 'pending_payment 25000 7000 25000', 'and their deposits are not asked for');
select is(pg_temp.cancelled('two') || ': ' || pg_temp.stands('two'), 'cancelled: pending_payment 21000 6000 21000', 'then the others, with theirs');
select is(pg_temp.cancelled('two') || ': ' || pg_temp.stands('two'), 'cancelled: pending_payment 1000 1000 1000', 'and the day with its own');

-- A price list counts its places, too.
select commerce.upsert_pricing_plan(name => 'Heads', kind => 'one_off', service_id => (select pool from t), tiers => '[{"tier": "adult", "price_minor": 1500, "places": 1}]', price_minor => 2000);
select pg_temp.ordered('tiers', jsonb_build_array(pg_temp.pool(3)));
select is(pg_temp.stands('tiers'), 'pending_payment 5500 2500 5500', 'three heads by a price list');
select is((commerce.change_party(pg_temp.booking('tiers'), '{"adult": 2}')).party_size, 2, 'two of which come');
select is(pg_temp.stands('tiers'), 'pending_payment 4000 2000 4000', 'with their two deposits');

-- A fee that is kept of a part that was paid is due as well.
select commerce_test.force(format('update commerce.services set deposit_minor = null, cancellation_policy_id = %L where id = %L',
    (commerce.set_cancellation_policy(name => 'Fee', tiers => '[{"hours_before": 24, "kept_percent": 20}]')).id, (select pool from t)));
select pg_temp.ordered('fee', jsonb_build_array(pg_temp.pool(2)));
select is((commerce.confirm_offline_payment(1500, pg_temp.id('fee'))).status::text || ': ' || pg_temp.stands('fee'), 'succeeded: pending_payment 4000 4000 2500', 'a part is paid');
select is((commerce.change_party(pg_temp.booking('fee'), '{"adult": 1}')).party_size || ': ' || pg_temp.stands('fee'), '1: pending_payment 2800 2800 1300', 'a fifth of a place is kept');
select is(pg_temp.cancelled('fee') || ': ' || pg_temp.stands('fee'), 'cancelled: pending_payment 1600 1600 100', 'and of the other one');

-- Gift cards are not bought with credit: what it lets go with an appointment is not due less.
select commerce.grant_store_credit((select carla from t), 9000, 'USD', 'test');
insert into o select 'card', made.id from t, commerce.create_order(
    items => jsonb_build_array('{"gift_card_minor": 2500, "recipient_email": "ada@example.org"}'::jsonb, pg_temp.pool(2)), customer_id => carla, use_store_credit => true) as made;
select is(pg_temp.stands('card'), 'created 5500 2500 2500', 'credit holds what two places cost');
select is((commerce.change_party(pg_temp.booking('card'), '{"adult": 1}')).party_size || ': ' || pg_temp.stands('card'), '1: created 4000 2500 2500', 'then what one does');
select is(pg_temp.cancelled('card') || ': ' || pg_temp.stands('card'), 'cancelled: created 2500 2500 2500', 'then nothing: the gift card is due as it was');
create temporary table later on commit drop as
select jsonb_build_array('{"gift_card_minor": 2500, "recipient_email": "ada@example.org"}'::jsonb, pg_temp.spa(9)) as items;
grant select on later to public;
select is(commerce.quote_order((select items from later), customer_id => (select carla from t), use_store_credit => true) ->> 'due_now_minor', '2500', 'nor is it beside a deposit, of which credit pays the balance too');
insert into o select 'later', made.id from t, commerce.create_order(items => (select items from later), customer_id => carla, use_store_credit => true) as made;
select is(pg_temp.stands('later') || ': ' || (commerce.cancel_order(pg_temp.id('later'))).status, 'created 22500 2500 13500: cancelled', 'as its quote says');
select is(commerce_test.value_of($$ select held_minor from commerce.stored_values where kind = 'store_credit' $$), '0', 'and the credit is free');
select is_empty($$ select c.* from commerce_test.integrity() as c where not c.is_ok $$, 'all promises hold');

select * from finish();
rollback;
