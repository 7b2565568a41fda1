-- The denominators: tables with only what no correct engine could leave out, and no trigger, row
-- security or foreign key. Run by a superuser; made anew each time.
drop schema if exists bare cascade;
create schema bare;
create extension if not exists btree_gist;

create sequence bare.hold_n cache 32;
create sequence bare.order_n cache 32;
create sequence bare.event_n;

-- a hold: the one constraint that makes a double booking impossible
create table bare.holds (
    id uuid primary key default commerce_private.new_id(),
    organization_id uuid not null,
    staff_id uuid not null,
    during tstzrange not null,
    status text not null default 'reserved',
    expires_at timestamptz,
    exclude using gist (organization_id with =, staff_id with =, during with &&)
        where (status in ('reserved', 'confirmed'))
);

insert into bare.holds (organization_id, staff_id, during, expires_at)
select
    'be000000-0000-4000-8000-000000000001',
    ('be000000-0002-4000-8000-' || lpad(to_hex(n % 1000), 12, '0'))::uuid,
    tstzrange(
        current_setting('bench.first_day')::timestamptz + (n / 1000) * interval '30 minutes',
        current_setting('bench.first_day')::timestamptz + (n / 1000 + 1) * interval '30 minutes'
    ),
    now() + interval '15 minutes'
from generate_series(
    1, case when to_regclass('bench.is_big') is null then (select count(*) from commerce.slot_reservations) else 0 end
) as made
cross join lateral (select nextval('bare.hold_n') + 0 * made as n) as walk;

-- an order of three lines: the rows that tell the story, and the stock it takes
create table bare.orders (
    id uuid primary key default commerce_private.new_id(),
    organization_id uuid not null,
    idempotency_key text not null,
    status text not null,
    total_minor bigint not null,
    created_at timestamptz not null default now(),
    unique (organization_id, idempotency_key)
);
create table bare.order_items (
    order_id uuid not null,
    line integer not null,
    product_id bigint not null,
    quantity integer not null,
    unit_price_minor bigint not null,
    primary key (order_id, line)
);
create table bare.inventory_locks (
    id uuid primary key default commerce_private.new_id(),
    order_id uuid not null,
    product_id bigint not null,
    quantity integer not null,
    state text not null,
    expires_at timestamptz not null
);
create index on bare.inventory_locks (order_id);
create index on bare.inventory_locks (expires_at) where state = 'active';
create table bare.order_history (
    id bigint generated always as identity primary key,
    order_id uuid not null,
    from_status text,
    to_status text not null,
    at timestamptz not null default now()
);
create table bare.payments (
    id uuid primary key default commerce_private.new_id(),
    order_id uuid not null,
    amount_minor bigint not null,
    status text not null
);
create index on bare.payments (order_id);
create table bare.outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    payload jsonb not null,
    at timestamptz not null default now()
);
create table bare.stock (
    product_id bigint primary key,
    on_hand bigint not null,
    reserved bigint not null default 0
) with (fillfactor = 50);
insert into bare.stock (product_id, on_hand)
select n, 1000000000 from generate_series(1, 10000) as n;
analyze bare.stock;

-- settlement: what one webhook that says "paid" changes for an order of three lines
alter table bare.orders add column customer_id uuid, add column payment_status text not null default 'unpaid',
    add column paid_minor bigint not null default 0;
alter table bare.payments add column received_minor bigint not null default 0, add column succeeded_at timestamptz;
create table bare.customers (
    id uuid primary key,
    total_orders integer not null default 0,
    total_spent_minor bigint not null default 0
) with (fillfactor = 50);
insert into bare.customers (id)
select ('be000000-0003-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid from generate_series(0, 9999) as n;
create table bare.webhook_events (
    id uuid primary key default commerce_private.new_id(),
    gateway text not null,
    event_key text not null,
    effects jsonb not null,
    body text not null,
    outcome text not null,
    received_at timestamptz not null default now(),
    unique (gateway, event_key)
);
create table bare.ledger_entries (
    id uuid primary key default commerce_private.new_id(),
    posting_id uuid not null,
    account_code text not null,
    amount_minor bigint not null,
    payment_id uuid not null,
    at timestamptz not null default now()
);
create index on bare.ledger_entries (posting_id);
create index on bare.ledger_entries (payment_id);
create table bare.stock_movements (
    id uuid primary key default commerce_private.new_id(),
    product_id bigint not null,
    quantity bigint not null,
    order_id uuid not null,
    at timestamptz not null default now()
);
create index on bare.stock_movements (product_id, at);
create index on bare.stock_movements (order_id);
create table bare.due (
    n bigint primary key,
    order_id uuid not null,
    payment_id uuid not null,
    customer_id uuid not null,
    total_minor bigint not null
);

create function bare.prepare_settlements(wanted integer)
returns void
language sql
as $$
    truncate bare.due, bare.orders, bare.inventory_locks, bare.payments;
    insert into bare.due
    select
        n, commerce_private.new_id(), commerce_private.new_id(),
        ('be000000-0003-4000-8000-' || lpad(to_hex(n % 10000), 12, '0'))::uuid, 14000
    from generate_series(1, wanted) as n;
    insert into bare.orders (id, organization_id, idempotency_key, status, total_minor, customer_id)
    select order_id, 'be000000-0000-4000-8000-000000000001', 'due ' || n, 'pending_payment', total_minor, customer_id
    from bare.due;
    insert into bare.payments (id, order_id, amount_minor, status)
    select payment_id, order_id, total_minor, 'created' from bare.due;
    insert into bare.inventory_locks (order_id, product_id, quantity, state, expires_at)
    select order_id, 1 + (n * 7 + line * 3333) % 10000, line, 'active', now() + interval '30 minutes'
    from bare.due, generate_series(1, 3) as line;
    update bare.stock set reserved = 1000000;
    analyze bare.due, bare.orders, bare.payments, bare.inventory_locks;
    select setval('bare.event_n', 1, false);
$$;
