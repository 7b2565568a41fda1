-- depends: 0003.messaging
-- Who buys: customers of an organization, their addresses, and what gateways call them.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- What a column may hold is a domain: the checks of a table are read, and those of untouched columns asked,
-- again by every statement that writes; a payment only counts up.
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.email_address as text
    constraint email_address_check check (value ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(value) <= 254);
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.phone_number as text
    constraint phone_number_check check (value ~ '^\+[1-9][0-9]{6,14}$');
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.segment_name as text
    constraint segment_name_check check (value in ('new', 'active', 'vip', 'at_risk', 'churned', 'blocked'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.customer_origin as text
    constraint customer_origin_check check (value in ('admin', 'booking_widget', 'checkout', 'api', 'import'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.customer_status as text
    constraint customer_status_check check (value in ('active', 'inactive', 'blocked'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.tax_exemption as text
    constraint tax_exemption_check check (length(value) between 1 and 200);
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.metadata as jsonb
    constraint metadata_check check (jsonb_typeof(value) = 'object');

create table commerce.customers (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    user_id uuid,
    first_name text,
    last_name text,
    email commerce.email_address,
    phone commerce.phone_number,
    timezone text,
    locale text,
    total_bookings integer not null default 0,
    total_orders integer not null default 0,
    total_spent_minor bigint not null default 0,
    total_booked_minor bigint not null default 0,
    average_booking_value_minor bigint not null default 0,
    lifetime_value_minor bigint not null default 0,
    segment commerce.segment_name not null default 'new',
    first_booking_at timestamptz,
    last_booking_date date,
    last_activity_date date,
    created_via commerce.customer_origin not null default 'api',
    status commerce.customer_status not null default 'active',
    notes text,
    tax_exemption commerce.tax_exemption,
    tags text[] not null default '{}',
    metadata commerce.metadata not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint customers_pkey primary key (organization_id, id),
    constraint customers_user_key unique (organization_id, user_id),
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
