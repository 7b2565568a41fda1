-- SCHEMA commerce
CREATE SCHEMA commerce;


ALTER SCHEMA commerce OWNER TO commerce_owner;

-- COMMENT SCHEMA commerce
COMMENT ON SCHEMA commerce IS 'The back office: tables under row level security, views, and the functions applications call.';

-- SCHEMA commerce_meta
CREATE SCHEMA commerce_meta;


ALTER SCHEMA commerce_meta OWNER TO commerce_owner;

-- COMMENT SCHEMA commerce_meta
COMMENT ON SCHEMA commerce_meta IS 'The books the upgrade keeps: migrations, loaded files, releases, and what every table is.';

-- SCHEMA commerce_private
CREATE SCHEMA commerce_private;


ALTER SCHEMA commerce_private OWNER TO commerce_owner;

-- COMMENT SCHEMA commerce_private
COMMENT ON SCHEMA commerce_private IS 'What only the engine itself touches: helpers, trigger functions, and what a row''s reader may not see.';

-- TYPE commerce.available_slot
CREATE TYPE commerce.available_slot AS (
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	staff_ids uuid[],
	time_slot_id uuid,
	places_left integer,
	price_minor bigint,
	currency text,
	local_start timestamp without time zone,
	utc_offset interval,
	timezone text
);


ALTER TYPE commerce.available_slot OWNER TO commerce_owner;

-- TYPE commerce.checked_slot
CREATE TYPE commerce.checked_slot AS (
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	is_available boolean,
	reason text
);


ALTER TYPE commerce.checked_slot OWNER TO commerce_owner;

-- TYPE commerce.claimed_command
CREATE TYPE commerce.claimed_command AS (
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
	expires_at timestamp with time zone,
	created_at timestamp with time zone,
	locked_until timestamp with time zone,
	gateway_account_id uuid,
	livemode boolean,
	secret_name text,
	webhook_secret_names text[],
	external_account text,
	charge_type text,
	is_enabled boolean,
	request jsonb
);


ALTER TYPE commerce.claimed_command OWNER TO commerce_owner;

-- TYPE commerce.created_order
CREATE TYPE commerce.created_order AS (
	organization_id uuid,
	id uuid,
	order_number text,
	customer_id uuid,
	status text,
	payment_status text,
	is_disputed boolean,
	fulfillment_status text,
	payment_method text,
	currency text,
	subtotal_minor bigint,
	discount_minor bigint,
	shipping_minor bigint,
	tax_minor bigint,
	total_minor bigint,
	due_now_minor bigint,
	due_minor bigint,
	balance_due_at timestamp with time zone,
	paid_minor bigint,
	refunded_minor bigint,
	email text,
	shipping_address jsonb,
	billing_address jsonb,
	shipping_method_id uuid,
	source text,
	notes text,
	tags text[],
	metadata jsonb,
	expires_at timestamp with time zone,
	idempotency_key text,
	fingerprint bytea,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	access_token uuid
);


ALTER TYPE commerce.created_order OWNER TO commerce_owner;

-- TYPE commerce.held_reservation
CREATE TYPE commerce.held_reservation AS (
	organization_id uuid,
	id uuid,
	service_id uuid,
	staff_id uuid,
	time_slot_id uuid,
	group_id uuid,
	during tstzrange,
	occupied tstzrange,
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	party_size integer,
	status text,
	expires_at timestamp with time zone,
	is_extended boolean,
	is_staff_requested boolean,
	customer_id uuid,
	user_id uuid,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	hold_token uuid
);


ALTER TYPE commerce.held_reservation OWNER TO commerce_owner;

-- TYPE commerce.integrity_check
CREATE TYPE commerce.integrity_check AS (
	check_name text,
	is_ok boolean,
	row_count bigint,
	sample jsonb
);


ALTER TYPE commerce.integrity_check OWNER TO commerce_owner;

-- TYPE commerce.sweep_result
CREATE TYPE commerce.sweep_result AS (
	name text,
	rows bigint,
	took interval
);


ALTER TYPE commerce.sweep_result OWNER TO commerce_owner;

-- TYPE commerce_private.caller
CREATE TYPE commerce_private.caller AS (
	organization_id uuid,
	user_id uuid,
	role text,
	member_role text
);


ALTER TYPE commerce_private.caller OWNER TO commerce_owner;

-- TABLE commerce.members
CREATE TABLE commerce.members (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    email text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'staff'::text])))
);


ALTER TABLE commerce.members OWNER TO commerce_owner;

-- COMMENT commerce.TABLE members
COMMENT ON TABLE commerce.members IS 'Who works for an organization, and how far their role reaches.';

-- COMMENT commerce.COLUMN members.organization_id
COMMENT ON COLUMN commerce.members.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN members.user_id
COMMENT ON COLUMN commerce.members.user_id IS 'The user, as the identity provider knows them.';

-- COMMENT commerce.COLUMN members.role
COMMENT ON COLUMN commerce.members.role IS '`owner` > `admin` > `manager` > `staff`.';

-- COMMENT commerce.COLUMN members.email
COMMENT ON COLUMN commerce.members.email IS 'Where messages for the staff go.';

-- COMMENT commerce.COLUMN members.created_at
COMMENT ON COLUMN commerce.members.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN members.updated_at
COMMENT ON COLUMN commerce.members.updated_at IS 'When the row was last changed.';

-- TABLE commerce.organizations
CREATE TABLE commerce.organizations (
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    timezone text DEFAULT 'UTC'::text NOT NULL,
    currency text DEFAULT 'USD'::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    is_published boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organizations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organizations_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text)),
    CONSTRAINT organizations_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
);


ALTER TABLE commerce.organizations OWNER TO commerce_owner;

-- COMMENT commerce.TABLE organizations
COMMENT ON TABLE commerce.organizations IS 'The businesses that share this database; every tenant row belongs to one.';

-- COMMENT commerce.COLUMN organizations.id
COMMENT ON COLUMN commerce.organizations.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN organizations.name
COMMENT ON COLUMN commerce.organizations.name IS 'What it is called.';

-- COMMENT commerce.COLUMN organizations.slug
COMMENT ON COLUMN commerce.organizations.slug IS 'Its name in addresses and headers, unique.';

-- COMMENT commerce.COLUMN organizations.timezone
COMMENT ON COLUMN commerce.organizations.timezone IS 'IANA zone of its calendar days.';

-- COMMENT commerce.COLUMN organizations.currency
COMMENT ON COLUMN commerce.organizations.currency IS 'ISO 4217 code its money is counted in.';

-- COMMENT commerce.COLUMN organizations.status
COMMENT ON COLUMN commerce.organizations.status IS '`active` or `suspended`: then every call is refused with VT303.';

-- COMMENT commerce.COLUMN organizations.is_published
COMMENT ON COLUMN commerce.organizations.is_published IS 'Whether visitors may select it.';

-- COMMENT commerce.COLUMN organizations.created_at
COMMENT ON COLUMN commerce.organizations.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN organizations.updated_at
COMMENT ON COLUMN commerce.organizations.updated_at IS 'When the row was last changed.';

-- What is reserved less what has lapsed: reads the few stale locks, not the many live ones.
select (
    sum(stock.on_hand - stock.reserved)
    + coalesce((
        select sum(stale.qty_reserved)
        from commerce.inventory_locks as stale
        where stale.organization_id = available_stock.organization_id
            and stale.product_id = available_stock.product_id
            and (available_stock.location_id is null or stale.location_id = available_stock.location_id)
            and stale.state = 'active'
            and stale.expires_at <= commerce_private.clock()
    ), 0)
)::bigint
from commerce.stock_levels as stock
where stock.organization_id = available_stock.organization_id
    and stock.product_id = available_stock.product_id
    and (available_stock.location_id is null or stock.location_id = available_stock.location_id);
$$;


ALTER FUNCTION commerce_private.available_stock(organization_id uuid, product_id bigint, location_id uuid) OWNER TO commerce_owner;

-- TABLE commerce.setting_definitions
CREATE TABLE commerce.setting_definitions (
    key text NOT NULL,
    scope text DEFAULT 'organization'::text NOT NULL,
    value_type text NOT NULL,
    default_value jsonb DEFAULT 'null'::jsonb NOT NULL,
    minimum numeric,
    maximum numeric,
    options text[],
    description text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT setting_definitions_scope_check CHECK ((scope = ANY (ARRAY['organization'::text, 'platform'::text]))),
    CONSTRAINT setting_definitions_type_check CHECK ((value_type = ANY (ARRAY['integer'::text, 'boolean'::text, 'text'::text, 'option'::text, 'object'::text, 'text_list'::text])))
);


ALTER TABLE commerce.setting_definitions OWNER TO commerce_owner;

-- COMMENT commerce.TABLE setting_definitions
COMMENT ON TABLE commerce.setting_definitions IS 'Every setting there is: type, default, bounds, meaning.';

-- COMMENT commerce.COLUMN setting_definitions.key
COMMENT ON COLUMN commerce.setting_definitions.key IS 'Name of the setting.';

-- COMMENT commerce.COLUMN setting_definitions.scope
COMMENT ON COLUMN commerce.setting_definitions.scope IS 'Who sets it: `organization` or `platform`.';

-- COMMENT commerce.COLUMN setting_definitions.value_type
COMMENT ON COLUMN commerce.setting_definitions.value_type IS '`integer`, `boolean`, `text`, `option`, `object` or `text_list`.';

-- COMMENT commerce.COLUMN setting_definitions.default_value
COMMENT ON COLUMN commerce.setting_definitions.default_value IS 'What holds when nothing is set.';

-- COMMENT commerce.COLUMN setting_definitions.minimum
COMMENT ON COLUMN commerce.setting_definitions.minimum IS 'The least an integer may be.';

-- COMMENT commerce.COLUMN setting_definitions.maximum
COMMENT ON COLUMN commerce.setting_definitions.maximum IS 'The most an integer may be.';

-- COMMENT commerce.COLUMN setting_definitions.options
COMMENT ON COLUMN commerce.setting_definitions.options IS 'The texts an option may be.';

-- COMMENT commerce.COLUMN setting_definitions.description
COMMENT ON COLUMN commerce.setting_definitions.description IS 'What it does, in one sentence.';

-- COMMENT commerce.COLUMN setting_definitions.created_at
COMMENT ON COLUMN commerce.setting_definitions.created_at IS 'When the row was made.';

-- TABLE commerce.customers
CREATE TABLE commerce.customers (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    user_id uuid,
    first_name text,
    last_name text,
    email text,
    phone text,
    timezone text,
    locale text,
    total_bookings integer DEFAULT 0 NOT NULL,
    total_orders integer DEFAULT 0 NOT NULL,
    total_spent_minor bigint DEFAULT 0 NOT NULL,
    total_booked_minor bigint DEFAULT 0 NOT NULL,
    average_booking_value_minor bigint DEFAULT 0 NOT NULL,
    lifetime_value_minor bigint DEFAULT 0 NOT NULL,
    segment text DEFAULT 'new'::text NOT NULL,
    first_booking_at timestamp with time zone,
    last_booking_date date,
    last_activity_date date,
    created_via text DEFAULT 'api'::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    notes text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customers_created_via_check CHECK ((created_via = ANY (ARRAY['admin'::text, 'booking_widget'::text, 'checkout'::text, 'api'::text, 'import'::text]))),
    CONSTRAINT customers_email_check CHECK (((email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT customers_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT customers_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{6,14}$'::text)),
    CONSTRAINT customers_segment_check CHECK ((segment = ANY (ARRAY['new'::text, 'active'::text, 'vip'::text, 'at_risk'::text, 'churned'::text, 'blocked'::text]))),
    CONSTRAINT customers_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'blocked'::text])))
);


ALTER TABLE commerce.customers OWNER TO commerce_owner;

-- COMMENT commerce.TABLE customers
COMMENT ON TABLE commerce.customers IS 'Who buys: one row a person and organization.';

-- COMMENT commerce.COLUMN customers.organization_id
COMMENT ON COLUMN commerce.customers.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN customers.id
COMMENT ON COLUMN commerce.customers.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN customers.user_id
COMMENT ON COLUMN commerce.customers.user_id IS 'The user who signs in as this customer, if any.';

-- COMMENT commerce.COLUMN customers.first_name
COMMENT ON COLUMN commerce.customers.first_name IS 'Given name.';

-- COMMENT commerce.COLUMN customers.last_name
COMMENT ON COLUMN commerce.customers.last_name IS 'Family name.';

-- COMMENT commerce.COLUMN customers.email
COMMENT ON COLUMN commerce.customers.email IS 'Address, one customer each, upper and lower case alike.';

-- COMMENT commerce.COLUMN customers.phone
COMMENT ON COLUMN commerce.customers.phone IS 'Number in E.164, such as `+4930123456`.';

-- COMMENT commerce.COLUMN customers.timezone
COMMENT ON COLUMN commerce.customers.timezone IS 'IANA zone they live in.';

-- COMMENT commerce.COLUMN customers.locale
COMMENT ON COLUMN commerce.customers.locale IS 'Language of messages to them.';

-- COMMENT commerce.COLUMN customers.total_bookings
COMMENT ON COLUMN commerce.customers.total_bookings IS 'Bookings confirmed, checked in, completed or missed.';

-- COMMENT commerce.COLUMN customers.total_orders
COMMENT ON COLUMN commerce.customers.total_orders IS 'Orders paid or accepted.';

-- COMMENT commerce.COLUMN customers.total_spent_minor
COMMENT ON COLUMN commerce.customers.total_spent_minor IS 'Payments succeeded minus refunded.';

-- COMMENT commerce.COLUMN customers.total_booked_minor
COMMENT ON COLUMN commerce.customers.total_booked_minor IS 'Total of the counted bookings.';

-- COMMENT commerce.COLUMN customers.average_booking_value_minor
COMMENT ON COLUMN commerce.customers.average_booking_value_minor IS 'total_booked_minor over total_bookings, rounded.';

-- COMMENT commerce.COLUMN customers.lifetime_value_minor
COMMENT ON COLUMN commerce.customers.lifetime_value_minor IS 'total_spent_minor and the balance due on confirmed bookings.';

-- COMMENT commerce.COLUMN customers.segment
COMMENT ON COLUMN commerce.customers.segment IS '`new`, `active`, `vip`, `at_risk`, `churned` or `blocked`, as last computed.';

-- COMMENT commerce.COLUMN customers.first_booking_at
COMMENT ON COLUMN commerce.customers.first_booking_at IS 'When their first booking counted.';

-- COMMENT commerce.COLUMN customers.last_booking_date
COMMENT ON COLUMN commerce.customers.last_booking_date IS 'Day of the last booking that counted.';

-- COMMENT commerce.COLUMN customers.last_activity_date
COMMENT ON COLUMN commerce.customers.last_activity_date IS 'Day of the last payment, refund or booking.';

-- COMMENT commerce.COLUMN customers.created_via
COMMENT ON COLUMN commerce.customers.created_via IS '`admin`, `booking_widget`, `checkout`, `api` or `import`.';

-- COMMENT commerce.COLUMN customers.status
COMMENT ON COLUMN commerce.customers.status IS '`active`, `inactive` or `blocked`: no hold, booking or order.';

