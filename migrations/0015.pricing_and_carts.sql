-- depends: 0014.policies_and_waitlist
-- What things cost besides their price: plans with tiers, taxes, shipping, promotions; and carts.
-- Locks:    access exclusive on commerce.orders and commerce.order_items for two new foreign keys,
--           milliseconds (both are empty when this runs).
-- Backfill: the present prices become the beginning of their history.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- A plan prices a service by tiers of participants (`one_off`), or is sold itself.
create table commerce.pricing_plans (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    kind text not null,
    price_minor bigint not null,
    currency text not null,
    service_id uuid,
    tiers jsonb not null default '[]',
    quantity integer not null default 1,
    billing_interval interval,
    valid_days integer,
    tax_category text,
    status text not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint pricing_plans_pkey primary key (organization_id, id),
    constraint pricing_plans_kind_check check (kind in ('one_off', 'package', 'recurring')),
    constraint pricing_plans_price_check check (price_minor between 0 and 1000000000000),
    constraint pricing_plans_tiers_check check (jsonb_typeof(tiers) = 'array'),
    constraint pricing_plans_quantity_check check (quantity between 1 and 10000),
    constraint pricing_plans_days_check check (valid_days between 1 and 36500),
    constraint pricing_plans_interval_check check ((kind = 'recurring') = (billing_interval is not null)),
    constraint pricing_plans_service_check check (kind <> 'one_off' or service_id is not null),
    constraint pricing_plans_status_check check (status in ('active', 'archived')),
    constraint pricing_plans_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint pricing_plans_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict,
    constraint pricing_plans_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict
);
create index pricing_plans_service_idx on commerce.pricing_plans (organization_id, service_id);
create index pricing_plans_currency_idx on commerce.pricing_plans (currency);
-- A service has one price list at a time.
create unique index pricing_plans_one_off_key on commerce.pricing_plans (organization_id, service_id)
    where kind = 'one_off' and status = 'active';

alter table commerce.order_items
    -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
    add constraint order_items_pricing_plan_fkey foreign key (organization_id, pricing_plan_id)
        references commerce.pricing_plans (organization_id, id) on delete restrict;
-- squawk-ignore require-concurrent-index-creation
create index order_items_pricing_plan_idx on commerce.order_items (organization_id, pricing_plan_id)
    where pricing_plan_id is not null;

