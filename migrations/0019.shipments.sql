-- depends: 0018.customer_care
-- Parcels: what left, with whom, and how far it has come.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

create table commerce.shipments (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid not null,
    status text not null default 'shipped',
    carrier text,
    tracking_number text,
    shipped_at timestamptz not null,
    delivered_at timestamptz,
    lost_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint shipments_pkey primary key (organization_id, id),
    constraint shipments_status_check check (status in ('shipped', 'in_transit', 'delivered', 'lost')),
    constraint shipments_ends_check
        check ((status = 'delivered') = (delivered_at is not null) and (status = 'lost') = (lost_at is not null)),
    constraint shipments_carrier_check check (length(carrier) between 1 and 100),
    constraint shipments_tracking_check check (length(tracking_number) between 1 and 200),
    constraint shipments_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index shipments_order_idx on commerce.shipments (organization_id, order_id);

create table commerce.shipment_items (
    organization_id uuid not null,
    shipment_id uuid not null,
    order_item_id uuid not null,
    quantity integer not null,
    created_at timestamptz not null default now(),
    constraint shipment_items_pkey primary key (organization_id, shipment_id, order_item_id),
    constraint shipment_items_quantity_check check (quantity > 0),
    constraint shipment_items_shipment_fkey foreign key (organization_id, shipment_id)
        references commerce.shipments (organization_id, id) on delete restrict,
    constraint shipment_items_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
);
create index shipment_items_item_idx on commerce.shipment_items (organization_id, order_item_id);

alter table commerce.shipments enable row level security;
alter table commerce.shipment_items enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.shipments', 'orders', 'tenant', 'organization_id', '{tracking_number}'),
    ('commerce.shipment_items', 'orders', 'tenant', 'organization_id', '{}');
