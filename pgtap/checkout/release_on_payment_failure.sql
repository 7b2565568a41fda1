-- A declined card, where the shop keeps times and stock for the next attempt (the default), and where it does not.
begin;
select plan(25);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme', 'mona');
select commerce_test.given_gateway_account();
create temporary table t as
select cut, ann, mug
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_product('mug', 900, 2) as mug) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p;
create temporary table o (label text, id uuid);
grant all on t, o to public;
select commerce_test.act_as('acme');

create function pg_temp.ordered(label text, starts_at timestamptz) returns void language sql as $$
    insert into o select ordered.label, made.id
    from t, commerce.create_order(
        items => jsonb_build_array(
            jsonb_build_object('service_id', t.cut, 'starts_at', ordered.starts_at), jsonb_build_object('product_id', t.mug, 'quantity', 2)),
        customer => '{"email": "bea@example.org"}', payment_method => 'stripe') as made $$;
create function pg_temp.newest(label text) returns uuid language sql as $$
    select p.id from commerce.payments as p join o on o.id = p.order_id where o.label = newest.label order by p.id desc limit 1 $$;
create function pg_temp.stands(label text) returns text language sql as $$
    select concat_ws(' ', ord.status, b.status, r.status, (select string_agg(l.state, ',') from commerce.inventory_locks as l where l.order_id = ord.id), (select s.reserved from commerce.stock_levels as s, t where s.product_id = t.mug))
    from o join commerce.orders as ord on ord.id = o.id join commerce.bookings as b on b.order_id = o.id join commerce.slot_reservations as r on r.id = b.reservation_id
    where o.label = stands.label $$;

select is((commerce.get_setting('release_on_payment_failure')), 'false'::jsonb, 'by default nothing is let go');
select pg_temp.ordered('keeps', '2030-01-02 10:00+00');
select is(commerce_test.deliver(pg_temp.newest('keeps'), 'payment_failed', '{"code": "card_declined"}'), 'applied', 'a card is declined');
select is(pg_temp.stands('keeps'), 'payment_failed pending_payment reserved active 2', 'time and stock wait for the next attempt');
select isnt((commerce.start_payment((select id from o where label = 'keeps'), 'stripe')).id, null, 'which is made');
select is(commerce_test.deliver(pg_temp.newest('keeps'), 'payment_succeeded'), 'applied', 'and succeeds');
select is(pg_temp.stands('keeps'), 'paid confirmed confirmed converted 0', 'with what was kept for it');

select is((commerce.receive_stock((select mug from t), 2)).on_hand, 2::bigint, 'two more on the shelf');
select is(commerce.set_setting('release_on_payment_failure', 'true'), 'true'::jsonb, 'the shop keeps nothing any more');
select pg_temp.ordered('frees', '2030-01-03 10:00+00');
select is(pg_temp.stands('frees'), 'pending_payment pending_payment reserved active 2', 'while the card is asked it waits');
select is(commerce_test.deliver(pg_temp.newest('frees'), 'payment_failed', '{"code": "card_declined"}'), 'applied', 'a card is declined');
select is(pg_temp.stands('frees'), 'payment_failed payment_failed expired expired 0', 'time and stock are free at once');
select is(commerce_test.count_of('commerce.notification_queue', format($$ template = 'payment_failed' and order_id = %L $$, (select id from o where label = 'frees'))), 1::bigint, 'the customer is told');
select is(commerce_test.deliver(pg_temp.newest('frees'), 'payment_failed', '{"code": "again"}'), 'applied', 'the news comes twice');
select is(pg_temp.stands('frees'), 'payment_failed payment_failed expired expired 0', 'and changes nothing');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select isnt((commerce.start_payment((select id from o where label = 'frees'), 'stripe')).id, null, 'another attempt takes both again');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees while it is under way');
select commerce_test.is_refused($$ select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-03 10:00+00') $$, 'VB401', 'nobody else gets the time');
select is(commerce_test.deliver(pg_temp.newest('frees'), 'payment_failed', '{"code": "card_declined"}'), 'applied', 'it is declined too');
select is(pg_temp.stands('frees'), 'payment_failed payment_failed expired expired 0', 'and both are free again');
select isnt((commerce.start_payment((select id from o where label = 'frees'), 'stripe')).id, null, 'a third attempt');
select is(commerce_test.deliver(pg_temp.newest('frees'), 'payment_succeeded'), 'applied', 'succeeds');
select is(pg_temp.stands('frees'), 'paid confirmed confirmed converted 0', 'and all is well');

select is((commerce.receive_stock((select mug from t), 2)).on_hand, 2::bigint, 'two more on the shelf');
select pg_temp.ordered('loses', '2030-01-04 10:00+00');
select commerce_test.deliver(pg_temp.newest('loses'), 'payment_failed', '{"code": "card_declined"}');
select commerce.reserve_time_slot(service_id => (select cut from t), starts_at => '2030-01-04 10:00+00');
select commerce_test.is_refused($$ select commerce.start_payment((select id from o where label = 'loses'), 'stripe') $$, 'VB401', 'or somebody else has it by then');

select * from finish();
rollback;
