-- depends: 0015.pricing_and_carts
-- What the business owes in kind: gift cards, store credit, visits of packages; and subscriptions, which renew.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- A gift card or a customer's credit. What is held for orders that are not settled yet is part of the
-- balance; codes are kept as digests, in a table that no caller may read.
create table commerce.stored_values (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    kind text not null,
    customer_id uuid,
    currency text not null,
    balance_minor bigint not null default 0,
    held_minor bigint not null default 0,
    status text not null default 'active',
    code_ending text,
    recipient_email text,
    order_item_id uuid,
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint stored_values_pkey primary key (organization_id, id),
    constraint stored_values_item_key unique (organization_id, order_item_id),
    constraint stored_values_kind_check check (kind in ('gift_card', 'store_credit')),
    constraint stored_values_owner_check check ((kind = 'store_credit') = (customer_id is not null)),
    constraint stored_values_balance_check check (held_minor between 0 and balance_minor),
    constraint stored_values_status_check check (status in ('active', 'void')),
    constraint stored_values_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint stored_values_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict,
    constraint stored_values_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict,
    constraint stored_values_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
) with (fillfactor = 50);
-- One credit a currency; what was merged into another is void.
create unique index stored_values_customer_key on commerce.stored_values (organization_id, customer_id, currency)
    where status = 'active';
create index stored_values_owner_idx on commerce.stored_values (organization_id, customer_id)
    where customer_id is not null;
create index stored_values_currency_idx on commerce.stored_values (currency);

create table commerce_private.gift_card_codes (
    organization_id uuid not null,
    code_digest bytea not null,
    stored_value_id uuid not null,
    created_at timestamptz not null default now(),
    constraint gift_card_codes_pkey primary key (organization_id, code_digest),
    constraint gift_card_codes_value_key unique (organization_id, stored_value_id),
    constraint gift_card_codes_value_fkey foreign key (organization_id, stored_value_id)
        references commerce.stored_values (organization_id, id) on delete cascade
);

create table commerce.stored_value_entries (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    stored_value_id uuid not null,
    kind text not null,
    amount_minor bigint not null,
    payment_id uuid,
    refund_id uuid,
    reason text,
    actor_user_id uuid,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint stored_value_entries_pkey primary key (organization_id, id),
    constraint stored_value_entries_kind_check check (kind in ('issue', 'grant', 'redeem', 'refund', 'void')),
    constraint stored_value_entries_amount_check
        check (case when kind in ('redeem', 'void') then amount_minor < 0
            when kind in ('issue', 'refund') then amount_minor > 0
            else amount_minor <> 0 end),
    constraint stored_value_entries_value_fkey foreign key (organization_id, stored_value_id)
        references commerce.stored_values (organization_id, id) on delete restrict,
    constraint stored_value_entries_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict,
    constraint stored_value_entries_refund_fkey foreign key (organization_id, refund_id)
        references commerce.refunds (organization_id, id) on delete restrict
);
create index stored_value_entries_value_idx on commerce.stored_value_entries (organization_id, stored_value_id, at);
create index stored_value_entries_payment_idx on commerce.stored_value_entries (organization_id, payment_id)
    where payment_id is not null;
create index stored_value_entries_refund_idx on commerce.stored_value_entries (organization_id, refund_id)
    where refund_id is not null;

-- Which card or credit a payment by gift card or store credit draws on: `authorised` while it is held.
create table commerce.tenders (
    organization_id uuid not null,
    payment_id uuid not null,
    stored_value_id uuid not null,
    created_at timestamptz not null default now(),
    constraint tenders_pkey primary key (organization_id, payment_id),
    constraint tenders_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict,
    constraint tenders_value_fkey foreign key (organization_id, stored_value_id)
        references commerce.stored_values (organization_id, id) on delete restrict
);
create index tenders_value_idx on commerce.tenders (organization_id, stored_value_id);

