-- depends: 0013.booking_lifecycle
-- What cancelling costs: policies, and the copy of its policy that every booking keeps; how bookings moved; and who waits for a time.
-- Locks:    access exclusive on commerce.bookings (nullable columns, one with a constant default) and share
--           row exclusive on commerce.services (a foreign key, checked over its rows): milliseconds on a young
--           database.
-- Backfill: none; bookings made before keep no terms, and are cancelled free of charge until they start.
-- Reverse:  drops policies, the terms kept with bookings, the history of their times, and the waiting list.
set local lock_timeout = '5s';

create table commerce.cancellation_policies (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    tiers jsonb not null,
    is_deposit_refundable boolean not null default true,
    no_show_percent integer not null default 100,
    max_moves integer,
    move_notice_hours integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint cancellation_policies_pkey primary key (organization_id, id),
    constraint cancellation_policies_name_key unique (organization_id, name),
    constraint cancellation_policies_tiers_check check (jsonb_typeof(tiers) = 'array'),
    constraint cancellation_policies_no_show_check check (no_show_percent between 0 and 100),
    constraint cancellation_policies_moves_check check (max_moves >= 0),
    constraint cancellation_policies_notice_check check (move_notice_hours between 0 and 8760),
    constraint cancellation_policies_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index services_cancellation_policy_idx on commerce.services (organization_id, cancellation_policy_id)
    where cancellation_policy_id is not null;
alter table commerce.services
    add constraint services_cancellation_policy_fkey foreign key (organization_id, cancellation_policy_id)
        references commerce.cancellation_policies (organization_id, id) on delete restrict;

alter table commerce.bookings
    add column cancellation_terms jsonb,
    add column cancellation_fee_minor bigint,
    add column waived_minor bigint not null default 0,
    add constraint bookings_fee_check check (cancellation_fee_minor >= 0),
    add constraint bookings_waived_check check (waived_minor >= 0);

-- Every time a booking had before, and why it moved.
create table commerce.booking_moves (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    booking_id uuid not null,
    at timestamptz not null,
    from_during tstzrange not null,
    to_during tstzrange not null,
    from_staff_id uuid,
    to_staff_id uuid,
    ical_sequence integer not null,
    party_size integer not null,
    price_difference_minor bigint not null default 0,
    is_by_customer boolean not null,
    reason text,
    actor_user_id uuid,
    created_at timestamptz not null default now(),
    constraint booking_moves_pkey primary key (organization_id, id),
    constraint booking_moves_sequence_key unique (organization_id, booking_id, ical_sequence),
    constraint booking_moves_booking_fkey foreign key (organization_id, booking_id)
        references commerce.bookings (organization_id, id) on delete restrict
);

-- What a no-show took off its price, or gave back of the visits that paid it, to be put back when they come after all.
create table commerce_private.no_shows (
    organization_id uuid not null,
    booking_id uuid not null,
    off_minor bigint not null,
    waived_minor bigint not null,
    due_now_minor bigint not null,
    refund_ids uuid[] not null,
    visits integer not null,
    created_at timestamptz not null,
    constraint no_shows_pkey primary key (organization_id, booking_id),
    constraint no_shows_amounts_check
        check (waived_minor between 0 and off_minor and due_now_minor >= 0 and visits >= 0),
    constraint no_shows_booking_fkey foreign key (organization_id, booking_id)
        references commerce.bookings (organization_id, id) on delete restrict
);

-- Whose address a visitor gave for a booking of a service that limits its customers: it counts as theirs, and is not theirs
-- otherwise.
create table commerce_private.visitor_bookings (
    organization_id uuid not null,
    booking_id uuid not null,
    customer_id uuid not null,
    created_at timestamptz not null,
    constraint visitor_bookings_pkey primary key (organization_id, booking_id),
    constraint visitor_bookings_booking_fkey foreign key (organization_id, booking_id)
        references commerce.bookings (organization_id, id) on delete restrict,
    constraint visitor_bookings_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict
);
create index visitor_bookings_customer_idx on commerce_private.visitor_bookings (organization_id, customer_id);

-- Who waits for a time to become free, in the order in which they came. An offer is a hold of theirs.
create table commerce.waitlist_entries (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    service_id uuid not null,
    customer_id uuid not null,
    user_id uuid,
    during tstzrange not null,
    starts_at timestamptz generated always as (lower(during)) stored,
    ends_at timestamptz generated always as (upper(during)) stored,
    party_size integer not null default 1,
    status text not null default 'waiting',
    reservation_id uuid,
    offered_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint waitlist_entries_pkey primary key (organization_id, id),
    constraint waitlist_entries_during_bounded_check
        check (not lower_inf(during) and not upper_inf(during) and not isempty(during)),
    constraint waitlist_entries_party_check check (party_size between 1 and 100000),
    constraint waitlist_entries_status_check
        check (status in ('waiting', 'offered', 'taken', 'missed', 'left', 'expired')),
    constraint waitlist_entries_offer_check
        check (status not in ('offered', 'taken') or reservation_id is not null),
    constraint waitlist_entries_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict,
    constraint waitlist_entries_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict,
    constraint waitlist_entries_reservation_fkey foreign key (organization_id, reservation_id)
        references commerce.slot_reservations (organization_id, id) on delete restrict
);
create unique index waitlist_entries_wish_key
    on commerce.waitlist_entries (organization_id, service_id, customer_id, during, party_size)
    where status in ('waiting', 'offered');
create index waitlist_entries_queue_idx on commerce.waitlist_entries (organization_id, service_id, id)
    where status in ('waiting', 'offered');
create index waitlist_entries_service_idx on commerce.waitlist_entries (organization_id, service_id);
create index waitlist_entries_customer_idx on commerce.waitlist_entries (organization_id, customer_id);
create index waitlist_entries_reservation_idx on commerce.waitlist_entries (organization_id, reservation_id)
    where reservation_id is not null;

alter table commerce.waitlist_entries enable row level security;
alter table commerce.cancellation_policies enable row level security;
alter table commerce.booking_moves enable row level security;
alter table commerce_private.no_shows enable row level security;
alter table commerce_private.visitor_bookings enable row level security;

-- What it costs to cancel a booking, or a part of it, at a certain time.
create type commerce.cancellation_quote as (
    booking_id uuid,
    at timestamptz,
    currency text,
    amount_minor bigint,
    fee_minor bigint,
    refund_minor bigint,
    waived_minor bigint,
    why text,
    hours_before numeric,
    is_allowed boolean,
    is_last boolean,
    visits_back integer,
    visits_lost integer
);

-- What became, or would become, of a booking whose person is not there.
create type commerce.reassignment as (
    booking_id uuid,
    outcome text,
    new_staff_id uuid,
    reason text
);

-- One day of a calendar, and how many start times are free on it.
create type commerce.available_day as (
    day date,
    free_count integer
);

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('session_horizon_days', 'organization', 'integer', '60', 1, 366, null, 'How many days ahead sessions are made from the schedules of pooled services.'),
    ('waitlist_offer_minutes', 'organization', 'integer', '120', 5, 10080, null, 'How many minutes a freed time is kept for the next on the waiting list.');

insert into commerce.sweep_schedules (name, every, max_rows)
values
    ('generate_sessions', '15 minutes', 1000),
    ('offer_waitlist', '15 seconds', 100);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.cancellation_policies', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.waitlist_entries', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.booking_moves', 'booking', 'tenant', 'organization_id', '{reason}'),
    ('commerce_private.no_shows', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce_private.visitor_bookings', 'booking', 'tenant', 'organization_id', '{}');
