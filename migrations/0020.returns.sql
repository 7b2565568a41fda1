-- depends: 0019.shipments
-- Goods that come back: asked for, allowed, received, and what the customer got for them.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

create table commerce.returns (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid not null,
    status text not null default 'requested',
    reason text,
    outcome text,
    amount_minor bigint,
    refund_id uuid,
    replacement_order_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint returns_pkey primary key (organization_id, id),
    constraint returns_status_check
        check (status in ('requested', 'approved', 'rejected', 'received', 'completed')),
    constraint returns_outcome_check
        check (outcome in ('refund', 'exchange', 'credit') and (outcome is not null) = (status = 'completed')),
    constraint returns_amount_check check (amount_minor >= 0),
    constraint returns_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint returns_replacement_fkey foreign key (organization_id, replacement_order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index returns_order_idx on commerce.returns (organization_id, order_id);
create index returns_replacement_idx on commerce.returns (organization_id, replacement_order_id);

create table commerce.return_items (
    organization_id uuid not null,
    return_id uuid not null,
    order_item_id uuid not null,
    quantity integer not null,
    resellable integer not null default 0,
    damaged integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint return_items_pkey primary key (organization_id, return_id, order_item_id),
    constraint return_items_quantity_check check (quantity > 0),
    constraint return_items_received_check
        check (resellable >= 0 and damaged >= 0 and resellable + damaged <= quantity),
    constraint return_items_return_fkey foreign key (organization_id, return_id)
        references commerce.returns (organization_id, id) on delete restrict,
    constraint return_items_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
);
create index return_items_item_idx on commerce.return_items (organization_id, order_item_id);

alter table commerce.returns enable row level security;
alter table commerce.return_items enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.returns', 'orders', 'tenant', 'organization_id', '{reason}'),
    ('commerce.return_items', 'orders', 'tenant', 'organization_id', '{}');
