-- depends: 0008.orders
-- Money: attempts to pay, what gateways are asked and what they say, and the books.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- Words of hot tables are domains: the check of a table is parsed again by every statement that writes,
-- that of a domain once a session.
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.payment_gateway as text
    constraint payment_gateway_check
    check (value in ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual',
                     'gift_card', 'store_credit'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.payment_status as text
    constraint payment_status_check
    check (value in ('created', 'requires_action', 'processing', 'authorised', 'succeeded', 'failed',
                     'cancelled', 'expired', 'unknown'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.event_outcome as text
    constraint event_outcome_check check (value in ('applied', 'ignored', 'duplicate', 'failed', 'unmatched'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.event_effects as jsonb
    constraint event_effects_check check (jsonb_typeof(value) = 'array');

-- Secrets are never here: `secret_name` names an environment variable or a file of the relay.
create table commerce.gateway_accounts (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    gateway text not null,
    secret_name text not null,
    webhook_secret_names text[] not null default '{}',
    livemode boolean not null default false,
    external_account text,
    charge_type text,
    is_enabled boolean not null default true,
    -- What the gateway itself says, and when it said so: it may stop an account's charges.
    is_charging boolean not null default true,
    is_charging_as_of timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint gateway_accounts_pkey primary key (organization_id, id),
    constraint gateway_accounts_external_key
        unique nulls not distinct (organization_id, gateway, livemode, external_account),
    constraint gateway_accounts_gateway_check
        check (gateway in ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual')),
    constraint gateway_accounts_charge_type_check check (charge_type in ('direct', 'destination')),
    constraint gateway_accounts_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete restrict
);

create index gateway_accounts_external_idx on commerce.gateway_accounts (gateway, external_account);

-- Whether the amounts of a payment agree with each other and with its status. A function, because every
-- statement that writes a table parses the text of its checks, and a call is the shortest text.
create function commerce_private.are_payment_amounts(
    amount_minor bigint,
    received_minor bigint,
    refunded_minor bigint,
    fee_minor bigint,
    application_fee_minor bigint,
    received_currency text,
    status text
)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return amount_minor > 0
        and least(received_minor, refunded_minor, fee_minor, application_fee_minor) >= 0
        and refunded_minor <= received_minor
        and application_fee_minor <= amount_minor
        and (received_minor = 0) = (received_currency is null)
        and (status = 'succeeded') = (received_minor > 0);
end;
$$;

-- An attempt to pay. `reference` is ours: it carries the ids of organization and payment, so that it
-- alone finds both, on whichever server the organization lives.
create table commerce.payments (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid,
    gateway commerce.payment_gateway not null,
    gateway_account_id uuid,
    reference text not null,
    gateway_reference text,
    session_reference text,
    amount_minor bigint not null,
    received_minor bigint not null default 0,
    refunded_minor bigint not null default 0,
    fee_minor bigint not null default 0,
    application_fee_minor bigint not null default 0,
    currency text not null,
    received_currency text,
    is_in_suspense boolean not null default false,
    status commerce.payment_status not null default 'created',
    next_action jsonb,
    failure_code text,
    failure_message text,
    idempotency_key text,
    fingerprint bytea,
    actor_user_id uuid,
    expires_at timestamptz,
    succeeded_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint payments_pkey primary key (organization_id, id),
    constraint payments_reference_key unique (organization_id, reference),
    constraint payments_idempotency_key unique (organization_id, idempotency_key),
    constraint payments_amounts_check check (commerce_private.are_payment_amounts(
        amount_minor, received_minor, refunded_minor, fee_minor, application_fee_minor, received_currency, status)),
    constraint payments_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint payments_account_fkey foreign key (organization_id, gateway_account_id)
        references commerce.gateway_accounts (organization_id, id) on delete restrict
);
create index payments_order_idx on commerce.payments (organization_id, order_id);
create index payments_account_idx on commerce.payments (organization_id, gateway_account_id);
create index payments_gateway_reference_idx on commerce.payments (organization_id, gateway_reference)
    where gateway_reference is not null;
create index payments_open_idx on commerce.payments (status, updated_at)
    where status in ('created', 'requires_action', 'processing', 'authorised', 'unknown');

create table commerce.refunds (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid,
    payment_id uuid not null,
    amount_minor bigint not null,
    booked_minor bigint not null default 0,
    currency text not null,
    reason text,
    status text not null default 'requested',
    gateway_reference text,
    failure_reason text,
    idempotency_key text,
    fingerprint bytea,
    actor_user_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint refunds_pkey primary key (organization_id, id),
    constraint refunds_idempotency_key unique (organization_id, idempotency_key),
    constraint refunds_gateway_reference_key unique (organization_id, payment_id, gateway_reference),
    constraint refunds_amount_check check (amount_minor > 0),
    constraint refunds_booked_check check (booked_minor in (0, amount_minor)),
    constraint refunds_status_check
        check (status in ('requested', 'submitted', 'pending', 'needs_attention', 'succeeded', 'failed', 'cancelled')),
    constraint refunds_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint refunds_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict
);
create index refunds_order_idx on commerce.refunds (organization_id, order_id);
create index refunds_open_idx on commerce.refunds (status, updated_at) where status in ('submitted', 'pending');

create table commerce.refund_items (
    organization_id uuid not null,
    refund_id uuid not null,
    order_item_id uuid not null,
    quantity integer not null,
    amount_minor bigint not null,
    created_at timestamptz not null default now(),
    constraint refund_items_pkey primary key (organization_id, refund_id, order_item_id),
    constraint refund_items_quantity_check check (quantity > 0),
    constraint refund_items_amount_check check (amount_minor >= 0),
    constraint refund_items_refund_fkey foreign key (organization_id, refund_id)
        references commerce.refunds (organization_id, id) on delete restrict,
    constraint refund_items_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
);
create index refund_items_item_idx on commerce.refund_items (organization_id, order_item_id);

-- What a member showed for money that came by no gateway: a bank's line, a till's number.
create table commerce_private.payment_evidence (
    organization_id uuid not null,
    payment_id uuid not null,
    evidence jsonb not null,
    received_at timestamptz,
    created_at timestamptz not null default now(),
    constraint payment_evidence_pkey primary key (organization_id, payment_id),
    constraint payment_evidence_evidence_check check (jsonb_typeof(evidence) = 'object'),
    constraint payment_evidence_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict
);

-- The outbox to gateways: what the relay is to ask, and what came of it.
create table commerce.gateway_commands (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    gateway text not null,
    gateway_account_id uuid,
    kind text not null,
    payment_id uuid not null,
    refund_id uuid,
    request jsonb not null default '{}',
    status text not null default 'queued',
    attempts integer not null default 0,
    not_before timestamptz not null,
    locked_until timestamptz,
    result jsonb,
    error text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint gateway_commands_pkey primary key (organization_id, id),
    constraint gateway_commands_kind_check
        check (kind in ('create_session', 'expire_session', 'verify', 'capture', 'void', 'refund')),
    constraint gateway_commands_status_check
        check (status in ('queued', 'sending', 'done', 'failed', 'cancelled')),
    constraint gateway_commands_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict,
    constraint gateway_commands_refund_fkey foreign key (organization_id, refund_id)
        references commerce.refunds (organization_id, id) on delete restrict,
    constraint gateway_commands_account_fkey foreign key (organization_id, gateway_account_id)
        references commerce.gateway_accounts (organization_id, id) on delete restrict
);
-- The relay answers with a command's id alone.
create index gateway_commands_id_idx on commerce.gateway_commands (id);
create index gateway_commands_payment_idx on commerce.gateway_commands (organization_id, payment_id);
create index gateway_commands_refund_idx on commerce.gateway_commands (organization_id, refund_id)
    where refund_id is not null;
create index gateway_commands_account_idx on commerce.gateway_commands (organization_id, gateway_account_id);
create index gateway_commands_due_idx on commerce.gateway_commands (gateway, not_before)
    where status in ('queued', 'sending');

-- The inbox. The organization is unknown until the event is matched; the key stays for ever.
create table commerce.webhook_events (
    id uuid not null default commerce_private.new_id(),
    gateway text not null,
    account text,
    livemode boolean not null,
    event_key text not null,
    event_type text not null,
    effects commerce.event_effects not null default '[]',
    body text,
    organization_id uuid,
    payment_id uuid,
    outcome commerce.event_outcome not null,
    error jsonb,
    attempts integer not null default 1,
    occurred_at timestamptz,
    received_at timestamptz not null,
    applied_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint webhook_events_pkey primary key (id),
    constraint webhook_events_event_key unique nulls not distinct (gateway, account, livemode, event_key)
);
create index webhook_events_organization_idx on commerce.webhook_events (organization_id, received_at);
create index webhook_events_open_idx on commerce.webhook_events (received_at)
    where outcome in ('failed', 'unmatched');

create table commerce.ledger_accounts (
    code text not null,
    kind text not null,
    description text not null,
    created_at timestamptz not null default now(),
    constraint ledger_accounts_pkey primary key (code),
    constraint ledger_accounts_kind_check check (kind in ('asset', 'liability', 'income', 'expense'))
);

-- Double entry: the legs of a posting (equal posting_id) sum to zero in each currency, at commit.
-- Debits are positive, credits negative.
create table commerce.ledger_entries (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    posting_id uuid not null,
    account_code text not null,
    amount_minor bigint not null,
    currency text not null,
    payment_id uuid,
    refund_id uuid,
    order_id uuid,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    -- The legs of a posting are looked for together.
    constraint ledger_entries_pkey primary key (organization_id, posting_id, id),
    constraint ledger_entries_amount_check check (amount_minor <> 0),
    constraint ledger_entries_account_fkey foreign key (account_code)
        references commerce.ledger_accounts (code) on delete restrict,
    constraint ledger_entries_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict,
    constraint ledger_entries_refund_fkey foreign key (organization_id, refund_id)
        references commerce.refunds (organization_id, id) on delete restrict,
    constraint ledger_entries_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index ledger_entries_payment_idx on commerce.ledger_entries (organization_id, payment_id);
create index ledger_entries_refund_idx on commerce.ledger_entries (organization_id, refund_id)
    where refund_id is not null;
create index ledger_entries_order_idx on commerce.ledger_entries (organization_id, order_id);
create index ledger_entries_account_idx on commerce.ledger_entries (account_code);

alter table commerce.gateway_accounts enable row level security;
alter table commerce.payments enable row level security;
alter table commerce.refunds enable row level security;
alter table commerce.refund_items enable row level security;
alter table commerce_private.payment_evidence enable row level security;
alter table commerce.gateway_commands enable row level security;
alter table commerce.webhook_events enable row level security;
alter table commerce.ledger_accounts enable row level security;
alter table commerce.ledger_entries enable row level security;

-- A command of the outbox with all that carrying it out takes, so that the relay asks nothing else.
create type commerce.claimed_command as (
    command_id uuid,
    organization_id uuid,
    kind text,
    gateway text,
    attempts integer,
    idempotency_key text,
    payment_id uuid,
    order_id uuid,
    reference text,
    gateway_reference text,
    session_reference text,
    refund_id uuid,
    refund_reference text,
    refund_gateway_reference text,
    amount_minor bigint,
    currency text,
    application_fee_minor bigint,
    title text,
    success_url text,
    cancel_url text,
    expires_at timestamptz,
    created_at timestamptz,
    locked_until timestamptz,
    gateway_account_id uuid,
    livemode boolean,
    secret_name text,
    webhook_secret_names text[],
    external_account text,
    charge_type text,
    is_enabled boolean,
    request jsonb
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.gateway_accounts', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce.payments', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce.refunds', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce.refund_items', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce_private.payment_evidence', 'payments', 'tenant', 'organization_id', '{evidence}'),
    ('commerce.gateway_commands', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce.webhook_events', 'payments', 'local', null, '{body}'),
    ('commerce.ledger_accounts', 'payments', 'global', null, '{}'),
    ('commerce.ledger_entries', 'payments', 'tenant', 'organization_id', '{}');

insert into commerce.ledger_accounts (code, kind, description)
values
    ('clearing', 'asset', 'Money that gateways and couriers hold for the organization.'),
    ('receivable', 'asset', 'What customers owe for their orders; payments lower it, refunds raise it.'),
    ('suspense', 'liability', 'Money received that belongs to no order yet.'),
    ('gateway_fees', 'expense', 'What gateways keep of each payment.'),
    ('platform_fees', 'expense', 'What the platform keeps of each payment.');

insert into commerce.notification_template_defaults (template, channel, locale, subject, body_text)
values (
    'payment_attention', 'staff', 'en',
    'A payment needs you{{ ": order " ~ data.order_number if data.order_number }}',
    'A payment of {{ data.amount }} {{ data.currency }}{{ " for order " ~ data.order_number if data.order_number }} needs a decision: {{ (data.reason or "") | replace("_", " ") }}.

Reference: {{ data.reference }}
'
);
