-- depends: 0006.inventory
-- Time as stock: when people work, which times are held, and the bookings made of them.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

create domain commerce.reservation_status as text
    constraint reservation_status_check check (value in ('reserved', 'confirmed', 'expired', 'cancelled'));
create domain commerce.party_size as integer
    constraint party_size_check check (value between 1 and 100000);

-- Weekly hours on the wall clock of the subject's zone: exactly one of staff, venue, service.
create table commerce.schedules (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    staff_id uuid,
    venue_id uuid,
    service_id uuid,
    weekday smallint not null,
    from_time time not null,
    to_time time not null,
    valid_from date,
    valid_to date,
    created_at timestamptz not null default now(),
    constraint schedules_pkey primary key (organization_id, id),
    constraint schedules_subject_check check (num_nonnulls(staff_id, venue_id, service_id) = 1),
    constraint schedules_weekday_check check (weekday between 1 and 7),
    constraint schedules_valid_check check (valid_from <= valid_to),
    constraint schedules_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete cascade,
    constraint schedules_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete cascade,
    constraint schedules_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete cascade
);
create index schedules_staff_idx on commerce.schedules (organization_id, staff_id);
create index schedules_venue_idx on commerce.schedules (organization_id, venue_id);
create index schedules_service_idx on commerce.schedules (organization_id, service_id);

-- Other hours on one date; without hours the subject is closed that day.
create table commerce.schedule_exceptions (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    staff_id uuid,
    venue_id uuid,
    service_id uuid,
    on_date date not null,
    from_time time,
    to_time time,
    reason text,
    created_at timestamptz not null default now(),
    constraint schedule_exceptions_pkey primary key (organization_id, id),
    constraint schedule_exceptions_subject_check check (num_nonnulls(staff_id, venue_id, service_id) = 1),
    constraint schedule_exceptions_hours_check check ((from_time is null) = (to_time is null)),
    constraint schedule_exceptions_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete cascade,
    constraint schedule_exceptions_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete cascade,
    constraint schedule_exceptions_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete cascade
);
create index schedule_exceptions_staff_idx on commerce.schedule_exceptions (organization_id, staff_id, on_date);
create index schedule_exceptions_venue_idx on commerce.schedule_exceptions (organization_id, venue_id, on_date);
create index schedule_exceptions_service_idx on commerce.schedule_exceptions (organization_id, service_id, on_date);

create table commerce.time_off (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    staff_id uuid not null,
    during tstzrange not null,
    starts_at timestamptz generated always as (lower(during)) stored,
    ends_at timestamptz generated always as (upper(during)) stored,
    reason text,
    created_at timestamptz not null default now(),
    constraint time_off_pkey primary key (organization_id, id),
    constraint time_off_during_bounded_check
        check (not lower_inf(during) and not upper_inf(during) and not isempty(during)),
    constraint time_off_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete cascade
);
create index time_off_staff_idx on commerce.time_off using gist (organization_id, staff_id, during);

-- A range closed for a venue, a service or a resource; for none of them: for the whole organization.
create table commerce.blackouts (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    venue_id uuid,
    service_id uuid,
    resource_id uuid,
    during tstzrange not null,
    starts_at timestamptz generated always as (lower(during)) stored,
    ends_at timestamptz generated always as (upper(during)) stored,
    reason text,
    created_at timestamptz not null default now(),
    constraint blackouts_pkey primary key (organization_id, id),
    constraint blackouts_subject_check check (num_nonnulls(venue_id, service_id, resource_id) <= 1),
    constraint blackouts_during_bounded_check
        check (not lower_inf(during) and not upper_inf(during) and not isempty(during)),
    constraint blackouts_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete cascade,
    constraint blackouts_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete cascade,
    constraint blackouts_resource_fkey foreign key (organization_id, resource_id)
        references commerce.resources (organization_id, id) on delete cascade
);
create index blackouts_during_idx on commerce.blackouts using gist (organization_id, during);
create index blackouts_venue_idx on commerce.blackouts (organization_id, venue_id);
create index blackouts_service_idx on commerce.blackouts (organization_id, service_id);
create index blackouts_resource_idx on commerce.blackouts (organization_id, resource_id);

