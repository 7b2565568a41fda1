-- depends: 0010.operations
-- Disputes, instalments, payments captured later, payouts and bank statements.
-- Locks:    access exclusive on commerce.payments, milliseconds (columns with constant defaults, and a key
--           to a new table on a column that is null everywhere).
-- Backfill: none.
-- Reverse:  drops the tables, the columns and their data.
set local lock_timeout = '5s';

-- What came in together: a gateway's payout to the bank, or the cash that a courier hands over.
create table commerce.payouts (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    gateway text not null,
    courier text,
    reference text,
    amount_minor bigint not null,
    expected_minor bigint not null,
    currency text not null,
    paid_at timestamptz not null,
    actor_user_id uuid,
    created_at timestamptz not null default now(),
    constraint payouts_pkey primary key (organization_id, id),
    constraint payouts_reference_key unique (organization_id, gateway, reference),
    constraint payouts_gateway_check
        check (gateway in ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual')),
    constraint payouts_amount_check check (amount_minor >= 0 and expected_minor > 0),
    constraint payouts_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete restrict
);

alter table commerce.payments
    -- Authorised first: the money moves when somebody captures it.
    add column is_manual_capture boolean not null default false,
    add column payout_id uuid;
-- squawk-ignore adding-foreign-key-constraint, constraint-missing-not-valid
alter table commerce.payments add constraint payments_payout_fkey
foreign key (organization_id, payout_id) references commerce.payouts (organization_id, id) on delete restrict;
-- squawk-ignore require-concurrent-index-creation
create index payments_payout_idx on commerce.payments (organization_id, payout_id) where payout_id is not null;

-- A payer's objection. Every fact of it only ever becomes true, so that news end in the same state in
-- whatever order they come; the last four columns are what the books say by now.
create table commerce.disputes (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    payment_id uuid not null,
    gateway_reference text not null,
    amount_minor bigint,
    currency text not null,
    reason text,
    status text not null,
    due_by timestamptz,
    is_withdrawn boolean not null default false,
    withdrawn_minor bigint,
    is_reinstated boolean not null default false,
    reinstated_minor bigint,
    fee_minor bigint not null default 0,
    opened_at timestamptz not null,
    closed_at timestamptz,
    held_minor bigint not null default 0,
    returned_minor bigint not null default 0,
    lost_minor bigint not null default 0,
    charged_minor bigint not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint disputes_pkey primary key (organization_id, id),
    constraint disputes_reference_key unique (organization_id, payment_id, gateway_reference),
    constraint disputes_status_check
        check (status in ('warning', 'needs_response', 'under_review', 'closed', 'won', 'lost')),
    constraint disputes_amounts_check
        check (coalesce(least(amount_minor, withdrawn_minor, reinstated_minor), 1) > 0
            and least(fee_minor, held_minor, returned_minor, lost_minor, charged_minor) >= 0),
    constraint disputes_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict
);
create index disputes_due_idx on commerce.disputes (organization_id, due_by)
    where status in ('warning', 'needs_response', 'under_review');

-- What of an order is due when. The amounts of an order's instalments sum to its total.
create table commerce.payment_schedules (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid not null,
    sequence integer not null,
    due_at timestamptz not null,
    amount_minor bigint not null,
    status text not null default 'open',
    reminded_at timestamptz,
    overdue_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    -- When there is something to do about it: remind the customer, then find it overdue.
    next_step_at timestamptz,
    constraint payment_schedules_pkey primary key (organization_id, id),
    constraint payment_schedules_sequence_key unique (organization_id, order_id, sequence),
    constraint payment_schedules_status_check check (status in ('open', 'paid', 'overdue')),
    constraint payment_schedules_amount_check check (amount_minor > 0 and sequence > 0),
    constraint payment_schedules_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index payment_schedules_step_idx on commerce.payment_schedules (next_step_at) where next_step_at is not null;

-- The lines of bank statements that were imported, each once.
create table commerce.bank_statement_rows (
    organization_id uuid not null,
    gateway text not null,
    row_key text not null,
    fingerprint bytea not null,
    outcome text not null,
    payment_id uuid not null,
    created_at timestamptz not null default now(),
    constraint bank_statement_rows_pkey primary key (organization_id, gateway, row_key),
    constraint bank_statement_rows_outcome_check check (outcome in ('matched', 'suspense', 'approval')),
    constraint bank_statement_rows_payment_fkey foreign key (organization_id, payment_id)
        references commerce.payments (organization_id, id) on delete restrict
);
create index bank_statement_rows_payment_idx on commerce.bank_statement_rows (organization_id, payment_id);

alter table commerce.payouts enable row level security;
alter table commerce.disputes enable row level security;
alter table commerce.payment_schedules enable row level security;
alter table commerce.bank_statement_rows enable row level security;

-- How our payments and a gateway's own list differ.
create type commerce.reconciled_payment as (
    kind text,
    payment_id uuid,
    gateway_reference text,
    detail jsonb
);

-- What became of a line of a bank statement.
create type commerce.imported_row as (
    row_key text,
    outcome text,
    payment_id uuid,
    order_id uuid
);

-- One step of a payment's story.
create type commerce.payment_explanation as (
    at timestamptz,
    what text,
    why text,
    next_step text,
    who text
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.payouts', 'payments', 'tenant', 'organization_id', '{courier}'),
    ('commerce.disputes', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce.payment_schedules', 'payments', 'tenant', 'organization_id', '{}'),
    ('commerce.bank_statement_rows', 'payments', 'tenant', 'organization_id', '{}');

insert into commerce.ledger_accounts (code, kind, description)
values
    ('clearing_stripe', 'asset', 'Money that Stripe holds for the organization.'),
    ('clearing_paystack', 'asset', 'Money that Paystack holds for the organization.'),
    ('clearing_flutterwave', 'asset', 'Money that Flutterwave holds for the organization.'),
    ('clearing_bank_transfer', 'asset', 'Transfers that a member has seen at the bank.'),
    ('clearing_cash_on_delivery', 'asset', 'Cash that couriers hold for the organization.'),
    ('clearing_manual', 'asset', 'Money taken at a till or terminal.'),
    ('bank', 'asset', 'Money that arrived at the organization''s own bank or till.'),
    ('disputes', 'asset', 'Money that gateways keep back until a dispute is decided.'),
    ('dispute_losses', 'expense', 'What lost disputes cost beyond what was still to be given back.'),
    ('cash_differences', 'expense', 'Cash that is missing when couriers hand it over; too much counts against it.'),
    ('gift_cards', 'liability', 'What gift cards are still worth.'),
    ('store_credit', 'liability', 'What customers have as credit.')
on conflict do nothing;
-- Each gateway has its own by now.
delete from commerce.ledger_accounts as account
where account.code = 'clearing'
    and not exists (select from commerce.ledger_entries as entry where entry.account_code = account.code);

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('balance_reminder_days', 'organization', 'integer', '3', 0, 365, null,
     'How many days before an instalment is due the customer is reminded of it.'),
    ('overdue_grace_hours', 'organization', 'integer', '24', 0, 8760, null,
     'For how many hours after it was due an instalment may be late before it is overdue.');

insert into commerce.sweep_schedules (name, every, max_rows)
values ('remind_balances', '5 minutes', 500);

insert into commerce.notification_template_defaults (template, channel, locale, subject, body_text)
values
    ('balance_due', 'email', 'en',
     'Due soon: {{ data.amount ~ " " ~ data.currency }} for order {{ data.order_number }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

{{ data.amount ~ " " ~ data.currency }} of your order {{ data.order_number }} is due on {{ data.due_on }}.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
'),
    ('balance_overdue', 'email', 'en',
     'Overdue: {{ data.amount ~ " " ~ data.currency }} for order {{ data.order_number }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

{{ data.amount ~ " " ~ data.currency }} of your order {{ data.order_number }} was due on {{ data.due_on }}, and has not reached us yet. Please pay it now.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
');