-- COMMENT commerce.COLUMN customers.notes
COMMENT ON COLUMN commerce.customers.notes IS 'What members wrote about them.';

-- COMMENT commerce.COLUMN customers.tags
COMMENT ON COLUMN commerce.customers.tags IS 'Words to find them by.';

-- COMMENT commerce.COLUMN customers.metadata
COMMENT ON COLUMN commerce.customers.metadata IS 'Whatever else the organization keeps, a JSON object.';

-- COMMENT commerce.COLUMN customers.created_at
COMMENT ON COLUMN commerce.customers.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN customers.updated_at
COMMENT ON COLUMN commerce.customers.updated_at IS 'When the row was last changed.';

-- TABLE commerce.orders
CREATE TABLE commerce.orders (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_number text NOT NULL,
    customer_id uuid,
    status text DEFAULT 'created'::text NOT NULL,
    payment_status text DEFAULT 'unpaid'::text NOT NULL,
    is_disputed boolean DEFAULT false NOT NULL,
    fulfillment_status text DEFAULT 'not_required'::text NOT NULL,
    payment_method text,
    currency text NOT NULL,
    subtotal_minor bigint NOT NULL,
    discount_minor bigint DEFAULT 0 NOT NULL,
    shipping_minor bigint DEFAULT 0 NOT NULL,
    tax_minor bigint DEFAULT 0 NOT NULL,
    total_minor bigint NOT NULL,
    due_now_minor bigint NOT NULL,
    due_minor bigint NOT NULL,
    balance_due_at timestamp with time zone,
    paid_minor bigint DEFAULT 0 NOT NULL,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    email text,
    shipping_address jsonb,
    billing_address jsonb,
    shipping_method_id uuid,
    source text DEFAULT 'api'::text NOT NULL,
    notes text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    expires_at timestamp with time zone,
    idempotency_key text,
    fingerprint bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_amounts_check CHECK (((subtotal_minor >= 0) AND (discount_minor >= 0) AND (shipping_minor >= 0) AND (tax_minor >= 0) AND (total_minor >= 0) AND (due_now_minor >= 0) AND (due_minor >= 0) AND (paid_minor >= 0) AND (refunded_minor >= 0) AND (refunded_minor <= paid_minor))),
    CONSTRAINT orders_fulfillment_status_check CHECK ((fulfillment_status = ANY (ARRAY['not_required'::text, 'unfulfilled'::text, 'partially_shipped'::text, 'shipped'::text, 'delivered'::text, 'partially_returned'::text, 'returned'::text]))),
    CONSTRAINT orders_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT orders_payment_method_check CHECK ((payment_method = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text]))),
    CONSTRAINT orders_payment_status_check CHECK ((payment_status = ANY (ARRAY['unpaid'::text, 'pending'::text, 'authorised'::text, 'partially_paid'::text, 'paid'::text, 'partially_refunded'::text, 'refunded'::text]))),
    CONSTRAINT orders_source_check CHECK ((source = ANY (ARRAY['admin'::text, 'widget'::text, 'api'::text, 'import'::text]))),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['created'::text, 'pending_payment'::text, 'payment_failed'::text, 'paid'::text, 'processing'::text, 'ready_for_shipment'::text, 'shipped'::text, 'in_transit'::text, 'delivered'::text, 'partially_refunded'::text, 'refunded'::text, 'disputed'::text, 'cancelled'::text, 'archived'::text]))),
    CONSTRAINT orders_total_check CHECK ((total_minor = (((subtotal_minor - discount_minor) + shipping_minor) + tax_minor)))
);


ALTER TABLE commerce.orders OWNER TO commerce_owner;

-- TABLE commerce.audit_log
CREATE TABLE commerce.audit_log (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_user_id uuid,
    actor_role text NOT NULL,
    function_name text NOT NULL,
    subject_id text,
    changed_keys text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.audit_log OWNER TO commerce_owner;

-- COMMENT commerce.TABLE audit_log
COMMENT ON TABLE commerce.audit_log IS 'Every command of a member or of the platform: who, what, on which subject. Append-only; ids and names of columns, never values.';

-- COMMENT commerce.COLUMN audit_log.organization_id
COMMENT ON COLUMN commerce.audit_log.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN audit_log.id
COMMENT ON COLUMN commerce.audit_log.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN audit_log.at
COMMENT ON COLUMN commerce.audit_log.at IS 'When it happened.';

-- COMMENT commerce.COLUMN audit_log.actor_user_id
COMMENT ON COLUMN commerce.audit_log.actor_user_id IS 'The user who did it.';

-- COMMENT commerce.COLUMN audit_log.actor_role
COMMENT ON COLUMN commerce.audit_log.actor_role IS 'Their member role then, or `platform`.';

-- COMMENT commerce.COLUMN audit_log.function_name
COMMENT ON COLUMN commerce.audit_log.function_name IS 'The function called.';

-- COMMENT commerce.COLUMN audit_log.subject_id
COMMENT ON COLUMN commerce.audit_log.subject_id IS 'Id of what it was about.';

-- COMMENT commerce.COLUMN audit_log.changed_keys
COMMENT ON COLUMN commerce.audit_log.changed_keys IS 'Names of what changed.';

-- COMMENT commerce.COLUMN audit_log.created_at
COMMENT ON COLUMN commerce.audit_log.created_at IS 'When the row was made.';

-- TABLE commerce.blackouts
CREATE TABLE commerce.blackouts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    venue_id uuid,
    service_id uuid,
    resource_id uuid,
    during tstzrange NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED,
    reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT blackouts_during_bounded_check CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)) AND (NOT isempty(during)))),
    CONSTRAINT blackouts_subject_check CHECK ((num_nonnulls(venue_id, service_id, resource_id) <= 1))
);


ALTER TABLE commerce.blackouts OWNER TO commerce_owner;

-- TABLE commerce.booking_status_history
CREATE TABLE commerce.booking_status_history (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    booking_id uuid NOT NULL,
    from_status text,
    to_status text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_user_id uuid,
    actor_role text,
    note text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.booking_status_history OWNER TO commerce_owner;

-- TABLE commerce.booking_status_transitions
CREATE TABLE commerce.booking_status_transitions (
    from_status text NOT NULL,
    to_status text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.booking_status_transitions OWNER TO commerce_owner;

-- TABLE commerce.bookings
CREATE TABLE commerce.bookings (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    booking_number text NOT NULL,
    order_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    service_id uuid NOT NULL,
    venue_id uuid,
    customer_id uuid,
    reservation_id uuid,
    time_slot_id uuid,
    staff_id uuid,
    staff_requested boolean DEFAULT false NOT NULL,
    during tstzrange,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED,
    scheduled_for timestamp with time zone,
    local_date date,
    local_start time without time zone,
    local_end time without time zone,
    party_size integer DEFAULT 1 NOT NULL,
    participants jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'pending_payment'::text NOT NULL,
    payment_status text DEFAULT 'unpaid'::text NOT NULL,
    source text DEFAULT 'api'::text NOT NULL,
    customer_note text,
    meeting_url text,
    currency text NOT NULL,
    total_minor bigint NOT NULL,
    ical_uid text NOT NULL,
    ical_sequence integer DEFAULT 0 NOT NULL,
    follows_booking_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT bookings_participants_check CHECK ((jsonb_typeof(participants) = 'object'::text)),
    CONSTRAINT bookings_party_check CHECK (((party_size >= 1) AND (party_size <= 100000))),
    CONSTRAINT bookings_payment_status_check CHECK ((payment_status = ANY (ARRAY['unpaid'::text, 'pending'::text, 'authorised'::text, 'partially_paid'::text, 'paid'::text, 'partially_refunded'::text, 'refunded'::text]))),
    CONSTRAINT bookings_source_check CHECK ((source = ANY (ARRAY['admin'::text, 'widget'::text, 'api'::text, 'import'::text]))),
    CONSTRAINT bookings_status_check CHECK ((status = ANY (ARRAY['pending_payment'::text, 'awaiting_approval'::text, 'confirmed'::text, 'expired'::text, 'payment_failed'::text, 'checked_in'::text, 'completed'::text, 'cancelled'::text, 'no_show'::text]))),
    CONSTRAINT bookings_total_check CHECK ((total_minor >= 0))
);


ALTER TABLE commerce.bookings OWNER TO commerce_owner;

-- TABLE commerce.currencies
CREATE TABLE commerce.currencies (
    code text NOT NULL,
    name text NOT NULL,
    exponent smallint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT currencies_code_check CHECK ((code ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT currencies_exponent_check CHECK (((exponent >= 0) AND (exponent <= 4)))
);


ALTER TABLE commerce.currencies OWNER TO commerce_owner;

-- COMMENT commerce.TABLE currencies
COMMENT ON TABLE commerce.currencies IS 'Currencies of ISO 4217, and how many decimals their minor units stand for.';

-- COMMENT commerce.COLUMN currencies.code
COMMENT ON COLUMN commerce.currencies.code IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN currencies.name
COMMENT ON COLUMN commerce.currencies.name IS 'English name.';

-- COMMENT commerce.COLUMN currencies.exponent
COMMENT ON COLUMN commerce.currencies.exponent IS 'Decimals: 2 means that 100 minor units are one.';

-- COMMENT commerce.COLUMN currencies.created_at
COMMENT ON COLUMN commerce.currencies.created_at IS 'When the row was made.';

-- TABLE commerce.customer_addresses
CREATE TABLE commerce.customer_addresses (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    customer_id uuid NOT NULL,
    label text,
    address jsonb NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_addresses_address_check CHECK ((jsonb_typeof(address) = 'object'::text))
);


ALTER TABLE commerce.customer_addresses OWNER TO commerce_owner;

-- COMMENT commerce.TABLE customer_addresses
COMMENT ON TABLE commerce.customer_addresses IS 'Address book of a customer; orders keep their own copy.';

-- COMMENT commerce.COLUMN customer_addresses.organization_id
COMMENT ON COLUMN commerce.customer_addresses.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN customer_addresses.id
COMMENT ON COLUMN commerce.customer_addresses.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN customer_addresses.customer_id
COMMENT ON COLUMN commerce.customer_addresses.customer_id IS 'Whose address.';

-- COMMENT commerce.COLUMN customer_addresses.label
COMMENT ON COLUMN commerce.customer_addresses.label IS 'What they call it, such as `home`.';

-- COMMENT commerce.COLUMN customer_addresses.address
COMMENT ON COLUMN commerce.customer_addresses.address IS 'The address, a JSON object.';

-- COMMENT commerce.COLUMN customer_addresses.is_default
COMMENT ON COLUMN commerce.customer_addresses.is_default IS 'Whether it is the one to use when none is named.';

-- COMMENT commerce.COLUMN customer_addresses.created_at
COMMENT ON COLUMN commerce.customer_addresses.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN customer_addresses.updated_at
COMMENT ON COLUMN commerce.customer_addresses.updated_at IS 'When the row was last changed.';

-- TABLE commerce.events
CREATE TABLE commerce.events (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    kind text NOT NULL,
    subject_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.events OWNER TO commerce_owner;

-- COMMENT commerce.TABLE events
COMMENT ON TABLE commerce.events IS 'What happened, for whoever listens: ids and kinds, never personal data.';

-- COMMENT commerce.COLUMN events.organization_id
COMMENT ON COLUMN commerce.events.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN events.id
COMMENT ON COLUMN commerce.events.id IS 'Key, a uuid of version 7: in order of time.';

-- COMMENT commerce.COLUMN events.kind
COMMENT ON COLUMN commerce.events.kind IS 'What happened, such as `order.paid`.';

-- COMMENT commerce.COLUMN events.subject_id
COMMENT ON COLUMN commerce.events.subject_id IS 'Id of what it happened to.';

-- COMMENT commerce.COLUMN events.at
COMMENT ON COLUMN commerce.events.at IS 'When it happened.';

-- COMMENT commerce.COLUMN events.created_at
COMMENT ON COLUMN commerce.events.created_at IS 'When the row was made.';

-- TABLE commerce.expected_stock
CREATE TABLE commerce.expected_stock (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    quantity bigint NOT NULL,
    expected_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT expected_stock_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE commerce.expected_stock OWNER TO commerce_owner;

-- TABLE commerce.gateway_accounts
CREATE TABLE commerce.gateway_accounts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    gateway text NOT NULL,
    secret_name text NOT NULL,
    webhook_secret_names text[] DEFAULT '{}'::text[] NOT NULL,
    livemode boolean DEFAULT false NOT NULL,
    external_account text,
    charge_type text,
    is_enabled boolean DEFAULT true NOT NULL,
    is_charging boolean DEFAULT true NOT NULL,
    is_charging_as_of timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT gateway_accounts_charge_type_check CHECK ((charge_type = ANY (ARRAY['direct'::text, 'destination'::text]))),
    CONSTRAINT gateway_accounts_gateway_check CHECK ((gateway = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text])))
);


ALTER TABLE commerce.gateway_accounts OWNER TO commerce_owner;

-- TABLE commerce.gateway_commands
CREATE TABLE commerce.gateway_commands (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    gateway text NOT NULL,
    gateway_account_id uuid,
    kind text NOT NULL,
    payment_id uuid NOT NULL,
    refund_id uuid,
    request jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    not_before timestamp with time zone NOT NULL,
    locked_until timestamp with time zone,
    result jsonb,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT gateway_commands_kind_check CHECK ((kind = ANY (ARRAY['create_session'::text, 'expire_session'::text, 'verify'::text, 'capture'::text, 'void'::text, 'refund'::text]))),
    CONSTRAINT gateway_commands_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.gateway_commands OWNER TO commerce_owner;

-- TABLE commerce.inventory_locks
CREATE TABLE commerce.inventory_locks (
    organization_id uuid NOT NULL,
    order_id uuid NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    qty_reserved bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inventory_locks_quantity_check CHECK ((qty_reserved > 0)),
    CONSTRAINT inventory_locks_state_check CHECK ((state = ANY (ARRAY['active'::text, 'converted'::text, 'released'::text, 'expired'::text])))
);


ALTER TABLE commerce.inventory_locks OWNER TO commerce_owner;

-- TABLE commerce.ledger_accounts
CREATE TABLE commerce.ledger_accounts (
    code text NOT NULL,
    kind text NOT NULL,
    description text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ledger_accounts_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'income'::text, 'expense'::text])))
);


ALTER TABLE commerce.ledger_accounts OWNER TO commerce_owner;

-- TABLE commerce.ledger_entries
CREATE TABLE commerce.ledger_entries (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    posting_id uuid NOT NULL,
    account_code text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    payment_id uuid,
    refund_id uuid,
    order_id uuid,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ledger_entries_amount_check CHECK ((amount_minor <> 0))
);


ALTER TABLE commerce.ledger_entries OWNER TO commerce_owner;

