-- The same shop after years: `bench.rows` holds, as many rows of orders, ten times the products, and
-- a salon whose 200 people are half booked for the next years. Run once by a superuser, after
-- fixture.sql; triggers and foreign keys are off, so it takes minutes and not hours.
set session_replication_role = replica;
set synchronous_commit = off;

insert into commerce.slot_reservations
    (organization_id, service_id, staff_id, during, occupied, starts_at, ends_at, status, expires_at)
select
    bench.id('0', 1), bench.id('1', 1), bench.id('2', n % 1000), hold.during, hold.during,
    lower(hold.during), upper(hold.during),
    case when n % 3 = 0 then 'expired' else 'confirmed' end, case when n % 3 = 0 then now() - interval '1 day' end
from generate_series(0, current_setting('bench.rows')::bigint - 1) as n
cross join lateral (
    select tstzrange(
        '2010-01-01Z'::timestamptz + (n / 1000) * interval '30 minutes',
        '2010-01-01Z'::timestamptz + (n / 1000 + 1) * interval '30 minutes'
    ) as during
) as hold;

insert into commerce.products (organization_id, id, sku, name, price_minor, currency)
select bench.id('0', 1), n, 'SKU-' || n, 'Product ' || n, 1000 + n % 100, 'USD'
from generate_series(10001, 100000) as n;
insert into commerce.stock_levels (organization_id, product_id, location_id, on_hand)
select bench.id('0', 1), n, bench.id('0', 1), 1000000000
from generate_series(10001, 100000) as n;
insert into commerce.stock_movements (organization_id, product_id, location_id, kind, quantity, reason, at)
select bench.id('0', 1), n, bench.id('0', 1), 'receipt', 1000000000, 'first delivery', now()
from generate_series(10001, 100000) as n;

-- orders of three lines: eight rows each, so an eighth of the rows wanted
insert into commerce.orders
    (organization_id, id, order_number, customer_id, status, currency, subtotal_minor, total_minor,
     due_now_minor, due_minor, created_at)
select
    bench.id('0', 1), bench.id('5', n), 'OLD-' || n, bench.id('3', n % 10000), 'archived', 'USD',
    6000, 6000, 6000, 0, '2020-01-01Z'::timestamptz + n * interval '1 minute'
from generate_series(1, current_setting('bench.rows')::bigint / 8) as n;
insert into commerce.order_items
    (organization_id, order_id, line, kind, product_id, title, quantity, unit_price_minor, total_minor)
select
    bench.id('0', 1), bench.id('5', n), line, 'product', 1 + (n * 7 + line * 3333) % 100000,
    'Product', line, 1000, 1000 * line
from generate_series(1, current_setting('bench.rows')::bigint / 8) as n, generate_series(1, 3) as line;
insert into commerce.inventory_locks
    (organization_id, order_id, product_id, location_id, qty_reserved, expires_at, state)
select
    bench.id('0', 1), bench.id('5', n), 1 + (n * 7 + line * 3333) % 100000, bench.id('0', 1), line,
    '2020-01-01Z'::timestamptz + n * interval '1 minute', 'released'
from generate_series(1, current_setting('bench.rows')::bigint / 8) as n, generate_series(1, 3) as line;
insert into commerce.order_status_history (organization_id, order_id, to_status, at)
select
    bench.id('0', 1), bench.id('5', n), 'created', '2020-01-01Z'::timestamptz + n * interval '1 minute'
from generate_series(1, current_setting('bench.rows')::bigint / 8) as n;

insert into commerce.services
    (organization_id, id, name, duration_minutes, price_minor, currency, step_minutes, max_advance_days)
values (bench.id('0', 1), bench.id('1', 2), 'Salon', 30, 5000, 'USD', 30, 3650);
insert into commerce.staff (organization_id, id, display_name, timezone)
select bench.id('0', 1), bench.id('2', n), 'Stylist ' || n, 'UTC'
from generate_series(2000, 2199) as n;
insert into commerce.service_staff (organization_id, service_id, staff_id)
select bench.id('0', 1), bench.id('1', 2), bench.id('2', n)
from generate_series(2000, 2199) as n;
insert into commerce.schedules (organization_id, staff_id, weekday, from_time, to_time)
select bench.id('0', 1), bench.id('2', n), weekday, '09:00', '17:00'
from generate_series(2000, 2199) as n, generate_series(1, 5) as weekday;
-- every other half hour of the working day, shifted from one person to the next
insert into commerce.slot_reservations
    (organization_id, service_id, staff_id, during, occupied, starts_at, ends_at, status)
select
    bench.id('0', 1), bench.id('1', 2), bench.id('2', n), hold.during, hold.during, lower(hold.during),
    upper(hold.during), 'confirmed'
from generate_series(2000, 2199) as n
cross join generate_series(0, current_setting('bench.rows')::bigint / 8000) as day
cross join generate_series(0, 7) as half
cross join lateral (
    select current_setting('bench.first_day')::timestamptz + day * interval '1 day' + interval '9 hours'
        + (half * 2 + n % 2) * interval '30 minutes' as starts_at
) as start
cross join lateral (
    select tstzrange(start.starts_at, start.starts_at + interval '30 minutes') as during
) as hold
where extract(isodow from start.starts_at) < 6;

set session_replication_role = origin;
create table bench.is_big as
select current_setting('bench.rows')::bigint as rows, current_setting('bench.first_day')::timestamptz as first_day;
