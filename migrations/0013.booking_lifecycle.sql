-- depends: 0012.webhook_scheme
-- What happens to a booking after it was made: waivers and their signatures, intake forms and their answers,
-- how it is delivered, and the sweeps that complete what is over and decline what nobody approved.
-- Locks:    access exclusive on commerce.bookings (a nullable column, four indexes) and share row exclusive on
--           commerce.services (a foreign key, checked over its rows): milliseconds on a young database.
-- Backfill: none; bookings made before carry no delivery mode.
-- Reverse:  drops the tables with signatures and answers, the columns and indexes.
set local lock_timeout = '5s';

-- One row a version: what was signed can be read for ever.
create table commerce.waivers (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    service_id uuid,
    title text not null,
    body text not null,
    version integer not null default 1,
    is_same_day boolean not null default false,
    is_for_each boolean not null default false,
    status text not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint waivers_pkey primary key (organization_id, id),
    constraint waivers_version_check check (version > 0),
    constraint waivers_status_check check (status in ('active', 'retired')),
    constraint waivers_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint waivers_service_fkey foreign key (organization_id, service_id)
        references commerce.services (organization_id, id) on delete restrict
);
create index waivers_service_idx on commerce.waivers (organization_id, service_id);
create unique index waivers_title_key
    on commerce.waivers
    (organization_id, coalesce(service_id, '00000000-0000-0000-0000-000000000000'), lower(title))
    where status = 'active';

