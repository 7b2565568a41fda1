-- depends: 0017.order_logs
-- Customers looked after: segments that are brought up to date, consents, and two records made one.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- How far the sweep that brings segments up to date has come on a day: customers whose segment stays are not written.
create table commerce_private.segment_cursors (
    organization_id uuid not null,
    as_of date not null,
    last_customer_id uuid,
    is_done boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint segment_cursors_pkey primary key (organization_id)
);

-- Which permissions a customer gave and took back; the newest of a purpose counts.
create table commerce.customer_consents (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    customer_id uuid not null,
    purpose text not null,
    is_given boolean not null,
    source text,
    actor_user_id uuid,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint customer_consents_pkey primary key (organization_id, id),
    constraint customer_consents_purpose_check check (purpose ~ '^[a-z][a-z0-9_]{0,49}$'),
    constraint customer_consents_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict
);
create index customer_consents_customer_idx on commerce.customer_consents (organization_id, customer_id, purpose, id);

-- Under which ids, users and addresses a customer was known before two records were made one.
create table commerce.customer_aliases (
    organization_id uuid not null,
    former_customer_id uuid not null,
    customer_id uuid not null,
    former_user_id uuid,
    former_email text,
    created_at timestamptz not null default now(),
    constraint customer_aliases_pkey primary key (organization_id, former_customer_id),
    constraint customer_aliases_user_key unique (organization_id, former_user_id),
    constraint customer_aliases_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict
);
create index customer_aliases_customer_idx on commerce.customer_aliases (organization_id, customer_id);
create index customer_aliases_email_idx on commerce.customer_aliases (organization_id, lower(former_email))
    where former_email is not null;

alter table commerce_private.segment_cursors enable row level security;
alter table commerce.customer_consents enable row level security;
alter table commerce.customer_aliases enable row level security;

create type commerce.found_customer as (
    id uuid,
    first_name text,
    last_name text,
    email commerce.email_address,
    phone commerce.phone_number,
    status commerce.customer_status,
    segment commerce.segment_name,
    tags text[],
    total_orders integer,
    total_bookings integer,
    total_spent_minor bigint,
    lifetime_value_minor bigint,
    last_activity_date date,
    created_at timestamptz,
    page_cursor text
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce_private.segment_cursors', 'customers', 'local', null, '{}'),
    ('commerce.customer_consents', 'customers', 'tenant', 'organization_id', '{source}'),
    ('commerce.customer_aliases', 'customers', 'tenant', 'organization_id', '{former_email}');

insert into commerce.sweep_schedules (name, every, max_rows)
values ('refresh_customer_segments', '1 hour', 5000);
