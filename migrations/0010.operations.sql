-- depends: 0009.payments
-- The clockwork: which sweeps run how often, and what each run did.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

create table commerce.sweep_schedules (
    name text not null,
    every interval not null,
    max_rows integer not null,
    is_enabled boolean not null default true,
    next_run_at timestamptz not null default '-infinity',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint sweep_schedules_pkey primary key (name),
    constraint sweep_schedules_every_check check (every > interval '0'),
    constraint sweep_schedules_rows_check check (max_rows between 1 and 100000)
);

create table commerce.sweep_runs (
    id uuid not null default commerce_private.new_id(),
    name text not null,
    started_at timestamptz not null,
    took interval not null,
    row_count bigint not null,
    error text,
    created_at timestamptz not null default now(),
    constraint sweep_runs_pkey primary key (id),
    constraint sweep_runs_schedule_fkey foreign key (name)
        references commerce.sweep_schedules (name) on delete cascade
);
create index sweep_runs_name_idx on commerce.sweep_runs (name, started_at);
create index sweep_runs_started_idx on commerce.sweep_runs (started_at);

alter table commerce.sweep_schedules enable row level security;
alter table commerce.sweep_runs enable row level security;

create type commerce.sweep_result as (
    name text,
    rows bigint,
    took interval
);

create type commerce.integrity_check as (
    check_name text,
    is_ok boolean,
    row_count bigint,
    sample jsonb
);

create type commerce.onboarding_step as (
    step text,
    is_done boolean,
    hint text
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.sweep_schedules', 'operations', 'local', null, '{}'),
    ('commerce.sweep_runs', 'operations', 'local', null, '{}');

insert into commerce.sweep_schedules (name, every, max_rows)
values
    ('cleanup_expired_reservations', '30 seconds', 1000),
    ('cleanup_expired_inventory_locks', '30 seconds', 1000),
    ('cancel_expired_orders', '30 seconds', 500),
    ('ask_unknown_payments', '15 seconds', 500),
    ('expire_gateway_sessions', '30 seconds', 500),
    ('purge_webhook_bodies', '1 hour', 10000),
    ('purge_old_rows', '1 hour', 10000);