-- TABLE commerce.notification_deliveries
CREATE TABLE commerce.notification_deliveries (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    notification_id uuid NOT NULL,
    attempt integer NOT NULL,
    outcome text NOT NULL,
    provider_reference text,
    error text,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notification_deliveries_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'failed'::text, 'bounced'::text, 'dead'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.notification_deliveries OWNER TO commerce_owner;

-- COMMENT commerce.TABLE notification_deliveries
COMMENT ON TABLE commerce.notification_deliveries IS 'Every attempt to send a message, and its outcome.';

-- COMMENT commerce.COLUMN notification_deliveries.organization_id
COMMENT ON COLUMN commerce.notification_deliveries.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN notification_deliveries.id
COMMENT ON COLUMN commerce.notification_deliveries.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN notification_deliveries.notification_id
COMMENT ON COLUMN commerce.notification_deliveries.notification_id IS 'The message.';

-- COMMENT commerce.COLUMN notification_deliveries.attempt
COMMENT ON COLUMN commerce.notification_deliveries.attempt IS 'Number of the attempt, from 1.';

-- COMMENT commerce.COLUMN notification_deliveries.outcome
COMMENT ON COLUMN commerce.notification_deliveries.outcome IS '`sent`, `failed`, `bounced`, `dead` or `cancelled`.';

-- COMMENT commerce.COLUMN notification_deliveries.provider_reference
COMMENT ON COLUMN commerce.notification_deliveries.provider_reference IS 'What the mail server or provider calls it.';

-- COMMENT commerce.COLUMN notification_deliveries.error
COMMENT ON COLUMN commerce.notification_deliveries.error IS 'Why it failed.';

-- COMMENT commerce.COLUMN notification_deliveries.at
COMMENT ON COLUMN commerce.notification_deliveries.at IS 'When the outcome was known.';

-- COMMENT commerce.COLUMN notification_deliveries.created_at
COMMENT ON COLUMN commerce.notification_deliveries.created_at IS 'When the row was made.';

-- TABLE commerce.notification_queue
CREATE TABLE commerce.notification_queue (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    channel text NOT NULL,
    template text NOT NULL,
    recipient text NOT NULL,
    locale text,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    not_before timestamp with time zone NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    dedupe_key text,
    order_id uuid,
    booking_id uuid,
    provider_reference text,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notification_queue_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notification_queue_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'webhook'::text, 'staff'::text]))),
    CONSTRAINT notification_queue_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dead'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.notification_queue OWNER TO commerce_owner;

-- COMMENT commerce.TABLE notification_queue
COMMENT ON TABLE commerce.notification_queue IS 'What is to be told, to whom, when; queued in the transaction that causes it, sent at least once.';

-- COMMENT commerce.COLUMN notification_queue.organization_id
COMMENT ON COLUMN commerce.notification_queue.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN notification_queue.id
COMMENT ON COLUMN commerce.notification_queue.id IS 'Key; the stable id of the message, for receivers to tell repeats.';

-- COMMENT commerce.COLUMN notification_queue.channel
COMMENT ON COLUMN commerce.notification_queue.channel IS '`email`, `sms`, `webhook` or `staff` (e-mail to a member).';

-- COMMENT commerce.COLUMN notification_queue.template
COMMENT ON COLUMN commerce.notification_queue.template IS 'Name of the template.';

-- COMMENT commerce.COLUMN notification_queue.recipient
COMMENT ON COLUMN commerce.notification_queue.recipient IS 'Address, number or URL it goes to.';

-- COMMENT commerce.COLUMN notification_queue.locale
COMMENT ON COLUMN commerce.notification_queue.locale IS 'Language wanted; null: that of the organization.';

-- COMMENT commerce.COLUMN notification_queue.data
COMMENT ON COLUMN commerce.notification_queue.data IS 'What the template may speak of.';

-- COMMENT commerce.COLUMN notification_queue.not_before
COMMENT ON COLUMN commerce.notification_queue.not_before IS 'When it is due.';

-- COMMENT commerce.COLUMN notification_queue.status
COMMENT ON COLUMN commerce.notification_queue.status IS '`queued`, `sending`, `sent`, `failed` (will be tried again), `dead` (will not) or `cancelled`.';

-- COMMENT commerce.COLUMN notification_queue.attempts
COMMENT ON COLUMN commerce.notification_queue.attempts IS 'How often it was claimed for sending.';

-- COMMENT commerce.COLUMN notification_queue.locked_until
COMMENT ON COLUMN commerce.notification_queue.locked_until IS 'While `sending`: when another worker may take it over.';

-- COMMENT commerce.COLUMN notification_queue.dedupe_key
COMMENT ON COLUMN commerce.notification_queue.dedupe_key IS 'A second message with this key is not queued.';

-- COMMENT commerce.COLUMN notification_queue.order_id
COMMENT ON COLUMN commerce.notification_queue.order_id IS 'The order it is about.';

-- COMMENT commerce.COLUMN notification_queue.booking_id
COMMENT ON COLUMN commerce.notification_queue.booking_id IS 'The booking it is about.';

-- COMMENT commerce.COLUMN notification_queue.provider_reference
COMMENT ON COLUMN commerce.notification_queue.provider_reference IS 'What the mail server or provider calls it.';

-- COMMENT commerce.COLUMN notification_queue.last_error
COMMENT ON COLUMN commerce.notification_queue.last_error IS 'Why the last attempt failed.';

-- COMMENT commerce.COLUMN notification_queue.created_at
COMMENT ON COLUMN commerce.notification_queue.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN notification_queue.updated_at
COMMENT ON COLUMN commerce.notification_queue.updated_at IS 'When the row was last changed.';

-- TABLE commerce.notification_template_defaults
CREATE TABLE commerce.notification_template_defaults (
    template text NOT NULL,
    channel text NOT NULL,
    locale text NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.notification_template_defaults OWNER TO commerce_owner;

-- COMMENT commerce.TABLE notification_template_defaults
COMMENT ON TABLE commerce.notification_template_defaults IS 'The templates that ship; rows of `commerce.notification_templates` come first.';

-- COMMENT commerce.COLUMN notification_template_defaults.template
COMMENT ON COLUMN commerce.notification_template_defaults.template IS 'Name of the template.';

-- COMMENT commerce.COLUMN notification_template_defaults.channel
COMMENT ON COLUMN commerce.notification_template_defaults.channel IS '`email`, `sms`, `webhook` or `staff`.';

-- COMMENT commerce.COLUMN notification_template_defaults.locale
COMMENT ON COLUMN commerce.notification_template_defaults.locale IS 'Language tag, such as `en` or `de-AT`.';

-- COMMENT commerce.COLUMN notification_template_defaults.subject
COMMENT ON COLUMN commerce.notification_template_defaults.subject IS 'Subject line, a Jinja2 template over `data`.';

-- COMMENT commerce.COLUMN notification_template_defaults.body_text
COMMENT ON COLUMN commerce.notification_template_defaults.body_text IS 'Plain text, a Jinja2 template over `data`.';

-- COMMENT commerce.COLUMN notification_template_defaults.body_html
COMMENT ON COLUMN commerce.notification_template_defaults.body_html IS 'HTML, a Jinja2 template over `data`; null: text only.';

-- COMMENT commerce.COLUMN notification_template_defaults.created_at
COMMENT ON COLUMN commerce.notification_template_defaults.created_at IS 'When the row was made.';

-- TABLE commerce.notification_templates
CREATE TABLE commerce.notification_templates (
    organization_id uuid NOT NULL,
    template text NOT NULL,
    channel text NOT NULL,
    locale text NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notification_templates_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'webhook'::text, 'staff'::text])))
);


ALTER TABLE commerce.notification_templates OWNER TO commerce_owner;

-- COMMENT commerce.TABLE notification_templates
COMMENT ON TABLE commerce.notification_templates IS 'The templates an organization has of its own.';

-- COMMENT commerce.COLUMN notification_templates.organization_id
COMMENT ON COLUMN commerce.notification_templates.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN notification_templates.template
COMMENT ON COLUMN commerce.notification_templates.template IS 'Name of the template.';

-- COMMENT commerce.COLUMN notification_templates.channel
COMMENT ON COLUMN commerce.notification_templates.channel IS '`email`, `sms`, `webhook` or `staff`.';

-- COMMENT commerce.COLUMN notification_templates.locale
COMMENT ON COLUMN commerce.notification_templates.locale IS 'Language tag, such as `en` or `de-AT`.';

-- COMMENT commerce.COLUMN notification_templates.subject
COMMENT ON COLUMN commerce.notification_templates.subject IS 'Subject line, a Jinja2 template over `data`.';

-- COMMENT commerce.COLUMN notification_templates.body_text
COMMENT ON COLUMN commerce.notification_templates.body_text IS 'Plain text, a Jinja2 template over `data`.';

-- COMMENT commerce.COLUMN notification_templates.body_html
COMMENT ON COLUMN commerce.notification_templates.body_html IS 'HTML, a Jinja2 template over `data`; null: text only.';

-- COMMENT commerce.COLUMN notification_templates.created_at
COMMENT ON COLUMN commerce.notification_templates.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN notification_templates.updated_at
COMMENT ON COLUMN commerce.notification_templates.updated_at IS 'When the row was last changed.';

-- TABLE commerce.order_items
CREATE TABLE commerce.order_items (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    line integer NOT NULL,
    kind text NOT NULL,
    product_id bigint,
    service_id uuid,
    title text NOT NULL,
    sku text,
    quantity integer NOT NULL,
    unit_price_minor bigint NOT NULL,
    discount_minor bigint DEFAULT 0 NOT NULL,
    tax_minor bigint DEFAULT 0 NOT NULL,
    total_minor bigint NOT NULL,
    snapshot jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_items_amounts_check CHECK (((unit_price_minor >= 0) AND (discount_minor >= 0) AND (tax_minor >= 0) AND (total_minor >= 0))),
    CONSTRAINT order_items_kind_check CHECK ((kind = ANY (ARRAY['product'::text, 'service'::text, 'subscription'::text, 'package'::text, 'gift_card'::text, 'fee'::text, 'tip'::text]))),
    CONSTRAINT order_items_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000))),
    CONSTRAINT order_items_subject_check CHECK ((((kind = 'product'::text) = (product_id IS NOT NULL)) AND ((kind = 'service'::text) = (service_id IS NOT NULL))))
);


ALTER TABLE commerce.order_items OWNER TO commerce_owner;

-- TABLE commerce.order_status_history
CREATE TABLE commerce.order_status_history (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    from_status text,
    to_status text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_user_id uuid,
    actor_role text,
    note text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.order_status_history OWNER TO commerce_owner;

-- TABLE commerce.order_status_transitions
CREATE TABLE commerce.order_status_transitions (
    from_status text NOT NULL,
    to_status text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.order_status_transitions OWNER TO commerce_owner;

-- TABLE commerce.payments
CREATE TABLE commerce.payments (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid,
    gateway text NOT NULL,
    gateway_account_id uuid,
    reference text NOT NULL,
    gateway_reference text,
    session_reference text,
    amount_minor bigint NOT NULL,
    received_minor bigint DEFAULT 0 NOT NULL,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    fee_minor bigint DEFAULT 0 NOT NULL,
    application_fee_minor bigint DEFAULT 0 NOT NULL,
    currency text NOT NULL,
    received_currency text,
    is_in_suspense boolean DEFAULT false NOT NULL,
    status text DEFAULT 'created'::text NOT NULL,
    next_action jsonb,
    failure_code text,
    failure_message text,
    idempotency_key text,
    fingerprint bytea,
    actor_user_id uuid,
    expires_at timestamp with time zone,
    succeeded_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payments_amount_check CHECK ((amount_minor > 0)),
    CONSTRAINT payments_currency_check CHECK (((received_minor = 0) = (received_currency IS NULL))),
    CONSTRAINT payments_fee_check CHECK ((((application_fee_minor >= 0) AND (application_fee_minor <= amount_minor)) AND (fee_minor >= 0))),
    CONSTRAINT payments_gateway_check CHECK ((gateway = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text, 'gift_card'::text, 'store_credit'::text]))),
    CONSTRAINT payments_received_check CHECK (((received_minor >= 0) AND (refunded_minor >= 0) AND (refunded_minor <= received_minor))),
    CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['created'::text, 'requires_action'::text, 'processing'::text, 'authorised'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'expired'::text, 'unknown'::text]))),
    CONSTRAINT payments_succeeded_check CHECK (((status = 'succeeded'::text) = (received_minor > 0)))
);


ALTER TABLE commerce.payments OWNER TO commerce_owner;

-- TABLE commerce.platform_settings
CREATE TABLE commerce.platform_settings (
    key text NOT NULL,
    value jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.platform_settings OWNER TO commerce_owner;

-- COMMENT commerce.TABLE platform_settings
COMMENT ON TABLE commerce.platform_settings IS 'What the platform has set for all organizations.';

-- COMMENT commerce.COLUMN platform_settings.key
COMMENT ON COLUMN commerce.platform_settings.key IS 'Name of the setting.';

-- COMMENT commerce.COLUMN platform_settings.value
COMMENT ON COLUMN commerce.platform_settings.value IS 'The value, checked against the definition.';

-- COMMENT commerce.COLUMN platform_settings.created_at
COMMENT ON COLUMN commerce.platform_settings.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN platform_settings.updated_at
COMMENT ON COLUMN commerce.platform_settings.updated_at IS 'When the row was last changed.';

-- TABLE commerce.products
CREATE TABLE commerce.products (
    organization_id uuid NOT NULL,
    id bigint NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    description text,
    parent_product_id bigint,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    tax_category text,
    track_inventory boolean DEFAULT true NOT NULL,
    allow_backorder boolean DEFAULT false NOT NULL,
    weight_grams integer,
    status text DEFAULT 'active'::text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT products_id_check CHECK ((id > 0)),
    CONSTRAINT products_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT products_options_check CHECK ((jsonb_typeof(options) = 'object'::text)),
    CONSTRAINT products_price_check CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000'::bigint))),
    CONSTRAINT products_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'archived'::text]))),
    CONSTRAINT products_weight_check CHECK ((weight_grams >= 0))
);


ALTER TABLE commerce.products OWNER TO commerce_owner;

