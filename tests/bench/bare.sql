-- The denominators: tables with only what no correct engine could leave out, and no trigger, row
-- security or foreign key. Run by a superuser; made anew each time.
drop schema if exists bare cascade;
create schema bare;
create extension if not exists btree_gist;

create sequence bare.hold_n cache 32;
create sequence bare.order_n cache 32;
create sequence bare.event_n cache 32;

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
