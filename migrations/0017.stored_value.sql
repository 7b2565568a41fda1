-- depends: 0011.disputes_and_schedules
-- Money that the business owes in kind: gift cards and store credit, and how orders are paid with them.
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
    constraint stored_values_customer_key unique (organization_id, customer_id, currency),
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
    ('commerce.tenders', 'payments', 'tenant', 'organization_id', '{}');

insert into commerce.ledger_accounts (code, kind, description)
values
    ('goodwill', 'expense', 'Gift cards and credit that the organization gave away.');

insert into commerce.notification_template_defaults (template, channel, locale, subject, body_text)
values (
    'gift_card', 'email', 'en',
    'A gift card of {{ data.amount }} {{ data.currency }}',
    'Hello,

{{ data.sender ~ " sends you" if data.sender else "here is" }} a gift card of {{ data.amount }} {{ data.currency }} for {{ data.organization.name }}.

{{ data.message ~ "\n\n" if data.message }}Your code: {{ data.code }}
{{ "It is valid until " ~ data.expires_on ~ ".\n" if data.expires_on }}
{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
'
);