-- TABLE commerce.refund_items
CREATE TABLE commerce.refund_items (
    organization_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    quantity integer NOT NULL,
    amount_minor bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT refund_items_amount_check CHECK ((amount_minor >= 0)),
    CONSTRAINT refund_items_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE commerce.refund_items OWNER TO commerce_owner;

-- TABLE commerce.refunds
CREATE TABLE commerce.refunds (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid,
    payment_id uuid NOT NULL,
    amount_minor bigint NOT NULL,
    booked_minor bigint DEFAULT 0 NOT NULL,
    currency text NOT NULL,
    reason text,
    status text DEFAULT 'requested'::text NOT NULL,
    gateway_reference text,
    failure_reason text,
    idempotency_key text,
    fingerprint bytea,
    actor_user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT refunds_amount_check CHECK ((amount_minor > 0)),
    CONSTRAINT refunds_booked_check CHECK (((booked_minor = 0) OR (booked_minor = amount_minor))),
    CONSTRAINT refunds_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'submitted'::text, 'pending'::text, 'needs_attention'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.refunds OWNER TO commerce_owner;

-- TABLE commerce.reservation_resources
CREATE TABLE commerce.reservation_resources (
    organization_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    occupied tstzrange NOT NULL,
    status text DEFAULT 'reserved'::text NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reservation_resources_status_check CHECK ((status = ANY (ARRAY['reserved'::text, 'confirmed'::text, 'expired'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.reservation_resources OWNER TO commerce_owner;

-- TABLE commerce.resources
CREATE TABLE commerce.resources (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    resource_group text NOT NULL,
    venue_id uuid,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT resources_status_check CHECK ((status = ANY (ARRAY['active'::text, 'archived'::text])))
);


ALTER TABLE commerce.resources OWNER TO commerce_owner;

-- TABLE commerce.schedule_exceptions
CREATE TABLE commerce.schedule_exceptions (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    staff_id uuid,
    venue_id uuid,
    service_id uuid,
    on_date date NOT NULL,
    from_time time without time zone,
    to_time time without time zone,
    reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT schedule_exceptions_hours_check CHECK (((from_time IS NULL) = (to_time IS NULL))),
    CONSTRAINT schedule_exceptions_subject_check CHECK ((num_nonnulls(staff_id, venue_id, service_id) = 1))
);


ALTER TABLE commerce.schedule_exceptions OWNER TO commerce_owner;

-- TABLE commerce.schedules
CREATE TABLE commerce.schedules (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    staff_id uuid,
    venue_id uuid,
    service_id uuid,
    weekday smallint NOT NULL,
    from_time time without time zone NOT NULL,
    to_time time without time zone NOT NULL,
    valid_from date,
    valid_to date,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT schedules_subject_check CHECK ((num_nonnulls(staff_id, venue_id, service_id) = 1)),
    CONSTRAINT schedules_valid_check CHECK ((valid_from <= valid_to)),
    CONSTRAINT schedules_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);


ALTER TABLE commerce.schedules OWNER TO commerce_owner;

-- TABLE commerce.service_resource_groups
CREATE TABLE commerce.service_resource_groups (
    organization_id uuid NOT NULL,
    service_id uuid NOT NULL,
    resource_group text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.service_resource_groups OWNER TO commerce_owner;

-- TABLE commerce.service_staff
CREATE TABLE commerce.service_staff (
    organization_id uuid NOT NULL,
    service_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.service_staff OWNER TO commerce_owner;

-- TABLE commerce.services
CREATE TABLE commerce.services (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    duration_minutes integer NOT NULL,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    capacity_mode text DEFAULT 'exclusive'::text NOT NULL,
    capacity integer DEFAULT 1 NOT NULL,
    buffer_before_minutes integer DEFAULT 0 NOT NULL,
    buffer_after_minutes integer DEFAULT 0 NOT NULL,
    min_notice_minutes integer DEFAULT 0 NOT NULL,
    max_advance_days integer DEFAULT 365 NOT NULL,
    step_minutes integer NOT NULL,
    delivery_mode text DEFAULT 'in_person'::text NOT NULL,
    assignment text DEFAULT 'least_busy'::text NOT NULL,
    requires_approval boolean DEFAULT false NOT NULL,
    requires_waiver boolean DEFAULT false NOT NULL,
    intake_form_id uuid,
    deposit_minor bigint,
    cancellation_policy_id uuid,
    tax_category text,
    venue_id uuid,
    status text DEFAULT 'active'::text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT services_advance_check CHECK (((max_advance_days >= 1) AND (max_advance_days <= 3650))),
    CONSTRAINT services_assignment_check CHECK ((assignment = ANY (ARRAY['least_busy'::text, 'round_robin'::text]))),
    CONSTRAINT services_buffers_check CHECK ((((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 10080)) AND ((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 10080)))),
    CONSTRAINT services_capacity_check CHECK (((capacity >= 1) AND (capacity <= 100000))),
    CONSTRAINT services_capacity_mode_check CHECK ((capacity_mode = ANY (ARRAY['exclusive'::text, 'pooled'::text]))),
    CONSTRAINT services_delivery_mode_check CHECK ((delivery_mode = ANY (ARRAY['in_person'::text, 'video'::text, 'chat'::text, 'diagnostic'::text]))),
    CONSTRAINT services_deposit_check CHECK (((deposit_minor >= 0) AND (deposit_minor <= price_minor))),
    CONSTRAINT services_duration_check CHECK (((duration_minutes >= 1) AND (duration_minutes <= 44640))),
    CONSTRAINT services_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT services_notice_check CHECK (((min_notice_minutes >= 0) AND (min_notice_minutes <= 525600))),
    CONSTRAINT services_price_check CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000'::bigint))),
    CONSTRAINT services_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'archived'::text]))),
    CONSTRAINT services_step_check CHECK (((step_minutes >= 1) AND (step_minutes <= 1440)))
);


ALTER TABLE commerce.services OWNER TO commerce_owner;

-- TABLE commerce.settings
CREATE TABLE commerce.settings (
    organization_id uuid NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.settings OWNER TO commerce_owner;

-- COMMENT commerce.TABLE settings
COMMENT ON TABLE commerce.settings IS 'What organizations have set; all else has its default.';

-- COMMENT commerce.COLUMN settings.organization_id
COMMENT ON COLUMN commerce.settings.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN settings.key
COMMENT ON COLUMN commerce.settings.key IS 'Name of the setting.';

-- COMMENT commerce.COLUMN settings.value
COMMENT ON COLUMN commerce.settings.value IS 'The value, checked against the definition.';

-- COMMENT commerce.COLUMN settings.created_at
COMMENT ON COLUMN commerce.settings.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN settings.updated_at
COMMENT ON COLUMN commerce.settings.updated_at IS 'When the row was last changed.';

-- VIEW commerce.settings_effective
CREATE VIEW commerce.settings_effective WITH (security_invoker='true') AS
 SELECT definition.key,
    definition.scope,
    COALESCE(own.value, platform.value, definition.default_value) AS value,
    definition.default_value,
    ((own.value IS NULL) AND (platform.value IS NULL)) AS is_default,
    definition.value_type,
    definition.minimum,
    definition.maximum,
    definition.options,
    definition.description
   FROM ((commerce.setting_definitions definition
     LEFT JOIN commerce.settings own ON (((own.organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (own.key = definition.key))))
     LEFT JOIN commerce.platform_settings platform ON ((platform.key = definition.key)));


ALTER VIEW commerce.settings_effective OWNER TO commerce_owner;

-- COMMENT commerce.VIEW settings_effective
COMMENT ON VIEW commerce.settings_effective IS 'Every setting as it holds for the organization in context: its value, whether that is the default, its type and meaning.

For members, trusted backends, readers and the platform. Changed with `commerce.set_setting`.';

-- COMMENT commerce.COLUMN settings_effective.key
COMMENT ON COLUMN commerce.settings_effective.key IS 'Name of the setting.';

-- COMMENT commerce.COLUMN settings_effective.scope
COMMENT ON COLUMN commerce.settings_effective.scope IS 'Who sets it: `organization` or `platform`.';

-- COMMENT commerce.COLUMN settings_effective.value
COMMENT ON COLUMN commerce.settings_effective.value IS 'The value that holds.';

-- COMMENT commerce.COLUMN settings_effective.default_value
COMMENT ON COLUMN commerce.settings_effective.default_value IS 'The value that holds when nothing is set.';

-- COMMENT commerce.COLUMN settings_effective.is_default
COMMENT ON COLUMN commerce.settings_effective.is_default IS 'Whether nothing was set.';

-- COMMENT commerce.COLUMN settings_effective.value_type
COMMENT ON COLUMN commerce.settings_effective.value_type IS '`integer`, `boolean`, `text`, `option`, `object` or `text_list`.';

-- COMMENT commerce.COLUMN settings_effective.minimum
COMMENT ON COLUMN commerce.settings_effective.minimum IS 'The least an integer may be.';

-- COMMENT commerce.COLUMN settings_effective.maximum
COMMENT ON COLUMN commerce.settings_effective.maximum IS 'The most an integer may be.';

-- COMMENT commerce.COLUMN settings_effective.options
COMMENT ON COLUMN commerce.settings_effective.options IS 'The texts an option may be.';

-- COMMENT commerce.COLUMN settings_effective.description
COMMENT ON COLUMN commerce.settings_effective.description IS 'What it does, in one sentence.';

-- TABLE commerce.slot_reservations
CREATE TABLE commerce.slot_reservations (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    service_id uuid NOT NULL,
    staff_id uuid,
    time_slot_id uuid,
    group_id uuid,
    during tstzrange NOT NULL,
    occupied tstzrange NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED,
    party_size integer DEFAULT 1 NOT NULL,
    status text DEFAULT 'reserved'::text NOT NULL,
    expires_at timestamp with time zone,
    is_extended boolean DEFAULT false NOT NULL,
    is_staff_requested boolean DEFAULT false NOT NULL,
    customer_id uuid,
    user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT slot_reservations_during_bounded_check CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)) AND (NOT isempty(during)))),
    CONSTRAINT slot_reservations_expiry_check CHECK (((status <> 'reserved'::text) OR (expires_at IS NOT NULL))),
    CONSTRAINT slot_reservations_occupied_check CHECK ((occupied @> during)),
    CONSTRAINT slot_reservations_party_check CHECK (((party_size >= 1) AND (party_size <= 100000))),
    CONSTRAINT slot_reservations_status_check CHECK ((status = ANY (ARRAY['reserved'::text, 'confirmed'::text, 'expired'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.slot_reservations OWNER TO commerce_owner;

-- TABLE commerce.staff
CREATE TABLE commerce.staff (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    display_name text NOT NULL,
    user_id uuid,
    timezone text NOT NULL,
    service_title text,
    is_service_provider boolean DEFAULT true NOT NULL,
    is_available_for_booking boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.staff OWNER TO commerce_owner;

-- TABLE commerce.stock_levels
CREATE TABLE commerce.stock_levels (
    organization_id uuid NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    on_hand bigint DEFAULT 0 NOT NULL,
    reserved bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stock_levels_on_hand_check CHECK ((on_hand >= 0)),
    CONSTRAINT stock_levels_reserved_check CHECK (((reserved >= 0) AND (on_hand >= reserved)))
)
WITH (fillfactor='50');


ALTER TABLE commerce.stock_levels OWNER TO commerce_owner;

-- TABLE commerce.stock_locations
CREATE TABLE commerce.stock_locations (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.stock_locations OWNER TO commerce_owner;

-- TABLE commerce.stock_movements
CREATE TABLE commerce.stock_movements (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL,
    reason text,
    order_id uuid,
    actor_user_id uuid,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stock_movements_kind_check CHECK ((kind = ANY (ARRAY['receipt'::text, 'sale'::text, 'restock'::text, 'adjustment'::text, 'damage'::text, 'transfer'::text]))),
    CONSTRAINT stock_movements_quantity_check CHECK ((quantity <> 0))
);


ALTER TABLE commerce.stock_movements OWNER TO commerce_owner;

-- TABLE commerce.sweep_runs
CREATE TABLE commerce.sweep_runs (
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    took interval NOT NULL,
    row_count bigint NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.sweep_runs OWNER TO commerce_owner;

-- TABLE commerce.sweep_schedules
CREATE TABLE commerce.sweep_schedules (
    name text NOT NULL,
    every interval NOT NULL,
    max_rows integer NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    next_run_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sweep_schedules_every_check CHECK ((every > '00:00:00'::interval)),
    CONSTRAINT sweep_schedules_rows_check CHECK (((max_rows >= 1) AND (max_rows <= 100000)))
);


ALTER TABLE commerce.sweep_schedules OWNER TO commerce_owner;

-- TABLE commerce.time_off
CREATE TABLE commerce.time_off (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    staff_id uuid NOT NULL,
    during tstzrange NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED,
    reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT time_off_during_bounded_check CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)) AND (NOT isempty(during))))
);


ALTER TABLE commerce.time_off OWNER TO commerce_owner;

-- TABLE commerce.time_slots
CREATE TABLE commerce.time_slots (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    service_id uuid NOT NULL,
    venue_id uuid,
    staff_id uuid,
    during tstzrange NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED,
    max_capacity integer DEFAULT 1 NOT NULL,
    is_available boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT time_slots_capacity_check CHECK (((max_capacity >= 1) AND (max_capacity <= 100000))),
    CONSTRAINT time_slots_during_bounded_check CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)) AND (NOT isempty(during))))
);


ALTER TABLE commerce.time_slots OWNER TO commerce_owner;

-- TABLE commerce.venues
CREATE TABLE commerce.venues (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    timezone text NOT NULL,
    address jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.venues OWNER TO commerce_owner;

-- TABLE commerce.webhook_events
CREATE TABLE commerce.webhook_events (
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    gateway text NOT NULL,
    account text,
    livemode boolean NOT NULL,
    event_key text NOT NULL,
    event_type text NOT NULL,
    effects jsonb DEFAULT '[]'::jsonb NOT NULL,
    body text,
    organization_id uuid,
    payment_id uuid,
    outcome text NOT NULL,
    error jsonb,
    attempts integer DEFAULT 1 NOT NULL,
    occurred_at timestamp with time zone,
    received_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_events_effects_check CHECK ((jsonb_typeof(effects) = 'array'::text)),
    CONSTRAINT webhook_events_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'ignored'::text, 'duplicate'::text, 'failed'::text, 'unmatched'::text])))
);


ALTER TABLE commerce.webhook_events OWNER TO commerce_owner;

-- TABLE commerce_meta._yoyo_log
CREATE TABLE commerce_meta._yoyo_log (
    id character varying(36) NOT NULL,
    migration_hash character varying(64),
    migration_id character varying(255),
    operation character varying(10),
    username character varying(255),
    hostname character varying(255),
    comment character varying(255),
    created_at_utc timestamp without time zone
);


ALTER TABLE commerce_meta._yoyo_log OWNER TO commerce_owner;

-- TABLE commerce_meta._yoyo_migration
CREATE TABLE commerce_meta._yoyo_migration (
    migration_hash character varying(64) NOT NULL,
    migration_id character varying(255),
    applied_at_utc timestamp without time zone
);


ALTER TABLE commerce_meta._yoyo_migration OWNER TO commerce_owner;

-- TABLE commerce_meta._yoyo_version
CREATE TABLE commerce_meta._yoyo_version (
    version integer NOT NULL,
    installed_at_utc timestamp without time zone
);


ALTER TABLE commerce_meta._yoyo_version OWNER TO commerce_owner;

-- TABLE commerce_meta.installation
CREATE TABLE commerce_meta.installation (
    is_only boolean DEFAULT true NOT NULL,
    is_sandbox boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT installation_one_row_check CHECK (is_only)
);


ALTER TABLE commerce_meta.installation OWNER TO commerce_owner;

