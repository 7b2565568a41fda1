-- depends: 0003.messaging
-- Who buys: customers of an organization, their addresses, and what gateways call them.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

create table commerce.customers (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    user_id uuid,
    first_name text,
    last_name text,
    email text,
    phone text,
    timezone text,
    locale text,
    total_bookings integer not null default 0,
    total_orders integer not null default 0,
    total_spent_minor bigint not null default 0,
    total_booked_minor bigint not null default 0,
    average_booking_value_minor bigint not null default 0,
    lifetime_value_minor bigint not null default 0,
    segment text not null default 'new',
    first_booking_at timestamptz,
    last_booking_date date,
    last_activity_date date,
    created_via text not null default 'api',
    status text not null default 'active',
    notes text,
    tax_exemption text,
    tags text[] not null default '{}',
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint customers_pkey primary key (organization_id, id),
    constraint customers_user_key unique (organization_id, user_id),
    constraint customers_email_check check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
    constraint customers_phone_check check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    constraint customers_segment_check
        check (segment in ('new', 'active', 'vip', 'at_risk', 'churned', 'blocked')),
    constraint customers_created_via_check
        check (created_via in ('admin', 'booking_widget', 'checkout', 'api', 'import')),
    constraint customers_status_check check (status in ('active', 'inactive', 'blocked')),
    constraint customers_tax_exemption_check check (length(tax_exemption) between 1 and 200),
    constraint customers_metadata_check check (jsonb_typeof(metadata) = 'object'),
    constraint customers_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create unique index customers_email_key on commerce.customers (organization_id, lower(email));

create table commerce.customer_addresses (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    customer_id uuid not null,
    label text,
    address jsonb not null,
    is_default boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint customer_addresses_pkey primary key (organization_id, id),
    constraint customer_addresses_address_check check (jsonb_typeof(address) = 'object'),
    constraint customer_addresses_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete cascade
);
create index customer_addresses_customer_idx on commerce.customer_addresses (organization_id, customer_id);
create unique index customer_addresses_default_key
    on commerce.customer_addresses (organization_id, customer_id) where is_default;

create table commerce_private.customer_gateway_refs (
    organization_id uuid not null,
    customer_id uuid not null,
    gateway text not null,
    account text not null default '',
    reference text not null,
    created_at timestamptz not null default now(),
    constraint customer_gateway_refs_pkey primary key (organization_id, customer_id, gateway, account),
    constraint customer_gateway_refs_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete cascade
);

alter table commerce.customers enable row level security;
alter table commerce.customer_addresses enable row level security;
alter table commerce_private.customer_gateway_refs enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.customers', 'customers', 'tenant', 'organization_id',
     '{first_name,last_name,email,phone,notes,tax_exemption,tags,metadata}'),
    ('commerce.customer_addresses', 'customers', 'tenant', 'organization_id', '{label,address}'),
    ('commerce_private.customer_gateway_refs', 'customers', 'tenant', 'organization_id', '{reference}');
