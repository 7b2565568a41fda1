-- People who come after all: what marking them as a no-show changed is put back, whatever they had paid.
begin;
select plan(29);

select commerce.set_clock('2030-01-01 09:00+00');
select commerce_test.act_as('acme');
select commerce_test.given_gateway_account();
select commerce.set_tax_rate(19, 'DE', name => 'VAT');
select commerce.set_setting('tax_place', '{"country": "DE"}');
create temporary table t as
select cut, ann, carla, policy.id as policy
from (select commerce_test.given_service('Cut', 60) as cut, commerce_test.given_customer('carla') as carla) as s
cross join lateral (select commerce_test.given_staff('Ann', array[cut]) as ann) as p
cross join lateral commerce.set_cancellation_policy('Mild', '[]', no_show_percent => 40) as policy;
select (commerce.upsert_service(service_id => cut, cancellation_policy_id => policy)).name from t;
create temporary table b (label text, id uuid, at timestamptz, was jsonb);
grant all on t, b to public;
-- All that is told of a booking, its order and its customer, but when it was written, and which row holds its time.
create function pg_temp.state(booking uuid) returns jsonb language sql as $$
    select commerce_test.value_of(format($q$
        select jsonb_build_array(to_jsonb(k) - '{updated_at,reservation_id,status}'::text[], to_jsonb(o) - '{updated_at,log_length,log_head}'::text[],
            to_jsonb(c) - '{updated_at,last_activity_date}'::text[], jsonb_build_array(r.during, r.staff_id, r.status, r.party_size),
            (select jsonb_object_agg(s.account_code, s.sum) from (select l.account_code, sum(l.amount_minor) from commerce.ledger_entries as l where l.order_id = o.id group by l.account_code) as s))
        from commerce.bookings as k join commerce.orders as o on o.id = k.order_id left join commerce.customers as c on c.id = k.customer_id
        join commerce.slot_reservations as r on r.id = k.reservation_id where k.id = %L $q$, state.booking))::jsonb $$;
create function pg_temp.missed(label text) returns text language plpgsql as $$
declare
    v_one b;
begin
    select * into v_one from b where b.label = missed.label;
    perform commerce.set_clock(v_one.at + interval '10 minutes');
    v_one.was := pg_temp.state(v_one.id);
    update b set was = v_one.was where b.label = missed.label;
    perform commerce.mark_no_show(v_one.id);
    return pg_temp.figures(label);
end $$;
create function pg_temp.figures(label text) returns text language sql as $$
    select commerce_test.value_of(format('select concat_ws('' '', k.total_minor, k.waived_minor, o.total_minor, o.due_minor, o.due_now_minor) from commerce.bookings as k join commerce.orders as o on o.id = k.order_id where k.id = %L', (select id from b where b.label = figures.label))) $$;
create function pg_temp.undone(label text) returns jsonb language sql as $$
    select commerce.check_in_booking(id) from b where b.label = undone.label;
    -- Only what differs.
    select jsonb_agg(pair) from (
        select jsonb_build_object('was', was.value -> key, 'is', now.value -> key, 'key', key) as pair
        from b cross join lateral jsonb_array_elements(b.was) with ordinality as was (value, at)
        join lateral jsonb_array_elements(pg_temp.state(b.id)) with ordinality as now (value, at) on now.at = was.at
        cross join lateral jsonb_object_keys(case jsonb_typeof(was.value) when 'object' then was.value else '{}' end) as key
        where b.label = undone.label and was.value -> key is distinct from now.value -> key) as d $$;
create function pg_temp.refunds(label text) returns text language sql as $$
    select commerce_test.value_of(format('select string_agg(concat_ws('' '', r.status, r.amount_minor, c.status), '', '') from commerce.refunds as r left join commerce.gateway_commands as c on c.refund_id = r.id join commerce.bookings as k on k.order_id = r.order_id where k.id = %L', (select id from b where b.label = refunds.label))) $$;
create function pg_temp.told(reason text) returns text language sql as $$
    select commerce_test.value_of(format($q$ select string_agg(q.data ->> 'amount', ', ' order by q.id) from commerce.notification_queue as q where q.data ->> 'reason' = %L and q.recipient like 'ada@acme%%' $q$, told.reason)) $$;
create function pg_temp.pay(label text, amount bigint) returns void language sql as $$
    select commerce.confirm_offline_payment(amount, (select order_id from commerce.bookings where id = (select id from b where b.label = pay.label))) $$;

insert into b select 'venue', commerce_test.given_booking(cut, at, ann, carla), at from t, cast('2030-01-04 10:00+00' as timestamptz) as at;
insert into b select 'nobody', commerce_test.given_booking(cut, at, ann), at from t, cast('2030-01-04 12:00+00' as timestamptz) as at;
insert into b select 'part', commerce_test.given_booking(cut, at, ann, carla), at from t, cast('2030-01-04 14:00+00' as timestamptz) as at;
insert into b select 'agreed', commerce_test.given_booking(cut, at, ann, carla, payment_method => 'manual'), at from t, cast('2030-01-04 16:00+00' as timestamptz) as at;
insert into b select 'card', commerce_test.given_booking(cut, at, ann, carla, payment_method => 'stripe'), at from t, cast('2030-01-04 18:00+00' as timestamptz) as at;
insert into b select 'failed', commerce_test.given_booking(cut, at, ann, carla, payment_method => 'stripe'), at from t, cast('2030-01-04 20:00+00' as timestamptz) as at;
insert into b select 'unsent', commerce_test.given_booking(cut, at, ann, carla, payment_method => 'stripe'), at from t, cast('2030-01-04 22:00+00' as timestamptz) as at;
insert into b select 'by hand', commerce_test.given_booking(cut, at, ann, carla), at from t, cast('2030-01-05 10:00+00' as timestamptz) as at;
select pg_temp.pay('part', 3000);
select pg_temp.pay('by hand', 3000);
select commerce.confirm_booking(id) from b where label = 'agreed';
select commerce_test.deliver(commerce_test.value_of(format('select p.id from commerce.payments as p join commerce.bookings as k on k.order_id = p.order_id where k.id = %L', id))::uuid, 'payment_succeeded') from b where label in ('card', 'failed', 'unsent');