-- Visits bought in advance. `used` is the sum of its uses, changed together with them under the lock of this row.
create table commerce.entitlements (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    customer_id uuid not null,
    pricing_plan_id uuid not null,
    service_id uuid,
    order_item_id uuid not null,
    total integer not null,
    used integer not null default 0,
    status text not null default 'active',
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint entitlements_pkey primary key (organization_id, id),
    constraint entitlements_item_key unique (organization_id, order_item_id),
    constraint entitlements_used_check check (used between 0 and total),
    constraint entitlements_status_check check (status in ('active', 'cancelled')),
    constraint entitlements_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict,
    constraint entitlements_pricing_plan_fkey foreign key (organization_id, pricing_plan_id)
        references commerce.pricing_plans (organization_id, id) on delete restrict,
    constraint entitlements_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict,
    constraint entitlements_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
) with (fillfactor = 50);
create index entitlements_customer_idx on commerce.entitlements (organization_id, customer_id);
create index entitlements_pricing_plan_idx on commerce.entitlements (organization_id, pricing_plan_id);
create index entitlements_service_idx on commerce.entitlements (organization_id, service_id)
    where service_id is not null;

-- A line of an order uses visits once, and gives them back: all together, or as its party shrinks. Who did not come, and comes after
-- all, uses them again. Each step follows the one before: nobody gives back what another does. `left_visits` is what
-- still pays it.
create table commerce.entitlement_uses (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    entitlement_id uuid not null,
    order_item_id uuid not null,
    step integer not null default 1,
    kind text not null,
    visits integer not null,
    left_visits integer not null,
    reason text,
    actor_user_id uuid,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint entitlement_uses_pkey primary key (organization_id, id),
    constraint entitlement_uses_item_key unique (organization_id, order_item_id, step),
    constraint entitlement_uses_visits_check
        check ((kind = 'use' and step = 1 and visits > 0 and left_visits = visits)
               or (kind = 'return' and step > 1 and visits < 0 and left_visits >= 0)
               or (kind = 'again' and step > 1 and visits > 0 and left_visits >= visits)),
    constraint entitlement_uses_entitlement_fkey foreign key (organization_id, entitlement_id)
        references commerce.entitlements (organization_id, id) on delete restrict,
    constraint entitlement_uses_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
);
create index entitlement_uses_entitlement_idx on commerce.entitlement_uses (organization_id, entitlement_id);