create table commerce.time_slots (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    service_id uuid not null,
    venue_id uuid,
    staff_id uuid,
    reservation_id uuid,
    during tstzrange not null,
    starts_at timestamptz generated always as (lower(during)) stored,
    ends_at timestamptz generated always as (upper(during)) stored,
    max_capacity integer not null default 1,
    is_available boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint time_slots_pkey primary key (organization_id, id),
    constraint time_slots_capacity_check check (max_capacity between 1 and 100000),
    constraint time_slots_during_bounded_check
        check (not lower_inf(during) and not upper_inf(during) and not isempty(during)),
    constraint time_slots_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict,
    constraint time_slots_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete restrict,
    constraint time_slots_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete restrict
);
create index time_slots_service_idx on commerce.time_slots (organization_id, service_id, starts_at);
create index time_slots_venue_idx on commerce.time_slots (organization_id, venue_id);
create index time_slots_staff_idx on commerce.time_slots (organization_id, staff_id);

-- What taking a time must know, compiled into one row for each service and each person who performs
-- it, so that a hold reads one row instead of eleven tables. Everything in it follows from the
-- catalogue, the schedules and the settings: their triggers compile it anew. The nil uuid as staff
-- stands for the service itself, whoever performs it.
-- is_plain: an active exclusive service, in an organization that is not suspended, that needs no resource and
-- of which everybody may have as much as they like.
-- ahead: notice and advance, as a range of instants after the epoch; timezone: whose wall clock counts.
-- starts: in seconds of the week as the epoch counts it (from Thursday midnight on) and on that wall
-- clock, where a start may lie; step and anchor: the grid it must lie on too. shut: when neither holds
-- (time off, blackouts, other hours, days on which the clock moves, years nobody compiled for); then,
-- and when there is no plain week, the schedules themselves are asked.
create table commerce_private.offers (
    organization_id uuid not null,
    service_id uuid not null,
    staff_id uuid not null,
    is_active boolean not null,
    is_plain boolean not null,
    has_customer_limits boolean not null,
    capacity_mode text not null,
    capacity integer not null,
    needs_staff boolean not null,
    resource_groups text[] not null,
    duration interval not null,
    buffer_before interval not null,
    buffer_after interval not null,
    occupied_for interval not null,
    timezone text not null,
    ahead tsrange not null,
    starts nummultirange,
    step interval not null,
    anchor timestamptz,
    shut tstzmultirange not null,
    hold interval not null,
    anonymous_hold interval not null,
    max_hold interval not null,
    max_open_holds integer not null,
    constraint offers_pkey primary key (organization_id, service_id, staff_id),
    constraint offers_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete cascade
);
create index offers_staff_idx on commerce_private.offers (organization_id, staff_id);

-- No foreign keys to services and staff: they cost a fifth of a hold. A hold is written from its offer,
-- whose key proves both; neither is ever deleted (their triggers refuse it), only archived.
-- A hold, and what becomes of it. `occupied` is `during` with the service's buffers: the law is over
-- it. A row without staff is a place in a pooled slot, or needs resources only. What a slot needs for itself,
-- its teacher's time and its rooms, is a row of its own, which `time_slots.reservation_id` names.
create table commerce.slot_reservations (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    service_id uuid not null,
    staff_id uuid,
    time_slot_id uuid,
    group_id uuid,
    during tstzrange not null,
    occupied tstzrange not null,
    -- Written by a trigger: generated columns and checks of the table are read anew from the catalogue
    -- by every statement, which made a hold half as dear again. What needs one column alone is said by
    -- a domain. Not null, and so neither end of the range is open, nor the range empty.
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    party_size commerce.party_size not null default 1,
    status commerce.reservation_status not null default 'reserved',
    expires_at timestamptz,
    is_extended boolean not null default false,
    is_staff_requested boolean not null default false,
    customer_id uuid,
    user_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint slot_reservations_pkey primary key (organization_id, id),
    constraint slot_reservations_no_overlap_excl
        exclude using gist (organization_id with =, staff_id with =, occupied with &&)
        include (expires_at)
        where (status in ('reserved', 'confirmed') and staff_id is not null),
    constraint slot_reservations_slot_fkey foreign key (organization_id, time_slot_id)
        references commerce.time_slots (organization_id, id) on delete restrict,
    constraint slot_reservations_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict
);
-- The places taken in a slot. The one row of a slot with staff is its teacher's time, and no place.
create index slot_reservations_slot_idx
    on commerce.slot_reservations (organization_id, time_slot_id) include (expires_at, status, party_size)
    where time_slot_id is not null and staff_id is null and status in ('reserved', 'confirmed');
create index slot_reservations_due_idx on commerce.slot_reservations (expires_at)
    where status = 'reserved';
