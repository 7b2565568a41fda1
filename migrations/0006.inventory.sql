-- depends: 0005.catalog
-- What lies on the shelf: levels, locks of open orders, and the movements that prove them.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- Words of hot tables are domains: the check of a table is parsed again by every statement that writes,
-- that of a domain once a session.
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.lock_state as text
    constraint lock_state_check check (value in ('active', 'converted', 'released', 'expired'));

-- The first location of an organization carries the organization's own id, so that a caller who
-- names none needs no lookup.
create table commerce.stock_locations (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint stock_locations_pkey primary key (organization_id, id),
    constraint stock_locations_name_key unique (organization_id, name),
    constraint stock_locations_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

-- Half-filled pages and no index on the counters: every change stays on its page (HOT).
create table commerce.stock_levels (
    organization_id uuid not null,
    product_id bigint not null,
    location_id uuid not null,
    on_hand bigint not null default 0,
    reserved bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint stock_levels_pkey primary key (organization_id, product_id, location_id),
    -- One check instead of two: on_hand >= 0 follows.
    constraint stock_levels_reserved_check check (reserved >= 0 and on_hand >= reserved),
    constraint stock_levels_product_fkey foreign key (organization_id, product_id)
        references commerce.products (organization_id, id) on delete restrict,
    constraint stock_levels_location_fkey foreign key (organization_id, location_id)
        references commerce.stock_locations (organization_id, id) on delete restrict
) with (fillfactor = 50);
-- All three columns: whichever index a plan takes on a young table, it finds one row.
create index stock_levels_location_idx on commerce.stock_levels (organization_id, location_id, product_id);

-- No foreign key to stock_levels: a lock is written together with the stock row it counts in, and a key
-- check for every line is a tenth of an order. A level with units cannot go: its movements stay.
create table commerce.inventory_locks (
    organization_id uuid not null,
    order_id uuid not null,
    product_id bigint not null,
    location_id uuid not null,
    qty_reserved bigint not null,
    qty_backordered bigint not null default 0,
    expires_at timestamptz not null,
    state commerce.lock_state not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint inventory_locks_pkey primary key (organization_id, order_id, product_id, location_id),
    constraint inventory_locks_quantity_check check (least(qty_reserved, qty_backordered) >= 0)
);
create index inventory_locks_active_idx
    on commerce.inventory_locks (organization_id, product_id, location_id, expires_at) where state = 'active';
create index inventory_locks_due_idx on commerce.inventory_locks (expires_at) where state = 'active';
create index inventory_locks_awaited_idx
    on commerce.inventory_locks (organization_id, product_id, location_id, order_id)
    where state = 'converted' and qty_backordered > 0;

create table commerce.stock_movements (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    product_id bigint not null,
    location_id uuid not null,
    kind text not null,
    quantity bigint not null,
    reason text,
    order_id uuid,
    actor_user_id uuid,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint stock_movements_pkey primary key (organization_id, id),
    constraint stock_movements_kind_check
        check (kind in ('receipt', 'sale', 'restock', 'adjustment', 'damage', 'transfer')),
    constraint stock_movements_quantity_check check (quantity <> 0),
    constraint stock_movements_stock_fkey foreign key (organization_id, product_id, location_id)
        references commerce.stock_levels (organization_id, product_id, location_id) on delete restrict
);
create index stock_movements_stock_idx
    on commerce.stock_movements (organization_id, product_id, location_id, at);
create index stock_movements_order_idx on commerce.stock_movements (organization_id, order_id)
    where order_id is not null;

create table commerce.expected_stock (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    product_id bigint not null,
    location_id uuid not null,
    quantity bigint not null,
    quantity_received bigint not null default 0,
    expected_at timestamptz not null,
    received_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint expected_stock_pkey primary key (organization_id, id),
    constraint expected_stock_quantity_check check (quantity >= 0),
    constraint expected_stock_received_check
        check (quantity_received >= 0 and (received_at is not null) = (quantity_received >= quantity)),
    constraint expected_stock_stock_fkey foreign key (organization_id, product_id, location_id)
        references commerce.stock_levels (organization_id, product_id, location_id) on delete restrict
);
create index expected_stock_stock_idx
    on commerce.expected_stock (organization_id, product_id, location_id);

alter table commerce.stock_locations enable row level security;
alter table commerce.stock_levels enable row level security;
alter table commerce.inventory_locks enable row level security;
alter table commerce.stock_movements enable row level security;
alter table commerce.expected_stock enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.stock_locations', 'inventory', 'tenant', 'organization_id', '{}'),
    ('commerce.stock_levels', 'inventory', 'tenant', 'organization_id', '{}'),
    ('commerce.inventory_locks', 'inventory', 'tenant', 'organization_id', '{}'),
    ('commerce.stock_movements', 'inventory', 'tenant', 'organization_id', '{}'),
    ('commerce.expected_stock', 'inventory', 'tenant', 'organization_id', '{}');
