-- Every check fires: each fault is planted behind the engine's back, seen, and taken back.
begin;
select plan(58);

select commerce_test.given_organization('other');
select commerce_test.given_customer('carla', 'other');
select commerce_test.given_customer('walter', 'other', false);
select commerce_test.act_as('acme');
reset role;
create temporary table ids as
select
    commerce_test.organization_id('acme') as acme,
    commerce_test.organization_id('other') as twin,
    '00000000-0000-7000-8000-000000000001'::uuid as ord,
    '00000000-0000-7000-8000-000000000002'::uuid as payment,
    commerce_test.given_customer('walter', 'acme', false) as customer,
    (select id from commerce.services where organization_id = commerce_test.organization_id('acme')
        and capacity_mode = 'exclusive' limit 1) as haircut,
    (select id from commerce.services where organization_id = commerce_test.organization_id('acme')
        and capacity_mode = 'pooled' limit 1) as yoga,
    (select id from commerce.staff where organization_id = commerce_test.organization_id('acme') limit 1) as sam,
    (select id from commerce.time_slots where organization_id = commerce_test.organization_id('acme') limit 1) as slot,
    (select id from commerce.products where organization_id = commerce_test.organization_id('acme') and track_inventory limit 1) as shampoo;

-- A paid order with an appointment, written by hand, as the engine would leave it.
set local session_replication_role = replica;
insert into commerce.orders (organization_id, id, order_number, customer_id, status, payment_status, currency,
    subtotal_minor, total_minor, due_now_minor, due_minor, paid_minor)
select acme, ord, 'ORD-V', customer, 'paid', 'paid', 'USD', 5000, 5000, 5000, 0, 5000 from ids;
insert into commerce.order_items (organization_id, id, order_id, line, kind, service_id, title, quantity, unit_price_minor, total_minor)
select acme, ord, ord, 1, 'service', haircut, 'Haircut', 1, 5000, 5000 from ids;
insert into commerce.order_status_history (organization_id, order_id, from_status, to_status, at)
select acme, ord, step.from_status, step.to_status, step.at
from ids, (values (null, 'created', now()), ('created', 'paid', now() + interval '1 second')) as step (from_status, to_status, at);
insert into commerce.payments (organization_id, id, order_id, gateway, reference, amount_minor, received_minor,
    received_currency, currency, status)
select acme, payment, ord, 'manual', 'V', 5000, 5000, 'USD', 'USD', 'succeeded' from ids;
insert into commerce.ledger_entries (organization_id, posting_id, account_code, amount_minor, currency, payment_id, order_id, at)
select acme, payment, leg.account, leg.amount, 'USD', payment, ord, now()
from ids, (values ('clearing_stripe', 5000), ('receivable', -5000)) as leg (account, amount);
insert into commerce.slot_reservations (organization_id, id, service_id, staff_id, during, occupied,
    starts_at, ends_at, status)
select acme, ord, haircut, sam, '[2030-01-01 09:00+00,2030-01-01 10:00+00)',
    '[2030-01-01 09:00+00,2030-01-01 10:00+00)', '2030-01-01 09:00+00', '2030-01-01 10:00+00', 'confirmed' from ids;
insert into commerce.bookings (organization_id, id, booking_number, order_id, order_item_id, service_id, customer_id,
    reservation_id, staff_id,
    during, status, payment_status, currency, total_minor, ical_uid)
select acme, ord, 'BK-V', ord, ord, haircut, customer, ord, sam, '[2030-01-01 09:00+00,2030-01-01 10:00+00)',
    'confirmed', 'paid', 'USD', 5000, 'v' from ids;
insert into commerce.booking_status_history (organization_id, booking_id, from_status, to_status, at)
select acme, ord, step.from_status, step.to_status, step.at
from ids, (values (null, 'pending_payment', now()), ('pending_payment', 'confirmed', now() + interval '1 second'))
    as step (from_status, to_status, at);
update commerce.customers set total_spent_minor = 5000, total_orders = 1, total_bookings = 1, total_booked_minor = 5000,
    average_booking_value_minor = 5000, lifetime_value_minor = 5000