create index slot_reservations_customer_idx on commerce.slot_reservations (organization_id, customer_id)
    where customer_id is not null;
create index slot_reservations_user_idx on commerce.slot_reservations (organization_id, user_id)
    where user_id is not null and status = 'reserved';

alter table commerce.time_slots
    add constraint time_slots_reservation_fkey foreign key (organization_id, reservation_id)
        references commerce.slot_reservations (organization_id, id) on delete restrict;
-- Partial, and so no key that others could refer to: to name another reservation blocks nobody's foreign key check.
create unique index time_slots_reservation_key on commerce.time_slots (organization_id, reservation_id)
    where reservation_id is not null;

create table commerce.reservation_resources (
    organization_id uuid not null,
    reservation_id uuid not null,
    resource_id uuid not null,
    occupied tstzrange not null,
    status text not null default 'reserved',
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint reservation_resources_pkey primary key (organization_id, reservation_id, resource_id),
    constraint reservation_resources_no_overlap_excl
        exclude using gist (organization_id with =, resource_id with =, occupied with &&)
        include (status, expires_at)
        where (status in ('reserved', 'confirmed')),
    constraint reservation_resources_status_check
        check (status in ('reserved', 'confirmed', 'expired', 'cancelled')),
    constraint reservation_resources_reservation_fkey foreign key (organization_id, reservation_id)
        references commerce.slot_reservations (organization_id, id) on delete cascade,
    constraint reservation_resources_resource_fkey foreign key (organization_id, resource_id)
        references commerce.resources (organization_id, id) on delete restrict
);
create index reservation_resources_resource_idx
    on commerce.reservation_resources (organization_id, resource_id);

create table commerce.booking_status_transitions (
    from_status text not null,
    to_status text not null,
    created_at timestamptz not null default now(),
    constraint booking_status_transitions_pkey primary key (from_status, to_status)
);

create table commerce.bookings (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    booking_number text not null,
    order_id uuid not null,
    order_item_id uuid not null,
    service_id uuid not null,
    venue_id uuid,
    customer_id uuid,
    reservation_id uuid,
    time_slot_id uuid,
    staff_id uuid,
    staff_requested boolean not null default false,
    during tstzrange,
    starts_at timestamptz generated always as (lower(during)) stored,
    ends_at timestamptz generated always as (upper(during)) stored,
    scheduled_for timestamptz,
    local_date date,
    local_start time,
    local_end time,
    party_size integer not null default 1,
    participants jsonb not null default '{}',
    status text not null default 'pending_payment',
    payment_status text not null default 'unpaid',
    source text not null default 'api',
    customer_note text,
    meeting_url text,
    currency text not null,
    total_minor bigint not null,
    ical_uid text not null,
    ical_sequence integer not null default 0,
    follows_booking_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint bookings_pkey primary key (organization_id, id),
    constraint bookings_number_key unique (organization_id, booking_number),
    constraint bookings_status_check
        check (status in ('pending_payment', 'awaiting_approval', 'confirmed', 'expired', 'payment_failed',
                          'checked_in', 'completed', 'cancelled', 'no_show')),
    constraint bookings_payment_status_check
        check (payment_status in ('unpaid', 'pending', 'authorised', 'failed', 'partially_paid', 'paid',
                                  'partially_refunded', 'refunded')),
    constraint bookings_source_check check (source in ('admin', 'widget', 'api', 'import')),
    constraint bookings_party_check check (party_size between 1 and 100000),
    constraint bookings_total_check check (total_minor >= 0),
    constraint bookings_participants_check check (jsonb_typeof(participants) = 'object'),
    constraint bookings_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict,
    constraint bookings_venue_fkey foreign key (organization_id, venue_id)
        references commerce.venues (organization_id, id) on delete restrict,
    constraint bookings_customer_fkey foreign key (organization_id, customer_id)
        references commerce.customers (organization_id, id) on delete restrict,
    constraint bookings_reservation_fkey foreign key (organization_id, reservation_id)
        references commerce.slot_reservations (organization_id, id) on delete restrict,
    constraint bookings_slot_fkey foreign key (organization_id, time_slot_id)
        references commerce.time_slots (organization_id, id) on delete restrict,
    constraint bookings_staff_fkey foreign key (organization_id, staff_id)
        references commerce.staff (organization_id, id) on delete restrict,
    constraint bookings_follows_fkey foreign key (organization_id, follows_booking_id)
        references commerce.bookings (organization_id, id) on delete restrict
);
create unique index bookings_reservation_key on commerce.bookings (organization_id, reservation_id);
create index bookings_order_idx on commerce.bookings (organization_id, order_id, order_item_id);
create index bookings_customer_idx on commerce.bookings (organization_id, customer_id);
create index bookings_staff_idx on commerce.bookings (organization_id, staff_id, starts_at);
create index bookings_service_idx on commerce.bookings (organization_id, service_id, starts_at);
create index bookings_venue_idx on commerce.bookings (organization_id, venue_id);
create index bookings_slot_idx on commerce.bookings (organization_id, time_slot_id);
create index bookings_follows_idx on commerce.bookings (organization_id, follows_booking_id)
    where follows_booking_id is not null;

