-- depends: 0004.customers
-- What is sold and who performs it: products, services, staff, venues, resources.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- What the lines of orders remember of a product, besides its name, number and price. Immutable for these
-- types, whatever jsonb_build_object says of others.
create function commerce_private.product_snapshot(
    options jsonb,
    tax_category text,
    weight_grams integer
)
returns jsonb
language sql
immutable
parallel safe
return jsonb_build_object('options', options, 'tax_category', tax_category, 'weight_grams', weight_grams);

-- Whether these are limits for one customer: how many bookings they may have by period.
create function commerce_private.are_customer_limits(
    limits jsonb
)
returns boolean
language sql
immutable
parallel safe
return case
    when jsonb_typeof(limits) <> 'object' then false
    else limits <> '{}' and not exists (
        select
        from jsonb_each(limits) as bound
        where bound.key not in ('day', 'week', 'month', 'year', 'upcoming')
            or bound.value::text !~ '^([1-9][0-9]{0,2}|1000)$'
    )
end;

create table commerce.products (
    organization_id uuid not null,
    id bigint not null,
    sku text not null,
    name text not null,
    description text,
    parent_product_id bigint,
    options jsonb not null default '{}',
    price_minor bigint not null,
    currency text not null,
    tax_category text,
    track_inventory boolean not null default true,
    allow_backorder boolean not null default false,
    weight_grams integer,
    status text not null default 'active',
    metadata jsonb not null default '{}',
    -- Made once with the product, not once with every line that is sold of it.
    snapshot jsonb generated always as (commerce_private.product_snapshot(options, tax_category, weight_grams)) stored,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint products_pkey primary key (organization_id, id),
    constraint products_sku_key unique (organization_id, sku),
    constraint products_id_check check (id > 0),
    constraint products_price_check check (price_minor between 0 and 1000000000000),
    constraint products_weight_check check (weight_grams >= 0),
    constraint products_status_check check (status in ('draft', 'active', 'archived')),
    constraint products_options_check check (jsonb_typeof(options) = 'object'),
    constraint products_metadata_check check (jsonb_typeof(metadata) = 'object'),
    constraint products_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint products_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict,
    constraint products_parent_fkey foreign key (organization_id, parent_product_id)
        references commerce.products (organization_id, id) on delete restrict
);
create index products_parent_idx on commerce.products (organization_id, parent_product_id);
create index products_currency_idx on commerce.products (currency);

create table commerce.venues (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    timezone text not null,
    address jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint venues_pkey primary key (organization_id, id),
    constraint venues_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

create table commerce.resources (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    resource_group text not null,
    venue_id uuid,
    status text not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint resources_pkey primary key (organization_id, id),
    constraint resources_status_check check (status in ('active', 'archived')),
    constraint resources_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint resources_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete restrict
);
create index resources_group_idx on commerce.resources (organization_id, resource_group);
create index resources_venue_idx on commerce.resources (organization_id, venue_id);

create table commerce.staff (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    display_name text not null,
    user_id uuid,
    timezone text not null,
    service_title text,
    is_service_provider boolean not null default true,
    is_available_for_booking boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint staff_pkey primary key (organization_id, id),
    constraint staff_user_key unique (organization_id, user_id),
    constraint staff_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

-- What colleagues and customers may not read of a member of staff.
create table commerce_private.staff_details (
    organization_id uuid not null,
    staff_id uuid not null,
    email text,
    phone text,
    hourly_rate_minor bigint,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint staff_details_pkey primary key (organization_id, staff_id),
    constraint staff_details_rate_check check (hourly_rate_minor >= 0),
    constraint staff_details_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete cascade
);

create table commerce.services (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    duration_minutes integer not null,
    price_minor bigint not null,
    currency text not null,
    capacity_mode text not null default 'exclusive',
    capacity integer not null default 1,
    buffer_before_minutes integer not null default 0,
    buffer_after_minutes integer not null default 0,
    min_notice_minutes integer not null default 0,
    max_advance_days integer not null default 365,
    step_minutes integer not null,
    customer_limits jsonb,
    delivery_mode text not null default 'in_person',
    assignment text not null default 'least_busy',
    requires_approval boolean not null default false,
    requires_waiver boolean not null default false,
    intake_form_id uuid,
    deposit_minor bigint,
    cancellation_policy_id uuid,
    tax_category text,
    venue_id uuid,
    status text not null default 'active',
    activates_when_assigned boolean not null default false,
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint services_pkey primary key (organization_id, id),
    constraint services_duration_check check (duration_minutes between 1 and 44640),
    constraint services_price_check check (price_minor between 0 and 1000000000000),
    constraint services_capacity_mode_check check (capacity_mode in ('exclusive', 'pooled')),
    constraint services_capacity_check check (capacity between 1 and 100000),
    constraint services_buffers_check
        check (buffer_before_minutes between 0 and 10080 and buffer_after_minutes between 0 and 10080),
    constraint services_notice_check check (min_notice_minutes between 0 and 525600),
    constraint services_advance_check check (max_advance_days between 1 and 3650),
    constraint services_window_check check (min_notice_minutes <= max_advance_days * 1440),
    constraint services_step_check check (step_minutes between 1 and 1440),
    constraint services_limits_check check (commerce_private.are_customer_limits(customer_limits)),
    constraint services_delivery_mode_check
        check (delivery_mode in ('in_person', 'video', 'chat', 'diagnostic')),
    constraint services_assignment_check check (assignment in ('least_busy', 'round_robin')),
    constraint services_deposit_check check (deposit_minor between 0 and price_minor),
    constraint services_status_check check (status in ('draft', 'active', 'archived')),
    constraint services_metadata_check check (jsonb_typeof(metadata) = 'object'),
    constraint services_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint services_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict,
    constraint services_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete restrict
);
create index services_venue_idx on commerce.services (organization_id, venue_id);
create index services_currency_idx on commerce.services (currency);

create table commerce.service_staff (
    organization_id uuid not null,
    service_id uuid not null,
    staff_id uuid not null,
    created_at timestamptz not null default now(),
    constraint service_staff_pkey primary key (organization_id, service_id, staff_id),
    constraint service_staff_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete cascade,
    constraint service_staff_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete cascade
);
create index service_staff_staff_idx on commerce.service_staff (organization_id, staff_id);

create table commerce.service_resource_groups (
    organization_id uuid not null,
    service_id uuid not null,
    resource_group text not null,
    created_at timestamptz not null default now(),
    constraint service_resource_groups_pkey primary key (organization_id, service_id, resource_group),
    constraint service_resource_groups_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete cascade
);

alter table commerce.products enable row level security;
alter table commerce.venues enable row level security;
alter table commerce.resources enable row level security;
alter table commerce.staff enable row level security;
alter table commerce_private.staff_details enable row level security;
alter table commerce.services enable row level security;
alter table commerce.service_staff enable row level security;
alter table commerce.service_resource_groups enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.products', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.venues', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.resources', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.staff', 'catalog', 'tenant', 'organization_id', '{display_name}'),
    ('commerce_private.staff_details', 'catalog', 'tenant', 'organization_id', '{email,phone}'),
    ('commerce.services', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.service_staff', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.service_resource_groups', 'catalog', 'tenant', 'organization_id', '{}');
