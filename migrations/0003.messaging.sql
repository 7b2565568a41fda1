-- depends: 0002.tenancy
-- What is to be told to people and programs, queued in the transaction that causes it.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- The templates that ship; an organization's own rows come first.
create table commerce.notification_template_defaults (
    template text not null,
    channel text not null,
    locale text not null,
    subject text not null,
    body_text text not null,
    body_html text,
    created_at timestamptz not null default now(),
    constraint notification_template_defaults_pkey primary key (template, channel, locale)
);

create table commerce.notification_templates (
    organization_id uuid not null,
    template text not null,
    channel text not null,
    locale text not null,
    subject text not null,
    body_text text not null,
    body_html text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint notification_templates_pkey primary key (organization_id, template, channel, locale),
    constraint notification_templates_channel_check
        check (channel in ('email', 'sms', 'webhook', 'staff')),
    constraint notification_templates_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

create table commerce.notification_queue (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    channel text not null,
    template text not null,
    recipient text not null,
    locale text,
    data jsonb not null default '{}',
    not_before timestamptz not null,
    status text not null default 'queued',
    attempts integer not null default 0,
    locked_until timestamptz,
    dedupe_key text,
    order_id uuid,
    booking_id uuid,
    provider_reference text,
    last_error text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint notification_queue_pkey primary key (organization_id, id),
    constraint notification_queue_dedupe_key unique (organization_id, dedupe_key),
    constraint notification_queue_channel_check check (channel in ('email', 'sms', 'webhook', 'staff')),
    constraint notification_queue_status_check
        check (status in ('queued', 'sending', 'sent', 'failed', 'dead', 'cancelled')),
    constraint notification_queue_attempts_check check (attempts >= 0),
    constraint notification_queue_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index notification_queue_due_idx on commerce.notification_queue (channel, not_before)
    where status in ('queued', 'sending', 'failed');
create index notification_queue_order_idx on commerce.notification_queue (organization_id, order_id)
    where order_id is not null;
create index notification_queue_booking_idx on commerce.notification_queue (organization_id, booking_id)
    where booking_id is not null;

create table commerce.notification_deliveries (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    notification_id uuid not null,
    attempt integer not null,
    outcome text not null,
    provider_reference text,
    error text,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint notification_deliveries_pkey primary key (organization_id, id),
    constraint notification_deliveries_outcome_check
        check (outcome in ('sent', 'failed', 'bounced', 'dead', 'cancelled')),
    constraint notification_deliveries_notification_fkey foreign key (organization_id, notification_id)
        references commerce.notification_queue (organization_id, id) on delete cascade
);
create index notification_deliveries_notification_idx
    on commerce.notification_deliveries (organization_id, notification_id);

-- What happened, for whoever listens: ids and kinds, never personal data.
create table commerce.events (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    kind text not null,
    subject_id text not null,
    at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint events_pkey primary key (organization_id, id),
    constraint events_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

alter table commerce.notification_template_defaults enable row level security;
alter table commerce.notification_templates enable row level security;
alter table commerce.notification_queue enable row level security;
alter table commerce.notification_deliveries enable row level security;
alter table commerce.events enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.notification_template_defaults', 'messaging', 'global', null, '{}'),
    ('commerce.notification_templates', 'messaging', 'tenant', 'organization_id', '{}'),
    ('commerce.notification_queue', 'messaging', 'tenant', 'organization_id', '{recipient,data}'),
    ('commerce.notification_deliveries', 'messaging', 'tenant', 'organization_id', '{}'),
    ('commerce.events', 'messaging', 'tenant', 'organization_id', '{}');