create table commerce.booking_status_history (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    booking_id uuid not null,
    from_status text,
    to_status text not null,
    at timestamptz not null,
    actor_user_id uuid,
    actor_role text,
    note text,
    created_at timestamptz not null default now(),
    constraint booking_status_history_pkey primary key (organization_id, id),
    constraint booking_status_history_booking_fkey foreign key (organization_id, booking_id)
        references commerce.bookings (organization_id, id) on delete restrict
);
create index booking_status_history_booking_idx
    on commerce.booking_status_history (organization_id, booking_id, at);

alter table commerce.schedules enable row level security;
alter table commerce.schedule_exceptions enable row level security;
alter table commerce.time_off enable row level security;
alter table commerce.blackouts enable row level security;
alter table commerce.time_slots enable row level security;
alter table commerce_private.offers enable row level security;
alter table commerce.slot_reservations enable row level security;
alter table commerce.reservation_resources enable row level security;
alter table commerce.booking_status_transitions enable row level security;
alter table commerce.bookings enable row level security;
alter table commerce.booking_status_history enable row level security;

-- What reserve_time_slot gives its caller: the row, and the token that no table holds.
create type commerce.held_reservation as (
    organization_id uuid,
    id uuid,
    service_id uuid,
    staff_id uuid,
    time_slot_id uuid,
    group_id uuid,
    during tstzrange,
    occupied tstzrange,
    starts_at timestamptz,
    ends_at timestamptz,
    party_size integer,
    status text,
    expires_at timestamptz,
    is_extended boolean,
    is_staff_requested boolean,
    customer_id uuid,
    user_id uuid,
    created_at timestamptz,
    updated_at timestamptz,
    hold_token uuid
);

-- One wish of reserve_time_slots.
create type commerce_private.segment as (
    place bigint,
    service_id uuid,
    starts_at timestamptz,
    ends_at timestamptz,
    staff_id uuid,
    preferred_staff_id uuid,
    time_slot_id uuid,
    party_size integer,
    is_staff_requested boolean
);

create type commerce.available_slot as (
    starts_at timestamptz,
    ends_at timestamptz,
    staff_ids uuid[],
    time_slot_id uuid,
    places_left integer,
    price_minor bigint,
    currency text,
    local_start timestamp,
    utc_offset interval,
    timezone text
);

create type commerce.checked_slot as (
    starts_at timestamptz,
    ends_at timestamptz,
    is_available boolean,
    reason text
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.schedules', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.schedule_exceptions', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.time_off', 'booking', 'tenant', 'organization_id', '{reason}'),
    ('commerce.blackouts', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.time_slots', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce_private.offers', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.slot_reservations', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.reservation_resources', 'booking', 'tenant', 'organization_id', '{}'),
    ('commerce.booking_status_transitions', 'booking', 'global', null, '{}'),
    ('commerce.bookings', 'booking', 'tenant', 'organization_id', '{customer_note,meeting_url}'),
    ('commerce.booking_status_history', 'booking', 'tenant', 'organization_id', '{note}');

insert into commerce.booking_status_transitions (from_status, to_status)
values
    ('pending_payment', 'confirmed'),
    ('pending_payment', 'expired'),
    ('pending_payment', 'payment_failed'),
    ('pending_payment', 'cancelled'),
    ('awaiting_approval', 'confirmed'),
    ('awaiting_approval', 'cancelled'),
    ('expired', 'confirmed'),
    ('payment_failed', 'confirmed'),
    ('confirmed', 'checked_in'),
    ('confirmed', 'completed'),
    ('confirmed', 'cancelled'),
    ('confirmed', 'no_show'),
    ('no_show', 'checked_in'),
    ('checked_in', 'completed'),
    ('checked_in', 'cancelled');