-- A recurring plan that a customer bought. Period `anchor_period` begins at `anchor_at`, the others whole intervals after
-- it: the 31st of a month is not lost over February.
create table commerce.subscriptions (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    customer_id uuid not null,
    pricing_plan_id uuid not null,
    order_item_id uuid not null,
    quantity integer not null,
    price_minor bigint not null,
    currency text not null,
    billing_interval interval not null,
    status text not null default 'active',
    period integer not null default 1,
    anchor_at timestamptz not null,
    anchor_period integer not null default 1,
    current_period_starts_at timestamptz not null,
    current_period_ends_at timestamptz not null,
    next_renewal_at timestamptz,
    is_ending boolean not null default false,
    renewal_order_id uuid,
    cancelled_at timestamptz,
    not_before timestamptz,
    last_error text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint subscriptions_pkey primary key (organization_id, id),
    constraint subscriptions_item_key unique (organization_id, order_item_id),
    constraint subscriptions_status_check
        check (status in ('active', 'past_due', 'paused', 'cancelled')),
    constraint subscriptions_amounts_check check (quantity > 0 and price_minor >= 0 and period > 0),
    constraint subscriptions_period_check check (current_period_starts_at < current_period_ends_at),
    constraint subscriptions_renewal_check check ((status = 'active') = (next_renewal_at is not null)),
    constraint subscriptions_past_due_check check (status <> 'past_due' or renewal_order_id is not null),
    constraint subscriptions_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict,
    constraint subscriptions_pricing_plan_fkey foreign key (organization_id, pricing_plan_id)
        references commerce.pricing_plans (organization_id, id) on delete restrict,
    constraint subscriptions_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict,
    constraint subscriptions_renewal_fkey foreign key (organization_id, renewal_order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index subscriptions_customer_idx on commerce.subscriptions (organization_id, customer_id);
create index subscriptions_pricing_plan_idx on commerce.subscriptions (organization_id, pricing_plan_id);
create index subscriptions_renewal_idx on commerce.subscriptions (organization_id, renewal_order_id)
    where renewal_order_id is not null;
create index subscriptions_due_idx on commerce.subscriptions (next_renewal_at) where next_renewal_at is not null;
create index subscriptions_past_due_idx on commerce.subscriptions (organization_id, id) where status = 'past_due';

-- A period has one order, whoever asks for it how often.
create table commerce.subscription_periods (
    organization_id uuid not null,
    subscription_id uuid not null,
    period integer not null,
    order_id uuid not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint subscription_periods_pkey primary key (organization_id, subscription_id, period),
    constraint subscription_periods_range_check check (starts_at < ends_at),
    constraint subscription_periods_subscription_fkey foreign key (organization_id, subscription_id)
        references commerce.subscriptions (organization_id, id) on delete restrict,
    constraint subscription_periods_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index subscription_periods_order_idx on commerce.subscription_periods (organization_id, order_id);

-- What only the recipient of a message may read: the code of a gift card. Gone once the message is sent.
create table commerce_private.message_secrets (
    organization_id uuid not null,
    dedupe_key text not null,
    secrets jsonb not null,
    created_at timestamptz not null default now(),
    constraint message_secrets_pkey primary key (organization_id, dedupe_key),
    constraint message_secrets_secrets_check check (jsonb_typeof(secrets) = 'object'),
    constraint message_secrets_message_fkey foreign key (organization_id, dedupe_key)
        references commerce.notification_queue (organization_id, dedupe_key) on delete cascade
);

alter table commerce_private.message_secrets enable row level security;
alter table commerce.subscriptions enable row level security;
alter table commerce.subscription_periods enable row level security;
alter table commerce.entitlements enable row level security;
alter table commerce.entitlement_uses enable row level security;
alter table commerce.stored_values enable row level security;
alter table commerce_private.gift_card_codes enable row level security;
alter table commerce.stored_value_entries enable row level security;
alter table commerce.tenders enable row level security;

-- What issue_gift_card gives its caller: the card, and the code that pays with it.
create type commerce.issued_gift_card as (
    id uuid,
    code text,
    balance_minor bigint,
    currency text,
    recipient_email text,
    expires_at timestamptz,
    created_at timestamptz
);

create type commerce.gift_card_balance as (
    balance_minor bigint,
    currency text,
    expires_at timestamptz
);

-- What of an order gift card and store credit would pay.
create type commerce_private.tender_offer as (
    gift_card_id uuid,
    gift_card_minor bigint,
    store_credit_id uuid,
    store_credit_minor bigint
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.stored_values', 'catalog', 'tenant', 'organization_id', '{recipient_email}'),
    ('commerce_private.gift_card_codes', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.stored_value_entries', 'catalog', 'tenant', 'organization_id', '{reason}'),
    ('commerce.entitlements', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.entitlement_uses', 'catalog', 'tenant', 'organization_id', '{reason}'),
    ('commerce_private.message_secrets', 'messaging', 'tenant', 'organization_id', '{secrets}'),
    ('commerce.subscriptions', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.subscription_periods', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.tenders', 'payments', 'tenant', 'organization_id', '{}');

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('subscription_grace_days', 'organization', 'integer', '14', 1, 365, null,
     'After how many days a subscription whose renewal nobody paid is cancelled.');

insert into commerce.sweep_schedules (name, every, max_rows)
values ('renew_subscriptions', '5 minutes', 500);

insert into commerce.ledger_accounts (code, kind, description)
values
    ('goodwill', 'expense', 'Gift cards and credit that the organization gave away.');

insert into commerce.notification_template_defaults (template, channel, locale, subject, body_text)
values
    ('gift_card', 'email', 'en',
     'A gift card of {{ data.amount }} {{ data.currency }}',
     'Hello,

{{ data.sender ~ " sends you" if data.sender else "here is" }} a gift card of {{ data.amount }} {{ data.currency }} for {{ data.organization.name }}.

{{ data.message ~ "\n\n" if data.message }}Your code: {{ data.code }}
{{ "It is valid until " ~ data.expires_on ~ ".\n" if data.expires_on }}
{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
'),
    ('subscription_renewal', 'email', 'en',
     'Your {{ data.title }} renews: order {{ data.order_number }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your {{ data.title }} has been renewed until {{ data.ends_on }}. Please pay order {{ data.order_number }}, {{ data.amount }} {{ data.currency }}, before {{ data.due_on }}.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
'),
    ('subscription_ended', 'email', 'en',
     'Your {{ data.title }} has ended',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your {{ data.title }} has ended{{ ", because order " ~ data.order_number ~ " was not paid" if data.order_number }}.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
'),
    ('subscription_attention', 'staff', 'en',
     'A subscription needs you: {{ data.title }}',
     'The subscription {{ data.subscription_id }} ({{ data.title }}): {{ (data.reason or "") | replace("_", " ") }}.
');