-- Every price a product, service or plan ever had, from the instant on that it began.
create table commerce.price_changes (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    product_id bigint,
    service_id uuid,
    pricing_plan_id uuid,
    price_minor bigint not null,
    currency text not null,
    tiers jsonb,
    valid_from timestamptz not null,
    created_at timestamptz not null default now(),
    constraint price_changes_pkey primary key (organization_id, id),
    constraint price_changes_subject_check check (num_nonnulls(product_id, service_id, pricing_plan_id) = 1),
    constraint price_changes_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index price_changes_product_idx on commerce.price_changes (organization_id, product_id, valid_from)
    where product_id is not null;
create index price_changes_service_idx on commerce.price_changes (organization_id, service_id, valid_from)
    where service_id is not null;
create index price_changes_plan_idx on commerce.price_changes (organization_id, pricing_plan_id, valid_from)
    where pricing_plan_id is not null;
insert into commerce.price_changes (organization_id, product_id, price_minor, currency, valid_from)
select product.organization_id, product.id, product.price_minor, product.currency, product.created_at
from commerce.products as product;
insert into commerce.price_changes (organization_id, service_id, price_minor, currency, valid_from)
select service.organization_id, service.id, service.price_minor, service.currency, service.created_at
from commerce.services as service;

-- Of the rates of one name the nearest to category and place applies; rates of different names add up.
-- Empty texts mean: every region, every postal code.
create table commerce.tax_rates (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    category text not null,
    country text not null,
    region text not null default '',
    postal_prefix text not null default '',
    percent numeric(9, 6) not null,
    valid tstzrange not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint tax_rates_pkey primary key (organization_id, id),
    constraint tax_rates_percent_check check (percent between 0 and 100),
    constraint tax_rates_country_check check (country ~ '^[A-Z]{2}$'),
    constraint tax_rates_valid_check check (not isempty(valid) and not lower_inf(valid)),
    constraint tax_rates_no_overlap_excl exclude using gist (
        organization_id with =, name with =, category with =, country with =, region with =,
        postal_prefix with =, valid with &&
    ),
    constraint tax_rates_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index tax_rates_place_idx on commerce.tax_rates (organization_id, country);

create table commerce.shipping_methods (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    kind text not null default 'delivery',
    price_minor bigint not null,
    currency text not null,
    countries text[] not null default '{}',
    free_over_minor bigint,
    tax_category text,
    status text not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint shipping_methods_pkey primary key (organization_id, id),
    constraint shipping_methods_name_key unique (organization_id, name),
    constraint shipping_methods_kind_check check (kind in ('delivery', 'pickup')),
    constraint shipping_methods_price_check check (price_minor between 0 and 1000000000000),
    constraint shipping_methods_free_check check (free_over_minor >= 0),
    constraint shipping_methods_status_check check (status in ('active', 'archived')),
    constraint shipping_methods_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint shipping_methods_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict
);
create index shipping_methods_currency_idx on commerce.shipping_methods (currency);
alter table commerce.orders
    -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
    add constraint orders_shipping_method_fkey foreign key (organization_id, shipping_method_id)
        references commerce.shipping_methods (organization_id, id) on delete restrict;
-- squawk-ignore require-concurrent-index-creation
create index orders_shipping_method_idx on commerce.orders (organization_id, shipping_method_id)
    where shipping_method_id is not null;

-- `uses` and `spent_minor` are the sums of the live rows of promotion_uses, changed together with them
-- under the lock of this row.
create table commerce.promotions (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    code text not null,
    name text not null,
    kind text not null,
    percent numeric(9, 6),
    amount_minor bigint,
    currency text,
    scope text not null default 'all',
    product_ids bigint[],
    service_ids uuid[],
    minimum_minor bigint not null default 0,
    max_uses bigint,
    max_uses_per_customer integer,
    budget_minor bigint,
    is_stackable boolean not null default false,
    starts_at timestamptz,
    ends_at timestamptz,
    status text not null default 'active',
    uses bigint not null default 0,
    spent_minor bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint promotions_pkey primary key (organization_id, id),
    constraint promotions_code_key unique (organization_id, code),
    constraint promotions_code_check check (code = upper(code) and length(code) between 1 and 100),
    constraint promotions_kind_check check (kind in ('percent', 'amount', 'free_shipping')),
    constraint promotions_value_check check (
        (kind = 'percent') = (percent is not null) and (kind = 'amount') = (amount_minor is not null)),
    constraint promotions_percent_check check (percent > 0 and percent <= 100),
    constraint promotions_amount_check check (amount_minor between 1 and 1000000000000),
    constraint promotions_currency_check
        check (currency is not null or (amount_minor is null and budget_minor is null and minimum_minor = 0)),
    constraint promotions_scope_check check (scope in ('all', 'products', 'services')),
    constraint promotions_limits_check
        check (minimum_minor >= 0 and max_uses >= 1 and max_uses_per_customer >= 1 and budget_minor >= 1),
    constraint promotions_dates_check check (ends_at > starts_at),
    constraint promotions_status_check check (status in ('active', 'archived')),
    constraint promotions_uses_check check (uses >= 0 and spent_minor >= 0),
    constraint promotions_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint promotions_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict
) with (fillfactor = 50);
create index promotions_currency_idx on commerce.promotions (currency);

create table commerce.promotion_uses (
    organization_id uuid not null,
    promotion_id uuid not null,
    order_id uuid not null,
    customer_id uuid,
    email_digest bytea,
    discount_minor bigint not null,
    status text not null default 'used',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint promotion_uses_pkey primary key (organization_id, order_id, promotion_id),
    constraint promotion_uses_status_check check (status in ('used', 'released')),
    constraint promotion_uses_discount_check check (discount_minor >= 0),
    constraint promotion_uses_promotion_fkey foreign key (organization_id, promotion_id)
        references commerce.promotions (organization_id, id) on delete restrict,
    constraint promotion_uses_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint promotion_uses_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict
);
create index promotion_uses_promotion_idx on commerce.promotion_uses (organization_id, promotion_id, customer_id);
create index promotion_uses_customer_idx on commerce.promotion_uses (organization_id, customer_id)
    where customer_id is not null;
create index promotion_uses_email_idx on commerce.promotion_uses (organization_id, promotion_id, email_digest)
    where email_digest is not null;

create table commerce.carts (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    customer_id uuid,
    user_id uuid,
    status text not null default 'active',
    promotion_codes text[] not null default '{}',
    metadata jsonb not null default '{}',
    order_id uuid,
    merged_into_id uuid,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint carts_pkey primary key (organization_id, id),
    constraint carts_order_key unique (organization_id, order_id),
    constraint carts_status_check check (status in ('active', 'ordered', 'merged', 'expired')),
    constraint carts_ordered_check check ((status = 'ordered') = (order_id is not null)),
    constraint carts_merged_check check ((status = 'merged') = (merged_into_id is not null)),
    constraint carts_metadata_check check (jsonb_typeof(metadata) = 'object'),
    constraint carts_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint carts_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict,
    constraint carts_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint carts_merged_fkey foreign key (organization_id, merged_into_id)
        references commerce.carts (organization_id, id) on delete restrict
);
create index carts_customer_idx on commerce.carts (organization_id, customer_id) where customer_id is not null;
create index carts_user_idx on commerce.carts (organization_id, user_id) where user_id is not null;
create index carts_merged_idx on commerce.carts (organization_id, merged_into_id) where merged_into_id is not null;
create index carts_due_idx on commerce.carts (expires_at) where status = 'active';

-- `item` is what create_order reads, without the token of a hold: whoever put it in has shown it.
create table commerce.cart_items (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    cart_id uuid not null,
    product_id bigint,
    reservation_id uuid,
    item jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint cart_items_pkey primary key (organization_id, id),
    constraint cart_items_product_key unique (organization_id, cart_id, product_id),
    constraint cart_items_reservation_key unique (organization_id, cart_id, reservation_id),
    constraint cart_items_item_check check (jsonb_typeof(item) = 'object' and not item ? 'hold_token'),
    constraint cart_items_cart_fkey foreign key (organization_id, cart_id)
        references commerce.carts (organization_id, id) on delete cascade
);
create index cart_items_cart_idx on commerce.cart_items (organization_id, cart_id, id);

-- What every order asks of the settings and of the catalogue's extras, in one row an organization:
-- compiled when any of them changes.
create table commerce_private.sales_rules (
    organization_id uuid not null,
    number_mask text not null,
    number_letters text not null,
    lock_time interval not null,
    unpaid_time interval not null,
    payment_windows jsonb not null,
    has_taxes boolean not null,
    has_shipping boolean not null,
    is_tax_included boolean not null,
    is_tax_rounded_by_line boolean not null,
    tax_place jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint sales_rules_pkey primary key (organization_id),
    constraint sales_rules_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

alter table commerce.pricing_plans enable row level security;
alter table commerce.price_changes enable row level security;
alter table commerce.tax_rates enable row level security;
alter table commerce.shipping_methods enable row level security;
alter table commerce.promotions enable row level security;
alter table commerce.promotion_uses enable row level security;
alter table commerce.carts enable row level security;
alter table commerce.cart_items enable row level security;
alter table commerce_private.sales_rules enable row level security;

-- What an order or quote is asked for besides its items.
create type commerce_private.order_wish as (
    customer_id uuid,
    email text,
    promotion_codes text[],
    shipping_method_id uuid,
    shipping_address jsonb,
    billing_address jsonb,
    is_draft boolean,
    expected_total_minor bigint
);

-- What create_cart gives its caller: the row, and the token that the cart's guest needs.
create type commerce.created_cart as (
    id uuid,
    customer_id uuid,
    user_id uuid,
    status text,
    promotion_codes text[],
    metadata jsonb,
    order_id uuid,
    expires_at timestamptz,
    created_at timestamptz,
    updated_at timestamptz,
    access_token uuid
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.pricing_plans', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.price_changes', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.tax_rates', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.shipping_methods', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.promotions', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.promotion_uses', 'orders', 'tenant', 'organization_id', '{}'),
    ('commerce.carts', 'orders', 'tenant', 'organization_id', '{metadata}'),
    ('commerce.cart_items', 'orders', 'tenant', 'organization_id', '{item}'),
    ('commerce_private.sales_rules', 'orders', 'tenant', 'organization_id', '{}');

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('prices_include_tax', 'organization', 'boolean', 'false', null, null, null,
     'Whether the prices of the catalogue contain the tax already.'),
    ('tax_place', 'organization', 'object', 'null', null, null, null,
     'Where it sells from, {"country":"DE"}: what has no other address is taxed there.'),
    ('cart_hours', 'organization', 'integer', '72', 1, 8760, null, 'After how many hours without a change a cart expires.');

insert into commerce.sweep_schedules (name, every, max_rows)
values ('expire_carts', '10 minutes', 1000);