-- TABLE commerce_meta.migration_files
CREATE TABLE commerce_meta.migration_files (
    id text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_meta.migration_files OWNER TO commerce_owner;

-- TABLE commerce_meta.releases
CREATE TABLE commerce_meta.releases (
    id bigint NOT NULL,
    release text NOT NULL,
    by_login text DEFAULT SESSION_USER NOT NULL,
    migrations text[] DEFAULT '{}'::text[] NOT NULL,
    files text[] DEFAULT '{}'::text[] NOT NULL,
    took interval,
    at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_meta.releases OWNER TO commerce_owner;

-- SEQUENCE commerce_meta.releases_id_seq
ALTER TABLE commerce_meta.releases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME commerce_meta.releases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

-- TABLE commerce_meta.sandbox_clock
CREATE TABLE commerce_meta.sandbox_clock (
    is_only boolean DEFAULT true NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT sandbox_clock_one_row_check CHECK (is_only)
);


ALTER TABLE commerce_meta.sandbox_clock OWNER TO commerce_owner;

-- TABLE commerce_meta.sql_files
CREATE TABLE commerce_meta.sql_files (
    path text NOT NULL,
    sha256 text NOT NULL,
    objects jsonb DEFAULT '[]'::jsonb NOT NULL,
    release text DEFAULT ''::text NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_meta.sql_files OWNER TO commerce_owner;

-- TABLE commerce_meta.tables
CREATE TABLE commerce_meta.tables (
    table_name text NOT NULL,
    room text NOT NULL,
    scope text NOT NULL,
    organization_column text,
    personal_columns text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT tables_organization_check CHECK (((scope = 'tenant'::text) = (organization_column IS NOT NULL))),
    CONSTRAINT tables_scope_check CHECK ((scope = ANY (ARRAY['tenant'::text, 'global'::text, 'local'::text])))
);


ALTER TABLE commerce_meta.tables OWNER TO commerce_owner;

-- TABLE commerce_meta.yoyo_lock
CREATE TABLE commerce_meta.yoyo_lock (
    locked integer DEFAULT 1 NOT NULL,
    ctime timestamp without time zone,
    pid integer NOT NULL
);


ALTER TABLE commerce_meta.yoyo_lock OWNER TO commerce_owner;

-- TABLE commerce_private.access_tokens
CREATE TABLE commerce_private.access_tokens (
    organization_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    access_token uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.access_tokens OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE access_tokens
COMMENT ON TABLE commerce_private.access_tokens IS 'The keys of guests: whoever shows one may read and pay that one order, or fill that one cart.';

-- TABLE commerce_private.counters
CREATE TABLE commerce_private.counters (
    organization_id uuid NOT NULL,
    name text NOT NULL,
    value bigint DEFAULT 0 NOT NULL,
    CONSTRAINT counters_value_check CHECK ((value >= 0))
)
WITH (fillfactor='50');


ALTER TABLE commerce_private.counters OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE counters
COMMENT ON TABLE commerce_private.counters IS 'Numbers that grow by one for each organization.';

-- TABLE commerce_private.customer_gateway_refs
CREATE TABLE commerce_private.customer_gateway_refs (
    organization_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    gateway text NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    reference text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.customer_gateway_refs OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE customer_gateway_refs
COMMENT ON TABLE commerce_private.customer_gateway_refs IS 'What payment gateways call a customer.';

-- TABLE commerce_private.directory
CREATE TABLE commerce_private.directory (
    kind text NOT NULL,
    key text NOT NULL,
    organization_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT directory_kind_check CHECK ((kind = ANY (ARRAY['slug'::text, 'gateway_account'::text, 'domain'::text])))
);


ALTER TABLE commerce_private.directory OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE directory
COMMENT ON TABLE commerce_private.directory IS 'Finds an organization from what the outside knows: a slug, a gateway account, a domain.';

-- TABLE commerce_private.idempotency_keys
CREATE TABLE commerce_private.idempotency_keys (
    organization_id uuid NOT NULL,
    function_name text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    result_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);


ALTER TABLE commerce_private.idempotency_keys OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE idempotency_keys
COMMENT ON TABLE commerce_private.idempotency_keys IS 'Keys of requests already carried out, and the row each one stands for.';

-- TABLE commerce_private.identities
CREATE TABLE commerce_private.identities (
    issuer text DEFAULT ''::text NOT NULL,
    subject text NOT NULL,
    user_id uuid DEFAULT commerce_private.new_id() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.identities OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE identities
COMMENT ON TABLE commerce_private.identities IS 'Subjects of an identity provider that are no uuid, and the user each one is.';

-- TABLE commerce_private.organization_secrets
CREATE TABLE commerce_private.organization_secrets (
    organization_id uuid NOT NULL,
    token_secret bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organization_secrets_length_check CHECK ((length(token_secret) = 32))
);


ALTER TABLE commerce_private.organization_secrets OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE organization_secrets
COMMENT ON TABLE commerce_private.organization_secrets IS 'The seed of the hold tokens of an organization: a token is a keyed digest, stored nowhere.';

-- TABLE commerce_private.organization_users
CREATE TABLE commerce_private.organization_users (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.organization_users OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE organization_users
COMMENT ON TABLE commerce_private.organization_users IS 'Users who are customers here, and may select the organization though it is not published.';

-- TABLE commerce_private.payment_evidence
CREATE TABLE commerce_private.payment_evidence (
    organization_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    evidence jsonb NOT NULL,
    received_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payment_evidence_evidence_check CHECK ((jsonb_typeof(evidence) = 'object'::text))
);


ALTER TABLE commerce_private.payment_evidence OWNER TO commerce_owner;

-- TABLE commerce_private.rate_limits
CREATE TABLE commerce_private.rate_limits (
    scope text NOT NULL,
    subject text NOT NULL,
    window_starts_at timestamp with time zone NOT NULL,
    window_ends_at timestamp with time zone NOT NULL,
    taken integer NOT NULL
)
WITH (fillfactor='50');


ALTER TABLE commerce_private.rate_limits OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE rate_limits
COMMENT ON TABLE commerce_private.rate_limits IS 'How often a subject did something in its present window.';

-- TABLE commerce_private.reader_bindings
CREATE TABLE commerce_private.reader_bindings (
    login text NOT NULL,
    organization_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.reader_bindings OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE reader_bindings
COMMENT ON TABLE commerce_private.reader_bindings IS 'The one organization whose rows a reporting login may read.';

-- TABLE commerce_private.staff_details
CREATE TABLE commerce_private.staff_details (
    organization_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    email text,
    phone text,
    hourly_rate_minor bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT staff_details_rate_check CHECK ((hourly_rate_minor >= 0))
);


ALTER TABLE commerce_private.staff_details OWNER TO commerce_owner;

-- CONSTRAINT commerce.audit_log audit_log_pkey
ALTER TABLE ONLY commerce.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.blackouts blackouts_pkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.booking_status_history booking_status_history_pkey
ALTER TABLE ONLY commerce.booking_status_history
    ADD CONSTRAINT booking_status_history_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.booking_status_transitions booking_status_transitions_pkey
ALTER TABLE ONLY commerce.booking_status_transitions
    ADD CONSTRAINT booking_status_transitions_pkey PRIMARY KEY (from_status, to_status);

-- CONSTRAINT commerce.bookings bookings_number_key
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_number_key UNIQUE (organization_id, booking_number);

-- CONSTRAINT commerce.bookings bookings_pkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.currencies currencies_pkey
ALTER TABLE ONLY commerce.currencies
    ADD CONSTRAINT currencies_pkey PRIMARY KEY (code);

-- CONSTRAINT commerce.customer_addresses customer_addresses_pkey
ALTER TABLE ONLY commerce.customer_addresses
    ADD CONSTRAINT customer_addresses_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.customers customers_pkey
ALTER TABLE ONLY commerce.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.customers customers_user_key
ALTER TABLE ONLY commerce.customers
    ADD CONSTRAINT customers_user_key UNIQUE (organization_id, user_id);

-- CONSTRAINT commerce.events events_pkey
ALTER TABLE ONLY commerce.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.expected_stock expected_stock_pkey
ALTER TABLE ONLY commerce.expected_stock
    ADD CONSTRAINT expected_stock_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.gateway_accounts gateway_accounts_external_key
ALTER TABLE ONLY commerce.gateway_accounts
    ADD CONSTRAINT gateway_accounts_external_key UNIQUE NULLS NOT DISTINCT (organization_id, gateway, livemode, external_account);

-- CONSTRAINT commerce.gateway_accounts gateway_accounts_pkey
ALTER TABLE ONLY commerce.gateway_accounts
    ADD CONSTRAINT gateway_accounts_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.gateway_commands gateway_commands_pkey
ALTER TABLE ONLY commerce.gateway_commands
    ADD CONSTRAINT gateway_commands_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.inventory_locks inventory_locks_pkey
ALTER TABLE ONLY commerce.inventory_locks
    ADD CONSTRAINT inventory_locks_pkey PRIMARY KEY (organization_id, order_id, product_id, location_id);

-- CONSTRAINT commerce.ledger_accounts ledger_accounts_pkey
ALTER TABLE ONLY commerce.ledger_accounts
    ADD CONSTRAINT ledger_accounts_pkey PRIMARY KEY (code);

-- CONSTRAINT commerce.ledger_entries ledger_entries_pkey
ALTER TABLE ONLY commerce.ledger_entries
    ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.members members_pkey
ALTER TABLE ONLY commerce.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (organization_id, user_id);

-- CONSTRAINT commerce.notification_deliveries notification_deliveries_pkey
ALTER TABLE ONLY commerce.notification_deliveries
    ADD CONSTRAINT notification_deliveries_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.notification_queue notification_queue_dedupe_key
ALTER TABLE ONLY commerce.notification_queue
    ADD CONSTRAINT notification_queue_dedupe_key UNIQUE (organization_id, dedupe_key);

-- CONSTRAINT commerce.notification_queue notification_queue_pkey
ALTER TABLE ONLY commerce.notification_queue
    ADD CONSTRAINT notification_queue_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.notification_template_defaults notification_template_defaults_pkey
ALTER TABLE ONLY commerce.notification_template_defaults
    ADD CONSTRAINT notification_template_defaults_pkey PRIMARY KEY (template, channel, locale);

-- CONSTRAINT commerce.notification_templates notification_templates_pkey
ALTER TABLE ONLY commerce.notification_templates
    ADD CONSTRAINT notification_templates_pkey PRIMARY KEY (organization_id, template, channel, locale);

-- CONSTRAINT commerce.order_items order_items_line_key
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_line_key UNIQUE (organization_id, order_id, line);

-- CONSTRAINT commerce.order_items order_items_pkey
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.order_status_history order_status_history_pkey
ALTER TABLE ONLY commerce.order_status_history
    ADD CONSTRAINT order_status_history_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.order_status_transitions order_status_transitions_pkey
ALTER TABLE ONLY commerce.order_status_transitions
    ADD CONSTRAINT order_status_transitions_pkey PRIMARY KEY (from_status, to_status);

-- CONSTRAINT commerce.orders orders_idempotency_key
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_idempotency_key UNIQUE (organization_id, idempotency_key);

-- CONSTRAINT commerce.orders orders_number_key
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_number_key UNIQUE (organization_id, order_number);

-- CONSTRAINT commerce.orders orders_pkey
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.organizations organizations_pkey
ALTER TABLE ONLY commerce.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce.organizations organizations_slug_key
ALTER TABLE ONLY commerce.organizations
    ADD CONSTRAINT organizations_slug_key UNIQUE (slug);

-- CONSTRAINT commerce.payments payments_idempotency_key
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_idempotency_key UNIQUE (organization_id, idempotency_key);

-- CONSTRAINT commerce.payments payments_pkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.payments payments_reference_key
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_reference_key UNIQUE (organization_id, reference);

-- CONSTRAINT commerce.platform_settings platform_settings_pkey
ALTER TABLE ONLY commerce.platform_settings
    ADD CONSTRAINT platform_settings_pkey PRIMARY KEY (key);

-- CONSTRAINT commerce.products products_pkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.products products_sku_key
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_sku_key UNIQUE (organization_id, sku);

-- CONSTRAINT commerce.refund_items refund_items_pkey
ALTER TABLE ONLY commerce.refund_items
    ADD CONSTRAINT refund_items_pkey PRIMARY KEY (organization_id, refund_id, order_item_id);

-- CONSTRAINT commerce.refunds refunds_gateway_reference_key
ALTER TABLE ONLY commerce.refunds
    ADD CONSTRAINT refunds_gateway_reference_key UNIQUE (organization_id, payment_id, gateway_reference);

-- CONSTRAINT commerce.refunds refunds_idempotency_key
ALTER TABLE ONLY commerce.refunds
    ADD CONSTRAINT refunds_idempotency_key UNIQUE (organization_id, idempotency_key);

-- CONSTRAINT commerce.refunds refunds_pkey
ALTER TABLE ONLY commerce.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.reservation_resources reservation_resources_no_overlap_excl
ALTER TABLE ONLY commerce.reservation_resources
    ADD CONSTRAINT reservation_resources_no_overlap_excl EXCLUDE USING gist (organization_id WITH =, resource_id WITH =, occupied WITH &&) INCLUDE (status, expires_at) WHERE ((status = ANY (ARRAY['reserved'::text, 'confirmed'::text])));

-- CONSTRAINT commerce.reservation_resources reservation_resources_pkey
ALTER TABLE ONLY commerce.reservation_resources
    ADD CONSTRAINT reservation_resources_pkey PRIMARY KEY (organization_id, reservation_id, resource_id);

-- CONSTRAINT commerce.resources resources_pkey
ALTER TABLE ONLY commerce.resources
    ADD CONSTRAINT resources_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.schedule_exceptions schedule_exceptions_pkey
ALTER TABLE ONLY commerce.schedule_exceptions
    ADD CONSTRAINT schedule_exceptions_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.schedules schedules_pkey
ALTER TABLE ONLY commerce.schedules
    ADD CONSTRAINT schedules_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.service_resource_groups service_resource_groups_pkey
ALTER TABLE ONLY commerce.service_resource_groups
    ADD CONSTRAINT service_resource_groups_pkey PRIMARY KEY (organization_id, service_id, resource_group);

-- CONSTRAINT commerce.service_staff service_staff_pkey
ALTER TABLE ONLY commerce.service_staff
    ADD CONSTRAINT service_staff_pkey PRIMARY KEY (organization_id, service_id, staff_id);

-- CONSTRAINT commerce.services services_pkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.setting_definitions setting_definitions_pkey
ALTER TABLE ONLY commerce.setting_definitions
    ADD CONSTRAINT setting_definitions_pkey PRIMARY KEY (key);

-- CONSTRAINT commerce.settings settings_pkey
ALTER TABLE ONLY commerce.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (organization_id, key);

-- CONSTRAINT commerce.slot_reservations slot_reservations_no_overlap_excl
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_no_overlap_excl EXCLUDE USING gist (organization_id WITH =, staff_id WITH =, occupied WITH &&) INCLUDE (status, expires_at) WHERE (((status = ANY (ARRAY['reserved'::text, 'confirmed'::text])) AND (staff_id IS NOT NULL)));

-- CONSTRAINT commerce.slot_reservations slot_reservations_pkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.staff staff_pkey
ALTER TABLE ONLY commerce.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.staff staff_user_key
ALTER TABLE ONLY commerce.staff
    ADD CONSTRAINT staff_user_key UNIQUE (organization_id, user_id);

-- CONSTRAINT commerce.stock_levels stock_levels_pkey
ALTER TABLE ONLY commerce.stock_levels
    ADD CONSTRAINT stock_levels_pkey PRIMARY KEY (organization_id, product_id, location_id);

-- CONSTRAINT commerce.stock_locations stock_locations_name_key
ALTER TABLE ONLY commerce.stock_locations
    ADD CONSTRAINT stock_locations_name_key UNIQUE (organization_id, name);

-- CONSTRAINT commerce.stock_locations stock_locations_pkey
ALTER TABLE ONLY commerce.stock_locations
    ADD CONSTRAINT stock_locations_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.stock_movements stock_movements_pkey
ALTER TABLE ONLY commerce.stock_movements
    ADD CONSTRAINT stock_movements_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.sweep_runs sweep_runs_pkey
ALTER TABLE ONLY commerce.sweep_runs
    ADD CONSTRAINT sweep_runs_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce.sweep_schedules sweep_schedules_pkey
ALTER TABLE ONLY commerce.sweep_schedules
    ADD CONSTRAINT sweep_schedules_pkey PRIMARY KEY (name);

-- CONSTRAINT commerce.time_off time_off_pkey
ALTER TABLE ONLY commerce.time_off
    ADD CONSTRAINT time_off_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.time_slots time_slots_pkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.venues venues_pkey
ALTER TABLE ONLY commerce.venues
    ADD CONSTRAINT venues_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.webhook_events webhook_events_event_key
ALTER TABLE ONLY commerce.webhook_events
    ADD CONSTRAINT webhook_events_event_key UNIQUE NULLS NOT DISTINCT (gateway, account, livemode, event_key);

-- CONSTRAINT commerce.webhook_events webhook_events_pkey
ALTER TABLE ONLY commerce.webhook_events
    ADD CONSTRAINT webhook_events_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce_meta._yoyo_log _yoyo_log_pkey
ALTER TABLE ONLY commerce_meta._yoyo_log
    ADD CONSTRAINT _yoyo_log_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce_meta._yoyo_migration _yoyo_migration_pkey
ALTER TABLE ONLY commerce_meta._yoyo_migration
    ADD CONSTRAINT _yoyo_migration_pkey PRIMARY KEY (migration_hash);

-- CONSTRAINT commerce_meta._yoyo_version _yoyo_version_pkey
ALTER TABLE ONLY commerce_meta._yoyo_version
    ADD CONSTRAINT _yoyo_version_pkey PRIMARY KEY (version);

-- CONSTRAINT commerce_meta.installation installation_pkey
ALTER TABLE ONLY commerce_meta.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (is_only);

-- CONSTRAINT commerce_meta.migration_files migration_files_pkey
ALTER TABLE ONLY commerce_meta.migration_files
    ADD CONSTRAINT migration_files_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce_meta.releases releases_pkey
ALTER TABLE ONLY commerce_meta.releases
    ADD CONSTRAINT releases_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce_meta.sandbox_clock sandbox_clock_pkey
ALTER TABLE ONLY commerce_meta.sandbox_clock
    ADD CONSTRAINT sandbox_clock_pkey PRIMARY KEY (is_only);

-- CONSTRAINT commerce_meta.sql_files sql_files_pkey
ALTER TABLE ONLY commerce_meta.sql_files
    ADD CONSTRAINT sql_files_pkey PRIMARY KEY (path);

-- CONSTRAINT commerce_meta.tables tables_pkey
ALTER TABLE ONLY commerce_meta.tables
    ADD CONSTRAINT tables_pkey PRIMARY KEY (table_name);

-- CONSTRAINT commerce_meta.yoyo_lock yoyo_lock_pkey
ALTER TABLE ONLY commerce_meta.yoyo_lock
    ADD CONSTRAINT yoyo_lock_pkey PRIMARY KEY (locked);

-- CONSTRAINT commerce_private.access_tokens access_tokens_pkey
ALTER TABLE ONLY commerce_private.access_tokens
    ADD CONSTRAINT access_tokens_pkey PRIMARY KEY (organization_id, subject_id);

-- CONSTRAINT commerce_private.access_tokens access_tokens_token_key
ALTER TABLE ONLY commerce_private.access_tokens
    ADD CONSTRAINT access_tokens_token_key UNIQUE (organization_id, access_token);

-- CONSTRAINT commerce_private.counters counters_pkey
ALTER TABLE ONLY commerce_private.counters
    ADD CONSTRAINT counters_pkey PRIMARY KEY (organization_id, name);

-- CONSTRAINT commerce_private.customer_gateway_refs customer_gateway_refs_pkey
ALTER TABLE ONLY commerce_private.customer_gateway_refs
    ADD CONSTRAINT customer_gateway_refs_pkey PRIMARY KEY (organization_id, customer_id, gateway, account);

-- CONSTRAINT commerce_private.directory directory_pkey
ALTER TABLE ONLY commerce_private.directory
    ADD CONSTRAINT directory_pkey PRIMARY KEY (kind, key);

-- CONSTRAINT commerce_private.idempotency_keys idempotency_keys_pkey
ALTER TABLE ONLY commerce_private.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, function_name, key);

-- CONSTRAINT commerce_private.identities identities_pkey
ALTER TABLE ONLY commerce_private.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (issuer, subject);

-- CONSTRAINT commerce_private.organization_secrets organization_secrets_pkey
ALTER TABLE ONLY commerce_private.organization_secrets
    ADD CONSTRAINT organization_secrets_pkey PRIMARY KEY (organization_id);

-- CONSTRAINT commerce_private.organization_users organization_users_pkey
ALTER TABLE ONLY commerce_private.organization_users
    ADD CONSTRAINT organization_users_pkey PRIMARY KEY (organization_id, user_id);

-- CONSTRAINT commerce_private.payment_evidence payment_evidence_pkey
ALTER TABLE ONLY commerce_private.payment_evidence
    ADD CONSTRAINT payment_evidence_pkey PRIMARY KEY (organization_id, payment_id);

-- CONSTRAINT commerce_private.rate_limits rate_limits_pkey
ALTER TABLE ONLY commerce_private.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (scope, subject);

-- CONSTRAINT commerce_private.reader_bindings reader_bindings_pkey
ALTER TABLE ONLY commerce_private.reader_bindings
    ADD CONSTRAINT reader_bindings_pkey PRIMARY KEY (login);

-- CONSTRAINT commerce_private.staff_details staff_details_pkey
ALTER TABLE ONLY commerce_private.staff_details
    ADD CONSTRAINT staff_details_pkey PRIMARY KEY (organization_id, staff_id);

-- INDEX commerce.blackouts_during_idx
CREATE INDEX blackouts_during_idx ON commerce.blackouts USING gist (organization_id, during);

-- INDEX commerce.blackouts_resource_idx
CREATE INDEX blackouts_resource_idx ON commerce.blackouts USING btree (organization_id, resource_id);

-- INDEX commerce.blackouts_service_idx
CREATE INDEX blackouts_service_idx ON commerce.blackouts USING btree (organization_id, service_id);

-- INDEX commerce.blackouts_venue_idx
CREATE INDEX blackouts_venue_idx ON commerce.blackouts USING btree (organization_id, venue_id);

-- INDEX commerce.booking_status_history_booking_idx
CREATE INDEX booking_status_history_booking_idx ON commerce.booking_status_history USING btree (organization_id, booking_id, at);

-- INDEX commerce.bookings_customer_idx
CREATE INDEX bookings_customer_idx ON commerce.bookings USING btree (organization_id, customer_id);

-- INDEX commerce.bookings_follows_idx
CREATE INDEX bookings_follows_idx ON commerce.bookings USING btree (organization_id, follows_booking_id) WHERE (follows_booking_id IS NOT NULL);

-- INDEX commerce.bookings_item_idx
CREATE INDEX bookings_item_idx ON commerce.bookings USING btree (organization_id, order_item_id);

-- INDEX commerce.bookings_order_idx
CREATE INDEX bookings_order_idx ON commerce.bookings USING btree (organization_id, order_id, order_item_id);

-- INDEX commerce.bookings_reservation_key
CREATE UNIQUE INDEX bookings_reservation_key ON commerce.bookings USING btree (organization_id, reservation_id);

-- INDEX commerce.bookings_service_idx
CREATE INDEX bookings_service_idx ON commerce.bookings USING btree (organization_id, service_id, starts_at);

-- INDEX commerce.bookings_slot_idx
CREATE INDEX bookings_slot_idx ON commerce.bookings USING btree (organization_id, time_slot_id);

-- INDEX commerce.bookings_staff_idx
CREATE INDEX bookings_staff_idx ON commerce.bookings USING btree (organization_id, staff_id, starts_at);

-- INDEX commerce.bookings_venue_idx
CREATE INDEX bookings_venue_idx ON commerce.bookings USING btree (organization_id, venue_id);

-- INDEX commerce.customer_addresses_customer_idx
CREATE INDEX customer_addresses_customer_idx ON commerce.customer_addresses USING btree (organization_id, customer_id);

-- INDEX commerce.customer_addresses_default_key
CREATE UNIQUE INDEX customer_addresses_default_key ON commerce.customer_addresses USING btree (organization_id, customer_id) WHERE is_default;

-- INDEX commerce.customers_email_key
CREATE UNIQUE INDEX customers_email_key ON commerce.customers USING btree (organization_id, lower(email));

-- INDEX commerce.expected_stock_stock_idx
CREATE INDEX expected_stock_stock_idx ON commerce.expected_stock USING btree (organization_id, product_id, location_id);

-- INDEX commerce.gateway_accounts_external_idx
CREATE INDEX gateway_accounts_external_idx ON commerce.gateway_accounts USING btree (gateway, external_account);

-- INDEX commerce.gateway_commands_account_idx
CREATE INDEX gateway_commands_account_idx ON commerce.gateway_commands USING btree (organization_id, gateway_account_id);

-- INDEX commerce.gateway_commands_due_idx
CREATE INDEX gateway_commands_due_idx ON commerce.gateway_commands USING btree (gateway, not_before) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));

-- INDEX commerce.gateway_commands_id_idx
CREATE INDEX gateway_commands_id_idx ON commerce.gateway_commands USING btree (id);

-- INDEX commerce.gateway_commands_payment_idx
CREATE INDEX gateway_commands_payment_idx ON commerce.gateway_commands USING btree (organization_id, payment_id);

-- INDEX commerce.gateway_commands_refund_idx
CREATE INDEX gateway_commands_refund_idx ON commerce.gateway_commands USING btree (organization_id, refund_id) WHERE (refund_id IS NOT NULL);

-- INDEX commerce.inventory_locks_active_idx
CREATE INDEX inventory_locks_active_idx ON commerce.inventory_locks USING btree (organization_id, product_id, location_id, expires_at) WHERE (state = 'active'::text);

-- INDEX commerce.inventory_locks_due_idx
CREATE INDEX inventory_locks_due_idx ON commerce.inventory_locks USING btree (expires_at) WHERE (state = 'active'::text);

-- INDEX commerce.ledger_entries_account_idx
CREATE INDEX ledger_entries_account_idx ON commerce.ledger_entries USING btree (account_code);

-- INDEX commerce.ledger_entries_order_idx
CREATE INDEX ledger_entries_order_idx ON commerce.ledger_entries USING btree (organization_id, order_id);

-- INDEX commerce.ledger_entries_payment_idx
CREATE INDEX ledger_entries_payment_idx ON commerce.ledger_entries USING btree (organization_id, payment_id);

-- INDEX commerce.ledger_entries_posting_idx
CREATE INDEX ledger_entries_posting_idx ON commerce.ledger_entries USING btree (organization_id, posting_id);

-- INDEX commerce.ledger_entries_refund_idx
CREATE INDEX ledger_entries_refund_idx ON commerce.ledger_entries USING btree (organization_id, refund_id) WHERE (refund_id IS NOT NULL);

-- INDEX commerce.members_user_idx
CREATE INDEX members_user_idx ON commerce.members USING btree (user_id);

-- INDEX commerce.notification_deliveries_notification_idx
CREATE INDEX notification_deliveries_notification_idx ON commerce.notification_deliveries USING btree (organization_id, notification_id);

-- INDEX commerce.notification_queue_booking_idx
CREATE INDEX notification_queue_booking_idx ON commerce.notification_queue USING btree (organization_id, booking_id) WHERE (booking_id IS NOT NULL);

-- INDEX commerce.notification_queue_due_idx
CREATE INDEX notification_queue_due_idx ON commerce.notification_queue USING btree (channel, not_before) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text]));

-- INDEX commerce.notification_queue_order_idx
CREATE INDEX notification_queue_order_idx ON commerce.notification_queue USING btree (organization_id, order_id) WHERE (order_id IS NOT NULL);

-- INDEX commerce.order_items_product_idx
CREATE INDEX order_items_product_idx ON commerce.order_items USING btree (organization_id, product_id) WHERE (product_id IS NOT NULL);

-- INDEX commerce.order_items_service_idx
CREATE INDEX order_items_service_idx ON commerce.order_items USING btree (organization_id, service_id) WHERE (service_id IS NOT NULL);

-- INDEX commerce.order_status_history_order_idx
CREATE INDEX order_status_history_order_idx ON commerce.order_status_history USING btree (organization_id, order_id, at);

-- INDEX commerce.orders_created_idx
CREATE INDEX orders_created_idx ON commerce.orders USING btree (organization_id, created_at);

-- INDEX commerce.orders_customer_idx
CREATE INDEX orders_customer_idx ON commerce.orders USING btree (organization_id, customer_id, created_at);

-- INDEX commerce.orders_due_idx
CREATE INDEX orders_due_idx ON commerce.orders USING btree (expires_at) WHERE (status = ANY (ARRAY['created'::text, 'pending_payment'::text, 'payment_failed'::text]));

-- INDEX commerce.organizations_currency_idx
CREATE INDEX organizations_currency_idx ON commerce.organizations USING btree (currency);

-- INDEX commerce.payments_account_idx
CREATE INDEX payments_account_idx ON commerce.payments USING btree (organization_id, gateway_account_id);

-- INDEX commerce.payments_gateway_reference_idx
CREATE INDEX payments_gateway_reference_idx ON commerce.payments USING btree (organization_id, gateway_reference) WHERE (gateway_reference IS NOT NULL);

-- INDEX commerce.payments_open_idx
CREATE INDEX payments_open_idx ON commerce.payments USING btree (status, updated_at) WHERE (status = ANY (ARRAY['created'::text, 'requires_action'::text, 'processing'::text, 'authorised'::text, 'unknown'::text]));

-- INDEX commerce.payments_order_idx
CREATE INDEX payments_order_idx ON commerce.payments USING btree (organization_id, order_id);

-- INDEX commerce.products_currency_idx
CREATE INDEX products_currency_idx ON commerce.products USING btree (currency);

-- INDEX commerce.products_parent_idx
CREATE INDEX products_parent_idx ON commerce.products USING btree (organization_id, parent_product_id);

-- INDEX commerce.refund_items_item_idx
CREATE INDEX refund_items_item_idx ON commerce.refund_items USING btree (organization_id, order_item_id);

-- INDEX commerce.refunds_order_idx
CREATE INDEX refunds_order_idx ON commerce.refunds USING btree (organization_id, order_id);

-- INDEX commerce.reservation_resources_resource_idx
CREATE INDEX reservation_resources_resource_idx ON commerce.reservation_resources USING btree (organization_id, resource_id);

-- INDEX commerce.resources_group_idx
CREATE INDEX resources_group_idx ON commerce.resources USING btree (organization_id, resource_group);

-- INDEX commerce.resources_venue_idx
CREATE INDEX resources_venue_idx ON commerce.resources USING btree (organization_id, venue_id);

-- INDEX commerce.schedule_exceptions_service_idx
CREATE INDEX schedule_exceptions_service_idx ON commerce.schedule_exceptions USING btree (organization_id, service_id, on_date);

-- INDEX commerce.schedule_exceptions_staff_idx
CREATE INDEX schedule_exceptions_staff_idx ON commerce.schedule_exceptions USING btree (organization_id, staff_id, on_date);

-- INDEX commerce.schedule_exceptions_venue_idx
CREATE INDEX schedule_exceptions_venue_idx ON commerce.schedule_exceptions USING btree (organization_id, venue_id, on_date);

-- INDEX commerce.schedules_service_idx
CREATE INDEX schedules_service_idx ON commerce.schedules USING btree (organization_id, service_id);

-- INDEX commerce.schedules_staff_idx
CREATE INDEX schedules_staff_idx ON commerce.schedules USING btree (organization_id, staff_id);

-- INDEX commerce.schedules_venue_idx
CREATE INDEX schedules_venue_idx ON commerce.schedules USING btree (organization_id, venue_id);

-- INDEX commerce.service_staff_staff_idx
CREATE INDEX service_staff_staff_idx ON commerce.service_staff USING btree (organization_id, staff_id);

-- INDEX commerce.services_currency_idx
CREATE INDEX services_currency_idx ON commerce.services USING btree (currency);

-- INDEX commerce.services_venue_idx
CREATE INDEX services_venue_idx ON commerce.services USING btree (organization_id, venue_id);

-- INDEX commerce.settings_key_idx
CREATE INDEX settings_key_idx ON commerce.settings USING btree (key);

-- INDEX commerce.slot_reservations_customer_idx
CREATE INDEX slot_reservations_customer_idx ON commerce.slot_reservations USING btree (organization_id, customer_id) WHERE (customer_id IS NOT NULL);

-- INDEX commerce.slot_reservations_due_idx
CREATE INDEX slot_reservations_due_idx ON commerce.slot_reservations USING btree (expires_at) WHERE (status = 'reserved'::text);

-- INDEX commerce.slot_reservations_slot_idx
CREATE INDEX slot_reservations_slot_idx ON commerce.slot_reservations USING btree (organization_id, time_slot_id) INCLUDE (expires_at, status, party_size) WHERE ((time_slot_id IS NOT NULL) AND (status = ANY (ARRAY['reserved'::text, 'confirmed'::text])));

-- INDEX commerce.slot_reservations_user_idx
CREATE INDEX slot_reservations_user_idx ON commerce.slot_reservations USING btree (organization_id, user_id) WHERE ((user_id IS NOT NULL) AND (status = 'reserved'::text));

-- INDEX commerce.stock_levels_location_idx
CREATE INDEX stock_levels_location_idx ON commerce.stock_levels USING btree (organization_id, location_id);

-- INDEX commerce.stock_movements_order_idx
CREATE INDEX stock_movements_order_idx ON commerce.stock_movements USING btree (organization_id, order_id) WHERE (order_id IS NOT NULL);

-- INDEX commerce.stock_movements_stock_idx
CREATE INDEX stock_movements_stock_idx ON commerce.stock_movements USING btree (organization_id, product_id, location_id, at);

-- INDEX commerce.sweep_runs_name_idx
CREATE INDEX sweep_runs_name_idx ON commerce.sweep_runs USING btree (name, started_at);

-- INDEX commerce.time_off_staff_idx
CREATE INDEX time_off_staff_idx ON commerce.time_off USING gist (organization_id, staff_id, during);

-- INDEX commerce.time_slots_service_idx
CREATE INDEX time_slots_service_idx ON commerce.time_slots USING btree (organization_id, service_id, starts_at);

-- INDEX commerce.time_slots_staff_idx
CREATE INDEX time_slots_staff_idx ON commerce.time_slots USING btree (organization_id, staff_id);

-- INDEX commerce.time_slots_venue_idx
CREATE INDEX time_slots_venue_idx ON commerce.time_slots USING btree (organization_id, venue_id);

-- INDEX commerce.webhook_events_open_idx
CREATE INDEX webhook_events_open_idx ON commerce.webhook_events USING btree (received_at) WHERE (outcome = ANY (ARRAY['failed'::text, 'unmatched'::text]));

-- INDEX commerce.webhook_events_organization_idx
CREATE INDEX webhook_events_organization_idx ON commerce.webhook_events USING btree (organization_id, received_at);

-- INDEX commerce_private.directory_organization_idx
CREATE INDEX directory_organization_idx ON commerce_private.directory USING btree (organization_id);

-- INDEX commerce_private.idempotency_keys_created_idx
CREATE INDEX idempotency_keys_created_idx ON commerce_private.idempotency_keys USING btree (created_at);

-- INDEX commerce_private.rate_limits_window_idx
CREATE INDEX rate_limits_window_idx ON commerce_private.rate_limits USING btree (window_ends_at);

-- INDEX commerce_private.reader_bindings_organization_idx
CREATE INDEX reader_bindings_organization_idx ON commerce_private.reader_bindings USING btree (organization_id);

-- TRIGGER commerce.audit_log audit_log_10_refuse_change
CREATE TRIGGER audit_log_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.audit_log FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.expected_stock expected_stock_50_touch_updated_at
CREATE TRIGGER expected_stock_50_touch_updated_at BEFORE UPDATE ON commerce.expected_stock FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.inventory_locks inventory_locks_50_touch_updated_at
CREATE TRIGGER inventory_locks_50_touch_updated_at BEFORE UPDATE ON commerce.inventory_locks FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.members members_50_touch_updated_at
CREATE TRIGGER members_50_touch_updated_at BEFORE UPDATE ON commerce.members FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.order_items order_items_10_refuse_change
CREATE TRIGGER order_items_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.order_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.order_status_history order_status_history_10_refuse_change
CREATE TRIGGER order_status_history_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.order_status_history FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.orders orders_10_guard_identity
CREATE TRIGGER orders_10_guard_identity BEFORE UPDATE ON commerce.orders FOR EACH ROW WHEN (((old.organization_id <> new.organization_id) OR (old.id <> new.id) OR (old.order_number <> new.order_number) OR (old.currency <> new.currency) OR (old.idempotency_key IS DISTINCT FROM new.idempotency_key))) EXECUTE FUNCTION commerce_private.tg_orders_guard_identity();

-- TRIGGER commerce.orders orders_10_guard_new
CREATE TRIGGER orders_10_guard_new BEFORE INSERT ON commerce.orders FOR EACH ROW WHEN ((new.status <> 'created'::text)) EXECUTE FUNCTION commerce_private.tg_orders_guard_status();

-- TRIGGER commerce.orders orders_10_guard_status
CREATE TRIGGER orders_10_guard_status BEFORE UPDATE OF status ON commerce.orders FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION commerce_private.tg_orders_guard_status();

-- TRIGGER commerce.orders orders_50_touch_updated_at
CREATE TRIGGER orders_50_touch_updated_at BEFORE UPDATE ON commerce.orders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.orders orders_90_record_history
CREATE TRIGGER orders_90_record_history AFTER UPDATE OF status ON commerce.orders FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION commerce_private.tg_orders_record_history();

-- TRIGGER commerce.orders orders_90_record_start
CREATE TRIGGER orders_90_record_start AFTER INSERT ON commerce.orders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_orders_record_history();

-- TRIGGER commerce.organizations organizations_50_touch_updated_at
CREATE TRIGGER organizations_50_touch_updated_at BEFORE UPDATE ON commerce.organizations FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.platform_settings platform_settings_50_touch_updated_at
CREATE TRIGGER platform_settings_50_touch_updated_at BEFORE UPDATE ON commerce.platform_settings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.settings settings_50_touch_updated_at
CREATE TRIGGER settings_50_touch_updated_at BEFORE UPDATE ON commerce.settings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.stock_levels stock_levels_50_touch_updated_at
CREATE TRIGGER stock_levels_50_touch_updated_at BEFORE UPDATE ON commerce.stock_levels FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.stock_locations stock_locations_50_touch_updated_at
CREATE TRIGGER stock_locations_50_touch_updated_at BEFORE UPDATE ON commerce.stock_locations FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.stock_movements stock_movements_10_refuse_change
CREATE TRIGGER stock_movements_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.stock_movements FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- FK CONSTRAINT commerce.audit_log audit_log_organization_fkey
ALTER TABLE ONLY commerce.audit_log
    ADD CONSTRAINT audit_log_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.blackouts blackouts_resource_fkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_resource_fkey FOREIGN KEY (organization_id, resource_id) REFERENCES commerce.resources(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.blackouts blackouts_service_fkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.blackouts blackouts_venue_fkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.booking_status_history booking_status_history_booking_fkey
ALTER TABLE ONLY commerce.booking_status_history
    ADD CONSTRAINT booking_status_history_booking_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_customer_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_follows_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_follows_fkey FOREIGN KEY (organization_id, follows_booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_item_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_order_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_reservation_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_reservation_fkey FOREIGN KEY (organization_id, reservation_id) REFERENCES commerce.slot_reservations(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_service_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_slot_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_slot_fkey FOREIGN KEY (organization_id, time_slot_id) REFERENCES commerce.time_slots(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_staff_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.bookings bookings_venue_fkey
ALTER TABLE ONLY commerce.bookings
    ADD CONSTRAINT bookings_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.customer_addresses customer_addresses_customer_fkey
ALTER TABLE ONLY commerce.customer_addresses
    ADD CONSTRAINT customer_addresses_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.customers customers_organization_fkey
ALTER TABLE ONLY commerce.customers
    ADD CONSTRAINT customers_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.events events_organization_fkey
ALTER TABLE ONLY commerce.events
    ADD CONSTRAINT events_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.expected_stock expected_stock_stock_fkey
ALTER TABLE ONLY commerce.expected_stock
    ADD CONSTRAINT expected_stock_stock_fkey FOREIGN KEY (organization_id, product_id, location_id) REFERENCES commerce.stock_levels(organization_id, product_id, location_id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.gateway_accounts gateway_accounts_organization_fkey
ALTER TABLE ONLY commerce.gateway_accounts
    ADD CONSTRAINT gateway_accounts_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.gateway_commands gateway_commands_account_fkey
ALTER TABLE ONLY commerce.gateway_commands
    ADD CONSTRAINT gateway_commands_account_fkey FOREIGN KEY (organization_id, gateway_account_id) REFERENCES commerce.gateway_accounts(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.gateway_commands gateway_commands_payment_fkey
ALTER TABLE ONLY commerce.gateway_commands
    ADD CONSTRAINT gateway_commands_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.gateway_commands gateway_commands_refund_fkey
ALTER TABLE ONLY commerce.gateway_commands
    ADD CONSTRAINT gateway_commands_refund_fkey FOREIGN KEY (organization_id, refund_id) REFERENCES commerce.refunds(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.inventory_locks inventory_locks_order_fkey
ALTER TABLE ONLY commerce.inventory_locks
    ADD CONSTRAINT inventory_locks_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.inventory_locks inventory_locks_stock_fkey
ALTER TABLE ONLY commerce.inventory_locks
    ADD CONSTRAINT inventory_locks_stock_fkey FOREIGN KEY (organization_id, product_id, location_id) REFERENCES commerce.stock_levels(organization_id, product_id, location_id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.ledger_entries ledger_entries_account_fkey
ALTER TABLE ONLY commerce.ledger_entries
    ADD CONSTRAINT ledger_entries_account_fkey FOREIGN KEY (account_code) REFERENCES commerce.ledger_accounts(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.ledger_entries ledger_entries_order_fkey
ALTER TABLE ONLY commerce.ledger_entries
    ADD CONSTRAINT ledger_entries_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.ledger_entries ledger_entries_payment_fkey
ALTER TABLE ONLY commerce.ledger_entries
    ADD CONSTRAINT ledger_entries_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.ledger_entries ledger_entries_refund_fkey
ALTER TABLE ONLY commerce.ledger_entries
    ADD CONSTRAINT ledger_entries_refund_fkey FOREIGN KEY (organization_id, refund_id) REFERENCES commerce.refunds(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.members members_organization_fkey
ALTER TABLE ONLY commerce.members
    ADD CONSTRAINT members_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.notification_deliveries notification_deliveries_notification_fkey
ALTER TABLE ONLY commerce.notification_deliveries
    ADD CONSTRAINT notification_deliveries_notification_fkey FOREIGN KEY (organization_id, notification_id) REFERENCES commerce.notification_queue(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.notification_queue notification_queue_organization_fkey
ALTER TABLE ONLY commerce.notification_queue
    ADD CONSTRAINT notification_queue_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.notification_templates notification_templates_organization_fkey
ALTER TABLE ONLY commerce.notification_templates
    ADD CONSTRAINT notification_templates_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.order_items order_items_order_fkey
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.order_items order_items_product_fkey
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_product_fkey FOREIGN KEY (organization_id, product_id) REFERENCES commerce.products(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.order_items order_items_service_fkey
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.order_status_history order_status_history_order_fkey
ALTER TABLE ONLY commerce.order_status_history
    ADD CONSTRAINT order_status_history_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.orders orders_customer_fkey
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.orders orders_organization_fkey
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.organizations organizations_currency_fkey
ALTER TABLE ONLY commerce.organizations
    ADD CONSTRAINT organizations_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payments payments_account_fkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_account_fkey FOREIGN KEY (organization_id, gateway_account_id) REFERENCES commerce.gateway_accounts(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payments payments_order_fkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.platform_settings platform_settings_key_fkey
ALTER TABLE ONLY commerce.platform_settings
    ADD CONSTRAINT platform_settings_key_fkey FOREIGN KEY (key) REFERENCES commerce.setting_definitions(key) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.products products_currency_fkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.products products_organization_fkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.products products_parent_fkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_parent_fkey FOREIGN KEY (organization_id, parent_product_id) REFERENCES commerce.products(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.refund_items refund_items_item_fkey
ALTER TABLE ONLY commerce.refund_items
    ADD CONSTRAINT refund_items_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.refund_items refund_items_refund_fkey
ALTER TABLE ONLY commerce.refund_items
    ADD CONSTRAINT refund_items_refund_fkey FOREIGN KEY (organization_id, refund_id) REFERENCES commerce.refunds(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.refunds refunds_order_fkey
ALTER TABLE ONLY commerce.refunds
    ADD CONSTRAINT refunds_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.refunds refunds_payment_fkey
ALTER TABLE ONLY commerce.refunds
    ADD CONSTRAINT refunds_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.reservation_resources reservation_resources_reservation_fkey
ALTER TABLE ONLY commerce.reservation_resources
    ADD CONSTRAINT reservation_resources_reservation_fkey FOREIGN KEY (organization_id, reservation_id) REFERENCES commerce.slot_reservations(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.reservation_resources reservation_resources_resource_fkey
ALTER TABLE ONLY commerce.reservation_resources
    ADD CONSTRAINT reservation_resources_resource_fkey FOREIGN KEY (organization_id, resource_id) REFERENCES commerce.resources(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.resources resources_organization_fkey
ALTER TABLE ONLY commerce.resources
    ADD CONSTRAINT resources_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.resources resources_venue_fkey
ALTER TABLE ONLY commerce.resources
    ADD CONSTRAINT resources_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.schedule_exceptions schedule_exceptions_service_fkey
ALTER TABLE ONLY commerce.schedule_exceptions
    ADD CONSTRAINT schedule_exceptions_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.schedule_exceptions schedule_exceptions_staff_fkey
ALTER TABLE ONLY commerce.schedule_exceptions
    ADD CONSTRAINT schedule_exceptions_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.schedule_exceptions schedule_exceptions_venue_fkey
ALTER TABLE ONLY commerce.schedule_exceptions
    ADD CONSTRAINT schedule_exceptions_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.schedules schedules_service_fkey
ALTER TABLE ONLY commerce.schedules
    ADD CONSTRAINT schedules_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.schedules schedules_staff_fkey
ALTER TABLE ONLY commerce.schedules
    ADD CONSTRAINT schedules_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.schedules schedules_venue_fkey
ALTER TABLE ONLY commerce.schedules
    ADD CONSTRAINT schedules_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.service_resource_groups service_resource_groups_service_fkey
ALTER TABLE ONLY commerce.service_resource_groups
    ADD CONSTRAINT service_resource_groups_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.service_staff service_staff_service_fkey
ALTER TABLE ONLY commerce.service_staff
    ADD CONSTRAINT service_staff_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.service_staff service_staff_staff_fkey
ALTER TABLE ONLY commerce.service_staff
    ADD CONSTRAINT service_staff_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.services services_currency_fkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.services services_organization_fkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.services services_venue_fkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.settings settings_key_fkey
ALTER TABLE ONLY commerce.settings
    ADD CONSTRAINT settings_key_fkey FOREIGN KEY (key) REFERENCES commerce.setting_definitions(key) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.settings settings_organization_fkey
ALTER TABLE ONLY commerce.settings
    ADD CONSTRAINT settings_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.slot_reservations slot_reservations_customer_fkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.slot_reservations slot_reservations_service_fkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.slot_reservations slot_reservations_slot_fkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_slot_fkey FOREIGN KEY (organization_id, time_slot_id) REFERENCES commerce.time_slots(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.slot_reservations slot_reservations_staff_fkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.staff staff_organization_fkey
ALTER TABLE ONLY commerce.staff
    ADD CONSTRAINT staff_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.stock_levels stock_levels_location_fkey
ALTER TABLE ONLY commerce.stock_levels
    ADD CONSTRAINT stock_levels_location_fkey FOREIGN KEY (organization_id, location_id) REFERENCES commerce.stock_locations(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stock_levels stock_levels_product_fkey
ALTER TABLE ONLY commerce.stock_levels
    ADD CONSTRAINT stock_levels_product_fkey FOREIGN KEY (organization_id, product_id) REFERENCES commerce.products(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stock_locations stock_locations_organization_fkey
ALTER TABLE ONLY commerce.stock_locations
    ADD CONSTRAINT stock_locations_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.stock_movements stock_movements_stock_fkey
ALTER TABLE ONLY commerce.stock_movements
    ADD CONSTRAINT stock_movements_stock_fkey FOREIGN KEY (organization_id, product_id, location_id) REFERENCES commerce.stock_levels(organization_id, product_id, location_id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.sweep_runs sweep_runs_schedule_fkey
ALTER TABLE ONLY commerce.sweep_runs
    ADD CONSTRAINT sweep_runs_schedule_fkey FOREIGN KEY (name) REFERENCES commerce.sweep_schedules(name) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.time_off time_off_staff_fkey
ALTER TABLE ONLY commerce.time_off
    ADD CONSTRAINT time_off_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.time_slots time_slots_service_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.time_slots time_slots_staff_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.time_slots time_slots_venue_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.venues venues_organization_fkey
ALTER TABLE ONLY commerce.venues
    ADD CONSTRAINT venues_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.counters counters_organization_fkey
ALTER TABLE ONLY commerce_private.counters
    ADD CONSTRAINT counters_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.customer_gateway_refs customer_gateway_refs_customer_fkey
ALTER TABLE ONLY commerce_private.customer_gateway_refs
    ADD CONSTRAINT customer_gateway_refs_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.directory directory_organization_fkey
ALTER TABLE ONLY commerce_private.directory
    ADD CONSTRAINT directory_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.idempotency_keys idempotency_keys_organization_fkey
ALTER TABLE ONLY commerce_private.idempotency_keys
    ADD CONSTRAINT idempotency_keys_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.organization_secrets organization_secrets_organization_fkey
ALTER TABLE ONLY commerce_private.organization_secrets
    ADD CONSTRAINT organization_secrets_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.organization_users organization_users_organization_fkey
ALTER TABLE ONLY commerce_private.organization_users
    ADD CONSTRAINT organization_users_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.payment_evidence payment_evidence_payment_fkey
ALTER TABLE ONLY commerce_private.payment_evidence
    ADD CONSTRAINT payment_evidence_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce_private.reader_bindings reader_bindings_organization_fkey
ALTER TABLE ONLY commerce_private.reader_bindings
    ADD CONSTRAINT reader_bindings_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.staff_details staff_details_staff_fkey
ALTER TABLE ONLY commerce_private.staff_details
    ADD CONSTRAINT staff_details_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- ROW SECURITY commerce.audit_log
ALTER TABLE commerce.audit_log ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.audit_log audit_log_service
CREATE POLICY audit_log_service ON commerce.audit_log FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.audit_log audit_log_user
CREATE POLICY audit_log_user ON commerce.audit_log FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('admin'::text) AS is_member)));

-- ROW SECURITY commerce.blackouts
ALTER TABLE commerce.blackouts ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.booking_status_history
ALTER TABLE commerce.booking_status_history ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.booking_status_transitions
ALTER TABLE commerce.booking_status_transitions ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.bookings
ALTER TABLE commerce.bookings ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.currencies
ALTER TABLE commerce.currencies ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.currencies currencies_everyone
CREATE POLICY currencies_everyone ON commerce.currencies FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform USING (true);

-- ROW SECURITY commerce.customer_addresses
ALTER TABLE commerce.customer_addresses ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.customers
ALTER TABLE commerce.customers ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.events
ALTER TABLE commerce.events ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.expected_stock
ALTER TABLE commerce.expected_stock ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.gateway_accounts
ALTER TABLE commerce.gateway_accounts ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.gateway_commands
ALTER TABLE commerce.gateway_commands ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.inventory_locks
ALTER TABLE commerce.inventory_locks ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.ledger_accounts
ALTER TABLE commerce.ledger_accounts ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.ledger_entries
ALTER TABLE commerce.ledger_entries ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.members
ALTER TABLE commerce.members ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.members members_trusted
CREATE POLICY members_trusted ON commerce.members FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.members members_user
CREATE POLICY members_user ON commerce.members FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((user_id = ( SELECT commerce_private.current_user_id() AS current_user_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.notification_deliveries
ALTER TABLE commerce.notification_deliveries ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.notification_queue
ALTER TABLE commerce.notification_queue ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.notification_template_defaults
ALTER TABLE commerce.notification_template_defaults ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.notification_templates
ALTER TABLE commerce.notification_templates ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.order_items
ALTER TABLE commerce.order_items ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.order_status_history
ALTER TABLE commerce.order_status_history ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.order_status_transitions
ALTER TABLE commerce.order_status_transitions ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.orders
ALTER TABLE commerce.orders ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.organizations
ALTER TABLE commerce.organizations ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.organizations organizations_context
CREATE POLICY organizations_context ON commerce.organizations FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_reader USING ((id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.organizations organizations_platform
CREATE POLICY organizations_platform ON commerce.organizations FOR SELECT TO commerce_platform USING (true);

-- ROW SECURITY commerce.payments
ALTER TABLE commerce.payments ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.platform_settings
ALTER TABLE commerce.platform_settings ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.platform_settings platform_settings_trusted
CREATE POLICY platform_settings_trusted ON commerce.platform_settings FOR SELECT TO commerce_service, commerce_reader, commerce_platform USING (true);

-- POLICY commerce.platform_settings platform_settings_user
CREATE POLICY platform_settings_user ON commerce.platform_settings FOR SELECT TO commerce_user USING (( SELECT commerce_private.is_member('staff'::text) AS is_member));

-- ROW SECURITY commerce.products
ALTER TABLE commerce.products ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.refund_items
ALTER TABLE commerce.refund_items ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.refunds
ALTER TABLE commerce.refunds ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.reservation_resources
ALTER TABLE commerce.reservation_resources ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.resources
ALTER TABLE commerce.resources ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.schedule_exceptions
ALTER TABLE commerce.schedule_exceptions ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.schedules
ALTER TABLE commerce.schedules ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.service_resource_groups
ALTER TABLE commerce.service_resource_groups ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.service_staff
ALTER TABLE commerce.service_staff ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.services
ALTER TABLE commerce.services ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.setting_definitions
ALTER TABLE commerce.setting_definitions ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.setting_definitions setting_definitions_trusted
CREATE POLICY setting_definitions_trusted ON commerce.setting_definitions FOR SELECT TO commerce_service, commerce_reader, commerce_platform USING (true);

-- POLICY commerce.setting_definitions setting_definitions_user
CREATE POLICY setting_definitions_user ON commerce.setting_definitions FOR SELECT TO commerce_user USING (( SELECT commerce_private.is_member('staff'::text) AS is_member));

-- ROW SECURITY commerce.settings
ALTER TABLE commerce.settings ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.settings settings_trusted
CREATE POLICY settings_trusted ON commerce.settings FOR SELECT TO commerce_service, commerce_reader, commerce_platform USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.settings settings_user
CREATE POLICY settings_user ON commerce.settings FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.slot_reservations
ALTER TABLE commerce.slot_reservations ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.staff
ALTER TABLE commerce.staff ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.stock_levels
ALTER TABLE commerce.stock_levels ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.stock_locations
ALTER TABLE commerce.stock_locations ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.stock_movements
ALTER TABLE commerce.stock_movements ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.sweep_runs
ALTER TABLE commerce.sweep_runs ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.sweep_schedules
ALTER TABLE commerce.sweep_schedules ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.time_off
ALTER TABLE commerce.time_off ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.time_slots
ALTER TABLE commerce.time_slots ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.venues
ALTER TABLE commerce.venues ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce.webhook_events
ALTER TABLE commerce.webhook_events ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.access_tokens
ALTER TABLE commerce_private.access_tokens ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.counters
ALTER TABLE commerce_private.counters ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.customer_gateway_refs
ALTER TABLE commerce_private.customer_gateway_refs ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.directory
ALTER TABLE commerce_private.directory ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.idempotency_keys
ALTER TABLE commerce_private.idempotency_keys ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.identities
ALTER TABLE commerce_private.identities ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.organization_secrets
ALTER TABLE commerce_private.organization_secrets ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.organization_users
ALTER TABLE commerce_private.organization_users ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.payment_evidence
ALTER TABLE commerce_private.payment_evidence ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.rate_limits
ALTER TABLE commerce_private.rate_limits ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.reader_bindings
ALTER TABLE commerce_private.reader_bindings ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.staff_details
ALTER TABLE commerce_private.staff_details ENABLE ROW LEVEL SECURITY;

-- ACL SCHEMA commerce
GRANT USAGE ON SCHEMA commerce TO commerce_anon;
GRANT USAGE ON SCHEMA commerce TO commerce_platform;
GRANT USAGE ON SCHEMA commerce TO commerce_reader;
GRANT USAGE ON SCHEMA commerce TO commerce_relay;
GRANT USAGE ON SCHEMA commerce TO commerce_service;
GRANT USAGE ON SCHEMA commerce TO commerce_user;
GRANT USAGE ON SCHEMA commerce TO commerce_worker;

-- ACL SCHEMA commerce_private
GRANT USAGE ON SCHEMA commerce_private TO commerce_anon;
GRANT USAGE ON SCHEMA commerce_private TO commerce_platform;
GRANT USAGE ON SCHEMA commerce_private TO commerce_reader;
GRANT USAGE ON SCHEMA commerce_private TO commerce_relay;
GRANT USAGE ON SCHEMA commerce_private TO commerce_service;
GRANT USAGE ON SCHEMA commerce_private TO commerce_user;
GRANT USAGE ON SCHEMA commerce_private TO commerce_worker;

-- ACL commerce.TABLE members
GRANT SELECT ON TABLE commerce.members TO commerce_reader;
GRANT SELECT ON TABLE commerce.members TO commerce_service;
GRANT SELECT ON TABLE commerce.members TO commerce_user;

-- ACL commerce.TABLE organizations
GRANT SELECT ON TABLE commerce.organizations TO commerce_anon;
GRANT SELECT ON TABLE commerce.organizations TO commerce_platform;
GRANT SELECT ON TABLE commerce.organizations TO commerce_reader;
GRANT SELECT ON TABLE commerce.organizations TO commerce_service;
GRANT SELECT ON TABLE commerce.organizations TO commerce_user;

-- ACL commerce.TABLE setting_definitions
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_platform;
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_reader;
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_service;
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_user;

-- ACL commerce.TABLE audit_log
GRANT SELECT ON TABLE commerce.audit_log TO commerce_service;
GRANT SELECT ON TABLE commerce.audit_log TO commerce_user;

-- ACL commerce.TABLE currencies
GRANT SELECT ON TABLE commerce.currencies TO commerce_anon;
GRANT SELECT ON TABLE commerce.currencies TO commerce_platform;
GRANT SELECT ON TABLE commerce.currencies TO commerce_reader;
GRANT SELECT ON TABLE commerce.currencies TO commerce_relay;
GRANT SELECT ON TABLE commerce.currencies TO commerce_service;
GRANT SELECT ON TABLE commerce.currencies TO commerce_user;
GRANT SELECT ON TABLE commerce.currencies TO commerce_worker;

-- ACL commerce.TABLE platform_settings
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_platform;
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_reader;
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_service;
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_user;

-- ACL commerce.TABLE settings
GRANT SELECT ON TABLE commerce.settings TO commerce_platform;
GRANT SELECT ON TABLE commerce.settings TO commerce_reader;
GRANT SELECT ON TABLE commerce.settings TO commerce_service;
GRANT SELECT ON TABLE commerce.settings TO commerce_user;

-- ACL commerce.TABLE settings_effective
GRANT SELECT ON TABLE commerce.settings_effective TO commerce_platform;
GRANT SELECT ON TABLE commerce.settings_effective TO commerce_reader;
GRANT SELECT ON TABLE commerce.settings_effective TO commerce_service;
GRANT SELECT ON TABLE commerce.settings_effective TO commerce_user;
