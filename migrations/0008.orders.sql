-- depends: 0007.booking
-- What was bought: orders, their lines as they were at the moment of purchase, every status they had.
-- Locks:    access exclusive on commerce.bookings and commerce.inventory_locks for three new foreign keys,
--           milliseconds (both are empty when this runs).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- Words of hot tables are domains: the check of a table is parsed again by every statement that writes,
-- that of a domain once a session.
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.order_status as text
    constraint order_status_check
    check (value in ('created', 'pending_payment', 'payment_failed', 'paid', 'processing', 'ready_for_shipment',
                     'shipped', 'in_transit', 'delivered', 'partially_refunded', 'refunded', 'disputed',
                     'cancelled', 'archived'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.order_payment_status as text
    constraint order_payment_status_check
    check (value in ('unpaid', 'pending', 'authorised', 'partially_paid', 'paid', 'partially_refunded', 'refunded'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.fulfillment_status as text
    constraint fulfillment_status_check
    check (value in ('not_required', 'unfulfilled', 'partially_shipped', 'shipped', 'delivered',
                     'partially_returned', 'returned'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.order_source as text
    constraint order_source_check check (value in ('admin', 'widget', 'api', 'import'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.payment_method as text
    constraint payment_method_check
    check (value in ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.item_kind as text
    constraint item_kind_check
    check (value in ('product', 'service', 'subscription', 'package', 'gift_card', 'fee', 'tip'));

create table commerce.order_status_transitions (
    from_status text not null,
    to_status text not null,
    created_at timestamptz not null default now(),
    constraint order_status_transitions_pkey primary key (from_status, to_status)
);

-- What the amounts of an order must be to each other. A function, because every statement that writes a table
-- parses the text of its checks, and a call is the shortest text.
create function commerce_private.are_order_amounts(
    subtotal_minor bigint,
    discount_minor bigint,
    shipping_minor bigint,
    tax_minor bigint,
    is_tax_included boolean,
    total_minor bigint,
    due_now_minor bigint,
    due_minor bigint,
    paid_minor bigint,
    refunded_minor bigint
)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return least(subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor, due_now_minor, due_minor,
                 refunded_minor, paid_minor - refunded_minor) >= 0
        and total_minor = subtotal_minor - discount_minor + shipping_minor
            + case when is_tax_included then 0 else tax_minor end;
end;
$$;

-- What a line of an order can be: goods, a service or something else, so many, for so much.
create function commerce_private.is_order_item(
    kind text,
    product_id bigint,
    service_id uuid,
    quantity integer,
    unit_price_minor bigint,
    discount_minor bigint,
    tax_minor bigint,
    total_minor bigint
)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (kind = 'product') = (product_id is not null)
        and (kind = 'service') = (service_id is not null)
        and quantity between 1 and 1000000
        and least(unit_price_minor, discount_minor, tax_minor, total_minor) >= 0;
end;
$$;

-- Ids are ordered by time, so that the primary key serves lists by date.
-- Lines and locks have no foreign key to products and stock: its check locks the product's row, and on a
-- product that everybody wants those locks pile up. Triggers keep products that were ordered from being
-- deleted, and verify_integrity asks the rows.
create table commerce.orders (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_number text not null,
    customer_id uuid,
    status commerce.order_status not null default 'created',
    payment_status commerce.order_payment_status not null default 'unpaid',
    is_disputed boolean not null default false,
    fulfillment_status commerce.fulfillment_status not null default 'not_required',
    payment_method commerce.payment_method,
    currency text not null,
    subtotal_minor bigint not null,
    discount_minor bigint not null default 0,
    shipping_minor bigint not null default 0,
    tax_minor bigint not null default 0,
    is_tax_included boolean not null default false,
    price_breakdown jsonb,
    total_minor bigint not null,
    due_now_minor bigint not null,
    due_minor bigint not null,
    balance_due_at timestamptz,
    paid_minor bigint not null default 0,
    refunded_minor bigint not null default 0,
    email text,
    shipping_address jsonb,
    billing_address jsonb,
    shipping_method_id uuid,
    source commerce.order_source not null default 'api',
    notes text,
    tags text[] not null default '{}',
    metadata jsonb not null default '{}',
    expires_at timestamptz,
    idempotency_key text,
    fingerprint bytea,
    log_length integer not null default 0,
    log_head bytea,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint orders_pkey primary key (organization_id, id),
    constraint orders_number_key unique (organization_id, order_number),
    constraint orders_idempotency_key unique (organization_id, idempotency_key),
    constraint orders_amounts_check check (commerce_private.are_order_amounts(
        subtotal_minor, discount_minor, shipping_minor, tax_minor, is_tax_included, total_minor, due_now_minor,
        due_minor, paid_minor, refunded_minor)),
    constraint orders_metadata_check check (jsonb_typeof(metadata) = 'object'),
    constraint orders_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict
);
create index orders_customer_idx on commerce.orders (organization_id, customer_id, id) where customer_id is not null;
create index orders_due_idx on commerce.orders (expires_at)
    where status in ('created', 'pending_payment', 'payment_failed');
-- One index for every list by date: a list of all statuses is fourteen short lists merged.
create index orders_status_idx on commerce.orders (organization_id, status, created_at, id);
-- Who has a customer is found by the customer's address.
create index orders_guest_email_idx on commerce.orders (organization_id, lower(email))
    where customer_id is null and email is not null;

-- For lists of what is rare, which would otherwise read everything that is common.
create index orders_money_idx on commerce.orders (organization_id, payment_status, created_at, id)
    where payment_status in ('pending', 'authorised', 'partially_paid', 'partially_refunded', 'refunded');
create index orders_total_idx on commerce.orders (organization_id, total_minor);

create table commerce.order_items (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid not null,
    line integer not null,
    kind commerce.item_kind not null,
    product_id bigint,
    service_id uuid,
    pricing_plan_id uuid,
    title text not null,
    sku text,
    quantity integer not null,
    unit_price_minor bigint not null,
    discount_minor bigint not null default 0,
    tax_minor bigint not null default 0,
    total_minor bigint not null,
    snapshot jsonb not null default '{}',
    created_at timestamptz not null default now(),
    constraint order_items_pkey primary key (organization_id, id),
    constraint order_items_line_key unique (organization_id, order_id, line),
    constraint order_items_whole_check check (commerce_private.is_order_item(
        kind, product_id, service_id, quantity, unit_price_minor, discount_minor, tax_minor, total_minor)),
    constraint order_items_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint order_items_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict
);
create index order_items_product_idx on commerce.order_items (organization_id, product_id)
    where product_id is not null;
create index order_items_service_idx on commerce.order_items (organization_id, service_id)
    where service_id is not null;

create table commerce.order_status_history (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid not null,
    from_status text,
    to_status text not null,
    at timestamptz not null,
    actor_user_id uuid,
    actor_role text,
    note text,
    created_at timestamptz not null default now(),
    constraint order_status_history_pkey primary key (organization_id, order_id, id),
    constraint order_status_history_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);

alter table commerce.bookings
    add constraint bookings_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    add constraint bookings_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict;
create index bookings_item_idx on commerce.bookings (organization_id, order_item_id);
alter table commerce.inventory_locks
    add constraint inventory_locks_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict;

alter table commerce.order_status_transitions enable row level security;
alter table commerce.orders enable row level security;
alter table commerce.order_items enable row level security;
alter table commerce.order_status_history enable row level security;

-- What create_order gives its caller: the row, and the token that the order's guest needs.
create type commerce.created_order as (
    organization_id uuid,
    id uuid,
    order_number text,
    customer_id uuid,
    status commerce.order_status,
    payment_status commerce.order_payment_status,
    is_disputed boolean,
    fulfillment_status commerce.fulfillment_status,
    payment_method commerce.payment_method,
    currency text,
    subtotal_minor bigint,
    discount_minor bigint,
    shipping_minor bigint,
    tax_minor bigint,
    is_tax_included boolean,
    price_breakdown jsonb,
    total_minor bigint,
    due_now_minor bigint,
    due_minor bigint,
    balance_due_at timestamptz,
    paid_minor bigint,
    refunded_minor bigint,
    email text,
    shipping_address jsonb,
    billing_address jsonb,
    shipping_method_id uuid,
    source commerce.order_source,
    notes text,
    tags text[],
    metadata jsonb,
    expires_at timestamptz,
    idempotency_key text,
    fingerprint bytea,
    log_length integer,
    log_head bytea,
    created_at timestamptz,
    updated_at timestamptz,
    access_token uuid
);

-- One line of an order after its item was read and priced; quote and order share it. `total_minor` is what
-- the line costs after discount, with its tax.
create type commerce_private.priced_line as (
    line integer,
    kind text,
    product_id bigint,
    service_id uuid,
    pricing_plan_id uuid,
    entitlement_id uuid,
    reservation_id uuid,
    hold_token uuid,
    starts_at timestamptz,
    title text,
    sku text,
    quantity integer,
    unit_price_minor bigint,
    discount_minor bigint,
    tax_minor bigint,
    total_minor bigint,
    due_now_minor bigint,
    currency text,
    tax_category text,
    is_stocked boolean,
    is_short boolean,
    allow_backorder boolean,
    snapshot jsonb,
    item jsonb
);

-- What an organization has set about new orders, as instants where it is about time.
create type commerce_private.order_rules as (
    number_mask text,
    number_letters text,
    capacity_until timestamptz,
    expires_at timestamptz,
    has_taxes boolean,
    has_shipping boolean,
    is_tax_included boolean,
    is_tax_rounded_by_line boolean,
    tax_place jsonb
);

-- What an order comes to. Products ascend, each once: stock is locked in this order. Promotions too.
create type commerce_private.order_sums as (
    lines commerce_private.priced_line[],
    subtotal_minor bigint,
    discount_minor bigint,
    shipping_minor bigint,
    tax_minor bigint,
    is_tax_included boolean,
    total_minor bigint,
    due_now_minor bigint,
    currency text,
    product_ids bigint[],
    quantities bigint[],
    backorders bigint[],
    is_short boolean,
    has_products boolean,
    has_times boolean,
    has_values boolean,
    balance_due_at timestamptz,
    promotion_ids uuid[],
    promotion_discounts bigint[],
    price_breakdown jsonb
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.order_status_transitions', 'orders', 'global', null, '{}'),
    ('commerce.orders', 'orders', 'tenant', 'organization_id',
     '{email,shipping_address,billing_address,notes,metadata}'),
    ('commerce.order_items', 'orders', 'tenant', 'organization_id', '{snapshot}'),
    ('commerce.order_status_history', 'orders', 'tenant', 'organization_id', '{note}');

insert into commerce.order_status_transitions (from_status, to_status)
values
    ('created', 'pending_payment'), ('created', 'paid'), ('created', 'processing'), ('created', 'cancelled'),
    ('pending_payment', 'paid'), ('pending_payment', 'payment_failed'), ('pending_payment', 'processing'),
    ('pending_payment', 'cancelled'),
    ('payment_failed', 'pending_payment'), ('payment_failed', 'paid'), ('payment_failed', 'cancelled'),
    ('paid', 'processing'), ('paid', 'cancelled'), ('paid', 'disputed'),
    ('processing', 'ready_for_shipment'), ('processing', 'delivered'), ('processing', 'cancelled'),
    ('processing', 'disputed'),
    ('ready_for_shipment', 'shipped'), ('ready_for_shipment', 'cancelled'), ('ready_for_shipment', 'disputed'),
    ('shipped', 'in_transit'), ('shipped', 'delivered'), ('shipped', 'refunded'), ('shipped', 'disputed'),
    ('in_transit', 'delivered'), ('in_transit', 'refunded'), ('in_transit', 'disputed'),
    ('delivered', 'partially_refunded'), ('delivered', 'refunded'), ('delivered', 'archived'),
    ('delivered', 'disputed'),
    ('partially_refunded', 'refunded'), ('partially_refunded', 'archived'), ('partially_refunded', 'disputed'),
    ('refunded', 'archived'), ('refunded', 'disputed'),
    ('disputed', 'paid'), ('disputed', 'processing'), ('disputed', 'ready_for_shipment'),
    ('disputed', 'shipped'), ('disputed', 'in_transit'), ('disputed', 'delivered'),
    ('disputed', 'partially_refunded'), ('disputed', 'refunded'),
    ('cancelled', 'archived');
