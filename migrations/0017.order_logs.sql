-- depends: 0016.stored_value
-- What was done about an order and by whom, chained so that no entry can be changed or lost unseen; under
-- which condition an order may go some of its ways; and what lists of orders need.
-- Locks:    access exclusive on commerce.order_status_transitions (46 rows), milliseconds.
-- Backfill: none.
-- Reverse:  drops the table and its rows, and the conditions.
set local lock_timeout = '5s';

alter table commerce.order_status_transitions add column condition text
    constraint order_status_transitions_condition_check
    check (condition in ('nothing_to_pay', 'may_go_unpaid', 'nothing_to_ship', 'lost_parcel'));
update commerce.order_status_transitions as transition
set condition = given.condition
from (values
    ('created', 'paid', 'nothing_to_pay'),
    ('created', 'processing', 'may_go_unpaid'),
    ('pending_payment', 'processing', 'may_go_unpaid'),
    ('processing', 'delivered', 'nothing_to_ship'),
    ('shipped', 'refunded', 'lost_parcel'),
    ('in_transit', 'refunded', 'lost_parcel')
) as given (from_status, to_status, condition)
where transition.from_status = given.from_status and transition.to_status = given.to_status;

-- Each entry's hash covers the one before it, and a salted digest of its data instead of the data: these
-- can be cleared when a person asks for it, and the chain still proves that nothing else was touched.
create table commerce.order_logs (
    organization_id uuid not null,
    order_id uuid not null,
    place integer not null,
    action text not null,
    data jsonb,
    salt uuid,
    data_digest bytea not null,
    hash bytea not null,
    at timestamptz not null,
    actor_user_id uuid,
    actor_role text,
    is_visible_to_customer boolean not null default false,
    created_at timestamptz not null default now(),
    constraint order_logs_pkey primary key (organization_id, order_id, place),
    constraint order_logs_place_check check (place >= 1),
    constraint order_logs_action_check check (length(action) between 1 and 100),
    constraint order_logs_data_check check (jsonb_typeof(data) = 'object'),
    constraint order_logs_salt_check check ((data is null) = (salt is null)),
    constraint order_logs_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
alter table commerce.order_logs enable row level security;

create type commerce.order_list_item as (
    id uuid,
    order_number text,
    customer_id uuid,
    email text,
    status commerce.order_status,
    payment_status commerce.order_payment_status,
    fulfillment_status commerce.fulfillment_status,
    is_disputed boolean,
    currency text,
    total_minor bigint,
    paid_minor bigint,
    refunded_minor bigint,
    due_minor bigint,
    source commerce.order_source,
    created_at timestamptz,
    updated_at timestamptz,
    page_cursor text
);
create type commerce.order_explanation as (
    at timestamptz,
    what text,
    why text,
    next_step text,
    who text
);
create type commerce.order_export as (
    order_number text,
    created_at timestamptz,
    status commerce.order_status,
    payment_status commerce.order_payment_status,
    fulfillment_status commerce.fulfillment_status,
    payment_method commerce.payment_method,
    email text,
    line integer,
    kind commerce.item_kind,
    sku text,
    title text,
    quantity integer,
    unit_price_minor bigint,
    line_discount_minor bigint,
    line_tax_minor bigint,
    line_total_minor bigint,
    removed_quantity integer,
    order_total_minor bigint,
    paid_minor bigint,
    refunded_minor bigint,
    currency text,
    order_id uuid,
    order_item_id uuid
);
create type commerce.product_export as (
    product_id bigint,
    sku text,
    name text,
    parent_sku text,
    options jsonb,
    price_minor bigint,
    currency text,
    tax_category text,
    status text,
    track_inventory boolean,
    allow_backorder boolean,
    weight_grams integer,
    on_hand bigint,
    locked bigint,
    available bigint,
    incoming bigint,
    updated_at timestamptz
);

insert into commerce.sweep_schedules (name, every, max_rows)
values ('archive_delivered_orders', '1 hour', 1000);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values ('commerce.order_logs', 'orders', 'tenant', 'organization_id', '{data}');