select is(pg_temp.missed('venue'), '2380 3570 2380 2380 2380', 'of what was to be paid at the venue a part need not be paid');
select is(pg_temp.undone('venue'), null, 'until they come: all is as it was');
select is(pg_temp.missed('nobody'), '2380 3570 2380 2380 2380', 'a walk-in who is nobody''s customer');
select is(pg_temp.undone('nobody'), null, 'the same');
select is(pg_temp.missed('agreed'), '2380 3570 2380 2380 2380', 'one that a member confirmed before it was paid');
select is(pg_temp.undone('agreed'), null, 'the same: what was due at once is due at once');
select is((select count(*) from commerce.order_items as i join commerce.bookings as k on k.order_id = i.order_id join b on b.id = k.id), 8::bigint, 'no line was added for any of that');

-- What went back is theirs again.
select is(pg_temp.missed('card'), '2380 0 5950 0 5950', 'of what was paid by card a part goes back');
-- The relay has it.
select commerce_test.act_as_role('commerce_relay');
select is((select count(*) from commerce.claim_gateway_commands('stripe', lease => '1 hour') where kind = 'refund'), 1::bigint, 'a relay has taken that up');
select commerce_test.act_as('acme');
select is(pg_temp.undone('card') @> '[{"key": "total_minor", "is": 9520}, {"key": "due_minor", "was": 0, "is": 3570}]', true, 'when they come, as much is due again');
select is((select k.total_minor from commerce.bookings as k where k.id = (select id from b where label = 'card')), 5950::bigint, 'so that the booking costs what it did');
select is((select concat_ws(' ', i.title, i.unit_price_minor, i.tax_minor, i.total_minor) from commerce.order_items as i join commerce.bookings as k on k.order_id = i.order_id where k.id = (select id from b where label = 'card') and i.kind = 'fee'), 'Returned for a no-show 3000 570 3570', 'by a line that says so');
select is(pg_temp.refunds('card'), 'requested 3570 sending', 'and goes on its way');
select is(pg_temp.missed('part'), '2380 2950 3000 0 3000', 'of one that was paid in part some is let off, some goes back');
select commerce.settle_offline_refund(r.id) from commerce.refunds as r join commerce.bookings as k on k.order_id = r.order_id join b on b.id = k.id where b.label = 'part';
select isnt(pg_temp.undone('part'), null, 'both are due again');
select is((select concat_ws(' ', k.total_minor, k.waived_minor, o.due_minor, o.total_minor - o.paid_minor) from commerce.bookings as k join commerce.orders as o on o.id = k.order_id where k.id = (select id from b where label = 'part')), '5950 0 3570 3570', 'and nothing more');

-- What nobody has sent yet stays.
select is(pg_temp.missed('unsent'), '2380 0 5950 0 5950', 'a gateway is to send some back');
select is(pg_temp.undone('unsent'), null, 'and had not heard of it: all is as it was');
select is(pg_temp.refunds('unsent'), 'cancelled 3570 cancelled', 'the refund is withdrawn');
select is(pg_temp.missed('by hand'), '2380 2950 3000 0 3000', 'a person is to send some back');
select is(pg_temp.undone('by hand'), null, 'and had not: all is as it was');
select is(pg_temp.told('refund_by_hand') || ' / ' || pg_temp.told('refund_withdrawn'), '6.20, 6.20 / 6.20', 'they are told how much, and that it stays');
select commerce_test.is_refused($$ select commerce.settle_offline_refund(r.id) from commerce.refunds as r join commerce.bookings as k on k.order_id = r.order_id join b on b.id = k.id where b.label = 'by hand' $$, 'VP403', 'who sent it all the same is asked what happened');

-- A refund that failed left the money here.
select is(pg_temp.missed('failed'), '2380 0 5950 0 5950', 'a gateway is asked to send some back');
select commerce_test.force($$ update commerce.refunds set status = 'failed' where order_id = (select k.order_id from commerce.bookings as k join b on b.id = k.id where b.label = 'failed') $$);
select is(pg_temp.undone('failed'), null, 'and could not: nothing is asked for twice');
select is((select string_agg(c.check_name || ' ' || c.sample, ', ') from commerce.verify_integrity() as c where not c.is_ok), null, 'everything agrees');
select is(commerce_test.value_of($$ select total_bookings || ' ' || total_booked_minor from commerce.customers where id = (select carla from t) $$), '7 41650', 'statistics too');
select is((select commerce_test.value_of(format('select string_agg(to_status, '' '' order by at, id) from commerce.booking_status_history where booking_id = %L', id)) from b where label = 'venue'), 'pending_payment confirmed no_show checked_in', 'the history keeps all of it');
select is(commerce_test.count_of('commerce_private.no_shows'), 0::bigint, 'nothing is left to be put back');

select * from finish();
rollback;