create table commerce.intake_forms (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    name text not null,
    fields jsonb not null,
    version integer not null default 1,
    is_required boolean not null default true,
    visible_to text not null default 'staff',
    status text not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint intake_forms_pkey primary key (organization_id, id),
    constraint intake_forms_name_key unique (organization_id, name),
    constraint intake_forms_version_check check (version > 0),
    constraint intake_forms_fields_check check (jsonb_typeof(fields) = 'array'),
    constraint intake_forms_visible_check check (visible_to in ('staff', 'manager')),
    constraint intake_forms_status_check check (status in ('active', 'archived')),
    constraint intake_forms_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index services_intake_form_idx on commerce.services (organization_id, intake_form_id)
    where intake_form_id is not null;
alter table commerce.services
    add constraint services_intake_form_fkey foreign key (organization_id, intake_form_id)
        references commerce.intake_forms (organization_id, id) on delete restrict;

create table commerce.waiver_signatures (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    booking_id uuid not null,
    waiver_id uuid not null,
    -- Name, signature and answers can be erased without losing that somebody signed.
    signer_name text,
    signature text,
    signed_at timestamptz not null,
    signed_on date not null,
    user_id uuid,
    created_at timestamptz not null default now(),
    constraint waiver_signatures_pkey primary key (organization_id, id),
    constraint waiver_signatures_booking_fkey foreign key (organization_id, booking_id)
        references commerce.bookings (organization_id, id) on delete restrict,
    constraint waiver_signatures_waiver_fkey foreign key (organization_id, waiver_id)
        references commerce.waivers (organization_id, id) on delete restrict
);
create unique index waiver_signatures_signer_key
    on commerce.waiver_signatures (organization_id, booking_id, waiver_id, lower(signer_name))
    where signer_name <> '';
create index waiver_signatures_booking_idx on commerce.waiver_signatures (organization_id, booking_id);
create index waiver_signatures_waiver_idx on commerce.waiver_signatures (organization_id, waiver_id);

create table commerce.intake_responses (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    booking_id uuid not null,
    intake_form_id uuid not null,
    form_version integer not null,
    answers jsonb,
    submitted_at timestamptz not null,
    user_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint intake_responses_pkey primary key (organization_id, id),
    constraint intake_responses_booking_key unique (organization_id, booking_id, intake_form_id),
    constraint intake_responses_answers_check check (jsonb_typeof(answers) = 'object'),
    constraint intake_responses_booking_fkey foreign key (organization_id, booking_id)
        references commerce.bookings (organization_id, id) on delete restrict,
    constraint intake_responses_form_fkey foreign key (organization_id, intake_form_id)
        references commerce.intake_forms (organization_id, id) on delete restrict
);
create index intake_responses_form_idx on commerce.intake_responses (organization_id, intake_form_id);

alter table commerce.bookings add column delivery_mode text;
-- What the sweep completes, and every list of bookings by time. A session that began at once and is not
-- over has no time yet: it stands where it was made.
create index bookings_past_idx on commerce.bookings (ends_at) where status in ('confirmed', 'checked_in');
create index bookings_status_idx
    on commerce.bookings (organization_id, status, coalesce(starts_at, created_at), id);
-- Bookings whose hold a later caller has expired already, so that the sweep can say so of them.
create index bookings_pending_idx on commerce.bookings (created_at) where status = 'pending_payment';
-- Bookings that nobody has answered, so that the sweep sees at once whose time comes.
create index bookings_unanswered_idx on commerce.bookings (organization_id, coalesce(starts_at, created_at))
    where status = 'awaiting_approval';

alter table commerce.waivers enable row level security;
alter table commerce.intake_forms enable row level security;
alter table commerce.waiver_signatures enable row level security;
alter table commerce.intake_responses enable row level security;

-- One line of a calendar or of a venue's day.
create type commerce.calendar_entry as (
    booking_id uuid,
    booking_number text,
    status text,
    payment_status text,
    starts_at timestamptz,
    ends_at timestamptz,
    local_date date,
    local_start time,
    local_end time,
    timezone text,
    service_id uuid,
    service text,
    delivery_mode text,
    staff_id uuid,
    staff text,
    venue_id uuid,
    venue text,
    time_slot_id uuid,
    customer_id uuid,
    customer text,
    party_size integer,
    participants jsonb,
    customer_note text,
    meeting_url text,
    order_id uuid,
    total_minor bigint,
    currency text,
    missing jsonb
);

-- One row of search_bookings.
create type commerce.found_booking as (
    id uuid,
    booking_number text,
    status text,
    payment_status text,
    starts_at timestamptz,
    ends_at timestamptz,
    service_id uuid,
    service text,
    staff_id uuid,
    staff text,
    venue_id uuid,
    venue text,
    customer_id uuid,
    customer text,
    email text,
    party_size integer,
    source text,
    total_minor bigint,
    currency text,
    order_id uuid,
    order_number text,
    created_at timestamptz,
    page_cursor text
);

-- A booking as a row of a spreadsheet.
create type commerce.booking_export as (
    booking_number text,
    status text,
    payment_status text,
    starts_at timestamptz,
    ends_at timestamptz,
    local_date date,
    local_start time,
    local_end time,
    service text,
    staff text,
    venue text,
    first_name text,
    last_name text,
    email text,
    phone text,
    party_size integer,
    participants jsonb,
    source text,
    customer_note text,
    total_minor bigint,
    waived_minor bigint,
    cancellation_fee_minor bigint,
    currency text,
    order_number text,
    created_at timestamptz,
    booking_id uuid,
    order_id uuid,
    customer_id uuid
);

-- One step in the life of a booking, told in words.
create type commerce.booking_step as (
    at timestamptz,
    what text,
    why text,
    next_step text,
    who text
);

-- One date of a series, and what became of it.
create type commerce.series_date as (
    starts_at timestamptz,
    local_start timestamp,
    outcome text,
    reason text,
    booking_id uuid,
    booking_number text,
    order_id uuid
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.waivers', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.intake_forms', 'catalog', 'tenant', 'organization_id', '{}'),
    ('commerce.waiver_signatures', 'booking', 'tenant', 'organization_id', '{signer_name,signature}'),
    ('commerce.intake_responses', 'booking', 'tenant', 'organization_id', '{answers}');

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('completion_delay_minutes', 'organization', 'integer', '0', 0, 43200, null, 'How many minutes after its end a booking is completed by itself; until then it can still be marked as a no-show.'),
    ('approval_lead_minutes', 'organization', 'integer', '0', 0, 43200, null, 'How many minutes before its start a booking that nobody has approved is declined by itself.');

insert into commerce.sweep_schedules (name, every, max_rows)
values
    ('complete_past_bookings', '1 minute', 1000),
    ('decline_unanswered_bookings', '1 minute', 100);
