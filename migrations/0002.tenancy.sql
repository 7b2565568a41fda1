-- depends: 0001.foundation
-- Organizations, who belongs to them, what they have set, and what was done in their name.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

create table commerce.currencies (
    code text not null,
    name text not null,
    exponent smallint not null,
    created_at timestamptz not null default now(),
    constraint currencies_pkey primary key (code),
    constraint currencies_code_check check (code ~ '^[A-Z]{3}$'),
    constraint currencies_exponent_check check (exponent between 0 and 4)
);

create table commerce.organizations (
    id uuid not null default commerce_private.new_id(),
    name text not null,
    slug text not null,
    timezone text not null default 'UTC',
    currency text not null default 'USD',
    status text not null default 'active',
    is_published boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint organizations_pkey primary key (id),
    constraint organizations_slug_key unique (slug),
    constraint organizations_slug_check check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    constraint organizations_name_check check (length(name) between 1 and 200),
    constraint organizations_status_check check (status in ('active', 'suspended')),
    constraint organizations_currency_fkey foreign key (currency)
        references commerce.currencies (code) on delete restrict
);
create index organizations_currency_idx on commerce.organizations (currency);

-- The seed of every hold token of the organization: a token is a keyed digest of its reservation's
-- id, so that none has to be stored, and an idempotent retry can be given the same one again.
create table commerce_private.organization_secrets (
    organization_id uuid not null,
    token_secret bytea not null,
    created_at timestamptz not null default now(),
    constraint organization_secrets_pkey primary key (organization_id),
    constraint organization_secrets_length_check check (length(token_secret) = 32),
    constraint organization_secrets_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

-- Finds an organization from what the outside knows: a slug, a gateway account, a domain.
create table commerce_private.directory (
    kind text not null,
    key text not null,
    organization_id uuid not null,
    created_at timestamptz not null default now(),
    constraint directory_pkey primary key (kind, key),
    constraint directory_kind_check check (kind in ('slug', 'gateway_account', 'domain')),
    constraint directory_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index directory_organization_idx on commerce_private.directory (organization_id);

create table commerce.members (
    organization_id uuid not null,
    user_id uuid not null,
    role text not null,
    email text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint members_pkey primary key (organization_id, user_id),
    constraint members_role_check check (role in ('owner', 'admin', 'manager', 'staff')),
    constraint members_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index members_user_idx on commerce.members (user_id);

-- Users who are somebody's customers: they may select that organization though it is not published.
create table commerce_private.organization_users (
    organization_id uuid not null,
    user_id uuid not null,
    created_at timestamptz not null default now(),
    constraint organization_users_pkey primary key (organization_id, user_id),
    constraint organization_users_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

-- Subjects of an identity provider that are no uuid.
create table commerce_private.identities (
    issuer text not null default '',
    subject text not null,
    user_id uuid not null default commerce_private.new_id(),
    created_at timestamptz not null default now(),
    constraint identities_pkey primary key (issuer, subject)
);

create table commerce_private.reader_bindings (
    login text not null,
    organization_id uuid not null,
    created_at timestamptz not null default now(),
    constraint reader_bindings_pkey primary key (login),
    constraint reader_bindings_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index reader_bindings_organization_idx on commerce_private.reader_bindings (organization_id);

create table commerce.setting_definitions (
    key text not null,
    scope text not null default 'organization',
    value_type text not null,
    default_value jsonb not null default 'null',
    minimum numeric,
    maximum numeric,
    options text[],
    description text not null,
    created_at timestamptz not null default now(),
    constraint setting_definitions_pkey primary key (key),
    constraint setting_definitions_scope_check check (scope in ('organization', 'platform')),
    constraint setting_definitions_type_check
        check (value_type in ('integer', 'boolean', 'text', 'option', 'object', 'text_list'))
);

create table commerce.settings (
    organization_id uuid not null,
    key text not null,
    value jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint settings_pkey primary key (organization_id, key),
    constraint settings_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade,
    constraint settings_key_fkey foreign key (key)
        references commerce.setting_definitions (key) on delete restrict
);
create index settings_key_idx on commerce.settings (key);

create table commerce.platform_settings (
    key text not null,
    value jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint platform_settings_pkey primary key (key),
    constraint platform_settings_key_fkey foreign key (key)
        references commerce.setting_definitions (key) on delete restrict
);

create table commerce.audit_log (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    at timestamptz not null,
    actor_user_id uuid,
    actor_role text not null,
    function_name text not null,
    subject_id text,
    changed_keys text[] not null default '{}',
    created_at timestamptz not null default now(),
    constraint audit_log_pkey primary key (organization_id, id),
    constraint audit_log_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

-- Numbers that grow by one for each organization: product numbers, documents.
create table commerce_private.counters (
    organization_id uuid not null,
    name text not null,
    value bigint not null default 0,
    constraint counters_pkey primary key (organization_id, name),
    constraint counters_value_check check (value >= 0),
    constraint counters_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
) with (fillfactor = 50);

create table commerce_private.idempotency_keys (
    organization_id uuid not null,
    function_name text not null,
    key text not null,
    fingerprint bytea not null,
    result_id uuid not null,
    created_at timestamptz not null,
    constraint idempotency_keys_pkey primary key (organization_id, function_name, key),
    constraint idempotency_keys_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
-- What may be forgotten: the keys of orders and payments stay.
create index idempotency_keys_created_idx on commerce_private.idempotency_keys (created_at)
    where function_name not in ('confirm_offline_payment', 'create_booking_series');

-- The keys of guests: whoever shows the token may read and pay the one order, or fill the one cart,
-- that it stands for. Tokens are no part of the rows themselves, which their readers may select.
create table commerce_private.access_tokens (
    organization_id uuid not null,
    subject_id uuid not null,
    access_token uuid not null,
    created_at timestamptz not null default now(),
    constraint access_tokens_pkey primary key (organization_id, subject_id),
    constraint access_tokens_token_key unique (organization_id, access_token)
);

create table commerce_private.rate_limits (
    scope text not null,
    subject text not null,
    window_starts_at timestamptz not null,
    window_ends_at timestamptz not null,
    taken integer not null,
    constraint rate_limits_pkey primary key (scope, subject)
) with (fillfactor = 50);
create index rate_limits_window_idx on commerce_private.rate_limits (window_ends_at);

alter table commerce.currencies enable row level security;
alter table commerce.organizations enable row level security;
alter table commerce_private.organization_secrets enable row level security;
alter table commerce_private.directory enable row level security;
alter table commerce.members enable row level security;
alter table commerce_private.organization_users enable row level security;
alter table commerce_private.identities enable row level security;
alter table commerce_private.reader_bindings enable row level security;
alter table commerce.setting_definitions enable row level security;
alter table commerce.settings enable row level security;
alter table commerce.platform_settings enable row level security;
alter table commerce.audit_log enable row level security;
alter table commerce_private.counters enable row level security;
alter table commerce_private.idempotency_keys enable row level security;
alter table commerce_private.access_tokens enable row level security;
alter table commerce_private.rate_limits enable row level security;

-- Who is calling, as commerce_private.require() found it.
create type commerce_private.caller as (
    organization_id uuid,
    user_id uuid,
    role text,
    member_role text
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.currencies', 'tenancy', 'global', null, '{}'),
    ('commerce.organizations', 'tenancy', 'tenant', 'id', '{}'),
    ('commerce_private.organization_secrets', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce_private.directory', 'tenancy', 'global', null, '{}'),
    ('commerce.members', 'tenancy', 'tenant', 'organization_id', '{email}'),
    ('commerce_private.organization_users', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce_private.identities', 'tenancy', 'global', null, '{subject}'),
    ('commerce_private.reader_bindings', 'tenancy', 'global', null, '{}'),
    ('commerce.setting_definitions', 'tenancy', 'global', null, '{}'),
    ('commerce.settings', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce.platform_settings', 'tenancy', 'global', null, '{}'),
    ('commerce.audit_log', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce_private.counters', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce_private.idempotency_keys', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce_private.access_tokens', 'tenancy', 'tenant', 'organization_id', '{}'),
    ('commerce_private.rate_limits', 'tenancy', 'local', null, '{}');

-- ISO 4217, amendment list of 2026: codes with their minor units.
insert into commerce.currencies (code, name, exponent)
values
    ('AED', 'UAE dirham', 2), ('ARS', 'Argentine peso', 2), ('AUD', 'Australian dollar', 2),
    ('BGN', 'Bulgarian lev', 2), ('BHD', 'Bahraini dinar', 3), ('BIF', 'Burundian franc', 0),
    ('BRL', 'Brazilian real', 2), ('CAD', 'Canadian dollar', 2), ('CHF', 'Swiss franc', 2),
    ('CLP', 'Chilean peso', 0), ('CNY', 'Chinese yuan', 2), ('COP', 'Colombian peso', 2),
    ('CZK', 'Czech koruna', 2), ('DJF', 'Djiboutian franc', 0), ('DKK', 'Danish krone', 2),
    ('EGP', 'Egyptian pound', 2), ('EUR', 'Euro', 2), ('GBP', 'Pound sterling', 2),
    ('GHS', 'Ghanaian cedi', 2), ('GNF', 'Guinean franc', 0), ('HKD', 'Hong Kong dollar', 2),
    ('HUF', 'Hungarian forint', 2), ('IDR', 'Indonesian rupiah', 2), ('ILS', 'Israeli new shekel', 2),
    ('INR', 'Indian rupee', 2), ('ISK', 'Icelandic krona', 0), ('JOD', 'Jordanian dinar', 3),
    ('JPY', 'Japanese yen', 0), ('KES', 'Kenyan shilling', 2), ('KMF', 'Comorian franc', 0),
    ('KRW', 'South Korean won', 0), ('KWD', 'Kuwaiti dinar', 3), ('MAD', 'Moroccan dirham', 2),
    ('MGA', 'Malagasy ariary', 2), ('MXN', 'Mexican peso', 2), ('MYR', 'Malaysian ringgit', 2),
    ('NGN', 'Nigerian naira', 2), ('NOK', 'Norwegian krone', 2), ('NZD', 'New Zealand dollar', 2),
    ('OMR', 'Omani rial', 3), ('PEN', 'Peruvian sol', 2), ('PHP', 'Philippine peso', 2),
    ('PKR', 'Pakistani rupee', 2), ('PLN', 'Polish zloty', 2), ('PYG', 'Paraguayan guarani', 0),
    ('QAR', 'Qatari riyal', 2), ('RON', 'Romanian leu', 2), ('RSD', 'Serbian dinar', 2),
    ('RWF', 'Rwandan franc', 0), ('SAR', 'Saudi riyal', 2), ('SEK', 'Swedish krona', 2),
    ('SGD', 'Singapore dollar', 2), ('THB', 'Thai baht', 2), ('TND', 'Tunisian dinar', 3),
    ('TRY', 'Turkish lira', 2), ('TWD', 'New Taiwan dollar', 2), ('TZS', 'Tanzanian shilling', 2),
    ('UAH', 'Ukrainian hryvnia', 2), ('UGX', 'Ugandan shilling', 0), ('USD', 'US dollar', 2),
    ('UYU', 'Uruguayan peso', 2), ('VND', 'Vietnamese dong', 0), ('VUV', 'Vanuatu vatu', 0),
    ('XAF', 'Central African CFA franc', 0), ('XOF', 'West African CFA franc', 0),
    ('XPF', 'CFP franc', 0), ('ZAR', 'South African rand', 2), ('ZMW', 'Zambian kwacha', 2);

insert into commerce.setting_definitions
    (key, scope, value_type, default_value, minimum, maximum, options, description)
values
    ('hold_minutes', 'organization', 'integer', '15', 1, 1440, null, 'How long a hold lasts, in minutes.'),
    ('anonymous_hold_minutes', 'organization', 'integer', '10', 1, 1440, null, 'How long the hold of a visitor without an account lasts, in minutes.'),
    ('max_hold_minutes', 'organization', 'integer', '60', 1, 1440, null, 'The longest hold anybody may ask for, in minutes; longer wishes are clamped.'),
    ('max_open_holds', 'organization', 'integer', '5', 1, 1000, null, 'How many holds one customer, else one user, may have open at once.'),
    ('inventory_lock_minutes', 'organization', 'integer', '30', 1, 10080, null, 'How long stock stays locked for an order without a payment method, in minutes.'),
    ('payment_window', 'organization', 'object', '{"card": "30 minutes", "bank_transfer": "3 days", "cash_on_delivery": "14 days"}', null, null, null, 'How long holds and locks of an order last once its payment method is chosen, an interval for each method.'),
    ('unpaid_order_hours', 'organization', 'integer', '24', 1, 8760, null, 'After how many hours an order nobody paid is cancelled.'),
    ('overdue_action', 'organization', 'option', '"tell_members"', null, null, '{tell_members,cancel}', 'What happens to an order paid in part when its balance is overdue.'),
    ('archive_after_days', 'organization', 'integer', '90', 1, 3650, null, 'After how many days a delivered order is archived.'),
    ('webhook_body_days', 'organization', 'integer', '30', 1, 3650, null, 'After how many days the body of a webhook is dropped; its key is kept.'),
    ('reminder_offsets', 'organization', 'text_list', '["24 hours", "1 hour"]', null, null, null, 'How long before a booking its reminders are sent.'),
    ('vip_spend_minor', 'organization', 'integer', '50000', 0, null, null, 'A customer who spent more than this, in minor units, is a vip.'),
    ('vip_bookings', 'organization', 'integer', '10', 1, null, null, 'A customer with at least this many bookings is a vip.'),
    ('default_gateway', 'organization', 'option', '"stripe"', null, null, '{stripe,paystack,flutterwave,bank_transfer,cash_on_delivery,manual}', 'The gateway of a payment started without naming one.'),
    ('four_eyes_minor', 'organization', 'integer', 'null', 0, null, null, 'Offline payments above this many minor units need a second member; null means never.'),
    ('order_number_format', 'organization', 'text', '"ORD-XXXXXX-XXXX"', null, null, null, 'Order numbers: every X becomes a random character of Crockford''s base 32.'),
    ('booking_number_format', 'organization', 'text', '"BK-XXXXXX-XXXX"', null, null, null, 'Booking numbers: every X becomes a random character of Crockford''s base 32.'),
    ('low_stock_threshold', 'organization', 'integer', '5', 0, null, null, 'Stock at or below this is low.'),
    ('release_on_payment_failure', 'organization', 'boolean', 'false', null, null, null, 'Whether a declined payment gives stock and times back at once.'),
    ('tax_rounding', 'organization', 'option', '"line"', null, null, '{line,total}', 'Whether tax is rounded for each line or once for the order.'),
    ('quiet_hours', 'organization', 'object', 'null', null, null, null, 'Local hours in which nothing is sent, {"from":"21:00","to":"08:00"}; null means none.'),
    ('email_from', 'organization', 'text', 'null', null, null, null, 'The sender of e-mails.'),
    ('site_url', 'organization', 'text', 'null', null, null, null, 'Where customers find the organization, for links in messages.'),
    ('legal_name', 'organization', 'text', 'null', null, null, null, 'The name that stands on documents.'),
    ('tax_number', 'organization', 'text', 'null', null, null, null, 'The tax number that stands on documents.'),
    ('postal_address', 'organization', 'text', 'null', null, null, null, 'The address that stands on documents.'),
    ('locale', 'organization', 'text', '"en"', null, null, null, 'The language of messages to customers who named none.'),
    ('require_idempotency_keys', 'organization', 'boolean', 'true', null, null, null, 'Whether visitors and signed-in users must send an idempotency key.'),
    ('platform_fee_bps', 'platform', 'integer', '0', 0, 10000, null, 'The platform''s share of each payment, in hundredths of a percent.'),
    ('rate_limits', 'platform', 'object', '{"checkout": {"max": 10, "per": "1 minute"}, "admin_orders": {"max": 30, "per": "1 minute"}, "webhooks": {"max": 100, "per": "1 minute"}}', null, null, null, 'How often something may be done: {"scope": {"max": n, "per": interval}}.'),
    ('retention', 'platform', 'object', '{"idempotency_keys": "30 days", "sweep_runs": "30 days", "notifications": "90 days"}', null, null, null, 'How long rows of no lasting worth are kept.');