where organization_id = (select acme from ids) and id = (select customer from ids);
set local session_replication_role = origin;

select results_eq($$ select count(*), bool_and(is_ok), sum(row_count) from commerce.verify_integrity() $$,
    $$ values (20::bigint, true, 0::numeric) $$, 'where nothing is wrong every check is well');

-- Plant, look, take back: which checks saw how many faults, of one organization or, where none is named, of all?
create function pg_temp.faults(command text, organization_id uuid)
returns jsonb
language plpgsql
as $$
declare
    v_faults jsonb;
begin
    begin
        perform set_config('session_replication_role', 'replica', true);
        execute command;
        perform set_config('session_replication_role', 'origin', true);
        perform set_config('commerce.organization_id', coalesce(organization_id::text, ''), true);
        select jsonb_object_agg(check_name, row_count) into v_faults from commerce.verify_integrity() where not is_ok;
        raise exception 'take it back' using errcode = 'ZZ001';
    exception
        when sqlstate 'ZZ001' then
            return v_faults;
    end;
end;
$$;

select is(pg_temp.faults(fault.command, (select acme from ids)), fault.seen::jsonb, fault.name)
from (values
    ('a piece that no movement explains', 'update commerce.stock_levels set on_hand = on_hand + 1
        where organization_id = (select acme from ids) and product_id = (select shampoo from ids)',
        '{"stock_equals_movements": 1}'),
    ('a movement that moved nothing', 'insert into commerce.stock_movements (organization_id, product_id, location_id,
        kind, quantity, at) select acme, shampoo, acme, ''receipt'', 3, now() from ids',
        '{"stock_equals_movements": 1}'),
    ('a reserved piece without a lock', 'update commerce.stock_levels set reserved = 1
        where organization_id = (select acme from ids) and product_id = (select shampoo from ids)',
        '{"reserved_equals_locks": 1}'),
    ('a lock without a reserved piece', 'insert into commerce.inventory_locks (organization_id, order_id, product_id,
        location_id, qty_reserved, expires_at) select acme, ord, shampoo, acme, 1, now() from ids',
        '{"reserved_equals_locks": 1}'),
    ('two customers with one barber',
        'alter table commerce.slot_reservations drop constraint slot_reservations_no_overlap_excl;
        insert into commerce.slot_reservations (organization_id, service_id, staff_id, during, occupied,
            starts_at, ends_at, status)
        select acme, haircut, sam, ''[2030-01-01 09:30+00,2030-01-01 10:30+00)'',
        ''[2030-01-01 09:30+00,2030-01-01 10:30+00)'', ''2030-01-01 09:30+00'', ''2030-01-01 10:30+00'', ''confirmed'' from ids',
        '{"no_double_booking": 1}'),
    ('two customers in one chair',
        'alter table commerce.reservation_resources drop constraint reservation_resources_no_overlap_excl;
        insert into commerce.resources (organization_id, id, name, resource_group)
        select acme, ord, ''Chair'', ''chairs'' from ids;
        insert into commerce.slot_reservations (organization_id, id, service_id, during, occupied,
            starts_at, ends_at, status)
        select acme, payment, haircut, ''[2030-01-02 09:00+00,2030-01-02 10:00+00)'',
        ''[2030-01-02 09:00+00,2030-01-02 10:00+00)'', ''2030-01-02 09:00+00'', ''2030-01-02 10:00+00'', ''confirmed'' from ids;
        insert into commerce.reservation_resources (organization_id, reservation_id, resource_id, occupied, status)
        select acme, r, ord, ''[2030-01-02 09:00+00,2030-01-02 10:00+00)'', ''confirmed'' from ids, unnest(array[ord, payment]) as r',
        '{"no_double_booking": 1}'),
    ('nine in a class for eight', 'insert into commerce.slot_reservations (organization_id, service_id, time_slot_id,
        during, occupied, starts_at, ends_at, party_size, status)
        select acme, yoga, slot, during, during, lower(during), upper(during), 9, ''confirmed''
        from ids, commerce.time_slots as s where s.organization_id = acme and s.id = slot',
        '{"capacity_not_exceeded": 1}'),
    ('a confirmed booking whose time was given away', 'update commerce.slot_reservations set status = ''cancelled''
        where id = (select ord from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('a booking at another time than its reservation', 'update commerce.bookings
        set during = ''[2030-01-01 11:00+00,2030-01-01 12:00+00)'' where id = (select ord from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('a reservation that says it begins later than its range', 'update commerce.slot_reservations
        set starts_at = starts_at + interval ''1 minute'' where id = (select ord from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('an open session whose room was given away', 'insert into commerce.resources (organization_id, id, name, resource_group)
        select acme, ord, ''Hall'', ''halls'' from ids; insert into commerce.slot_reservations (organization_id, id,
        service_id, during, occupied, starts_at, ends_at, status)
        select acme, acme, service_id, during, during, starts_at, ends_at, ''confirmed'' from ids
        join commerce.time_slots as s on s.organization_id = acme and s.id = slot;
        insert into commerce.reservation_resources (organization_id, reservation_id, resource_id, occupied, status)
        select acme, acme, ord, during, ''cancelled'' from ids
        join commerce.time_slots as s on s.organization_id = acme and s.id = slot;
        update commerce.time_slots set reservation_id = (select acme from ids), staff_id = null where id = (select slot from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('an open session that names another time', 'update commerce.time_slots
        set reservation_id = (select ord from ids) where id = (select slot from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('a booking without a reservation', 'update commerce.bookings set reservation_id = null where id = (select ord from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('a cancelled booking that keeps its time', 'update commerce.bookings set status = ''cancelled''
        where id = (select ord from ids);
        insert into commerce.booking_status_history (organization_id, booking_id, from_status, to_status, at)
        select acme, ord, ''confirmed'', ''cancelled'', now() + interval ''2 s'' from ids; update commerce.customers
        set total_bookings = 0, total_booked_minor = 0, average_booking_value_minor = 0
        where id = (select customer from ids)',
        '{"bookings_agree_with_reservations": 1}'),
    ('an order that is dearer than its items', 'update commerce.orders
        set total_minor = 6000, subtotal_minor = 6000, due_minor = 1000, payment_status = ''partially_paid''
        where id = (select ord from ids)',
        '{"order_totals_equal_items": 1, "statistics_exact": 1}'),
    ('an order that still asks for what was paid', 'update commerce.orders set due_minor = 5 where id = (select ord from ids)',
        '{"order_totals_equal_items": 1, "statistics_exact": 1}'),
    ('an order without items', 'delete from commerce.order_items
        where order_id = (select ord from ids); update commerce.orders set subtotal_minor = 0, total_minor = 0, due_now_minor = 0
        where id = (select ord from ids)',
        '{"order_totals_equal_items": 1, "bookings_agree_with_reservations": 1, "no_row_crosses": 1}'),
    ('an order that says it is paid and is not', 'update commerce.payments
        set status = ''failed'', received_minor = 0, received_currency = null where id = (select payment from ids);
        delete from commerce.ledger_entries
        where payment_id = (select payment from ids)',
        '{"payment_status_equals_payments": 1}'),
    ('an order that hides a refund', 'update commerce.orders set payment_status = ''partially_refunded'' where id = (select ord from ids)',
        '{"payment_status_equals_payments": 1}'),
    ('a posting with one leg too much', 'insert into commerce.ledger_entries (organization_id, posting_id,
        account_code, amount_minor, currency, at) select acme, payment, ''gateway_fees'', 1, ''USD'', now() from ids',
        '{"ledger_balances": 1}'),
    ('legs in two currencies', 'update commerce.ledger_entries set currency = ''EUR'' where account_code = ''clearing_stripe''
        and payment_id = (select payment from ids)',
        '{"ledger_balances": 2}'),
    ('a payment the ledger never saw', 'delete from commerce.ledger_entries
        where payment_id = (select payment from ids)',
        '{"payments_equal_ledger": 1}'),
    ('a refund the payment never saw', 'insert into commerce.refunds (organization_id, order_id, payment_id,
        amount_minor, currency, status) select acme, ord, payment, 5, ''USD'', ''succeeded'' from ids',
        '{"payments_equal_ledger": 1}'),
    ('a payment for nothing', 'update commerce.payments set order_id = null
        where id = (select payment from ids); update commerce.orders
        set paid_minor = 0, payment_status = ''unpaid'', due_minor = 5000
        where id = (select ord from ids); update commerce.customers set total_spent_minor = 0
        where id = (select customer from ids)',
        '{"payments_have_orders": 1}'),
    ('money in suspense that the books do not show', 'update commerce.payments
        set order_id = null, is_in_suspense = true
        where id = (select payment from ids); update commerce.orders
        set paid_minor = 0, payment_status = ''unpaid'', due_minor = 5000
        where id = (select ord from ids); update commerce.customers set total_spent_minor = 0
        where id = (select customer from ids)',
        '{"payments_have_orders": 1}'),
    ('an order that moved without a trace', 'update commerce.orders set status = ''processing''
        where id = (select ord from ids)',
        '{"histories_complete": 1}'),
    ('a booking that moved without a trace', 'update commerce.bookings set status = ''checked_in''
        where id = (select ord from ids)',
        '{"histories_complete": 1}'),
    ('a history with a gap', 'update commerce.order_status_history set from_status = ''pending_payment'' where to_status = ''paid''
        and order_id = (select ord from ids)',
        '{"histories_complete": 1}'),
    ('no history at all', 'delete from commerce.order_status_history
        where order_id = (select ord from ids)',
        '{"histories_complete": 1}'),
    ('a customer said to have spent more', 'update commerce.customers set total_spent_minor = 9999 where id = (select customer from ids)',
        '{"statistics_exact": 1}'),
    ('a customer said to have come more often', 'update commerce.customers set total_bookings = 3 where id = (select customer from ids)',
        '{"statistics_exact": 1}'),
    ('a customer said to have booked for more', 'update commerce.customers set total_booked_minor = 9999 where id = (select customer from ids)',
        '{"statistics_exact": 1}'),
    ('a customer said to have ordered more often', 'update commerce.customers set total_orders = 3 where id = (select customer from ids)',
        '{"statistics_exact": 1}'),
    ('a customer said to book for another average', 'update commerce.customers set average_booking_value_minor = 1 where id = (select customer from ids)',
        '{"statistics_exact": 1}'),
    ('a customer said to be worth more', 'update commerce.customers set lifetime_value_minor = 5001 where id = (select customer from ids)',
        '{"statistics_exact": 1}'),
    ('a sale for an order that is not there', 'insert into commerce.stock_movements (organization_id, product_id,
        location_id, kind, quantity, order_id, at) select acme, shampoo, acme, ''sale'', -1, twin, now() from ids;
        update commerce.stock_levels set on_hand = on_hand - 1 where organization_id = (select acme from ids)
        and product_id = (select shampoo from ids)',
        '{"loose_references": 1}'),
    ('a gift card that nobody issued, held for nothing', 'insert into commerce.stored_values
        (organization_id, kind, currency, balance_minor, held_minor) select acme, ''gift_card'', ''USD'', 100, 40 from ids',
        '{"stored_values_equal_entries": 2, "holds_equal_open_orders": 1}'),
    ('a visit that nobody used', 'insert into commerce.pricing_plans (organization_id, id, name, kind, price_minor, currency)
        select acme, acme, ''Ten'', ''package'', 1, ''USD'' from ids; insert into commerce.entitlements
        (organization_id, customer_id, pricing_plan_id, order_item_id, total, used)
        select acme, customer, acme, item.id, 10, 1 from ids join commerce.order_items as item on item.order_id = ord limit 1',
        '{"entitlements_equal_uses": 1}'),
    ('a promotion that nobody used', 'insert into commerce.promotions (organization_id, code, name, kind, percent, uses)
        select acme, ''X'', ''X'', ''percent'', 10, 1 from ids',
        '{"promotions_equal_uses": 1}'),
    ('an invoice whose number leaves a gap', 'insert into commerce.documents (organization_id, order_id, kind, sequence,
        document_number, currency, total_minor, tax_minor, data, issued_at)
        select acme, ord, ''invoice'', 2, ''INV-2'', ''USD'', 1, 0, ''{}'', now() from ids',
        '{"documents_gapless": 1}'),
    ('more taken out of an order than was in it', 'insert into commerce.removed_items (organization_id, change_id,
        order_item_id, order_id, quantity, amount_minor, waived_minor, discount_minor, tax_minor)
        select acme, acme, item.id, ord, 1000, 0, 0, 0, 0 from ids join commerce.order_items as item on item.order_id = ord',
        '{"order_totals_equal_items": 1}'),
    ('an order of another organization''s customer', 'update commerce.orders set customer_id = (select id
        from commerce.customers where organization_id = (select twin from ids) limit 1)
        where id = (select ord from ids); update commerce.customers
        set total_spent_minor = 0, total_orders = 0, lifetime_value_minor = 0 where organization_id = (select acme from ids)
        and id = (select customer from ids)',
        '{"no_row_crosses": 1}')
) as fault (name, command, seen);
select is(pg_temp.faults(fault.command, null), fault.seen::jsonb, fault.name)
from (values
    ('an event for a payment of another organization', 'insert into commerce.webhook_events (gateway, livemode,
        event_key, event_type, organization_id, payment_id, outcome, received_at)
        select ''stripe'', false, ''e'', ''x'', twin, payment, ''applied'', now() from ids',
        '{"loose_references": 1}'),
    ('a member of no organization', 'insert into commerce.ledger_entries (organization_id, posting_id, account_code,
        amount_minor, currency, payment_id, at) select twin, twin, account, amount, ''USD'', payment, now()
        from ids, (values (''clearing_stripe'', 5), (''receivable'', -5)) as leg (account, amount)',
        '{"no_row_crosses": 2}')
) as fault (name, command, seen);

-- How it answers.
set local session_replication_role = replica;
update commerce.customers set total_spent_minor = 9999 where organization_id in (select acme from ids union select twin from ids);
set local session_replication_role = origin;
select commerce_test.act_as('acme', 'adam');
select results_eq($$ select is_ok, row_count from commerce.verify_integrity('{statistics_exact}') $$, $$ values (false, 2::bigint) $$,
    'an admin sees the faults of the own organization only');
select ok((select sample @> jsonb_build_array(jsonb_build_object('organization_id',
    commerce_test.organization_id('acme'), 'total_spent_minor', 9999))
    from commerce.verify_integrity('{statistics_exact}')), 'with a sample of them');
select is((select count(*) from commerce.verify_integrity(since => now() + interval '1 day') where not is_ok),
    0::bigint, 'since looks at what changed since');
select is((select count(*) from commerce.verify_integrity(since => now() - interval '1 day') where not is_ok), 1::bigint, 'or before');
select commerce_test.act_as_role('commerce_worker');
select results_eq($$ select row_count from commerce.verify_integrity('{statistics_exact}') $$, $$
    values (4::bigint) $$, 'a worker without a context sees all organizations');
select commerce_test.act_as_role('commerce_platform');
select set_config('commerce.organization_id', commerce_test.organization_id('other')::text, true);
select results_eq($$ select row_count from commerce.verify_integrity('{statistics_exact}') $$, $$
    values (2::bigint) $$, 'the platform with one that one');
select commerce_test.act_as('acme');
select is((select count(*) from commerce.verify_integrity(max_seconds => 60) where is_ok is null), 0::bigint,
    'in a minute all checks are done');
select commerce_test.is_refused($$ select commerce.verify_integrity('{nonsense}') $$, 'VS101', 'an unknown check is refused');
select commerce_test.is_refused($$ select commerce.verify_integrity('{NULL}') $$, 'VS101', 'so is null');
select commerce_test.is_refused($$ select commerce.verify_integrity(max_seconds => 0) $$, 'VS101', 'no time is too little');
select commerce_test.is_refused($$ select commerce.verify_integrity(max_seconds => -1) $$, 'VS101', 'less even more so');
select commerce_test.act_as('acme', 'mona');
select commerce_test.is_refused($$ select commerce.verify_integrity() $$, 'VT302', 'managers do not ask');
select commerce_test.act_as_role('commerce_relay');
select throws_ok($$ select commerce.verify_integrity() $$, '42501', null, 'nor does the relay');

select * from finish();
rollback;
