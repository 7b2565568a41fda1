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

-- TYPE commerce.available_day
CREATE TYPE commerce.available_day AS (
	day date,
	free_count integer
);


ALTER TYPE commerce.available_day OWNER TO commerce_owner;

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

-- COMMENT commerce.TYPE available_slot
COMMENT ON TYPE commerce.available_slot IS 'A start, or a time slot, that can be reserved.';

-- TYPE commerce.booking_export
CREATE TYPE commerce.booking_export AS (
	booking_number text,
	status text,
	payment_status text,
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	local_date date,
	local_start time without time zone,
	local_end time without time zone,
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
	created_at timestamp with time zone,
	booking_id uuid,
	order_id uuid,
	customer_id uuid
);


ALTER TYPE commerce.booking_export OWNER TO commerce_owner;

-- TYPE commerce.booking_step
CREATE TYPE commerce.booking_step AS (
	at timestamp with time zone,
	what text,
	why text,
	next_step text,
	who text
);


ALTER TYPE commerce.booking_step OWNER TO commerce_owner;

-- COMMENT commerce.TYPE booking_step
COMMENT ON TYPE commerce.booking_step IS 'A step in the life of a booking: when, what, why, what comes next, and who did it.';

-- TYPE commerce.calendar_entry
CREATE TYPE commerce.calendar_entry AS (
	booking_id uuid,
	booking_number text,
	status text,
	payment_status text,
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	local_date date,
	local_start time without time zone,
	local_end time without time zone,
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


ALTER TYPE commerce.calendar_entry OWNER TO commerce_owner;

-- COMMENT commerce.TYPE calendar_entry
COMMENT ON TYPE commerce.calendar_entry IS 'A booking in a calendar, or in the day of a venue.';

-- TYPE commerce.cancellation_quote
CREATE TYPE commerce.cancellation_quote AS (
	booking_id uuid,
	at timestamp with time zone,
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


ALTER TYPE commerce.cancellation_quote OWNER TO commerce_owner;

-- TYPE commerce.checked_slot
CREATE TYPE commerce.checked_slot AS (
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	is_available boolean,
	reason text
);


ALTER TYPE commerce.checked_slot OWNER TO commerce_owner;

-- COMMENT commerce.TYPE checked_slot
COMMENT ON TYPE commerce.checked_slot IS 'A start, whether it can be reserved, and why not.';

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

-- DOMAIN commerce.message_channel
CREATE DOMAIN commerce.message_channel AS text
	CONSTRAINT message_channel_check CHECK ((VALUE = ANY (ARRAY['email'::text, 'sms'::text, 'webhook'::text, 'staff'::text])));


ALTER DOMAIN commerce.message_channel OWNER TO commerce_owner;

-- TYPE commerce.claimed_notification
CREATE TYPE commerce.claimed_notification AS (
	organization_id uuid,
	id uuid,
	channel commerce.message_channel,
	template text,
	recipient text,
	locale text,
	data jsonb,
	order_id uuid,
	booking_id uuid,
	attempt integer,
	queued_at timestamp with time zone,
	locked_until timestamp with time zone,
	email_from text,
	subject text,
	body_text text,
	body_html text
);


ALTER TYPE commerce.claimed_notification OWNER TO commerce_owner;

-- TYPE commerce.created_cart
CREATE TYPE commerce.created_cart AS (
	id uuid,
	customer_id uuid,
	user_id uuid,
	status text,
	promotion_codes text[],
	metadata jsonb,
	order_id uuid,
	expires_at timestamp with time zone,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	access_token uuid
);


ALTER TYPE commerce.created_cart OWNER TO commerce_owner;

-- DOMAIN commerce.fulfillment_status
CREATE DOMAIN commerce.fulfillment_status AS text
	CONSTRAINT fulfillment_status_check CHECK ((VALUE = ANY (ARRAY['not_required'::text, 'unfulfilled'::text, 'partially_shipped'::text, 'shipped'::text, 'delivered'::text, 'partially_returned'::text, 'returned'::text])));


ALTER DOMAIN commerce.fulfillment_status OWNER TO commerce_owner;

-- DOMAIN commerce.order_payment_status
CREATE DOMAIN commerce.order_payment_status AS text
	CONSTRAINT order_payment_status_check CHECK ((VALUE = ANY (ARRAY['unpaid'::text, 'pending'::text, 'authorised'::text, 'partially_paid'::text, 'paid'::text, 'partially_refunded'::text, 'refunded'::text])));


ALTER DOMAIN commerce.order_payment_status OWNER TO commerce_owner;

-- DOMAIN commerce.order_source
CREATE DOMAIN commerce.order_source AS text
	CONSTRAINT order_source_check CHECK ((VALUE = ANY (ARRAY['admin'::text, 'widget'::text, 'api'::text, 'import'::text])));


ALTER DOMAIN commerce.order_source OWNER TO commerce_owner;

-- DOMAIN commerce.order_status
CREATE DOMAIN commerce.order_status AS text
	CONSTRAINT order_status_check CHECK ((VALUE = ANY (ARRAY['created'::text, 'pending_payment'::text, 'payment_failed'::text, 'paid'::text, 'processing'::text, 'ready_for_shipment'::text, 'shipped'::text, 'in_transit'::text, 'delivered'::text, 'partially_refunded'::text, 'refunded'::text, 'disputed'::text, 'cancelled'::text, 'archived'::text])));


ALTER DOMAIN commerce.order_status OWNER TO commerce_owner;

-- DOMAIN commerce.payment_method
CREATE DOMAIN commerce.payment_method AS text
	CONSTRAINT payment_method_check CHECK ((VALUE = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text])));


ALTER DOMAIN commerce.payment_method OWNER TO commerce_owner;

-- TYPE commerce.created_order
CREATE TYPE commerce.created_order AS (
	organization_id uuid,
	id uuid,
	order_number text,
	customer_id uuid,
	status commerce.order_status,
	payment_status commerce.order_payment_status,
	is_disputed boolean,
	fulfillment_status commerce.fulfillment_status,
	payment_method commerce.payment_method,
	currency text,
	subtotal_minor bigint,
	discount_minor bigint,
	shipping_minor bigint,
	tax_minor bigint,
	is_tax_included boolean,
	price_breakdown jsonb,
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
	source commerce.order_source,
	notes text,
	tags text[],
	metadata jsonb,
	expires_at timestamp with time zone,
	idempotency_key text,
	fingerprint bytea,
	log_length integer,
	log_head bytea,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	access_token uuid
);


ALTER TYPE commerce.created_order OWNER TO commerce_owner;

-- DOMAIN commerce.customer_origin
CREATE DOMAIN commerce.customer_origin AS text
	CONSTRAINT customer_origin_check CHECK ((VALUE = ANY (ARRAY['admin'::text, 'booking_widget'::text, 'checkout'::text, 'api'::text, 'import'::text])));


ALTER DOMAIN commerce.customer_origin OWNER TO commerce_owner;

-- DOMAIN commerce.customer_status
CREATE DOMAIN commerce.customer_status AS text
	CONSTRAINT customer_status_check CHECK ((VALUE = ANY (ARRAY['active'::text, 'inactive'::text, 'blocked'::text])));


ALTER DOMAIN commerce.customer_status OWNER TO commerce_owner;

-- DOMAIN commerce.email_address
CREATE DOMAIN commerce.email_address AS text
	CONSTRAINT email_address_check CHECK (((VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text) AND (length(VALUE) <= 254)));


ALTER DOMAIN commerce.email_address OWNER TO commerce_owner;

-- DOMAIN commerce.event_effects
CREATE DOMAIN commerce.event_effects AS jsonb
	CONSTRAINT event_effects_check CHECK ((jsonb_typeof(VALUE) = 'array'::text));


ALTER DOMAIN commerce.event_effects OWNER TO commerce_owner;

-- DOMAIN commerce.event_outcome
CREATE DOMAIN commerce.event_outcome AS text
	CONSTRAINT event_outcome_check CHECK ((VALUE = ANY (ARRAY['applied'::text, 'ignored'::text, 'duplicate'::text, 'failed'::text, 'unmatched'::text])));


ALTER DOMAIN commerce.event_outcome OWNER TO commerce_owner;

-- TYPE commerce.found_booking
CREATE TYPE commerce.found_booking AS (
	id uuid,
	booking_number text,
	status text,
	payment_status text,
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
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
	created_at timestamp with time zone,
	page_cursor text
);


ALTER TYPE commerce.found_booking OWNER TO commerce_owner;

-- COMMENT commerce.TYPE found_booking
COMMENT ON TYPE commerce.found_booking IS 'A booking that search_bookings found, and the cursor of the page after it.';

-- DOMAIN commerce.phone_number
CREATE DOMAIN commerce.phone_number AS text
	CONSTRAINT phone_number_check CHECK ((VALUE ~ '^\+[1-9][0-9]{6,14}$'::text));


ALTER DOMAIN commerce.phone_number OWNER TO commerce_owner;

-- DOMAIN commerce.segment_name
CREATE DOMAIN commerce.segment_name AS text
	CONSTRAINT segment_name_check CHECK ((VALUE = ANY (ARRAY['new'::text, 'active'::text, 'vip'::text, 'at_risk'::text, 'churned'::text, 'blocked'::text])));


ALTER DOMAIN commerce.segment_name OWNER TO commerce_owner;

-- TYPE commerce.found_customer
CREATE TYPE commerce.found_customer AS (
	id uuid,
	first_name text,
	last_name text,
	email commerce.email_address,
	phone commerce.phone_number,
	status commerce.customer_status,
	segment commerce.segment_name,
	tags text[],
	total_orders integer,
	total_bookings integer,
	total_spent_minor bigint,
	lifetime_value_minor bigint,
	last_activity_date date,
	created_at timestamp with time zone,
	page_cursor text
);


ALTER TYPE commerce.found_customer OWNER TO commerce_owner;

-- TYPE commerce.gift_card_balance
CREATE TYPE commerce.gift_card_balance AS (
	balance_minor bigint,
	currency text,
	expires_at timestamp with time zone
);


ALTER TYPE commerce.gift_card_balance OWNER TO commerce_owner;

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

-- COMMENT commerce.TYPE held_reservation
COMMENT ON TYPE commerce.held_reservation IS 'What reserve_time_slot answers: the row of slot_reservations, and the token that only its maker is told.';

-- TYPE commerce.imported_row
CREATE TYPE commerce.imported_row AS (
	row_key text,
	outcome text,
	payment_id uuid,
	order_id uuid
);


ALTER TYPE commerce.imported_row OWNER TO commerce_owner;

-- TYPE commerce.integrity_check
CREATE TYPE commerce.integrity_check AS (
	check_name text,
	is_ok boolean,
	row_count bigint,
	sample jsonb
);


ALTER TYPE commerce.integrity_check OWNER TO commerce_owner;

-- TYPE commerce.issued_gift_card
CREATE TYPE commerce.issued_gift_card AS (
	id uuid,
	code text,
	balance_minor bigint,
	currency text,
	recipient_email text,
	expires_at timestamp with time zone,
	created_at timestamp with time zone
);


ALTER TYPE commerce.issued_gift_card OWNER TO commerce_owner;

-- DOMAIN commerce.item_kind
CREATE DOMAIN commerce.item_kind AS text
	CONSTRAINT item_kind_check CHECK ((VALUE = ANY (ARRAY['product'::text, 'service'::text, 'subscription'::text, 'package'::text, 'gift_card'::text, 'fee'::text, 'tip'::text])));


ALTER DOMAIN commerce.item_kind OWNER TO commerce_owner;

-- DOMAIN commerce.lock_state
CREATE DOMAIN commerce.lock_state AS text
	CONSTRAINT lock_state_check CHECK ((VALUE = ANY (ARRAY['active'::text, 'converted'::text, 'released'::text, 'expired'::text])));


ALTER DOMAIN commerce.lock_state OWNER TO commerce_owner;

-- DOMAIN commerce.message_status
CREATE DOMAIN commerce.message_status AS text
	CONSTRAINT message_status_check CHECK ((VALUE = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dead'::text, 'cancelled'::text])));


ALTER DOMAIN commerce.message_status OWNER TO commerce_owner;

-- DOMAIN commerce.metadata
CREATE DOMAIN commerce.metadata AS jsonb
	CONSTRAINT metadata_check CHECK ((jsonb_typeof(VALUE) = 'object'::text));


ALTER DOMAIN commerce.metadata OWNER TO commerce_owner;

-- TYPE commerce.onboarding_step
CREATE TYPE commerce.onboarding_step AS (
	step text,
	is_done boolean,
	hint text
);


ALTER TYPE commerce.onboarding_step OWNER TO commerce_owner;

-- TYPE commerce.order_explanation
CREATE TYPE commerce.order_explanation AS (
	at timestamp with time zone,
	what text,
	why text,
	next_step text,
	who text
);


ALTER TYPE commerce.order_explanation OWNER TO commerce_owner;

-- TYPE commerce.order_export
CREATE TYPE commerce.order_export AS (
	order_number text,
	created_at timestamp with time zone,
	status commerce.order_status,
	payment_status commerce.order_payment_status,
	fulfillment_status commerce.fulfillment_status,
	payment_method commerce.payment_method,
	email text,
	line integer,
	kind commerce.item_kind,
	sku text,
	title text,
	quantity integer,
	unit_price_minor bigint,
	line_discount_minor bigint,
	line_tax_minor bigint,
	line_total_minor bigint,
	removed_quantity integer,
	order_total_minor bigint,
	paid_minor bigint,
	refunded_minor bigint,
	currency text,
	order_id uuid,
	order_item_id uuid
);


ALTER TYPE commerce.order_export OWNER TO commerce_owner;

-- TYPE commerce.order_list_item
CREATE TYPE commerce.order_list_item AS (
	id uuid,
	order_number text,
	customer_id uuid,
	email text,
	status commerce.order_status,
	payment_status commerce.order_payment_status,
	fulfillment_status commerce.fulfillment_status,
	is_disputed boolean,
	currency text,
	total_minor bigint,
	paid_minor bigint,
	refunded_minor bigint,
	due_minor bigint,
	source commerce.order_source,
	created_at timestamp with time zone,
	updated_at timestamp with time zone,
	page_cursor text
);


ALTER TYPE commerce.order_list_item OWNER TO commerce_owner;

-- DOMAIN commerce.party_size
CREATE DOMAIN commerce.party_size AS integer
	CONSTRAINT party_size_check CHECK (((VALUE >= 1) AND (VALUE <= 100000)));


ALTER DOMAIN commerce.party_size OWNER TO commerce_owner;

-- TYPE commerce.payment_explanation
CREATE TYPE commerce.payment_explanation AS (
	at timestamp with time zone,
	what text,
	why text,
	next_step text,
	who text
);


ALTER TYPE commerce.payment_explanation OWNER TO commerce_owner;

-- DOMAIN commerce.payment_gateway
CREATE DOMAIN commerce.payment_gateway AS text
	CONSTRAINT payment_gateway_check CHECK ((VALUE = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text, 'gift_card'::text, 'store_credit'::text])));


ALTER DOMAIN commerce.payment_gateway OWNER TO commerce_owner;

-- DOMAIN commerce.payment_status
CREATE DOMAIN commerce.payment_status AS text
	CONSTRAINT payment_status_check CHECK ((VALUE = ANY (ARRAY['created'::text, 'requires_action'::text, 'processing'::text, 'authorised'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text, 'expired'::text, 'unknown'::text])));


ALTER DOMAIN commerce.payment_status OWNER TO commerce_owner;

-- TYPE commerce.product_export
CREATE TYPE commerce.product_export AS (
	product_id bigint,
	sku text,
	name text,
	parent_sku text,
	options jsonb,
	price_minor bigint,
	currency text,
	tax_category text,
	status text,
	track_inventory boolean,
	allow_backorder boolean,
	weight_grams integer,
	on_hand bigint,
	locked bigint,
	available bigint,
	incoming bigint,
	updated_at timestamp with time zone
);


ALTER TYPE commerce.product_export OWNER TO commerce_owner;

-- TYPE commerce.reassignment
CREATE TYPE commerce.reassignment AS (
	booking_id uuid,
	outcome text,
	new_staff_id uuid,
	reason text
);


ALTER TYPE commerce.reassignment OWNER TO commerce_owner;

-- TYPE commerce.reconciled_payment
CREATE TYPE commerce.reconciled_payment AS (
	kind text,
	payment_id uuid,
	gateway_reference text,
	detail jsonb
);


ALTER TYPE commerce.reconciled_payment OWNER TO commerce_owner;

-- DOMAIN commerce.reservation_status
CREATE DOMAIN commerce.reservation_status AS text
	CONSTRAINT reservation_status_check CHECK ((VALUE = ANY (ARRAY['reserved'::text, 'confirmed'::text, 'expired'::text, 'cancelled'::text])));


ALTER DOMAIN commerce.reservation_status OWNER TO commerce_owner;

-- TYPE commerce.series_date
CREATE TYPE commerce.series_date AS (
	starts_at timestamp with time zone,
	local_start timestamp without time zone,
	outcome text,
	reason text,
	booking_id uuid,
	booking_number text,
	order_id uuid
);


ALTER TYPE commerce.series_date OWNER TO commerce_owner;

-- COMMENT commerce.TYPE series_date
COMMENT ON TYPE commerce.series_date IS 'A date of a series, and what became of it.';

-- TYPE commerce.sweep_result
CREATE TYPE commerce.sweep_result AS (
	name text,
	rows bigint,
	took interval
);


ALTER TYPE commerce.sweep_result OWNER TO commerce_owner;

-- DOMAIN commerce.tax_exemption
CREATE DOMAIN commerce.tax_exemption AS text
	CONSTRAINT tax_exemption_check CHECK (((length(VALUE) >= 1) AND (length(VALUE) <= 200)));


ALTER DOMAIN commerce.tax_exemption OWNER TO commerce_owner;

-- TYPE commerce_private.caller
CREATE TYPE commerce_private.caller AS (
	organization_id uuid,
	user_id uuid,
	role text,
	member_role text
);


ALTER TYPE commerce_private.caller OWNER TO commerce_owner;

-- TYPE commerce_private.order_rules
CREATE TYPE commerce_private.order_rules AS (
	number_mask text,
	number_letters text,
	capacity_until timestamp with time zone,
	expires_at timestamp with time zone,
	has_taxes boolean,
	has_shipping boolean,
	is_tax_included boolean,
	is_tax_rounded_by_line boolean,
	tax_place jsonb
);


ALTER TYPE commerce_private.order_rules OWNER TO commerce_owner;

-- TYPE commerce_private.priced_line
CREATE TYPE commerce_private.priced_line AS (
	line integer,
	kind text,
	product_id bigint,
	service_id uuid,
	pricing_plan_id uuid,
	entitlement_id uuid,
	reservation_id uuid,
	hold_token uuid,
	starts_at timestamp with time zone,
	title text,
	sku text,
	quantity integer,
	unit_price_minor bigint,
	discount_minor bigint,
	tax_minor bigint,
	total_minor bigint,
	due_now_minor bigint,
	currency text,
	tax_category text,
	is_stocked boolean,
	is_short boolean,
	allow_backorder boolean,
	snapshot jsonb,
	item jsonb
);


ALTER TYPE commerce_private.priced_line OWNER TO commerce_owner;

-- TYPE commerce_private.order_sums
CREATE TYPE commerce_private.order_sums AS (
	lines commerce_private.priced_line[],
	subtotal_minor bigint,
	discount_minor bigint,
	shipping_minor bigint,
	tax_minor bigint,
	is_tax_included boolean,
	total_minor bigint,
	due_now_minor bigint,
	currency text,
	product_ids bigint[],
	quantities bigint[],
	backorders bigint[],
	is_short boolean,
	has_products boolean,
	has_times boolean,
	has_values boolean,
	balance_due_at timestamp with time zone,
	promotion_ids uuid[],
	promotion_discounts bigint[],
	price_breakdown jsonb
);


ALTER TYPE commerce_private.order_sums OWNER TO commerce_owner;

-- TYPE commerce_private.order_wish
CREATE TYPE commerce_private.order_wish AS (
	customer_id uuid,
	email text,
	promotion_codes text[],
	shipping_method_id uuid,
	shipping_address jsonb,
	billing_address jsonb,
	is_draft boolean,
	expected_total_minor bigint
);


ALTER TYPE commerce_private.order_wish OWNER TO commerce_owner;

-- TYPE commerce_private.segment
CREATE TYPE commerce_private.segment AS (
	place bigint,
	service_id uuid,
	starts_at timestamp with time zone,
	ends_at timestamp with time zone,
	staff_id uuid,
	preferred_staff_id uuid,
	time_slot_id uuid,
	party_size integer,
	is_staff_requested boolean
);


ALTER TYPE commerce_private.segment OWNER TO commerce_owner;

-- TYPE commerce_private.tender_offer
CREATE TYPE commerce_private.tender_offer AS (
	gift_card_id uuid,
	gift_card_minor bigint,
	store_credit_id uuid,
	store_credit_minor bigint
);


ALTER TYPE commerce_private.tender_offer OWNER TO commerce_owner;

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

-- COMMENT commerce.TABLE blackouts
COMMENT ON TABLE commerce.blackouts IS 'Ranges closed for a venue, a service or a resource; for none of them: for the whole organization.';

-- COMMENT commerce.COLUMN blackouts.organization_id
COMMENT ON COLUMN commerce.blackouts.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN blackouts.id
COMMENT ON COLUMN commerce.blackouts.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN blackouts.venue_id
COMMENT ON COLUMN commerce.blackouts.venue_id IS 'The venue that is closed.';

-- COMMENT commerce.COLUMN blackouts.service_id
COMMENT ON COLUMN commerce.blackouts.service_id IS 'The service that is not offered.';

-- COMMENT commerce.COLUMN blackouts.resource_id
COMMENT ON COLUMN commerce.blackouts.resource_id IS 'The resource that is out of use.';

-- COMMENT commerce.COLUMN blackouts.during
COMMENT ON COLUMN commerce.blackouts.during IS 'The range, half-open.';

-- COMMENT commerce.COLUMN blackouts.starts_at
COMMENT ON COLUMN commerce.blackouts.starts_at IS 'Its start.';

-- COMMENT commerce.COLUMN blackouts.ends_at
COMMENT ON COLUMN commerce.blackouts.ends_at IS 'Its end.';

-- COMMENT commerce.COLUMN blackouts.reason
COMMENT ON COLUMN commerce.blackouts.reason IS 'Why, for members.';

-- COMMENT commerce.COLUMN blackouts.created_at
COMMENT ON COLUMN commerce.blackouts.created_at IS 'When the row was made.';

-- TABLE commerce.cart_items
CREATE TABLE commerce.cart_items (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    cart_id uuid NOT NULL,
    product_id bigint,
    reservation_id uuid,
    item jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT cart_items_item_check CHECK (((jsonb_typeof(item) = 'object'::text) AND (NOT (item ? 'hold_token'::text))))
);


ALTER TABLE commerce.cart_items OWNER TO commerce_owner;

-- COMMENT commerce.TABLE cart_items
COMMENT ON TABLE commerce.cart_items IS 'The lines of carts.';

-- COMMENT commerce.COLUMN cart_items.organization_id
COMMENT ON COLUMN commerce.cart_items.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN cart_items.id
COMMENT ON COLUMN commerce.cart_items.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN cart_items.cart_id
COMMENT ON COLUMN commerce.cart_items.cart_id IS 'The cart.';

-- COMMENT commerce.COLUMN cart_items.product_id
COMMENT ON COLUMN commerce.cart_items.product_id IS 'The product, of a line of goods.';

-- COMMENT commerce.COLUMN cart_items.reservation_id
COMMENT ON COLUMN commerce.cart_items.reservation_id IS 'The hold, of a line with a time that is held already.';

-- COMMENT commerce.COLUMN cart_items.item
COMMENT ON COLUMN commerce.cart_items.item IS 'The line as `create_order` reads it, without the token of a hold.';

-- COMMENT commerce.COLUMN cart_items.created_at
COMMENT ON COLUMN commerce.cart_items.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN cart_items.updated_at
COMMENT ON COLUMN commerce.cart_items.updated_at IS 'When the row was last changed.';

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

-- TABLE commerce.order_logs
CREATE TABLE commerce.order_logs (
    organization_id uuid NOT NULL,
    order_id uuid NOT NULL,
    place integer NOT NULL,
    action text NOT NULL,
    data jsonb,
    salt uuid,
    data_digest bytea NOT NULL,
    hash bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_user_id uuid,
    actor_role text,
    is_visible_to_customer boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_logs_action_check CHECK (((length(action) >= 1) AND (length(action) <= 100))),
    CONSTRAINT order_logs_data_check CHECK ((jsonb_typeof(data) = 'object'::text)),
    CONSTRAINT order_logs_place_check CHECK ((place >= 1)),
    CONSTRAINT order_logs_salt_check CHECK (((data IS NULL) = (salt IS NULL)))
);


ALTER TABLE commerce.order_logs OWNER TO commerce_owner;

-- COMMENT commerce.TABLE order_logs
COMMENT ON TABLE commerce.order_logs IS 'What was done about an order, and by whom; append-only, each entry chained to the one before.';

-- COMMENT commerce.COLUMN order_logs.organization_id
COMMENT ON COLUMN commerce.order_logs.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN order_logs.order_id
COMMENT ON COLUMN commerce.order_logs.order_id IS 'The order.';

-- COMMENT commerce.COLUMN order_logs.place
COMMENT ON COLUMN commerce.order_logs.place IS 'Place in the log, from 1.';

-- COMMENT commerce.COLUMN order_logs.action
COMMENT ON COLUMN commerce.order_logs.action IS 'What was done; the engine''s own words begin with `order.`.';

-- COMMENT commerce.COLUMN order_logs.data
COMMENT ON COLUMN commerce.order_logs.data IS 'What there is to say about it; null once it was erased.';

-- COMMENT commerce.COLUMN order_logs.salt
COMMENT ON COLUMN commerce.order_logs.salt IS 'Keeps erased data from being guessed by its digest; erased with it.';

-- COMMENT commerce.COLUMN order_logs.data_digest
COMMENT ON COLUMN commerce.order_logs.data_digest IS 'sha256 of the salt''s 16 bytes and the data as text.';

-- COMMENT commerce.COLUMN order_logs.hash
COMMENT ON COLUMN commerce.order_logs.hash IS 'sha256 of the former entry''s hash and everything of this one but data and salt.';

-- COMMENT commerce.COLUMN order_logs.at
COMMENT ON COLUMN commerce.order_logs.at IS 'When.';

-- COMMENT commerce.COLUMN order_logs.actor_user_id
COMMENT ON COLUMN commerce.order_logs.actor_user_id IS 'The user who did it, if one did.';

-- COMMENT commerce.COLUMN order_logs.actor_role
COMMENT ON COLUMN commerce.order_logs.actor_role IS 'The role of the caller.';

-- COMMENT commerce.COLUMN order_logs.is_visible_to_customer
COMMENT ON COLUMN commerce.order_logs.is_visible_to_customer IS 'Whether the order''s customer, or a guest with its token, reads it.';

-- COMMENT commerce.COLUMN order_logs.created_at
COMMENT ON COLUMN commerce.order_logs.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE schedule_exceptions
COMMENT ON TABLE commerce.schedule_exceptions IS 'Other hours on one date; without hours the subject is closed that day.';

-- COMMENT commerce.COLUMN schedule_exceptions.organization_id
COMMENT ON COLUMN commerce.schedule_exceptions.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN schedule_exceptions.id
COMMENT ON COLUMN commerce.schedule_exceptions.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN schedule_exceptions.staff_id
COMMENT ON COLUMN commerce.schedule_exceptions.staff_id IS 'Whose they are; exactly one of staff, venue and service is set.';

-- COMMENT commerce.COLUMN schedule_exceptions.venue_id
COMMENT ON COLUMN commerce.schedule_exceptions.venue_id IS 'Whose they are.';

-- COMMENT commerce.COLUMN schedule_exceptions.service_id
COMMENT ON COLUMN commerce.schedule_exceptions.service_id IS 'Whose they are.';

-- COMMENT commerce.COLUMN schedule_exceptions.on_date
COMMENT ON COLUMN commerce.schedule_exceptions.on_date IS 'The date, in the zone of the subject.';

-- COMMENT commerce.COLUMN schedule_exceptions.from_time
COMMENT ON COLUMN commerce.schedule_exceptions.from_time IS 'When the window begins.';

-- COMMENT commerce.COLUMN schedule_exceptions.to_time
COMMENT ON COLUMN commerce.schedule_exceptions.to_time IS 'When it ends; at or before `from_time` means the next day.';

-- COMMENT commerce.COLUMN schedule_exceptions.reason
COMMENT ON COLUMN commerce.schedule_exceptions.reason IS 'Why, for members.';

-- COMMENT commerce.COLUMN schedule_exceptions.created_at
COMMENT ON COLUMN commerce.schedule_exceptions.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE time_off
COMMENT ON TABLE commerce.time_off IS 'Ranges without a member of staff.';

-- COMMENT commerce.COLUMN time_off.organization_id
COMMENT ON COLUMN commerce.time_off.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN time_off.id
COMMENT ON COLUMN commerce.time_off.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN time_off.staff_id
COMMENT ON COLUMN commerce.time_off.staff_id IS 'Who is away.';

-- COMMENT commerce.COLUMN time_off.during
COMMENT ON COLUMN commerce.time_off.during IS 'The range, half-open.';

-- COMMENT commerce.COLUMN time_off.starts_at
COMMENT ON COLUMN commerce.time_off.starts_at IS 'Its start.';

-- COMMENT commerce.COLUMN time_off.ends_at
COMMENT ON COLUMN commerce.time_off.ends_at IS 'Its end.';

-- COMMENT commerce.COLUMN time_off.reason
COMMENT ON COLUMN commerce.time_off.reason IS 'Why, for members.';

-- COMMENT commerce.COLUMN time_off.created_at
COMMENT ON COLUMN commerce.time_off.created_at IS 'When the row was made.';

-- TABLE commerce.stock_levels
CREATE TABLE commerce.stock_levels (
    organization_id uuid NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    on_hand bigint DEFAULT 0 NOT NULL,
    reserved bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stock_levels_reserved_check CHECK (((reserved >= 0) AND (on_hand >= reserved)))
)
WITH (fillfactor='50');


ALTER TABLE commerce.stock_levels OWNER TO commerce_owner;

-- COMMENT commerce.TABLE stock_levels
COMMENT ON TABLE commerce.stock_levels IS 'How many units of a product lie at a location, and how many of them are spoken for.';

-- COMMENT commerce.COLUMN stock_levels.organization_id
COMMENT ON COLUMN commerce.stock_levels.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN stock_levels.product_id
COMMENT ON COLUMN commerce.stock_levels.product_id IS 'Number of the product.';

-- COMMENT commerce.COLUMN stock_levels.location_id
COMMENT ON COLUMN commerce.stock_levels.location_id IS 'Where it lies.';

-- COMMENT commerce.COLUMN stock_levels.on_hand
COMMENT ON COLUMN commerce.stock_levels.on_hand IS 'Units on the shelf: the sum of the movements.';

-- COMMENT commerce.COLUMN stock_levels.reserved
COMMENT ON COLUMN commerce.stock_levels.reserved IS 'Units that active locks hold: the sum of their rows.';

-- COMMENT commerce.COLUMN stock_levels.created_at
COMMENT ON COLUMN commerce.stock_levels.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN stock_levels.updated_at
COMMENT ON COLUMN commerce.stock_levels.updated_at IS 'When the row was last changed.';

-- TABLE commerce.payments
CREATE TABLE commerce.payments (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid,
    gateway commerce.payment_gateway NOT NULL,
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
    status commerce.payment_status DEFAULT 'created'::text NOT NULL,
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
    is_manual_capture boolean DEFAULT false NOT NULL,
    payout_id uuid,
    CONSTRAINT payments_amounts_check CHECK (commerce_private.are_payment_amounts(amount_minor, received_minor, refunded_minor, fee_minor, application_fee_minor, received_currency, (status)::text))
);


ALTER TABLE commerce.payments OWNER TO commerce_owner;

-- COMMENT commerce.TABLE payments
COMMENT ON TABLE commerce.payments IS 'Attempts to pay. A status only goes forward, so that events end in the same state in whatever order they come.

`created` → `unknown` → `requires_action` → `processing` → `authorised` → `expired` → `cancelled` → `failed` →
`succeeded`, any of them skipped.';

-- COMMENT commerce.COLUMN payments.order_id
COMMENT ON COLUMN commerce.payments.order_id IS 'What is paid; null for money that nobody has allocated yet.';

-- COMMENT commerce.COLUMN payments.gateway
COMMENT ON COLUMN commerce.payments.gateway IS 'Who takes the money, or `gift_card` and `store_credit`.';

-- COMMENT commerce.COLUMN payments.gateway_account_id
COMMENT ON COLUMN commerce.payments.gateway_account_id IS 'The account at the gateway; null where a person takes the money.';

-- COMMENT commerce.COLUMN payments.reference
COMMENT ON COLUMN commerce.payments.reference IS 'Our name of the payment, the only thing about it that gateways keep: the ids of organization and payment.';

-- COMMENT commerce.COLUMN payments.gateway_reference
COMMENT ON COLUMN commerce.payments.gateway_reference IS 'The gateway''s id of the money movement, of the page before there is one.';

-- COMMENT commerce.COLUMN payments.session_reference
COMMENT ON COLUMN commerce.payments.session_reference IS 'The gateway''s id of the page on which it is paid.';

-- COMMENT commerce.COLUMN payments.amount_minor
COMMENT ON COLUMN commerce.payments.amount_minor IS 'What was asked for, in minor units of `currency`.';

-- COMMENT commerce.COLUMN payments.received_minor
COMMENT ON COLUMN commerce.payments.received_minor IS 'What came, in minor units of `received_currency`.';

-- COMMENT commerce.COLUMN payments.refunded_minor
COMMENT ON COLUMN commerce.payments.refunded_minor IS 'What of it went back.';

-- COMMENT commerce.COLUMN payments.fee_minor
COMMENT ON COLUMN commerce.payments.fee_minor IS 'What the gateway kept of it.';

-- COMMENT commerce.COLUMN payments.application_fee_minor
COMMENT ON COLUMN commerce.payments.application_fee_minor IS 'What the platform kept of it.';

-- COMMENT commerce.COLUMN payments.currency
COMMENT ON COLUMN commerce.payments.currency IS 'The currency asked for.';

-- COMMENT commerce.COLUMN payments.received_currency
COMMENT ON COLUMN commerce.payments.received_currency IS 'The currency that came; null until then.';

-- COMMENT commerce.COLUMN payments.is_in_suspense
COMMENT ON COLUMN commerce.payments.is_in_suspense IS 'Received, but booked to no order: another amount or currency than asked for, or no order named.';

-- COMMENT commerce.COLUMN payments.status
COMMENT ON COLUMN commerce.payments.status IS 'How far the attempt has come.';

-- COMMENT commerce.COLUMN payments.next_action
COMMENT ON COLUMN commerce.payments.next_action IS 'What the payer does next: `{"type": "wait"}`, `{"type": "redirect", "url": …}`, `{"type": "instructions", …}`; null
when there is nothing to do.';

-- COMMENT commerce.COLUMN payments.failure_code
COMMENT ON COLUMN commerce.payments.failure_code IS 'Why it failed, in the gateway''s word.';

-- COMMENT commerce.COLUMN payments.failure_message
COMMENT ON COLUMN commerce.payments.failure_message IS 'Why it failed, in a sentence.';

-- COMMENT commerce.COLUMN payments.idempotency_key
COMMENT ON COLUMN commerce.payments.idempotency_key IS 'The key its maker sent.';

-- COMMENT commerce.COLUMN payments.fingerprint
COMMENT ON COLUMN commerce.payments.fingerprint IS 'The digest of its maker''s request.';

-- COMMENT commerce.COLUMN payments.actor_user_id
COMMENT ON COLUMN commerce.payments.actor_user_id IS 'Who began it, or confirmed it first.';

-- COMMENT commerce.COLUMN payments.expires_at
COMMENT ON COLUMN commerce.payments.expires_at IS 'Until when stock and times wait for it.';

-- COMMENT commerce.COLUMN payments.succeeded_at
COMMENT ON COLUMN commerce.payments.succeeded_at IS 'When the money was booked.';

-- COMMENT commerce.COLUMN payments.is_manual_capture
COMMENT ON COLUMN commerce.payments.is_manual_capture IS 'Authorised first: the money moves when `capture_payment` says so.';

-- COMMENT commerce.COLUMN payments.payout_id
COMMENT ON COLUMN commerce.payments.payout_id IS 'With which payout, or courier''s cash, the money came in.';

-- TABLE commerce.carts
CREATE TABLE commerce.carts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    customer_id uuid,
    user_id uuid,
    status text DEFAULT 'active'::text NOT NULL,
    promotion_codes text[] DEFAULT '{}'::text[] NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    order_id uuid,
    merged_into_id uuid,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT carts_merged_check CHECK (((status = 'merged'::text) = (merged_into_id IS NOT NULL))),
    CONSTRAINT carts_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT carts_ordered_check CHECK (((status = 'ordered'::text) = (order_id IS NOT NULL))),
    CONSTRAINT carts_status_check CHECK ((status = ANY (ARRAY['active'::text, 'ordered'::text, 'merged'::text, 'expired'::text])))
);


ALTER TABLE commerce.carts OWNER TO commerce_owner;

-- COMMENT commerce.TABLE carts
COMMENT ON TABLE commerce.carts IS 'What somebody is about to order.';

-- COMMENT commerce.COLUMN carts.organization_id
COMMENT ON COLUMN commerce.carts.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN carts.id
COMMENT ON COLUMN commerce.carts.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN carts.customer_id
COMMENT ON COLUMN commerce.carts.customer_id IS 'The customer it is for.';

-- COMMENT commerce.COLUMN carts.user_id
COMMENT ON COLUMN commerce.carts.user_id IS 'The user it belongs to.';

-- COMMENT commerce.COLUMN carts.status
COMMENT ON COLUMN commerce.carts.status IS '`active`, `ordered`, `merged` or `expired`.';

-- COMMENT commerce.COLUMN carts.promotion_codes
COMMENT ON COLUMN commerce.carts.promotion_codes IS 'The promotions its order will use.';

-- COMMENT commerce.COLUMN carts.metadata
COMMENT ON COLUMN commerce.carts.metadata IS 'Whatever the shop wants to keep with it, a json object.';

-- COMMENT commerce.COLUMN carts.order_id
COMMENT ON COLUMN commerce.carts.order_id IS 'The order it became.';

-- COMMENT commerce.COLUMN carts.merged_into_id
COMMENT ON COLUMN commerce.carts.merged_into_id IS 'The cart it went into.';

-- COMMENT commerce.COLUMN carts.expires_at
COMMENT ON COLUMN commerce.carts.expires_at IS 'When it expires unless it is changed before.';

-- COMMENT commerce.COLUMN carts.created_at
COMMENT ON COLUMN commerce.carts.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN carts.updated_at
COMMENT ON COLUMN commerce.carts.updated_at IS 'When the row was last changed.';

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
    delivery_mode text,
    cancellation_terms jsonb,
    cancellation_fee_minor bigint,
    waived_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT bookings_fee_check CHECK ((cancellation_fee_minor >= 0)),
    CONSTRAINT bookings_participants_check CHECK ((jsonb_typeof(participants) = 'object'::text)),
    CONSTRAINT bookings_party_check CHECK (((party_size >= 1) AND (party_size <= 100000))),
    CONSTRAINT bookings_payment_status_check CHECK ((payment_status = ANY (ARRAY['unpaid'::text, 'pending'::text, 'authorised'::text, 'failed'::text, 'partially_paid'::text, 'paid'::text, 'partially_refunded'::text, 'refunded'::text]))),
    CONSTRAINT bookings_source_check CHECK ((source = ANY (ARRAY['admin'::text, 'widget'::text, 'api'::text, 'import'::text]))),
    CONSTRAINT bookings_status_check CHECK ((status = ANY (ARRAY['pending_payment'::text, 'awaiting_approval'::text, 'confirmed'::text, 'expired'::text, 'payment_failed'::text, 'checked_in'::text, 'completed'::text, 'cancelled'::text, 'no_show'::text]))),
    CONSTRAINT bookings_total_check CHECK ((total_minor >= 0)),
    CONSTRAINT bookings_waived_check CHECK ((waived_minor >= 0))
);


ALTER TABLE commerce.bookings OWNER TO commerce_owner;

-- COMMENT commerce.TABLE bookings
COMMENT ON TABLE commerce.bookings IS 'Appointments: a reservation that is part of an order.';

-- COMMENT commerce.COLUMN bookings.organization_id
COMMENT ON COLUMN commerce.bookings.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN bookings.id
COMMENT ON COLUMN commerce.bookings.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN bookings.booking_number
COMMENT ON COLUMN commerce.bookings.booking_number IS 'What people call it.';

-- COMMENT commerce.COLUMN bookings.order_id
COMMENT ON COLUMN commerce.bookings.order_id IS 'The order it is part of.';

-- COMMENT commerce.COLUMN bookings.order_item_id
COMMENT ON COLUMN commerce.bookings.order_item_id IS 'The line that sold it.';

-- COMMENT commerce.COLUMN bookings.service_id
COMMENT ON COLUMN commerce.bookings.service_id IS 'What happens.';

-- COMMENT commerce.COLUMN bookings.venue_id
COMMENT ON COLUMN commerce.bookings.venue_id IS 'Where.';

-- COMMENT commerce.COLUMN bookings.customer_id
COMMENT ON COLUMN commerce.bookings.customer_id IS 'For whom.';

-- COMMENT commerce.COLUMN bookings.reservation_id
COMMENT ON COLUMN commerce.bookings.reservation_id IS 'The reservation that keeps its time.';

-- COMMENT commerce.COLUMN bookings.time_slot_id
COMMENT ON COLUMN commerce.bookings.time_slot_id IS 'The session it has places in.';

-- COMMENT commerce.COLUMN bookings.staff_id
COMMENT ON COLUMN commerce.bookings.staff_id IS 'Who performs it.';

-- COMMENT commerce.COLUMN bookings.staff_requested
COMMENT ON COLUMN commerce.bookings.staff_requested IS 'Whether the customer asked for that person.';

-- COMMENT commerce.COLUMN bookings.during
COMMENT ON COLUMN commerce.bookings.during IS 'When, half-open; null for a session that starts at once.';

-- COMMENT commerce.COLUMN bookings.starts_at
COMMENT ON COLUMN commerce.bookings.starts_at IS 'Start of `during`.';

-- COMMENT commerce.COLUMN bookings.ends_at
COMMENT ON COLUMN commerce.bookings.ends_at IS 'End of `during`.';

-- COMMENT commerce.COLUMN bookings.scheduled_for
COMMENT ON COLUMN commerce.bookings.scheduled_for IS 'The start that was booked; null for a session that starts at once.';

-- COMMENT commerce.COLUMN bookings.local_date
COMMENT ON COLUMN commerce.bookings.local_date IS 'Date at the venue.';

-- COMMENT commerce.COLUMN bookings.local_start
COMMENT ON COLUMN commerce.bookings.local_start IS 'Start on the wall clock of the venue.';

-- COMMENT commerce.COLUMN bookings.local_end
COMMENT ON COLUMN commerce.bookings.local_end IS 'End on the wall clock of the venue.';

-- COMMENT commerce.COLUMN bookings.party_size
COMMENT ON COLUMN commerce.bookings.party_size IS 'How many people.';

-- COMMENT commerce.COLUMN bookings.participants
COMMENT ON COLUMN commerce.bookings.participants IS 'How many of which kind, such as `{"adult":2}`.';

-- COMMENT commerce.COLUMN bookings.status
COMMENT ON COLUMN commerce.bookings.status IS '`pending_payment`, `awaiting_approval`, `confirmed`, `expired`, `payment_failed`, `checked_in`, `completed`, `cancelled` or `no_show`.';

-- COMMENT commerce.COLUMN bookings.payment_status
COMMENT ON COLUMN commerce.bookings.payment_status IS 'How its payment stands; `failed` when the last attempt did.';

-- COMMENT commerce.COLUMN bookings.source
COMMENT ON COLUMN commerce.bookings.source IS '`admin`, `widget`, `api` or `import`.';

-- COMMENT commerce.COLUMN bookings.customer_note
COMMENT ON COLUMN commerce.bookings.customer_note IS 'What the customer wants to say.';

-- COMMENT commerce.COLUMN bookings.meeting_url
COMMENT ON COLUMN commerce.bookings.meeting_url IS 'Where to meet online.';

-- COMMENT commerce.COLUMN bookings.currency
COMMENT ON COLUMN commerce.bookings.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN bookings.total_minor
COMMENT ON COLUMN commerce.bookings.total_minor IS 'What it costs, in minor units of `currency`.';

-- COMMENT commerce.COLUMN bookings.ical_uid
COMMENT ON COLUMN commerce.bookings.ical_uid IS 'Its id in calendars.';

-- COMMENT commerce.COLUMN bookings.ical_sequence
COMMENT ON COLUMN commerce.bookings.ical_sequence IS 'How often it was moved, for calendars.';

-- COMMENT commerce.COLUMN bookings.follows_booking_id
COMMENT ON COLUMN commerce.bookings.follows_booking_id IS 'The booking that this one follows up, or the one before it in a series.';

-- COMMENT commerce.COLUMN bookings.created_at
COMMENT ON COLUMN commerce.bookings.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN bookings.updated_at
COMMENT ON COLUMN commerce.bookings.updated_at IS 'When the row was last changed.';

-- COMMENT commerce.COLUMN bookings.delivery_mode
COMMENT ON COLUMN commerce.bookings.delivery_mode IS 'How it takes place: `in_person`, `video`, `chat` or `diagnostic`, as the service was when it was booked.';

-- COMMENT commerce.COLUMN bookings.cancellation_terms
COMMENT ON COLUMN commerce.bookings.cancellation_terms IS 'The policy as it was when the booking was made; null for none.';

-- COMMENT commerce.COLUMN bookings.cancellation_fee_minor
COMMENT ON COLUMN commerce.bookings.cancellation_fee_minor IS 'What was kept of its price when it was cancelled, in minor units; null while nothing was.';

-- COMMENT commerce.COLUMN bookings.waived_minor
COMMENT ON COLUMN commerce.bookings.waived_minor IS 'What of its price need not be paid any more, in minor units: part of the discount of its order.';

-- TABLE commerce.returns
CREATE TABLE commerce.returns (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    status text DEFAULT 'requested'::text NOT NULL,
    reason text,
    outcome text,
    amount_minor bigint,
    refund_id uuid,
    replacement_order_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT returns_amount_check CHECK ((amount_minor >= 0)),
    CONSTRAINT returns_outcome_check CHECK (((outcome = ANY (ARRAY['refund'::text, 'exchange'::text, 'credit'::text])) AND ((outcome IS NOT NULL) = (status = 'completed'::text)))),
    CONSTRAINT returns_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'approved'::text, 'rejected'::text, 'received'::text, 'completed'::text])))
);


ALTER TABLE commerce.returns OWNER TO commerce_owner;

-- COMMENT commerce.TABLE returns
COMMENT ON TABLE commerce.returns IS 'Goods that customers send back.';

-- COMMENT commerce.COLUMN returns.organization_id
COMMENT ON COLUMN commerce.returns.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN returns.id
COMMENT ON COLUMN commerce.returns.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN returns.order_id
COMMENT ON COLUMN commerce.returns.order_id IS 'The order they were bought with.';

-- COMMENT commerce.COLUMN returns.status
COMMENT ON COLUMN commerce.returns.status IS '`requested`, `approved`, `rejected`, `received` or `completed`.';

-- COMMENT commerce.COLUMN returns.reason
COMMENT ON COLUMN commerce.returns.reason IS 'Why, in words of whoever asked.';

-- COMMENT commerce.COLUMN returns.outcome
COMMENT ON COLUMN commerce.returns.outcome IS '`refund`, `exchange` or `credit`, once it is completed.';

-- COMMENT commerce.COLUMN returns.amount_minor
COMMENT ON COLUMN commerce.returns.amount_minor IS 'What was given for the goods that came back: what they had cost, or less.';

-- COMMENT commerce.COLUMN returns.refund_id
COMMENT ON COLUMN commerce.returns.refund_id IS 'The refund, where there is one.';

-- COMMENT commerce.COLUMN returns.replacement_order_id
COMMENT ON COLUMN commerce.returns.replacement_order_id IS 'The order that was made in exchange.';

-- COMMENT commerce.COLUMN returns.created_at
COMMENT ON COLUMN commerce.returns.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN returns.updated_at
COMMENT ON COLUMN commerce.returns.updated_at IS 'When the row was last changed.';

-- TABLE commerce.service_resource_groups
CREATE TABLE commerce.service_resource_groups (
    organization_id uuid NOT NULL,
    service_id uuid NOT NULL,
    resource_group text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.service_resource_groups OWNER TO commerce_owner;

-- COMMENT commerce.TABLE service_resource_groups
COMMENT ON TABLE commerce.service_resource_groups IS 'Of which groups a booking of a service holds one resource each.';

-- COMMENT commerce.COLUMN service_resource_groups.organization_id
COMMENT ON COLUMN commerce.service_resource_groups.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN service_resource_groups.service_id
COMMENT ON COLUMN commerce.service_resource_groups.service_id IS 'The service.';

-- COMMENT commerce.COLUMN service_resource_groups.resource_group
COMMENT ON COLUMN commerce.service_resource_groups.resource_group IS 'The group.';

-- COMMENT commerce.COLUMN service_resource_groups.created_at
COMMENT ON COLUMN commerce.service_resource_groups.created_at IS 'When the row was made.';

-- TABLE commerce.service_staff
CREATE TABLE commerce.service_staff (
    organization_id uuid NOT NULL,
    service_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.service_staff OWNER TO commerce_owner;

-- COMMENT commerce.TABLE service_staff
COMMENT ON TABLE commerce.service_staff IS 'Who performs which service.';

-- COMMENT commerce.COLUMN service_staff.organization_id
COMMENT ON COLUMN commerce.service_staff.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN service_staff.service_id
COMMENT ON COLUMN commerce.service_staff.service_id IS 'The service.';

-- COMMENT commerce.COLUMN service_staff.staff_id
COMMENT ON COLUMN commerce.service_staff.staff_id IS 'Who performs it.';

-- COMMENT commerce.COLUMN service_staff.created_at
COMMENT ON COLUMN commerce.service_staff.created_at IS 'When the row was made.';

-- TABLE commerce.customers
CREATE TABLE commerce.customers (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    user_id uuid,
    first_name text,
    last_name text,
    email commerce.email_address,
    phone commerce.phone_number,
    timezone text,
    locale text,
    total_bookings integer DEFAULT 0 NOT NULL,
    total_orders integer DEFAULT 0 NOT NULL,
    total_spent_minor bigint DEFAULT 0 NOT NULL,
    total_booked_minor bigint DEFAULT 0 NOT NULL,
    average_booking_value_minor bigint DEFAULT 0 NOT NULL,
    lifetime_value_minor bigint DEFAULT 0 NOT NULL,
    segment commerce.segment_name DEFAULT 'new'::text NOT NULL,
    first_booking_at timestamp with time zone,
    last_booking_date date,
    last_activity_date date,
    created_via commerce.customer_origin DEFAULT 'api'::text NOT NULL,
    status commerce.customer_status DEFAULT 'active'::text NOT NULL,
    notes text,
    tax_exemption commerce.tax_exemption,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    metadata commerce.metadata DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
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

-- COMMENT commerce.COLUMN customers.tax_exemption
COMMENT ON COLUMN commerce.customers.tax_exemption IS 'Why they are sold to without tax: the number of a certificate or of a business; null for everybody else.';

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
    status commerce.order_status DEFAULT 'created'::text NOT NULL,
    payment_status commerce.order_payment_status DEFAULT 'unpaid'::text NOT NULL,
    is_disputed boolean DEFAULT false NOT NULL,
    fulfillment_status commerce.fulfillment_status DEFAULT 'not_required'::text NOT NULL,
    payment_method commerce.payment_method,
    currency text NOT NULL,
    subtotal_minor bigint NOT NULL,
    discount_minor bigint DEFAULT 0 NOT NULL,
    shipping_minor bigint DEFAULT 0 NOT NULL,
    tax_minor bigint DEFAULT 0 NOT NULL,
    is_tax_included boolean DEFAULT false NOT NULL,
    price_breakdown jsonb,
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
    source commerce.order_source DEFAULT 'api'::text NOT NULL,
    notes text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    expires_at timestamp with time zone,
    idempotency_key text,
    fingerprint bytea,
    log_length integer DEFAULT 0 NOT NULL,
    log_head bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT orders_amounts_check CHECK (commerce_private.are_order_amounts(subtotal_minor, discount_minor, shipping_minor, tax_minor, is_tax_included, total_minor, due_now_minor, due_minor, paid_minor, refunded_minor)),
    CONSTRAINT orders_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text))
);


ALTER TABLE commerce.orders OWNER TO commerce_owner;

-- COMMENT commerce.TABLE orders
COMMENT ON TABLE commerce.orders IS 'What somebody buys: one row a purchase, its money and its status.';

-- COMMENT commerce.COLUMN orders.organization_id
COMMENT ON COLUMN commerce.orders.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN orders.id
COMMENT ON COLUMN commerce.orders.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN orders.order_number
COMMENT ON COLUMN commerce.orders.order_number IS 'What people call it; random letters by `order_number_format`.';

-- COMMENT commerce.COLUMN orders.customer_id
COMMENT ON COLUMN commerce.orders.customer_id IS 'Who buys, where known.';

-- COMMENT commerce.COLUMN orders.status
COMMENT ON COLUMN commerce.orders.status IS 'One of 14; see order_status_transitions.';

-- COMMENT commerce.COLUMN orders.payment_status
COMMENT ON COLUMN commerce.orders.payment_status IS 'What its payments add up to.';

-- COMMENT commerce.COLUMN orders.is_disputed
COMMENT ON COLUMN commerce.orders.is_disputed IS 'Whether a dispute is open.';

-- COMMENT commerce.COLUMN orders.fulfillment_status
COMMENT ON COLUMN commerce.orders.fulfillment_status IS 'How far its goods have come.';

-- COMMENT commerce.COLUMN orders.payment_method
COMMENT ON COLUMN commerce.orders.payment_method IS 'The gateway chosen last.';

-- COMMENT commerce.COLUMN orders.currency
COMMENT ON COLUMN commerce.orders.currency IS 'ISO 4217 code of every amount of the order.';

-- COMMENT commerce.COLUMN orders.subtotal_minor
COMMENT ON COLUMN commerce.orders.subtotal_minor IS 'Sum of the lines, in minor units.';

-- COMMENT commerce.COLUMN orders.discount_minor
COMMENT ON COLUMN commerce.orders.discount_minor IS 'What promotions take off.';

-- COMMENT commerce.COLUMN orders.shipping_minor
COMMENT ON COLUMN commerce.orders.shipping_minor IS 'What delivery costs.';

-- COMMENT commerce.COLUMN orders.tax_minor
COMMENT ON COLUMN commerce.orders.tax_minor IS 'Its tax, shipping included.';

-- COMMENT commerce.COLUMN orders.is_tax_included
COMMENT ON COLUMN commerce.orders.is_tax_included IS 'Whether its prices contain the tax; otherwise it was added.';

-- COMMENT commerce.COLUMN orders.price_breakdown
COMMENT ON COLUMN commerce.orders.price_breakdown IS 'How discounts, shipping and tax came about: `promotions`, `shipping`, `taxes`; null when there were none.';

-- COMMENT commerce.COLUMN orders.total_minor
COMMENT ON COLUMN commerce.orders.total_minor IS 'subtotal - discount + shipping, and tax unless that is included.';

-- COMMENT commerce.COLUMN orders.due_now_minor
COMMENT ON COLUMN commerce.orders.due_now_minor IS 'What must be received for the order to go on.';

-- COMMENT commerce.COLUMN orders.due_minor
COMMENT ON COLUMN commerce.orders.due_minor IS 'What is still to be received.';

-- COMMENT commerce.COLUMN orders.balance_due_at
COMMENT ON COLUMN commerce.orders.balance_due_at IS 'When the rest is due, where a deposit was enough.';

-- COMMENT commerce.COLUMN orders.paid_minor
COMMENT ON COLUMN commerce.orders.paid_minor IS 'What was received.';

-- COMMENT commerce.COLUMN orders.refunded_minor
COMMENT ON COLUMN commerce.orders.refunded_minor IS 'What went back.';

-- COMMENT commerce.COLUMN orders.email
COMMENT ON COLUMN commerce.orders.email IS 'The buyer''s address as given with this order.';

-- COMMENT commerce.COLUMN orders.shipping_address
COMMENT ON COLUMN commerce.orders.shipping_address IS 'Where goods go, as it was at the purchase.';

-- COMMENT commerce.COLUMN orders.billing_address
COMMENT ON COLUMN commerce.orders.billing_address IS 'Who is billed, as it was at the purchase.';

-- COMMENT commerce.COLUMN orders.shipping_method_id
COMMENT ON COLUMN commerce.orders.shipping_method_id IS 'How goods travel.';

-- COMMENT commerce.COLUMN orders.source
COMMENT ON COLUMN commerce.orders.source IS '`admin`, `widget`, `api` or `import`.';

-- COMMENT commerce.COLUMN orders.notes
COMMENT ON COLUMN commerce.orders.notes IS 'The buyer''s remarks.';

-- COMMENT commerce.COLUMN orders.tags
COMMENT ON COLUMN commerce.orders.tags IS 'Words of the organization.';

-- COMMENT commerce.COLUMN orders.metadata
COMMENT ON COLUMN commerce.orders.metadata IS 'The caller''s own data.';

-- COMMENT commerce.COLUMN orders.expires_at
COMMENT ON COLUMN commerce.orders.expires_at IS 'When it is cancelled if nothing was paid.';

-- COMMENT commerce.COLUMN orders.idempotency_key
COMMENT ON COLUMN commerce.orders.idempotency_key IS 'The key of the request that made it.';

-- COMMENT commerce.COLUMN orders.fingerprint
COMMENT ON COLUMN commerce.orders.fingerprint IS 'Digest of that request and its caller.';

-- COMMENT commerce.COLUMN orders.log_length
COMMENT ON COLUMN commerce.orders.log_length IS 'How many entries its log has.';

-- COMMENT commerce.COLUMN orders.log_head
COMMENT ON COLUMN commerce.orders.log_head IS 'Hash of the last entry of its log.';

-- COMMENT commerce.COLUMN orders.created_at
COMMENT ON COLUMN commerce.orders.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN orders.updated_at
COMMENT ON COLUMN commerce.orders.updated_at IS 'When the row was last changed.';

-- TABLE commerce.subscriptions
CREATE TABLE commerce.subscriptions (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    customer_id uuid NOT NULL,
    pricing_plan_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    quantity integer NOT NULL,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    billing_interval interval NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    period integer DEFAULT 1 NOT NULL,
    anchor_at timestamp with time zone NOT NULL,
    anchor_period integer DEFAULT 1 NOT NULL,
    current_period_starts_at timestamp with time zone NOT NULL,
    current_period_ends_at timestamp with time zone NOT NULL,
    next_renewal_at timestamp with time zone,
    is_ending boolean DEFAULT false NOT NULL,
    renewal_order_id uuid,
    cancelled_at timestamp with time zone,
    not_before timestamp with time zone,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscriptions_amounts_check CHECK (((quantity > 0) AND (price_minor >= 0) AND (period > 0))),
    CONSTRAINT subscriptions_past_due_check CHECK (((status <> 'past_due'::text) OR (renewal_order_id IS NOT NULL))),
    CONSTRAINT subscriptions_period_check CHECK ((current_period_starts_at < current_period_ends_at)),
    CONSTRAINT subscriptions_renewal_check CHECK (((status = 'active'::text) = (next_renewal_at IS NOT NULL))),
    CONSTRAINT subscriptions_status_check CHECK ((status = ANY (ARRAY['active'::text, 'past_due'::text, 'paused'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.subscriptions OWNER TO commerce_owner;

-- COMMENT commerce.TABLE subscriptions
COMMENT ON TABLE commerce.subscriptions IS 'Recurring plans that customers bought.';

-- COMMENT commerce.COLUMN subscriptions.organization_id
COMMENT ON COLUMN commerce.subscriptions.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN subscriptions.id
COMMENT ON COLUMN commerce.subscriptions.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN subscriptions.customer_id
COMMENT ON COLUMN commerce.subscriptions.customer_id IS 'Who subscribed.';

-- COMMENT commerce.COLUMN subscriptions.pricing_plan_id
COMMENT ON COLUMN commerce.subscriptions.pricing_plan_id IS 'The plan.';

-- COMMENT commerce.COLUMN subscriptions.order_item_id
COMMENT ON COLUMN commerce.subscriptions.order_item_id IS 'The line of the order that began it.';

-- COMMENT commerce.COLUMN subscriptions.quantity
COMMENT ON COLUMN commerce.subscriptions.quantity IS 'How many of the plan.';

-- COMMENT commerce.COLUMN subscriptions.price_minor
COMMENT ON COLUMN commerce.subscriptions.price_minor IS 'What a period of one costs, as it was agreed, in minor units of `currency`.';

-- COMMENT commerce.COLUMN subscriptions.currency
COMMENT ON COLUMN commerce.subscriptions.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN subscriptions.billing_interval
COMMENT ON COLUMN commerce.subscriptions.billing_interval IS 'How long a period lasts.';

-- COMMENT commerce.COLUMN subscriptions.status
COMMENT ON COLUMN commerce.subscriptions.status IS '`active`; `past_due` while a renewal waits to be paid; `paused`; `cancelled`.';

-- COMMENT commerce.COLUMN subscriptions.period
COMMENT ON COLUMN commerce.subscriptions.period IS 'The number of the present period, from 1.';

-- COMMENT commerce.COLUMN subscriptions.anchor_at
COMMENT ON COLUMN commerce.subscriptions.anchor_at IS 'When period `anchor_period` begins; the others are counted from it.';

-- COMMENT commerce.COLUMN subscriptions.anchor_period
COMMENT ON COLUMN commerce.subscriptions.anchor_period IS 'Which period `anchor_at` begins.';

-- COMMENT commerce.COLUMN subscriptions.current_period_starts_at
COMMENT ON COLUMN commerce.subscriptions.current_period_starts_at IS 'When the present period begins.';

-- COMMENT commerce.COLUMN subscriptions.current_period_ends_at
COMMENT ON COLUMN commerce.subscriptions.current_period_ends_at IS 'When it ends.';

-- COMMENT commerce.COLUMN subscriptions.next_renewal_at
COMMENT ON COLUMN commerce.subscriptions.next_renewal_at IS 'When the order of the next period is made; null unless active.';

-- COMMENT commerce.COLUMN subscriptions.is_ending
COMMENT ON COLUMN commerce.subscriptions.is_ending IS 'Whether it ends instead of renewing.';

-- COMMENT commerce.COLUMN subscriptions.renewal_order_id
COMMENT ON COLUMN commerce.subscriptions.renewal_order_id IS 'The order of the present period, while it waits to be paid.';

-- COMMENT commerce.COLUMN subscriptions.cancelled_at
COMMENT ON COLUMN commerce.subscriptions.cancelled_at IS 'When it ended.';

-- COMMENT commerce.COLUMN subscriptions.not_before
COMMENT ON COLUMN commerce.subscriptions.not_before IS 'When to try a renewal again that failed.';

-- COMMENT commerce.COLUMN subscriptions.last_error
COMMENT ON COLUMN commerce.subscriptions.last_error IS 'The code with which it failed.';

-- COMMENT commerce.COLUMN subscriptions.created_at
COMMENT ON COLUMN commerce.subscriptions.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN subscriptions.updated_at
COMMENT ON COLUMN commerce.subscriptions.updated_at IS 'When the row was last changed.';

-- TABLE commerce.time_slots
CREATE TABLE commerce.time_slots (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    service_id uuid NOT NULL,
    venue_id uuid,
    staff_id uuid,
    reservation_id uuid,
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

-- COMMENT commerce.TABLE time_slots
COMMENT ON TABLE commerce.time_slots IS 'Sessions with places.';

-- COMMENT commerce.COLUMN time_slots.organization_id
COMMENT ON COLUMN commerce.time_slots.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN time_slots.id
COMMENT ON COLUMN commerce.time_slots.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN time_slots.service_id
COMMENT ON COLUMN commerce.time_slots.service_id IS 'The service that happens.';

-- COMMENT commerce.COLUMN time_slots.venue_id
COMMENT ON COLUMN commerce.time_slots.venue_id IS 'Where; null means where the service happens.';

-- COMMENT commerce.COLUMN time_slots.staff_id
COMMENT ON COLUMN commerce.time_slots.staff_id IS 'Who gives it.';

-- COMMENT commerce.COLUMN time_slots.reservation_id
COMMENT ON COLUMN commerce.time_slots.reservation_id IS 'The reservation by which it holds its teacher''s time and its resources; null when it never needed either.';

-- COMMENT commerce.COLUMN time_slots.during
COMMENT ON COLUMN commerce.time_slots.during IS 'The range, half-open.';

-- COMMENT commerce.COLUMN time_slots.starts_at
COMMENT ON COLUMN commerce.time_slots.starts_at IS 'Its start.';

-- COMMENT commerce.COLUMN time_slots.ends_at
COMMENT ON COLUMN commerce.time_slots.ends_at IS 'Its end.';

-- COMMENT commerce.COLUMN time_slots.max_capacity
COMMENT ON COLUMN commerce.time_slots.max_capacity IS 'How many places it has.';

-- COMMENT commerce.COLUMN time_slots.is_available
COMMENT ON COLUMN commerce.time_slots.is_available IS 'Whether places may be reserved.';

-- COMMENT commerce.COLUMN time_slots.created_at
COMMENT ON COLUMN commerce.time_slots.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN time_slots.updated_at
COMMENT ON COLUMN commerce.time_slots.updated_at IS 'When the row was last changed.';

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

-- TABLE commerce.promotions
CREATE TABLE commerce.promotions (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    percent numeric(9,6),
    amount_minor bigint,
    currency text,
    scope text DEFAULT 'all'::text NOT NULL,
    product_ids bigint[],
    service_ids uuid[],
    minimum_minor bigint DEFAULT 0 NOT NULL,
    max_uses bigint,
    max_uses_per_customer integer,
    budget_minor bigint,
    is_stackable boolean DEFAULT false NOT NULL,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    status text DEFAULT 'active'::text NOT NULL,
    uses bigint DEFAULT 0 NOT NULL,
    spent_minor bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT promotions_amount_check CHECK (((amount_minor >= 1) AND (amount_minor <= '1000000000000'::bigint))),
    CONSTRAINT promotions_code_check CHECK (((code = upper(code)) AND ((length(code) >= 1) AND (length(code) <= 100)))),
    CONSTRAINT promotions_currency_check CHECK (((currency IS NOT NULL) OR ((amount_minor IS NULL) AND (budget_minor IS NULL) AND (minimum_minor = 0)))),
    CONSTRAINT promotions_dates_check CHECK ((ends_at > starts_at)),
    CONSTRAINT promotions_kind_check CHECK ((kind = ANY (ARRAY['percent'::text, 'amount'::text, 'free_shipping'::text]))),
    CONSTRAINT promotions_limits_check CHECK (((minimum_minor >= 0) AND (max_uses >= 1) AND (max_uses_per_customer >= 1) AND (budget_minor >= 1))),
    CONSTRAINT promotions_percent_check CHECK (((percent > (0)::numeric) AND (percent <= (100)::numeric))),
    CONSTRAINT promotions_scope_check CHECK ((scope = ANY (ARRAY['all'::text, 'products'::text, 'services'::text]))),
    CONSTRAINT promotions_status_check CHECK ((status = ANY (ARRAY['active'::text, 'archived'::text]))),
    CONSTRAINT promotions_uses_check CHECK (((uses >= 0) AND (spent_minor >= 0))),
    CONSTRAINT promotions_value_check CHECK ((((kind = 'percent'::text) = (percent IS NOT NULL)) AND ((kind = 'amount'::text) = (amount_minor IS NOT NULL))))
)
WITH (fillfactor='50');


ALTER TABLE commerce.promotions OWNER TO commerce_owner;

-- COMMENT commerce.TABLE promotions
COMMENT ON TABLE commerce.promotions IS 'Codes that make an order cheaper, and how often they were used.';

-- COMMENT commerce.COLUMN promotions.organization_id
COMMENT ON COLUMN commerce.promotions.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN promotions.id
COMMENT ON COLUMN commerce.promotions.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN promotions.code
COMMENT ON COLUMN commerce.promotions.code IS 'What customers type; upper case.';

-- COMMENT commerce.COLUMN promotions.name
COMMENT ON COLUMN commerce.promotions.name IS 'What customers see.';

-- COMMENT commerce.COLUMN promotions.kind
COMMENT ON COLUMN commerce.promotions.kind IS '`percent`, `amount` or `free_shipping`.';

-- COMMENT commerce.COLUMN promotions.percent
COMMENT ON COLUMN commerce.promotions.percent IS 'How much of the price is taken off.';

-- COMMENT commerce.COLUMN promotions.amount_minor
COMMENT ON COLUMN commerce.promotions.amount_minor IS 'How much is taken off, in minor units.';

-- COMMENT commerce.COLUMN promotions.currency
COMMENT ON COLUMN commerce.promotions.currency IS 'ISO 4217 code of its amounts; orders in others cannot use it.';

-- COMMENT commerce.COLUMN promotions.scope
COMMENT ON COLUMN commerce.promotions.scope IS 'What it is for: `all`, `products` or `services`.';

-- COMMENT commerce.COLUMN promotions.product_ids
COMMENT ON COLUMN commerce.promotions.product_ids IS 'Only these products.';

-- COMMENT commerce.COLUMN promotions.service_ids
COMMENT ON COLUMN commerce.promotions.service_ids IS 'Only these services.';

-- COMMENT commerce.COLUMN promotions.minimum_minor
COMMENT ON COLUMN commerce.promotions.minimum_minor IS 'For how much of what it is for has to be ordered, in minor units.';

-- COMMENT commerce.COLUMN promotions.max_uses
COMMENT ON COLUMN commerce.promotions.max_uses IS 'How many orders may use it.';

-- COMMENT commerce.COLUMN promotions.max_uses_per_customer
COMMENT ON COLUMN commerce.promotions.max_uses_per_customer IS 'How many orders of one customer may use it.';

-- COMMENT commerce.COLUMN promotions.budget_minor
COMMENT ON COLUMN commerce.promotions.budget_minor IS 'How much it may take off in all, in minor units.';

-- COMMENT commerce.COLUMN promotions.is_stackable
COMMENT ON COLUMN commerce.promotions.is_stackable IS 'Whether it may be combined with other codes.';

-- COMMENT commerce.COLUMN promotions.starts_at
COMMENT ON COLUMN commerce.promotions.starts_at IS 'From when it may be used.';

-- COMMENT commerce.COLUMN promotions.ends_at
COMMENT ON COLUMN commerce.promotions.ends_at IS 'Until when.';

-- COMMENT commerce.COLUMN promotions.status
COMMENT ON COLUMN commerce.promotions.status IS '`active` or `archived`.';

-- COMMENT commerce.COLUMN promotions.uses
COMMENT ON COLUMN commerce.promotions.uses IS 'How many live orders use it.';

-- COMMENT commerce.COLUMN promotions.spent_minor
COMMENT ON COLUMN commerce.promotions.spent_minor IS 'How much it takes off these, in minor units.';

-- COMMENT commerce.COLUMN promotions.created_at
COMMENT ON COLUMN commerce.promotions.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN promotions.updated_at
COMMENT ON COLUMN commerce.promotions.updated_at IS 'When the row was last changed.';

-- TABLE commerce.shipments
CREATE TABLE commerce.shipments (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    status text DEFAULT 'shipped'::text NOT NULL,
    carrier text,
    tracking_number text,
    shipped_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    lost_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT shipments_carrier_check CHECK (((length(carrier) >= 1) AND (length(carrier) <= 100))),
    CONSTRAINT shipments_ends_check CHECK ((((status = 'delivered'::text) = (delivered_at IS NOT NULL)) AND ((status = 'lost'::text) = (lost_at IS NOT NULL)))),
    CONSTRAINT shipments_status_check CHECK ((status = ANY (ARRAY['shipped'::text, 'in_transit'::text, 'delivered'::text, 'lost'::text]))),
    CONSTRAINT shipments_tracking_check CHECK (((length(tracking_number) >= 1) AND (length(tracking_number) <= 200)))
);


ALTER TABLE commerce.shipments OWNER TO commerce_owner;

-- COMMENT commerce.TABLE shipments
COMMENT ON TABLE commerce.shipments IS 'Parcels of an order.';

-- COMMENT commerce.COLUMN shipments.organization_id
COMMENT ON COLUMN commerce.shipments.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN shipments.id
COMMENT ON COLUMN commerce.shipments.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN shipments.order_id
COMMENT ON COLUMN commerce.shipments.order_id IS 'The order.';

-- COMMENT commerce.COLUMN shipments.status
COMMENT ON COLUMN commerce.shipments.status IS '`shipped`, `in_transit`, `delivered` or `lost`.';

-- COMMENT commerce.COLUMN shipments.carrier
COMMENT ON COLUMN commerce.shipments.carrier IS 'Who carries it.';

-- COMMENT commerce.COLUMN shipments.tracking_number
COMMENT ON COLUMN commerce.shipments.tracking_number IS 'The carrier''s number.';

-- COMMENT commerce.COLUMN shipments.shipped_at
COMMENT ON COLUMN commerce.shipments.shipped_at IS 'When it left.';

-- COMMENT commerce.COLUMN shipments.delivered_at
COMMENT ON COLUMN commerce.shipments.delivered_at IS 'When it arrived.';

-- COMMENT commerce.COLUMN shipments.lost_at
COMMENT ON COLUMN commerce.shipments.lost_at IS 'When it was given up.';

-- COMMENT commerce.COLUMN shipments.created_at
COMMENT ON COLUMN commerce.shipments.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN shipments.updated_at
COMMENT ON COLUMN commerce.shipments.updated_at IS 'When the row was last changed.';

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

-- TABLE commerce.tax_rates
CREATE TABLE commerce.tax_rates (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    country text NOT NULL,
    region text DEFAULT ''::text NOT NULL,
    postal_prefix text DEFAULT ''::text NOT NULL,
    percent numeric(9,6) NOT NULL,
    valid tstzrange NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tax_rates_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT tax_rates_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
    CONSTRAINT tax_rates_valid_check CHECK (((NOT isempty(valid)) AND (NOT lower_inf(valid))))
);


ALTER TABLE commerce.tax_rates OWNER TO commerce_owner;

-- COMMENT commerce.TABLE tax_rates
COMMENT ON TABLE commerce.tax_rates IS 'What is taxed where, when, and how much.';

-- COMMENT commerce.COLUMN tax_rates.organization_id
COMMENT ON COLUMN commerce.tax_rates.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN tax_rates.id
COMMENT ON COLUMN commerce.tax_rates.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN tax_rates.name
COMMENT ON COLUMN commerce.tax_rates.name IS 'What stands on documents, such as VAT; rates of different names add up.';

-- COMMENT commerce.COLUMN tax_rates.category
COMMENT ON COLUMN commerce.tax_rates.category IS 'The tax category it is for; `standard` is everything else.';

-- COMMENT commerce.COLUMN tax_rates.country
COMMENT ON COLUMN commerce.tax_rates.country IS 'ISO 3166 code of two letters.';

-- COMMENT commerce.COLUMN tax_rates.region
COMMENT ON COLUMN commerce.tax_rates.region IS 'The region of the country; empty for all.';

-- COMMENT commerce.COLUMN tax_rates.postal_prefix
COMMENT ON COLUMN commerce.tax_rates.postal_prefix IS 'How postal codes there begin, without spaces; empty for all.';

-- COMMENT commerce.COLUMN tax_rates.percent
COMMENT ON COLUMN commerce.tax_rates.percent IS 'Percent of the net price.';

-- COMMENT commerce.COLUMN tax_rates.valid
COMMENT ON COLUMN commerce.tax_rates.valid IS 'From when, until when.';

-- COMMENT commerce.COLUMN tax_rates.created_at
COMMENT ON COLUMN commerce.tax_rates.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN tax_rates.updated_at
COMMENT ON COLUMN commerce.tax_rates.updated_at IS 'When the row was last changed.';

-- TABLE commerce.notification_queue
CREATE TABLE commerce.notification_queue (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    channel commerce.message_channel NOT NULL,
    template text NOT NULL,
    recipient text NOT NULL,
    locale text,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    not_before timestamp with time zone NOT NULL,
    status commerce.message_status DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    dedupe_key text,
    order_id uuid,
    booking_id uuid,
    provider_reference text,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT notification_queue_attempts_check CHECK ((attempts >= 0))
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

-- TABLE commerce.expected_stock
CREATE TABLE commerce.expected_stock (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    quantity bigint NOT NULL,
    quantity_received bigint DEFAULT 0 NOT NULL,
    expected_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT expected_stock_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT expected_stock_received_check CHECK (((quantity_received >= 0) AND ((received_at IS NOT NULL) = (quantity_received >= quantity))))
);


ALTER TABLE commerce.expected_stock OWNER TO commerce_owner;

-- COMMENT commerce.TABLE expected_stock
COMMENT ON TABLE commerce.expected_stock IS 'Units that are on their way.';

-- COMMENT commerce.COLUMN expected_stock.organization_id
COMMENT ON COLUMN commerce.expected_stock.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN expected_stock.id
COMMENT ON COLUMN commerce.expected_stock.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN expected_stock.product_id
COMMENT ON COLUMN commerce.expected_stock.product_id IS 'Number of the product.';

-- COMMENT commerce.COLUMN expected_stock.location_id
COMMENT ON COLUMN commerce.expected_stock.location_id IS 'Where they will lie.';

-- COMMENT commerce.COLUMN expected_stock.quantity
COMMENT ON COLUMN commerce.expected_stock.quantity IS 'How many, those that have come among them; fewer when it was said that no more will.';

-- COMMENT commerce.COLUMN expected_stock.quantity_received
COMMENT ON COLUMN commerce.expected_stock.quantity_received IS 'How many of them have come.';

-- COMMENT commerce.COLUMN expected_stock.expected_at
COMMENT ON COLUMN commerce.expected_stock.expected_at IS 'When they should come.';

-- COMMENT commerce.COLUMN expected_stock.received_at
COMMENT ON COLUMN commerce.expected_stock.received_at IS 'When the last of them came, or it was said that no more will.';

-- COMMENT commerce.COLUMN expected_stock.created_at
COMMENT ON COLUMN commerce.expected_stock.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN expected_stock.updated_at
COMMENT ON COLUMN commerce.expected_stock.updated_at IS 'When the row was last changed.';

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
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    party_size commerce.party_size DEFAULT 1 NOT NULL,
    status commerce.reservation_status DEFAULT 'reserved'::text NOT NULL,
    expires_at timestamp with time zone,
    is_extended boolean DEFAULT false NOT NULL,
    is_staff_requested boolean DEFAULT false NOT NULL,
    customer_id uuid,
    user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.slot_reservations OWNER TO commerce_owner;

-- COMMENT commerce.TABLE slot_reservations
COMMENT ON TABLE commerce.slot_reservations IS 'Holds, and what became of them: a time of a person, or places in a time slot.';

-- COMMENT commerce.COLUMN slot_reservations.organization_id
COMMENT ON COLUMN commerce.slot_reservations.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN slot_reservations.id
COMMENT ON COLUMN commerce.slot_reservations.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN slot_reservations.service_id
COMMENT ON COLUMN commerce.slot_reservations.service_id IS 'The service held.';

-- COMMENT commerce.COLUMN slot_reservations.staff_id
COMMENT ON COLUMN commerce.slot_reservations.staff_id IS 'Whose time is held; in a time slot only its own row has one.';

-- COMMENT commerce.COLUMN slot_reservations.time_slot_id
COMMENT ON COLUMN commerce.slot_reservations.time_slot_id IS 'The slot the places are in.';

-- COMMENT commerce.COLUMN slot_reservations.group_id
COMMENT ON COLUMN commerce.slot_reservations.group_id IS 'What was held in one call of `reserve_time_slots`.';

-- COMMENT commerce.COLUMN slot_reservations.during
COMMENT ON COLUMN commerce.slot_reservations.during IS 'The time as the customer sees it, half-open.';

-- COMMENT commerce.COLUMN slot_reservations.occupied
COMMENT ON COLUMN commerce.slot_reservations.occupied IS 'The same with the service''s buffers; no two live rows of one person overlap in it.';

-- COMMENT commerce.COLUMN slot_reservations.starts_at
COMMENT ON COLUMN commerce.slot_reservations.starts_at IS 'Start of `during`.';

-- COMMENT commerce.COLUMN slot_reservations.ends_at
COMMENT ON COLUMN commerce.slot_reservations.ends_at IS 'End of `during`.';

-- COMMENT commerce.COLUMN slot_reservations.party_size
COMMENT ON COLUMN commerce.slot_reservations.party_size IS 'How many people.';

-- COMMENT commerce.COLUMN slot_reservations.status
COMMENT ON COLUMN commerce.slot_reservations.status IS '`reserved`, `confirmed`, `expired` or `cancelled`; a `reserved` row past `expires_at` holds nothing.';

-- COMMENT commerce.COLUMN slot_reservations.expires_at
COMMENT ON COLUMN commerce.slot_reservations.expires_at IS 'When the hold ends; null once confirmed.';

-- COMMENT commerce.COLUMN slot_reservations.is_extended
COMMENT ON COLUMN commerce.slot_reservations.is_extended IS 'Whether it was extended, which happens once.';

-- COMMENT commerce.COLUMN slot_reservations.is_staff_requested
COMMENT ON COLUMN commerce.slot_reservations.is_staff_requested IS 'Whether the customer asked for this person.';

-- COMMENT commerce.COLUMN slot_reservations.customer_id
COMMENT ON COLUMN commerce.slot_reservations.customer_id IS 'Whom it is for.';

-- COMMENT commerce.COLUMN slot_reservations.user_id
COMMENT ON COLUMN commerce.slot_reservations.user_id IS 'The user who made it.';

-- COMMENT commerce.COLUMN slot_reservations.created_at
COMMENT ON COLUMN commerce.slot_reservations.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN slot_reservations.updated_at
COMMENT ON COLUMN commerce.slot_reservations.updated_at IS 'When the row was last changed.';

-- TABLE commerce.stored_values
CREATE TABLE commerce.stored_values (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    kind text NOT NULL,
    customer_id uuid,
    currency text NOT NULL,
    balance_minor bigint DEFAULT 0 NOT NULL,
    held_minor bigint DEFAULT 0 NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    code_ending text,
    recipient_email text,
    order_item_id uuid,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stored_values_balance_check CHECK (((held_minor >= 0) AND (held_minor <= balance_minor))),
    CONSTRAINT stored_values_kind_check CHECK ((kind = ANY (ARRAY['gift_card'::text, 'store_credit'::text]))),
    CONSTRAINT stored_values_owner_check CHECK (((kind = 'store_credit'::text) = (customer_id IS NOT NULL))),
    CONSTRAINT stored_values_status_check CHECK ((status = ANY (ARRAY['active'::text, 'void'::text])))
)
WITH (fillfactor='50');


ALTER TABLE commerce.stored_values OWNER TO commerce_owner;

-- COMMENT commerce.TABLE stored_values
COMMENT ON TABLE commerce.stored_values IS 'Gift cards, and the credit that customers may spend here.';

-- COMMENT commerce.COLUMN stored_values.organization_id
COMMENT ON COLUMN commerce.stored_values.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN stored_values.id
COMMENT ON COLUMN commerce.stored_values.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN stored_values.kind
COMMENT ON COLUMN commerce.stored_values.kind IS '`gift_card`, whose bearer knows a code, or `store_credit`, which has a customer.';

-- COMMENT commerce.COLUMN stored_values.customer_id
COMMENT ON COLUMN commerce.stored_values.customer_id IS 'Whose credit it is; null for gift cards.';

-- COMMENT commerce.COLUMN stored_values.currency
COMMENT ON COLUMN commerce.stored_values.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN stored_values.balance_minor
COMMENT ON COLUMN commerce.stored_values.balance_minor IS 'What it is worth, in minor units of `currency`: the sum of its entries, never negative.';

-- COMMENT commerce.COLUMN stored_values.held_minor
COMMENT ON COLUMN commerce.stored_values.held_minor IS 'How much of the balance waits for orders that are not settled yet.';

-- COMMENT commerce.COLUMN stored_values.status
COMMENT ON COLUMN commerce.stored_values.status IS '`active`, or `void`: the order that bought it was cancelled.';

-- COMMENT commerce.COLUMN stored_values.code_ending
COMMENT ON COLUMN commerce.stored_values.code_ending IS 'The last four letters of a gift card''s code; the rest is stored nowhere.';

-- COMMENT commerce.COLUMN stored_values.recipient_email
COMMENT ON COLUMN commerce.stored_values.recipient_email IS 'Where the code was sent.';

-- COMMENT commerce.COLUMN stored_values.order_item_id
COMMENT ON COLUMN commerce.stored_values.order_item_id IS 'The line of the order that bought it; null when it was given.';

-- COMMENT commerce.COLUMN stored_values.expires_at
COMMENT ON COLUMN commerce.stored_values.expires_at IS 'From when on it pays for nothing new; null means never.';

-- COMMENT commerce.COLUMN stored_values.created_at
COMMENT ON COLUMN commerce.stored_values.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN stored_values.updated_at
COMMENT ON COLUMN commerce.stored_values.updated_at IS 'When the row was last changed.';

-- TABLE commerce.documents
CREATE TABLE commerce.documents (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    sequence bigint NOT NULL,
    document_number text NOT NULL,
    currency text NOT NULL,
    total_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    data jsonb NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT documents_amounts_check CHECK (((sequence > 0) AND (LEAST(total_minor, tax_minor) >= 0))),
    CONSTRAINT documents_data_check CHECK ((jsonb_typeof(data) = 'object'::text)),
    CONSTRAINT documents_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'receipt'::text])))
);


ALTER TABLE commerce.documents OWNER TO commerce_owner;

-- COMMENT commerce.TABLE documents
COMMENT ON TABLE commerce.documents IS 'Papers about orders, which never change; the numbers of each kind have no gap.';

-- COMMENT commerce.COLUMN documents.organization_id
COMMENT ON COLUMN commerce.documents.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN documents.id
COMMENT ON COLUMN commerce.documents.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN documents.order_id
COMMENT ON COLUMN commerce.documents.order_id IS 'The order it is about.';

-- COMMENT commerce.COLUMN documents.kind
COMMENT ON COLUMN commerce.documents.kind IS '`invoice`, `credit_note` or `receipt`.';

-- COMMENT commerce.COLUMN documents.sequence
COMMENT ON COLUMN commerce.documents.sequence IS 'Its place among the documents of its kind, from 1 without a gap.';

-- COMMENT commerce.COLUMN documents.document_number
COMMENT ON COLUMN commerce.documents.document_number IS 'The number that stands on it.';

-- COMMENT commerce.COLUMN documents.currency
COMMENT ON COLUMN commerce.documents.currency IS 'The currency of its amounts.';

-- COMMENT commerce.COLUMN documents.total_minor
COMMENT ON COLUMN commerce.documents.total_minor IS 'What it is over, in minor units.';

-- COMMENT commerce.COLUMN documents.tax_minor
COMMENT ON COLUMN commerce.documents.tax_minor IS 'The tax in that, in minor units; a receipt states none.';

-- COMMENT commerce.COLUMN documents.data
COMMENT ON COLUMN commerce.documents.data IS 'Seller, buyer, lines, taxes and payments when it was issued.';

-- COMMENT commerce.COLUMN documents.issued_at
COMMENT ON COLUMN commerce.documents.issued_at IS 'When it was issued.';

-- COMMENT commerce.COLUMN documents.created_at
COMMENT ON COLUMN commerce.documents.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE refunds
COMMENT ON TABLE commerce.refunds IS 'Money on its way back. `requested` → `submitted` → `needs_attention` → `pending` → `succeeded` → `cancelled` or
`failed`: one that succeeded may still fail, and is booked back then.';

-- COMMENT commerce.COLUMN refunds.order_id
COMMENT ON COLUMN commerce.refunds.order_id IS 'The order whose money it is.';

-- COMMENT commerce.COLUMN refunds.payment_id
COMMENT ON COLUMN commerce.refunds.payment_id IS 'The payment whose money it is.';

-- COMMENT commerce.COLUMN refunds.amount_minor
COMMENT ON COLUMN commerce.refunds.amount_minor IS 'How much, in minor units of `currency`.';

-- COMMENT commerce.COLUMN refunds.booked_minor
COMMENT ON COLUMN commerce.refunds.booked_minor IS 'How much of it is in the books: nothing, or all.';

-- COMMENT commerce.COLUMN refunds.currency
COMMENT ON COLUMN commerce.refunds.currency IS 'The currency in which the payment was received.';

-- COMMENT commerce.COLUMN refunds.reason
COMMENT ON COLUMN commerce.refunds.reason IS 'Why, in words for people.';

-- COMMENT commerce.COLUMN refunds.status
COMMENT ON COLUMN commerce.refunds.status IS 'How far it has come.';

-- COMMENT commerce.COLUMN refunds.gateway_reference
COMMENT ON COLUMN commerce.refunds.gateway_reference IS 'What the gateway, or the bank, calls it.';

-- COMMENT commerce.COLUMN refunds.failure_reason
COMMENT ON COLUMN commerce.refunds.failure_reason IS 'Why it failed.';

-- COMMENT commerce.COLUMN refunds.idempotency_key
COMMENT ON COLUMN commerce.refunds.idempotency_key IS 'The key its maker sent.';

-- COMMENT commerce.COLUMN refunds.fingerprint
COMMENT ON COLUMN commerce.refunds.fingerprint IS 'The digest of its maker''s request.';

-- COMMENT commerce.COLUMN refunds.actor_user_id
COMMENT ON COLUMN commerce.refunds.actor_user_id IS 'Who asked for it; null when a rule did, or somebody at the gateway.';

-- TABLE commerce.waitlist_entries
CREATE TABLE commerce.waitlist_entries (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    service_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    user_id uuid,
    during tstzrange NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS (lower(during)) STORED,
    ends_at timestamp with time zone GENERATED ALWAYS AS (upper(during)) STORED,
    party_size integer DEFAULT 1 NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    reservation_id uuid,
    offered_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT waitlist_entries_during_bounded_check CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)) AND (NOT isempty(during)))),
    CONSTRAINT waitlist_entries_offer_check CHECK (((status <> ALL (ARRAY['offered'::text, 'taken'::text])) OR (reservation_id IS NOT NULL))),
    CONSTRAINT waitlist_entries_party_check CHECK (((party_size >= 1) AND (party_size <= 100000))),
    CONSTRAINT waitlist_entries_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'offered'::text, 'taken'::text, 'missed'::text, 'left'::text, 'expired'::text])))
);


ALTER TABLE commerce.waitlist_entries OWNER TO commerce_owner;

-- COMMENT commerce.TABLE waitlist_entries
COMMENT ON TABLE commerce.waitlist_entries IS 'Who waits for a time to become free, first come first served.';

-- COMMENT commerce.COLUMN waitlist_entries.organization_id
COMMENT ON COLUMN commerce.waitlist_entries.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN waitlist_entries.id
COMMENT ON COLUMN commerce.waitlist_entries.id IS 'Key, a uuid of version 7: the order of the queue.';

-- COMMENT commerce.COLUMN waitlist_entries.service_id
COMMENT ON COLUMN commerce.waitlist_entries.service_id IS 'What they wait for.';

-- COMMENT commerce.COLUMN waitlist_entries.customer_id
COMMENT ON COLUMN commerce.waitlist_entries.customer_id IS 'Who waits.';

-- COMMENT commerce.COLUMN waitlist_entries.user_id
COMMENT ON COLUMN commerce.waitlist_entries.user_id IS 'The user they are, if they can sign in.';

-- COMMENT commerce.COLUMN waitlist_entries.during
COMMENT ON COLUMN commerce.waitlist_entries.during IS 'Within which range it may happen, half-open.';

-- COMMENT commerce.COLUMN waitlist_entries.starts_at
COMMENT ON COLUMN commerce.waitlist_entries.starts_at IS 'Start of `during`.';

-- COMMENT commerce.COLUMN waitlist_entries.ends_at
COMMENT ON COLUMN commerce.waitlist_entries.ends_at IS 'End of `during`.';

-- COMMENT commerce.COLUMN waitlist_entries.party_size
COMMENT ON COLUMN commerce.waitlist_entries.party_size IS 'For how many people.';

-- COMMENT commerce.COLUMN waitlist_entries.status
COMMENT ON COLUMN commerce.waitlist_entries.status IS '`waiting`, `offered` (a time is held for them), `taken`, `missed` (the offer lapsed), `left`, `expired` (nothing became free in time).';

-- COMMENT commerce.COLUMN waitlist_entries.reservation_id
COMMENT ON COLUMN commerce.waitlist_entries.reservation_id IS 'The hold that was offered last.';

-- COMMENT commerce.COLUMN waitlist_entries.offered_at
COMMENT ON COLUMN commerce.waitlist_entries.offered_at IS 'When it was offered.';

-- COMMENT commerce.COLUMN waitlist_entries.created_at
COMMENT ON COLUMN commerce.waitlist_entries.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN waitlist_entries.updated_at
COMMENT ON COLUMN commerce.waitlist_entries.updated_at IS 'When the row was last changed.';

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
    webhook_scheme text,
    CONSTRAINT gateway_accounts_charge_type_check CHECK ((charge_type = ANY (ARRAY['direct'::text, 'destination'::text]))),
    CONSTRAINT gateway_accounts_gateway_check CHECK ((gateway = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text]))),
    CONSTRAINT gateway_accounts_scheme_check CHECK ((webhook_scheme = ANY (ARRAY['hmac'::text, 'shared_secret'::text])))
);


ALTER TABLE commerce.gateway_accounts OWNER TO commerce_owner;

-- COMMENT commerce.TABLE gateway_accounts
COMMENT ON TABLE commerce.gateway_accounts IS 'Where an organization takes payments: an account at a gateway, in test or in live mode.';

-- COMMENT commerce.COLUMN gateway_accounts.gateway
COMMENT ON COLUMN commerce.gateway_accounts.gateway IS '`stripe`, `paystack`, `flutterwave`, `bank_transfer`, `cash_on_delivery` or `manual`.';

-- COMMENT commerce.COLUMN gateway_accounts.secret_name
COMMENT ON COLUMN commerce.gateway_accounts.secret_name IS 'The name of the environment variable or file in which the relay finds the key; the key is never here.';

-- COMMENT commerce.COLUMN gateway_accounts.webhook_secret_names
COMMENT ON COLUMN commerce.gateway_accounts.webhook_secret_names IS 'The names of the secrets that its webhooks are signed with: two while one replaces the other.';

-- COMMENT commerce.COLUMN gateway_accounts.livemode
COMMENT ON COLUMN commerce.gateway_accounts.livemode IS 'Real money, or the gateway''s test mode.';

-- COMMENT commerce.COLUMN gateway_accounts.external_account
COMMENT ON COLUMN commerce.gateway_accounts.external_account IS 'What the gateway calls the account.';

-- COMMENT commerce.COLUMN gateway_accounts.charge_type
COMMENT ON COLUMN commerce.gateway_accounts.charge_type IS 'How a platform charges for the account: `direct`, `destination`, or null when it does not.';

-- COMMENT commerce.COLUMN gateway_accounts.is_enabled
COMMENT ON COLUMN commerce.gateway_accounts.is_enabled IS 'Whether new payments use it; events count anyway.';

-- COMMENT commerce.COLUMN gateway_accounts.is_charging
COMMENT ON COLUMN commerce.gateway_accounts.is_charging IS 'Whether the gateway itself lets the account charge.';

-- COMMENT commerce.COLUMN gateway_accounts.is_charging_as_of
COMMENT ON COLUMN commerce.gateway_accounts.is_charging_as_of IS 'When the gateway said so.';

-- COMMENT commerce.COLUMN gateway_accounts.webhook_scheme
COMMENT ON COLUMN commerce.gateway_accounts.webhook_scheme IS 'How its webhooks are proved, where there is a choice: `hmac` (which null means) or `shared_secret`.';

-- TABLE commerce.price_changes
CREATE TABLE commerce.price_changes (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    product_id bigint,
    service_id uuid,
    pricing_plan_id uuid,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    tiers jsonb,
    valid_from timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT price_changes_subject_check CHECK ((num_nonnulls(product_id, service_id, pricing_plan_id) = 1))
);


ALTER TABLE commerce.price_changes OWNER TO commerce_owner;

-- COMMENT commerce.TABLE price_changes
COMMENT ON TABLE commerce.price_changes IS 'Every price there ever was, from when on; append-only, written by triggers.';

-- COMMENT commerce.COLUMN price_changes.organization_id
COMMENT ON COLUMN commerce.price_changes.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN price_changes.id
COMMENT ON COLUMN commerce.price_changes.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN price_changes.product_id
COMMENT ON COLUMN commerce.price_changes.product_id IS 'The product, or';

-- COMMENT commerce.COLUMN price_changes.service_id
COMMENT ON COLUMN commerce.price_changes.service_id IS 'the service, or';

-- COMMENT commerce.COLUMN price_changes.pricing_plan_id
COMMENT ON COLUMN commerce.price_changes.pricing_plan_id IS 'the plan that has the price.';

-- COMMENT commerce.COLUMN price_changes.price_minor
COMMENT ON COLUMN commerce.price_changes.price_minor IS 'The price, in minor units.';

-- COMMENT commerce.COLUMN price_changes.currency
COMMENT ON COLUMN commerce.price_changes.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN price_changes.tiers
COMMENT ON COLUMN commerce.price_changes.tiers IS 'Prices by tier, of a plan.';

-- COMMENT commerce.COLUMN price_changes.valid_from
COMMENT ON COLUMN commerce.price_changes.valid_from IS 'Since when.';

-- COMMENT commerce.COLUMN price_changes.created_at
COMMENT ON COLUMN commerce.price_changes.created_at IS 'When the row was made.';

-- TABLE commerce.webhook_events
CREATE TABLE commerce.webhook_events (
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    gateway text NOT NULL,
    account text,
    livemode boolean NOT NULL,
    event_key text NOT NULL,
    event_type text NOT NULL,
    effects commerce.event_effects DEFAULT '[]'::jsonb NOT NULL,
    body text,
    organization_id uuid,
    payment_id uuid,
    outcome commerce.event_outcome NOT NULL,
    error jsonb,
    attempts integer DEFAULT 1 NOT NULL,
    occurred_at timestamp with time zone,
    received_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.webhook_events OWNER TO commerce_owner;

-- COMMENT commerce.TABLE webhook_events
COMMENT ON TABLE commerce.webhook_events IS 'The inbox: each event of a gateway once, for ever. Its organization is unknown until a payment is found.';

-- COMMENT commerce.COLUMN webhook_events.gateway
COMMENT ON COLUMN commerce.webhook_events.gateway IS 'Who sent it.';

-- COMMENT commerce.COLUMN webhook_events.account
COMMENT ON COLUMN commerce.webhook_events.account IS 'The account whose secret verified it.';

-- COMMENT commerce.COLUMN webhook_events.livemode
COMMENT ON COLUMN commerce.webhook_events.livemode IS 'Real money, or the gateway''s test mode.';

-- COMMENT commerce.COLUMN webhook_events.event_key
COMMENT ON COLUMN commerce.webhook_events.event_key IS 'What the gateway calls it: the same in every delivery.';

-- COMMENT commerce.COLUMN webhook_events.event_type
COMMENT ON COLUMN commerce.webhook_events.event_type IS 'What the gateway says happened.';

-- COMMENT commerce.COLUMN webhook_events.effects
COMMENT ON COLUMN commerce.webhook_events.effects IS 'What that means, in the words of `receive_webhook_event`.';

-- COMMENT commerce.COLUMN webhook_events.body
COMMENT ON COLUMN commerce.webhook_events.body IS 'The bytes as they came, dropped after `webhook_body_days`.';

-- COMMENT commerce.COLUMN webhook_events.payment_id
COMMENT ON COLUMN commerce.webhook_events.payment_id IS 'The payment it was about.';

-- COMMENT commerce.COLUMN webhook_events.outcome
COMMENT ON COLUMN commerce.webhook_events.outcome IS '`applied`, `ignored`, `unmatched` or `failed`.';

-- COMMENT commerce.COLUMN webhook_events.error
COMMENT ON COLUMN commerce.webhook_events.error IS 'Why it failed: `code`, `message` and `detail`.';

-- COMMENT commerce.COLUMN webhook_events.attempts
COMMENT ON COLUMN commerce.webhook_events.attempts IS 'How often it was tried.';

-- COMMENT commerce.COLUMN webhook_events.occurred_at
COMMENT ON COLUMN commerce.webhook_events.occurred_at IS 'When it happened, as the gateway says.';

-- COMMENT commerce.COLUMN webhook_events.received_at
COMMENT ON COLUMN commerce.webhook_events.received_at IS 'When it first came.';

-- COMMENT commerce.COLUMN webhook_events.applied_at
COMMENT ON COLUMN commerce.webhook_events.applied_at IS 'When its effects were carried out.';

-- TABLE commerce.payouts
CREATE TABLE commerce.payouts (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    gateway text NOT NULL,
    courier text,
    reference text,
    amount_minor bigint NOT NULL,
    expected_minor bigint NOT NULL,
    currency text NOT NULL,
    paid_at timestamp with time zone NOT NULL,
    actor_user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payouts_amount_check CHECK (((amount_minor >= 0) AND (expected_minor > 0))),
    CONSTRAINT payouts_gateway_check CHECK ((gateway = ANY (ARRAY['stripe'::text, 'paystack'::text, 'flutterwave'::text, 'bank_transfer'::text, 'cash_on_delivery'::text, 'manual'::text])))
);


ALTER TABLE commerce.payouts OWNER TO commerce_owner;

-- COMMENT commerce.TABLE payouts
COMMENT ON TABLE commerce.payouts IS 'What came in together: a gateway''s payout to the bank, or the cash that a courier hands over.';

-- COMMENT commerce.COLUMN payouts.gateway
COMMENT ON COLUMN commerce.payouts.gateway IS 'Who paid out; `cash_on_delivery` is a courier.';

-- COMMENT commerce.COLUMN payouts.courier
COMMENT ON COLUMN commerce.payouts.courier IS 'Which courier.';

-- COMMENT commerce.COLUMN payouts.reference
COMMENT ON COLUMN commerce.payouts.reference IS 'What it is called at the gateway or bank.';

-- COMMENT commerce.COLUMN payouts.amount_minor
COMMENT ON COLUMN commerce.payouts.amount_minor IS 'What came in, in minor units.';

-- COMMENT commerce.COLUMN payouts.expected_minor
COMMENT ON COLUMN commerce.payouts.expected_minor IS 'What the payments in it sum to.';

-- COMMENT commerce.COLUMN payouts.currency
COMMENT ON COLUMN commerce.payouts.currency IS 'The currency.';

-- COMMENT commerce.COLUMN payouts.paid_at
COMMENT ON COLUMN commerce.payouts.paid_at IS 'When it came in.';

-- COMMENT commerce.COLUMN payouts.actor_user_id
COMMENT ON COLUMN commerce.payouts.actor_user_id IS 'Who wrote it down.';

-- TABLE commerce.customer_consents
CREATE TABLE commerce.customer_consents (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    customer_id uuid NOT NULL,
    purpose text NOT NULL,
    is_given boolean NOT NULL,
    source text,
    actor_user_id uuid,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_consents_purpose_check CHECK ((purpose ~ '^[a-z][a-z0-9_]{0,49}$'::text))
);


ALTER TABLE commerce.customer_consents OWNER TO commerce_owner;

-- COMMENT commerce.TABLE customer_consents
COMMENT ON TABLE commerce.customer_consents IS 'Permissions that customers gave and took back; append-only, the newest of a purpose counts.';

-- COMMENT commerce.COLUMN customer_consents.organization_id
COMMENT ON COLUMN commerce.customer_consents.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN customer_consents.id
COMMENT ON COLUMN commerce.customer_consents.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN customer_consents.customer_id
COMMENT ON COLUMN commerce.customer_consents.customer_id IS 'Who gave it.';

-- COMMENT commerce.COLUMN customer_consents.purpose
COMMENT ON COLUMN commerce.customer_consents.purpose IS 'What for, a word such as `newsletter`.';

-- COMMENT commerce.COLUMN customer_consents.is_given
COMMENT ON COLUMN commerce.customer_consents.is_given IS 'Given, or taken back.';

-- COMMENT commerce.COLUMN customer_consents.source
COMMENT ON COLUMN commerce.customer_consents.source IS 'How they said so.';

-- COMMENT commerce.COLUMN customer_consents.actor_user_id
COMMENT ON COLUMN commerce.customer_consents.actor_user_id IS 'Who wrote it down.';

-- COMMENT commerce.COLUMN customer_consents.at
COMMENT ON COLUMN commerce.customer_consents.at IS 'When.';

-- COMMENT commerce.COLUMN customer_consents.created_at
COMMENT ON COLUMN commerce.customer_consents.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE gateway_commands
COMMENT ON TABLE commerce.gateway_commands IS 'The outbox to gateways: what the relay is to ask, and what came of it.';

-- COMMENT commerce.COLUMN gateway_commands.gateway
COMMENT ON COLUMN commerce.gateway_commands.gateway IS 'Which gateway.';

-- COMMENT commerce.COLUMN gateway_commands.gateway_account_id
COMMENT ON COLUMN commerce.gateway_commands.gateway_account_id IS 'With which account.';

-- COMMENT commerce.COLUMN gateway_commands.kind
COMMENT ON COLUMN commerce.gateway_commands.kind IS '`create_session`, `expire_session`, `verify`, `capture`, `void` or `refund`.';

-- COMMENT commerce.COLUMN gateway_commands.payment_id
COMMENT ON COLUMN commerce.gateway_commands.payment_id IS 'About which payment.';

-- COMMENT commerce.COLUMN gateway_commands.refund_id
COMMENT ON COLUMN commerce.gateway_commands.refund_id IS 'About which refund.';

-- COMMENT commerce.COLUMN gateway_commands.request
COMMENT ON COLUMN commerce.gateway_commands.request IS 'What else the gateway is told: title and addresses, never a person.';

-- COMMENT commerce.COLUMN gateway_commands.status
COMMENT ON COLUMN commerce.gateway_commands.status IS '`queued`, `sending` (a relay has it until `locked_until`), `done`, `failed` or `cancelled`.';

-- COMMENT commerce.COLUMN gateway_commands.attempts
COMMENT ON COLUMN commerce.gateway_commands.attempts IS 'How often a relay took it.';

-- COMMENT commerce.COLUMN gateway_commands.not_before
COMMENT ON COLUMN commerce.gateway_commands.not_before IS 'When it is due.';

-- COMMENT commerce.COLUMN gateway_commands.locked_until
COMMENT ON COLUMN commerce.gateway_commands.locked_until IS 'Until when a relay has it.';

-- COMMENT commerce.COLUMN gateway_commands.result
COMMENT ON COLUMN commerce.gateway_commands.result IS 'What the gateway answered.';

-- COMMENT commerce.COLUMN gateway_commands.error
COMMENT ON COLUMN commerce.gateway_commands.error IS 'Why the last attempt came to nothing.';

-- TABLE commerce.waivers
CREATE TABLE commerce.waivers (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    service_id uuid,
    title text NOT NULL,
    body text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    is_same_day boolean DEFAULT false NOT NULL,
    is_for_each boolean DEFAULT false NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT waivers_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text]))),
    CONSTRAINT waivers_version_check CHECK ((version > 0))
);


ALTER TABLE commerce.waivers OWNER TO commerce_owner;

-- COMMENT commerce.TABLE waivers
COMMENT ON TABLE commerce.waivers IS 'What customers sign before a service; one row a version.';

-- COMMENT commerce.COLUMN waivers.organization_id
COMMENT ON COLUMN commerce.waivers.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN waivers.id
COMMENT ON COLUMN commerce.waivers.id IS 'Key, a uuid of version 7: another for every version.';

-- COMMENT commerce.COLUMN waivers.service_id
COMMENT ON COLUMN commerce.waivers.service_id IS 'The service it is for; null means every service that requires a waiver.';

-- COMMENT commerce.COLUMN waivers.title
COMMENT ON COLUMN commerce.waivers.title IS 'What it is called.';

-- COMMENT commerce.COLUMN waivers.body
COMMENT ON COLUMN commerce.waivers.body IS 'The text that is signed; it never changes.';

-- COMMENT commerce.COLUMN waivers.version
COMMENT ON COLUMN commerce.waivers.version IS '1 for the first text, then counting.';

-- COMMENT commerce.COLUMN waivers.is_same_day
COMMENT ON COLUMN commerce.waivers.is_same_day IS 'Whether it is to be signed on the day of the booking.';

-- COMMENT commerce.COLUMN waivers.is_for_each
COMMENT ON COLUMN commerce.waivers.is_for_each IS 'Whether each of the party signs.';

-- COMMENT commerce.COLUMN waivers.status
COMMENT ON COLUMN commerce.waivers.status IS '`active`, or `retired` by a newer version or by a member.';

-- COMMENT commerce.COLUMN waivers.created_at
COMMENT ON COLUMN commerce.waivers.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN waivers.updated_at
COMMENT ON COLUMN commerce.waivers.updated_at IS 'When the row was last changed.';

-- TABLE commerce.cancellation_policies
CREATE TABLE commerce.cancellation_policies (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    tiers jsonb NOT NULL,
    is_deposit_refundable boolean DEFAULT true NOT NULL,
    no_show_percent integer DEFAULT 100 NOT NULL,
    max_moves integer,
    move_notice_hours integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT cancellation_policies_moves_check CHECK ((max_moves >= 0)),
    CONSTRAINT cancellation_policies_no_show_check CHECK (((no_show_percent >= 0) AND (no_show_percent <= 100))),
    CONSTRAINT cancellation_policies_notice_check CHECK (((move_notice_hours >= 0) AND (move_notice_hours <= 8760))),
    CONSTRAINT cancellation_policies_tiers_check CHECK ((jsonb_typeof(tiers) = 'array'::text))
);


ALTER TABLE commerce.cancellation_policies OWNER TO commerce_owner;

-- COMMENT commerce.TABLE cancellation_policies
COMMENT ON TABLE commerce.cancellation_policies IS 'What it costs to cancel, and how often a booking may be moved.';

-- COMMENT commerce.COLUMN cancellation_policies.organization_id
COMMENT ON COLUMN commerce.cancellation_policies.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN cancellation_policies.id
COMMENT ON COLUMN commerce.cancellation_policies.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN cancellation_policies.name
COMMENT ON COLUMN commerce.cancellation_policies.name IS 'What people call it.';

-- COMMENT commerce.COLUMN cancellation_policies.tiers
COMMENT ON COLUMN commerce.cancellation_policies.tiers IS 'Array of `{"hours_before", "kept_percent", "kept_minor"}`, the longest notice first; with less notice than any of them everything is kept.';

-- COMMENT commerce.COLUMN cancellation_policies.is_deposit_refundable
COMMENT ON COLUMN commerce.cancellation_policies.is_deposit_refundable IS 'Whether the deposit goes back at all.';

-- COMMENT commerce.COLUMN cancellation_policies.no_show_percent
COMMENT ON COLUMN commerce.cancellation_policies.no_show_percent IS 'How much of the price is kept when nobody comes.';

-- COMMENT commerce.COLUMN cancellation_policies.max_moves
COMMENT ON COLUMN commerce.cancellation_policies.max_moves IS 'How often customers may move a booking; null for any number.';

-- COMMENT commerce.COLUMN cancellation_policies.move_notice_hours
COMMENT ON COLUMN commerce.cancellation_policies.move_notice_hours IS 'How many hours before its start customers may still move a booking.';

-- COMMENT commerce.COLUMN cancellation_policies.created_at
COMMENT ON COLUMN commerce.cancellation_policies.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN cancellation_policies.updated_at
COMMENT ON COLUMN commerce.cancellation_policies.updated_at IS 'When the row was last changed.';

-- TABLE commerce.notification_templates
CREATE TABLE commerce.notification_templates (
    organization_id uuid NOT NULL,
    template text NOT NULL,
    channel commerce.message_channel NOT NULL,
    locale text NOT NULL,
    subject text NOT NULL,
    body_text text NOT NULL,
    body_html text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
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

-- TABLE commerce.payment_schedules
CREATE TABLE commerce.payment_schedules (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    sequence integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    amount_minor bigint NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    reminded_at timestamp with time zone,
    overdue_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    next_step_at timestamp with time zone,
    CONSTRAINT payment_schedules_amount_check CHECK (((amount_minor > 0) AND (sequence > 0))),
    CONSTRAINT payment_schedules_status_check CHECK ((status = ANY (ARRAY['open'::text, 'paid'::text, 'overdue'::text])))
);


ALTER TABLE commerce.payment_schedules OWNER TO commerce_owner;

-- COMMENT commerce.TABLE payment_schedules
COMMENT ON TABLE commerce.payment_schedules IS 'Instalments: what of an order is due when. They sum to the order''s total; money pays them in their sequence.';

-- COMMENT commerce.COLUMN payment_schedules.order_id
COMMENT ON COLUMN commerce.payment_schedules.order_id IS 'The order.';

-- COMMENT commerce.COLUMN payment_schedules.sequence
COMMENT ON COLUMN commerce.payment_schedules.sequence IS 'The place among the order''s instalments, from 1.';

-- COMMENT commerce.COLUMN payment_schedules.due_at
COMMENT ON COLUMN commerce.payment_schedules.due_at IS 'When it is due.';

-- COMMENT commerce.COLUMN payment_schedules.amount_minor
COMMENT ON COLUMN commerce.payment_schedules.amount_minor IS 'How much, in minor units of the order''s currency.';

-- COMMENT commerce.COLUMN payment_schedules.status
COMMENT ON COLUMN commerce.payment_schedules.status IS '`open`, `paid` (what was received covers it and all before it), or `overdue`.';

-- COMMENT commerce.COLUMN payment_schedules.reminded_at
COMMENT ON COLUMN commerce.payment_schedules.reminded_at IS 'When the customer was reminded before it was due.';

-- COMMENT commerce.COLUMN payment_schedules.overdue_at
COMMENT ON COLUMN commerce.payment_schedules.overdue_at IS 'When it was found overdue.';

-- COMMENT commerce.COLUMN payment_schedules.next_step_at
COMMENT ON COLUMN commerce.payment_schedules.next_step_at IS 'When the sweep has something to do about it: remind the customer, or find it overdue; null when nothing more.';

-- TABLE commerce.waiver_signatures
CREATE TABLE commerce.waiver_signatures (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    booking_id uuid NOT NULL,
    waiver_id uuid NOT NULL,
    signer_name text,
    signature text,
    signed_at timestamp with time zone NOT NULL,
    signed_on date NOT NULL,
    user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.waiver_signatures OWNER TO commerce_owner;

-- COMMENT commerce.TABLE waiver_signatures
COMMENT ON TABLE commerce.waiver_signatures IS 'Who has signed which waiver for which booking; append-only.';

-- COMMENT commerce.COLUMN waiver_signatures.organization_id
COMMENT ON COLUMN commerce.waiver_signatures.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN waiver_signatures.id
COMMENT ON COLUMN commerce.waiver_signatures.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN waiver_signatures.booking_id
COMMENT ON COLUMN commerce.waiver_signatures.booking_id IS 'The booking.';

-- COMMENT commerce.COLUMN waiver_signatures.waiver_id
COMMENT ON COLUMN commerce.waiver_signatures.waiver_id IS 'The waiver, in the version that was signed.';

-- COMMENT commerce.COLUMN waiver_signatures.signer_name
COMMENT ON COLUMN commerce.waiver_signatures.signer_name IS 'Who signed; empty once erased.';

-- COMMENT commerce.COLUMN waiver_signatures.signature
COMMENT ON COLUMN commerce.waiver_signatures.signature IS 'What they typed or drew, as text; empty once erased.';

-- COMMENT commerce.COLUMN waiver_signatures.signed_at
COMMENT ON COLUMN commerce.waiver_signatures.signed_at IS 'When.';

-- COMMENT commerce.COLUMN waiver_signatures.signed_on
COMMENT ON COLUMN commerce.waiver_signatures.signed_on IS 'The date at the venue then.';

-- COMMENT commerce.COLUMN waiver_signatures.user_id
COMMENT ON COLUMN commerce.waiver_signatures.user_id IS 'The user who was calling.';

-- COMMENT commerce.COLUMN waiver_signatures.created_at
COMMENT ON COLUMN commerce.waiver_signatures.created_at IS 'When the row was made.';

-- TABLE commerce.intake_responses
CREATE TABLE commerce.intake_responses (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    booking_id uuid NOT NULL,
    intake_form_id uuid NOT NULL,
    form_version integer NOT NULL,
    answers jsonb,
    submitted_at timestamp with time zone NOT NULL,
    user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT intake_responses_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text))
);


ALTER TABLE commerce.intake_responses OWNER TO commerce_owner;

-- COMMENT commerce.TABLE intake_responses
COMMENT ON TABLE commerce.intake_responses IS 'What was answered to the form of a booking''s service.';

-- COMMENT commerce.COLUMN intake_responses.organization_id
COMMENT ON COLUMN commerce.intake_responses.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN intake_responses.id
COMMENT ON COLUMN commerce.intake_responses.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN intake_responses.booking_id
COMMENT ON COLUMN commerce.intake_responses.booking_id IS 'The booking.';

-- COMMENT commerce.COLUMN intake_responses.intake_form_id
COMMENT ON COLUMN commerce.intake_responses.intake_form_id IS 'The form.';

-- COMMENT commerce.COLUMN intake_responses.form_version
COMMENT ON COLUMN commerce.intake_responses.form_version IS 'The version of the form that was answered.';

-- COMMENT commerce.COLUMN intake_responses.answers
COMMENT ON COLUMN commerce.intake_responses.answers IS 'One value for each key of the form; empty once erased.';

-- COMMENT commerce.COLUMN intake_responses.submitted_at
COMMENT ON COLUMN commerce.intake_responses.submitted_at IS 'When it was answered last.';

-- COMMENT commerce.COLUMN intake_responses.user_id
COMMENT ON COLUMN commerce.intake_responses.user_id IS 'The user who was calling then.';

-- COMMENT commerce.COLUMN intake_responses.created_at
COMMENT ON COLUMN commerce.intake_responses.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN intake_responses.updated_at
COMMENT ON COLUMN commerce.intake_responses.updated_at IS 'When the row was last changed.';

-- TABLE commerce.intake_forms
CREATE TABLE commerce.intake_forms (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    fields jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    is_required boolean DEFAULT true NOT NULL,
    visible_to text DEFAULT 'staff'::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT intake_forms_fields_check CHECK ((jsonb_typeof(fields) = 'array'::text)),
    CONSTRAINT intake_forms_status_check CHECK ((status = ANY (ARRAY['active'::text, 'archived'::text]))),
    CONSTRAINT intake_forms_version_check CHECK ((version > 0)),
    CONSTRAINT intake_forms_visible_check CHECK ((visible_to = ANY (ARRAY['staff'::text, 'manager'::text])))
);


ALTER TABLE commerce.intake_forms OWNER TO commerce_owner;

-- COMMENT commerce.TABLE intake_forms
COMMENT ON TABLE commerce.intake_forms IS 'What customers of a service are asked.';

-- COMMENT commerce.COLUMN intake_forms.organization_id
COMMENT ON COLUMN commerce.intake_forms.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN intake_forms.id
COMMENT ON COLUMN commerce.intake_forms.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN intake_forms.name
COMMENT ON COLUMN commerce.intake_forms.name IS 'What it is called.';

-- COMMENT commerce.COLUMN intake_forms.fields
COMMENT ON COLUMN commerce.intake_forms.fields IS 'What it asks: `[{"key", "label", "kind", "is_required", "choices", "help"}]`.';

-- COMMENT commerce.COLUMN intake_forms.version
COMMENT ON COLUMN commerce.intake_forms.version IS 'Counts the changes of its fields.';

-- COMMENT commerce.COLUMN intake_forms.is_required
COMMENT ON COLUMN commerce.intake_forms.is_required IS 'Whether it is answered before check-in.';

-- COMMENT commerce.COLUMN intake_forms.visible_to
COMMENT ON COLUMN commerce.intake_forms.visible_to IS 'Who reads the answers: `staff` (of that booking) or `manager` (staff do not).';

-- COMMENT commerce.COLUMN intake_forms.status
COMMENT ON COLUMN commerce.intake_forms.status IS '`active` or `archived`.';

-- COMMENT commerce.COLUMN intake_forms.created_at
COMMENT ON COLUMN commerce.intake_forms.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN intake_forms.updated_at
COMMENT ON COLUMN commerce.intake_forms.updated_at IS 'When the row was last changed.';

-- TABLE commerce.pricing_plans
CREATE TABLE commerce.pricing_plans (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    service_id uuid,
    tiers jsonb DEFAULT '[]'::jsonb NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    billing_interval interval,
    valid_days integer,
    tax_category text,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT pricing_plans_days_check CHECK (((valid_days >= 1) AND (valid_days <= 36500))),
    CONSTRAINT pricing_plans_interval_check CHECK (((kind = 'recurring'::text) = (billing_interval IS NOT NULL))),
    CONSTRAINT pricing_plans_kind_check CHECK ((kind = ANY (ARRAY['one_off'::text, 'package'::text, 'recurring'::text]))),
    CONSTRAINT pricing_plans_price_check CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000'::bigint))),
    CONSTRAINT pricing_plans_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000))),
    CONSTRAINT pricing_plans_service_check CHECK (((kind <> 'one_off'::text) OR (service_id IS NOT NULL))),
    CONSTRAINT pricing_plans_status_check CHECK ((status = ANY (ARRAY['active'::text, 'archived'::text]))),
    CONSTRAINT pricing_plans_tiers_check CHECK ((jsonb_typeof(tiers) = 'array'::text))
);


ALTER TABLE commerce.pricing_plans OWNER TO commerce_owner;

-- COMMENT commerce.TABLE pricing_plans
COMMENT ON TABLE commerce.pricing_plans IS 'Price lists of services by tiers, and what is sold as packages and subscriptions.';

-- COMMENT commerce.COLUMN pricing_plans.organization_id
COMMENT ON COLUMN commerce.pricing_plans.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN pricing_plans.id
COMMENT ON COLUMN commerce.pricing_plans.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN pricing_plans.name
COMMENT ON COLUMN commerce.pricing_plans.name IS 'What customers see.';

-- COMMENT commerce.COLUMN pricing_plans.kind
COMMENT ON COLUMN commerce.pricing_plans.kind IS '`one_off` (the price list of a service), `package` or `recurring`.';

-- COMMENT commerce.COLUMN pricing_plans.price_minor
COMMENT ON COLUMN commerce.pricing_plans.price_minor IS 'Price of the plan, of a price list that of one place, in minor units.';

-- COMMENT commerce.COLUMN pricing_plans.currency
COMMENT ON COLUMN commerce.pricing_plans.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN pricing_plans.service_id
COMMENT ON COLUMN commerce.pricing_plans.service_id IS 'The service it is for.';

-- COMMENT commerce.COLUMN pricing_plans.tiers
COMMENT ON COLUMN commerce.pricing_plans.tiers IS 'Prices by tier of participants: `[{"tier":"child","price_minor":900,"places":1}]`.';

-- COMMENT commerce.COLUMN pricing_plans.quantity
COMMENT ON COLUMN commerce.pricing_plans.quantity IS 'How many visits a package holds.';

-- COMMENT commerce.COLUMN pricing_plans.billing_interval
COMMENT ON COLUMN commerce.pricing_plans.billing_interval IS 'How often a recurring plan is charged.';

-- COMMENT commerce.COLUMN pricing_plans.valid_days
COMMENT ON COLUMN commerce.pricing_plans.valid_days IS 'How many days a package lasts.';

-- COMMENT commerce.COLUMN pricing_plans.tax_category
COMMENT ON COLUMN commerce.pricing_plans.tax_category IS 'Which tax rate applies.';

-- COMMENT commerce.COLUMN pricing_plans.status
COMMENT ON COLUMN commerce.pricing_plans.status IS '`active` or `archived`.';

-- COMMENT commerce.COLUMN pricing_plans.created_at
COMMENT ON COLUMN commerce.pricing_plans.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN pricing_plans.updated_at
COMMENT ON COLUMN commerce.pricing_plans.updated_at IS 'When the row was last changed.';

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
    snapshot jsonb GENERATED ALWAYS AS (commerce_private.product_snapshot(options, tax_category, weight_grams)) STORED,
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

-- COMMENT commerce.TABLE products
COMMENT ON TABLE commerce.products IS 'Goods that are sold.';

-- COMMENT commerce.COLUMN products.organization_id
COMMENT ON COLUMN commerce.products.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN products.id
COMMENT ON COLUMN commerce.products.id IS 'Number of the product, counted per organization.';

-- COMMENT commerce.COLUMN products.sku
COMMENT ON COLUMN commerce.products.sku IS 'The business''s own code, unique.';

-- COMMENT commerce.COLUMN products.name
COMMENT ON COLUMN commerce.products.name IS 'What customers see.';

-- COMMENT commerce.COLUMN products.description
COMMENT ON COLUMN commerce.products.description IS 'What customers read about it.';

-- COMMENT commerce.COLUMN products.parent_product_id
COMMENT ON COLUMN commerce.products.parent_product_id IS 'The product this is a variant of.';

-- COMMENT commerce.COLUMN products.options
COMMENT ON COLUMN commerce.products.options IS 'What makes it this variant, such as `{"size":"M"}`.';

-- COMMENT commerce.COLUMN products.price_minor
COMMENT ON COLUMN commerce.products.price_minor IS 'Price of one piece, in minor units of `currency`.';

-- COMMENT commerce.COLUMN products.currency
COMMENT ON COLUMN commerce.products.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN products.tax_category
COMMENT ON COLUMN commerce.products.tax_category IS 'Which tax rate applies.';

-- COMMENT commerce.COLUMN products.track_inventory
COMMENT ON COLUMN commerce.products.track_inventory IS 'Whether stock is counted.';

-- COMMENT commerce.COLUMN products.allow_backorder
COMMENT ON COLUMN commerce.products.allow_backorder IS 'Whether it may be sold beyond what is there.';

-- COMMENT commerce.COLUMN products.weight_grams
COMMENT ON COLUMN commerce.products.weight_grams IS 'Weight of one piece, in grams.';

-- COMMENT commerce.COLUMN products.status
COMMENT ON COLUMN commerce.products.status IS '`draft`, `active` or `archived`; only active ones are sold.';

-- COMMENT commerce.COLUMN products.metadata
COMMENT ON COLUMN commerce.products.metadata IS 'Whatever the business wants to keep with it, a json object.';

-- COMMENT commerce.COLUMN products.snapshot
COMMENT ON COLUMN commerce.products.snapshot IS 'What lines of orders remember of it: options, tax category, weight.';

-- COMMENT commerce.COLUMN products.created_at
COMMENT ON COLUMN commerce.products.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN products.updated_at
COMMENT ON COLUMN commerce.products.updated_at IS 'When the row was last changed.';

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

-- COMMENT commerce.TABLE resources
COMMENT ON TABLE commerce.resources IS 'Rooms, chairs and machines; one booking at a time holds one.';

-- COMMENT commerce.COLUMN resources.organization_id
COMMENT ON COLUMN commerce.resources.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN resources.id
COMMENT ON COLUMN commerce.resources.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN resources.name
COMMENT ON COLUMN commerce.resources.name IS 'What staff see.';

-- COMMENT commerce.COLUMN resources.resource_group
COMMENT ON COLUMN commerce.resources.resource_group IS 'Services ask for any one of a group.';

-- COMMENT commerce.COLUMN resources.venue_id
COMMENT ON COLUMN commerce.resources.venue_id IS 'Where it stands; null when it can be anywhere.';

-- COMMENT commerce.COLUMN resources.status
COMMENT ON COLUMN commerce.resources.status IS '`active` or `archived`.';

-- COMMENT commerce.COLUMN resources.created_at
COMMENT ON COLUMN commerce.resources.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN resources.updated_at
COMMENT ON COLUMN commerce.resources.updated_at IS 'When the row was last changed.';

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
    customer_limits jsonb,
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
    activates_when_assigned boolean DEFAULT false NOT NULL,
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
    CONSTRAINT services_limits_check CHECK (commerce_private.are_customer_limits(customer_limits)),
    CONSTRAINT services_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT services_notice_check CHECK (((min_notice_minutes >= 0) AND (min_notice_minutes <= 525600))),
    CONSTRAINT services_price_check CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000'::bigint))),
    CONSTRAINT services_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'archived'::text]))),
    CONSTRAINT services_step_check CHECK (((step_minutes >= 1) AND (step_minutes <= 1440))),
    CONSTRAINT services_window_check CHECK ((min_notice_minutes <= (max_advance_days * 1440)))
);


ALTER TABLE commerce.services OWNER TO commerce_owner;

-- COMMENT commerce.TABLE services
COMMENT ON TABLE commerce.services IS 'What customers can book.';

-- COMMENT commerce.COLUMN services.organization_id
COMMENT ON COLUMN commerce.services.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN services.id
COMMENT ON COLUMN commerce.services.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN services.name
COMMENT ON COLUMN commerce.services.name IS 'What customers see.';

-- COMMENT commerce.COLUMN services.duration_minutes
COMMENT ON COLUMN commerce.services.duration_minutes IS 'How long it takes, in minutes.';

-- COMMENT commerce.COLUMN services.price_minor
COMMENT ON COLUMN commerce.services.price_minor IS 'Price, in minor units of `currency`.';

-- COMMENT commerce.COLUMN services.currency
COMMENT ON COLUMN commerce.services.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN services.capacity_mode
COMMENT ON COLUMN commerce.services.capacity_mode IS '`exclusive` (one customer at a time for each person and resource) or `pooled` (places in time slots).';

-- COMMENT commerce.COLUMN services.capacity
COMMENT ON COLUMN commerce.services.capacity IS 'The largest party of an exclusive service.';

-- COMMENT commerce.COLUMN services.buffer_before_minutes
COMMENT ON COLUMN commerce.services.buffer_before_minutes IS 'Minutes kept free before it.';

-- COMMENT commerce.COLUMN services.buffer_after_minutes
COMMENT ON COLUMN commerce.services.buffer_after_minutes IS 'Minutes kept free after it.';

-- COMMENT commerce.COLUMN services.min_notice_minutes
COMMENT ON COLUMN commerce.services.min_notice_minutes IS 'How many minutes ahead it must be booked.';

-- COMMENT commerce.COLUMN services.max_advance_days
COMMENT ON COLUMN commerce.services.max_advance_days IS 'How many days ahead it can be booked.';

-- COMMENT commerce.COLUMN services.step_minutes
COMMENT ON COLUMN commerce.services.step_minutes IS 'Minutes from one possible start to the next.';

-- COMMENT commerce.COLUMN services.customer_limits
COMMENT ON COLUMN commerce.services.customer_limits IS 'How many bookings of it one customer may have, by `day`, `week`, `month`, `year` and `upcoming`; null: as many as they like.';

-- COMMENT commerce.COLUMN services.delivery_mode
COMMENT ON COLUMN commerce.services.delivery_mode IS '`in_person`, `video`, `chat` or `diagnostic`.';

-- COMMENT commerce.COLUMN services.assignment
COMMENT ON COLUMN commerce.services.assignment IS 'Who is chosen when nobody is asked for: `least_busy` or `round_robin`.';

-- COMMENT commerce.COLUMN services.requires_approval
COMMENT ON COLUMN commerce.services.requires_approval IS 'Whether a booking waits until a member approves it.';

-- COMMENT commerce.COLUMN services.requires_waiver
COMMENT ON COLUMN commerce.services.requires_waiver IS 'Whether a waiver must be signed before check-in.';

-- COMMENT commerce.COLUMN services.intake_form_id
COMMENT ON COLUMN commerce.services.intake_form_id IS 'The form customers answer.';

-- COMMENT commerce.COLUMN services.deposit_minor
COMMENT ON COLUMN commerce.services.deposit_minor IS 'What is due at booking, in minor units; null means all.';

-- COMMENT commerce.COLUMN services.cancellation_policy_id
COMMENT ON COLUMN commerce.services.cancellation_policy_id IS 'The policy that decides what cancelling costs.';

-- COMMENT commerce.COLUMN services.tax_category
COMMENT ON COLUMN commerce.services.tax_category IS 'Which tax rate applies.';

-- COMMENT commerce.COLUMN services.venue_id
COMMENT ON COLUMN commerce.services.venue_id IS 'Where it happens.';

-- COMMENT commerce.COLUMN services.status
COMMENT ON COLUMN commerce.services.status IS '`draft`, `active` or `archived`; only active ones are booked.';

-- COMMENT commerce.COLUMN services.activates_when_assigned
COMMENT ON COLUMN commerce.services.activates_when_assigned IS 'Whether its first performer makes it active.';

-- COMMENT commerce.COLUMN services.metadata
COMMENT ON COLUMN commerce.services.metadata IS 'Whatever the business wants to keep with it, a json object.';

-- COMMENT commerce.COLUMN services.created_at
COMMENT ON COLUMN commerce.services.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN services.updated_at
COMMENT ON COLUMN commerce.services.updated_at IS 'When the row was last changed.';

-- TABLE commerce.shipping_methods
CREATE TABLE commerce.shipping_methods (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'delivery'::text NOT NULL,
    price_minor bigint NOT NULL,
    currency text NOT NULL,
    countries text[] DEFAULT '{}'::text[] NOT NULL,
    free_over_minor bigint,
    tax_category text,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT shipping_methods_free_check CHECK ((free_over_minor >= 0)),
    CONSTRAINT shipping_methods_kind_check CHECK ((kind = ANY (ARRAY['delivery'::text, 'pickup'::text]))),
    CONSTRAINT shipping_methods_price_check CHECK (((price_minor >= 0) AND (price_minor <= '1000000000000'::bigint))),
    CONSTRAINT shipping_methods_status_check CHECK ((status = ANY (ARRAY['active'::text, 'archived'::text])))
);


ALTER TABLE commerce.shipping_methods OWNER TO commerce_owner;

-- COMMENT commerce.TABLE shipping_methods
COMMENT ON TABLE commerce.shipping_methods IS 'How goods reach their buyers.';

-- COMMENT commerce.COLUMN shipping_methods.organization_id
COMMENT ON COLUMN commerce.shipping_methods.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN shipping_methods.id
COMMENT ON COLUMN commerce.shipping_methods.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN shipping_methods.name
COMMENT ON COLUMN commerce.shipping_methods.name IS 'What customers see.';

-- COMMENT commerce.COLUMN shipping_methods.kind
COMMENT ON COLUMN commerce.shipping_methods.kind IS '`delivery`, or `pickup` by the customer.';

-- COMMENT commerce.COLUMN shipping_methods.price_minor
COMMENT ON COLUMN commerce.shipping_methods.price_minor IS 'What it costs, in minor units.';

-- COMMENT commerce.COLUMN shipping_methods.currency
COMMENT ON COLUMN commerce.shipping_methods.currency IS 'ISO 4217 code.';

-- COMMENT commerce.COLUMN shipping_methods.countries
COMMENT ON COLUMN commerce.shipping_methods.countries IS 'Where it delivers, ISO 3166 codes; empty for everywhere.';

-- COMMENT commerce.COLUMN shipping_methods.free_over_minor
COMMENT ON COLUMN commerce.shipping_methods.free_over_minor IS 'Goods for at least this much are sent free, in minor units after discounts.';

-- COMMENT commerce.COLUMN shipping_methods.tax_category
COMMENT ON COLUMN commerce.shipping_methods.tax_category IS 'Which tax rate applies; `shipping` when none is set.';

-- COMMENT commerce.COLUMN shipping_methods.status
COMMENT ON COLUMN commerce.shipping_methods.status IS '`active` or `archived`.';

-- COMMENT commerce.COLUMN shipping_methods.created_at
COMMENT ON COLUMN commerce.shipping_methods.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN shipping_methods.updated_at
COMMENT ON COLUMN commerce.shipping_methods.updated_at IS 'When the row was last changed.';

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

-- COMMENT commerce.TABLE staff
COMMENT ON TABLE commerce.staff IS 'People who perform services.';

-- COMMENT commerce.COLUMN staff.organization_id
COMMENT ON COLUMN commerce.staff.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN staff.id
COMMENT ON COLUMN commerce.staff.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN staff.display_name
COMMENT ON COLUMN commerce.staff.display_name IS 'The name customers see.';

-- COMMENT commerce.COLUMN staff.user_id
COMMENT ON COLUMN commerce.staff.user_id IS 'The user they sign in as.';

-- COMMENT commerce.COLUMN staff.timezone
COMMENT ON COLUMN commerce.staff.timezone IS 'IANA zone of their wall clock.';

-- COMMENT commerce.COLUMN staff.service_title
COMMENT ON COLUMN commerce.staff.service_title IS 'What they are, such as Stylist.';

-- COMMENT commerce.COLUMN staff.is_service_provider
COMMENT ON COLUMN commerce.staff.is_service_provider IS 'Whether they perform services at all.';

-- COMMENT commerce.COLUMN staff.is_available_for_booking
COMMENT ON COLUMN commerce.staff.is_available_for_booking IS 'Whether customers may book them at present.';

-- COMMENT commerce.COLUMN staff.created_at
COMMENT ON COLUMN commerce.staff.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN staff.updated_at
COMMENT ON COLUMN commerce.staff.updated_at IS 'When the row was last changed.';

-- TABLE commerce.stock_locations
CREATE TABLE commerce.stock_locations (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.stock_locations OWNER TO commerce_owner;

-- COMMENT commerce.TABLE stock_locations
COMMENT ON TABLE commerce.stock_locations IS 'Where stock lies.';

-- COMMENT commerce.COLUMN stock_locations.organization_id
COMMENT ON COLUMN commerce.stock_locations.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN stock_locations.id
COMMENT ON COLUMN commerce.stock_locations.id IS 'Key; the first location carries the organization''s own id.';

-- COMMENT commerce.COLUMN stock_locations.name
COMMENT ON COLUMN commerce.stock_locations.name IS 'What people call it.';

-- COMMENT commerce.COLUMN stock_locations.created_at
COMMENT ON COLUMN commerce.stock_locations.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN stock_locations.updated_at
COMMENT ON COLUMN commerce.stock_locations.updated_at IS 'When the row was last changed.';

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

-- COMMENT commerce.TABLE venues
COMMENT ON TABLE commerce.venues IS 'Places where services happen.';

-- COMMENT commerce.COLUMN venues.organization_id
COMMENT ON COLUMN commerce.venues.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN venues.id
COMMENT ON COLUMN commerce.venues.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN venues.name
COMMENT ON COLUMN commerce.venues.name IS 'What customers see.';

-- COMMENT commerce.COLUMN venues.timezone
COMMENT ON COLUMN commerce.venues.timezone IS 'IANA zone of its wall clock.';

-- COMMENT commerce.COLUMN venues.address
COMMENT ON COLUMN commerce.venues.address IS 'Where it is, a json object.';

-- COMMENT commerce.COLUMN venues.created_at
COMMENT ON COLUMN commerce.venues.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN venues.updated_at
COMMENT ON COLUMN commerce.venues.updated_at IS 'When the row was last changed.';

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

-- TABLE commerce.order_items
CREATE TABLE commerce.order_items (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    order_id uuid NOT NULL,
    line integer NOT NULL,
    kind commerce.item_kind NOT NULL,
    product_id bigint,
    service_id uuid,
    pricing_plan_id uuid,
    title text NOT NULL,
    sku text,
    quantity integer NOT NULL,
    unit_price_minor bigint NOT NULL,
    discount_minor bigint DEFAULT 0 NOT NULL,
    tax_minor bigint DEFAULT 0 NOT NULL,
    total_minor bigint NOT NULL,
    snapshot jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT order_items_whole_check CHECK (commerce_private.is_order_item((kind)::text, product_id, service_id, quantity, unit_price_minor, discount_minor, tax_minor, total_minor))
);


ALTER TABLE commerce.order_items OWNER TO commerce_owner;

-- COMMENT commerce.TABLE order_items
COMMENT ON TABLE commerce.order_items IS 'The lines of an order as they were at the moment of purchase; never changed.';

-- COMMENT commerce.COLUMN order_items.organization_id
COMMENT ON COLUMN commerce.order_items.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN order_items.id
COMMENT ON COLUMN commerce.order_items.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN order_items.order_id
COMMENT ON COLUMN commerce.order_items.order_id IS 'The order.';

-- COMMENT commerce.COLUMN order_items.line
COMMENT ON COLUMN commerce.order_items.line IS 'Place in the order, from 1.';

-- COMMENT commerce.COLUMN order_items.kind
COMMENT ON COLUMN commerce.order_items.kind IS 'What was bought: `product`, `service`, `subscription`, `package`, `gift_card`, `fee` or `tip`.';

-- COMMENT commerce.COLUMN order_items.product_id
COMMENT ON COLUMN commerce.order_items.product_id IS 'Number of the product, for goods.';

-- COMMENT commerce.COLUMN order_items.service_id
COMMENT ON COLUMN commerce.order_items.service_id IS 'The service, for times.';

-- COMMENT commerce.COLUMN order_items.pricing_plan_id
COMMENT ON COLUMN commerce.order_items.pricing_plan_id IS 'The plan that was sold, or that priced the line.';

-- COMMENT commerce.COLUMN order_items.title
COMMENT ON COLUMN commerce.order_items.title IS 'Name at the purchase.';

-- COMMENT commerce.COLUMN order_items.sku
COMMENT ON COLUMN commerce.order_items.sku IS 'Sku at the purchase.';

-- COMMENT commerce.COLUMN order_items.quantity
COMMENT ON COLUMN commerce.order_items.quantity IS 'How many; participants for pooled services.';

-- COMMENT commerce.COLUMN order_items.unit_price_minor
COMMENT ON COLUMN commerce.order_items.unit_price_minor IS 'Price of one, in minor units.';

-- COMMENT commerce.COLUMN order_items.discount_minor
COMMENT ON COLUMN commerce.order_items.discount_minor IS 'What was taken off the line.';

-- COMMENT commerce.COLUMN order_items.tax_minor
COMMENT ON COLUMN commerce.order_items.tax_minor IS 'Tax of the line.';

-- COMMENT commerce.COLUMN order_items.total_minor
COMMENT ON COLUMN commerce.order_items.total_minor IS 'What the line comes to.';

-- COMMENT commerce.COLUMN order_items.snapshot
COMMENT ON COLUMN commerce.order_items.snapshot IS 'What else was true of it at the purchase.';

-- COMMENT commerce.COLUMN order_items.created_at
COMMENT ON COLUMN commerce.order_items.created_at IS 'When the row was made.';

-- TABLE commerce_private.sales_rules
CREATE TABLE commerce_private.sales_rules (
    organization_id uuid NOT NULL,
    number_mask text NOT NULL,
    number_letters text NOT NULL,
    lock_time interval NOT NULL,
    unpaid_time interval NOT NULL,
    payment_windows jsonb NOT NULL,
    has_taxes boolean NOT NULL,
    has_shipping boolean NOT NULL,
    is_tax_included boolean NOT NULL,
    is_tax_rounded_by_line boolean NOT NULL,
    tax_place jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.sales_rules OWNER TO commerce_owner;

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

-- TABLE commerce.entitlements
CREATE TABLE commerce.entitlements (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    customer_id uuid NOT NULL,
    pricing_plan_id uuid NOT NULL,
    service_id uuid,
    order_item_id uuid NOT NULL,
    total integer NOT NULL,
    used integer DEFAULT 0 NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT entitlements_status_check CHECK ((status = ANY (ARRAY['active'::text, 'cancelled'::text]))),
    CONSTRAINT entitlements_used_check CHECK (((used >= 0) AND (used <= total)))
)
WITH (fillfactor='50');


ALTER TABLE commerce.entitlements OWNER TO commerce_owner;

-- COMMENT commerce.TABLE entitlements
COMMENT ON TABLE commerce.entitlements IS 'Visits bought in advance: packages.';

-- COMMENT commerce.COLUMN entitlements.organization_id
COMMENT ON COLUMN commerce.entitlements.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN entitlements.id
COMMENT ON COLUMN commerce.entitlements.id IS 'Key, a uuid of version 7; items of an order name it as `entitlement_id`.';

-- COMMENT commerce.COLUMN entitlements.customer_id
COMMENT ON COLUMN commerce.entitlements.customer_id IS 'Whose visits they are.';

-- COMMENT commerce.COLUMN entitlements.pricing_plan_id
COMMENT ON COLUMN commerce.entitlements.pricing_plan_id IS 'The plan that was bought.';

-- COMMENT commerce.COLUMN entitlements.service_id
COMMENT ON COLUMN commerce.entitlements.service_id IS 'What they are for; null means any service.';

-- COMMENT commerce.COLUMN entitlements.order_item_id
COMMENT ON COLUMN commerce.entitlements.order_item_id IS 'The line of the order that bought them.';

-- COMMENT commerce.COLUMN entitlements.total
COMMENT ON COLUMN commerce.entitlements.total IS 'How many visits were bought.';

-- COMMENT commerce.COLUMN entitlements.used
COMMENT ON COLUMN commerce.entitlements.used IS 'How many are used: the sum of the uses, never above `total`.';

-- COMMENT commerce.COLUMN entitlements.status
COMMENT ON COLUMN commerce.entitlements.status IS '`active`, or `cancelled`: the order that bought them was.';

-- COMMENT commerce.COLUMN entitlements.expires_at
COMMENT ON COLUMN commerce.entitlements.expires_at IS 'Before when a visit has to begin; null means any time.';

-- COMMENT commerce.COLUMN entitlements.created_at
COMMENT ON COLUMN commerce.entitlements.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN entitlements.updated_at
COMMENT ON COLUMN commerce.entitlements.updated_at IS 'When the row was last changed.';

-- TABLE commerce_private.offers
CREATE TABLE commerce_private.offers (
    organization_id uuid NOT NULL,
    service_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    is_active boolean NOT NULL,
    is_plain boolean NOT NULL,
    has_customer_limits boolean NOT NULL,
    capacity_mode text NOT NULL,
    capacity integer NOT NULL,
    needs_staff boolean NOT NULL,
    resource_groups text[] NOT NULL,
    duration interval NOT NULL,
    buffer_before interval NOT NULL,
    buffer_after interval NOT NULL,
    occupied_for interval NOT NULL,
    timezone text NOT NULL,
    ahead tsrange NOT NULL,
    starts nummultirange,
    step interval NOT NULL,
    anchor timestamp with time zone,
    shut tstzmultirange NOT NULL,
    hold interval NOT NULL,
    anonymous_hold interval NOT NULL,
    max_hold interval NOT NULL,
    max_open_holds integer NOT NULL
);


ALTER TABLE commerce_private.offers OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE offers
COMMENT ON TABLE commerce_private.offers IS 'What taking a time must know, compiled from catalogue, calendars and settings into one row for each service and performer.';

-- PostgreSQL reads a time that was jumped over on the clock before the jump, so it lies behind it, by at most the jump.
select min(minute.at)
from (
    select clock_jump.local at time zone clock_jump.timezone as at
) as behind
cross join generate_series(
    date_trunc('minute', behind.at - (behind.at at time zone clock_jump.timezone - clock_jump.local)),
    behind.at,
    interval '1 minute'
) as minute (at)
where minute.at at time zone clock_jump.timezone > clock_jump.local;
$$;


ALTER FUNCTION commerce_private.clock_jump(local timestamp without time zone, timezone text) OWNER TO commerce_owner;

-- Where a midnight comes twice, the first is that of the clock as it went in the evening.
select case
    when evening.midnight at time zone day_begins.timezone = day_begins.day::timestamp
        then least(evening.midnight, last.midnight)
    else last.midnight
end
from (
    select commerce_private.wall_instant(day_begins.day::timestamp, day_begins.timezone) as midnight
) as last
cross join lateral (
    select last.midnight - interval '6 hours' as at
) as before
cross join lateral (
    select before.at + (day_begins.day::timestamp - (before.at at time zone day_begins.timezone)) as midnight
) as evening;
$$;


ALTER FUNCTION commerce_private.day_begins(day date, timezone text) OWNER TO commerce_owner;

-- The language first (de-AT, de, the shop's, English), then the organization's own words.
order by
    case
        when lower(candidate.locale) = lower(effective_template.locale) then 0
        when lower(candidate.locale) = split_part(replace(lower(effective_template.locale), '_', '-'), '-', 1) then 1
        when lower(candidate.locale)
            = lower(commerce_private.setting(effective_template.organization_id, 'locale') #>> '{}') then 2
        when lower(candidate.locale) = 'en' then 3
        else 4
    end,
    candidate.is_own desc,
    candidate.locale
limit 1;
$$;


ALTER FUNCTION commerce_private.effective_template(organization_id uuid, template text, channel text, locale text) OWNER TO commerce_owner;

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

-- Of several lines with one product the first gets what is there.
select
    line.id,
    line.open,
    greatest(0, least(line.open, there.units - coalesce(sum(line.open) over earlier, 0)))::integer
from line
join there
    on there.product_id = line.product_id
window earlier as (
    partition by line.product_id
    order by line.line
    rows between unbounded preceding and 1 preceding
);
$$;


ALTER FUNCTION commerce_private.ready_to_ship(organization_id uuid, order_id uuid, OUT order_item_id uuid, OUT open integer, OUT ready integer) OWNER TO commerce_owner;

-- TABLE commerce.disputes
CREATE TABLE commerce.disputes (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    payment_id uuid NOT NULL,
    gateway_reference text NOT NULL,
    amount_minor bigint,
    currency text NOT NULL,
    reason text,
    status text NOT NULL,
    due_by timestamp with time zone,
    is_withdrawn boolean DEFAULT false NOT NULL,
    withdrawn_minor bigint,
    is_reinstated boolean DEFAULT false NOT NULL,
    reinstated_minor bigint,
    fee_minor bigint DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    held_minor bigint DEFAULT 0 NOT NULL,
    returned_minor bigint DEFAULT 0 NOT NULL,
    lost_minor bigint DEFAULT 0 NOT NULL,
    charged_minor bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT disputes_amounts_check CHECK (((COALESCE(LEAST(amount_minor, withdrawn_minor, reinstated_minor), (1)::bigint) > 0) AND (LEAST(fee_minor, held_minor, returned_minor, lost_minor, charged_minor) >= 0))),
    CONSTRAINT disputes_status_check CHECK ((status = ANY (ARRAY['warning'::text, 'needs_response'::text, 'under_review'::text, 'closed'::text, 'won'::text, 'lost'::text])))
);


ALTER TABLE commerce.disputes OWNER TO commerce_owner;

-- COMMENT commerce.TABLE disputes
COMMENT ON TABLE commerce.disputes IS 'A payer''s objection to a payment. Its status only goes forward: `warning` (an inquiry), `needs_response`, `under_review`,
then `closed`, `won` or `lost`. `held_minor`, `returned_minor`, `lost_minor` and `charged_minor` are what the books say of it.';

-- COMMENT commerce.COLUMN disputes.payment_id
COMMENT ON COLUMN commerce.disputes.payment_id IS 'The payment.';

-- COMMENT commerce.COLUMN disputes.gateway_reference
COMMENT ON COLUMN commerce.disputes.gateway_reference IS 'The gateway''s id of the dispute.';

-- COMMENT commerce.COLUMN disputes.amount_minor
COMMENT ON COLUMN commerce.disputes.amount_minor IS 'How much it is about, in minor units; null until the gateway says.';

-- COMMENT commerce.COLUMN disputes.currency
COMMENT ON COLUMN commerce.disputes.currency IS 'The currency of its payment.';

-- COMMENT commerce.COLUMN disputes.reason
COMMENT ON COLUMN commerce.disputes.reason IS 'What the payer says, in the gateway''s words.';

-- COMMENT commerce.COLUMN disputes.status
COMMENT ON COLUMN commerce.disputes.status IS '`warning`, `needs_response`, `under_review`, `closed`, `won` or `lost`.';

-- COMMENT commerce.COLUMN disputes.due_by
COMMENT ON COLUMN commerce.disputes.due_by IS 'Until when evidence counts.';

-- COMMENT commerce.COLUMN disputes.is_withdrawn
COMMENT ON COLUMN commerce.disputes.is_withdrawn IS 'Whether the gateway has taken the money out.';

-- COMMENT commerce.COLUMN disputes.withdrawn_minor
COMMENT ON COLUMN commerce.disputes.withdrawn_minor IS 'How much, when it was not the disputed amount.';

-- COMMENT commerce.COLUMN disputes.is_reinstated
COMMENT ON COLUMN commerce.disputes.is_reinstated IS 'Whether the gateway has put money back.';

-- COMMENT commerce.COLUMN disputes.reinstated_minor
COMMENT ON COLUMN commerce.disputes.reinstated_minor IS 'How much, when it was not all.';

-- COMMENT commerce.COLUMN disputes.fee_minor
COMMENT ON COLUMN commerce.disputes.fee_minor IS 'What the gateway charges for it.';

-- COMMENT commerce.COLUMN disputes.opened_at
COMMENT ON COLUMN commerce.disputes.opened_at IS 'When it was first heard of.';

-- COMMENT commerce.COLUMN disputes.closed_at
COMMENT ON COLUMN commerce.disputes.closed_at IS 'When it was decided.';

-- COMMENT commerce.COLUMN disputes.held_minor
COMMENT ON COLUMN commerce.disputes.held_minor IS 'Booked: what the gateway keeps back until the decision.';

-- COMMENT commerce.COLUMN disputes.returned_minor
COMMENT ON COLUMN commerce.disputes.returned_minor IS 'Booked: what the customer got back because it was lost.';

-- COMMENT commerce.COLUMN disputes.lost_minor
COMMENT ON COLUMN commerce.disputes.lost_minor IS 'Booked: what it cost beyond what was still to be given back.';

-- COMMENT commerce.COLUMN disputes.charged_minor
COMMENT ON COLUMN commerce.disputes.charged_minor IS 'Booked: the gateway''s fee.';

-- What the books say is owed in each currency.
select jsonb_build_object(
    'account_code', owed.account_code, 'currency', owed.currency, 'balances_minor', owed.balance_minor,
    'ledger_minor', coalesce(booked.amount_minor, 0)
)
from (
    select
        case value.kind when 'gift_card' then 'gift_cards' else 'store_credit' end as account_code,
        value.currency,
        sum(value.balance_minor) as balance_minor
    from commerce.stored_values as value
    where value.organization_id = verify_stored_values_equal_entries.organization_id
    group by 1, 2
) as owed
left join lateral (
    select -sum(leg.amount_minor) as amount_minor
    from commerce.ledger_entries as leg
    where leg.organization_id = verify_stored_values_equal_entries.organization_id
        and leg.account_code = owed.account_code
        and leg.currency = owed.currency
) as booked on true
where owed.balance_minor <> coalesce(booked.amount_minor, 0);
$$;


ALTER FUNCTION commerce_private.verify_stored_values_equal_entries(organization_id uuid, since timestamp with time zone) OWNER TO commerce_owner;

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

-- TABLE commerce.bank_statement_rows
CREATE TABLE commerce.bank_statement_rows (
    organization_id uuid NOT NULL,
    gateway text NOT NULL,
    row_key text NOT NULL,
    fingerprint bytea NOT NULL,
    outcome text NOT NULL,
    payment_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT bank_statement_rows_outcome_check CHECK ((outcome = ANY (ARRAY['matched'::text, 'suspense'::text, 'approval'::text])))
);


ALTER TABLE commerce.bank_statement_rows OWNER TO commerce_owner;

-- COMMENT commerce.TABLE bank_statement_rows
COMMENT ON TABLE commerce.bank_statement_rows IS 'The lines of bank statements that were imported, each once, for ever.';

-- COMMENT commerce.COLUMN bank_statement_rows.gateway
COMMENT ON COLUMN commerce.bank_statement_rows.gateway IS 'For which kind of payment the statement is.';

-- COMMENT commerce.COLUMN bank_statement_rows.row_key
COMMENT ON COLUMN commerce.bank_statement_rows.row_key IS 'What the bank calls the line.';

-- COMMENT commerce.COLUMN bank_statement_rows.fingerprint
COMMENT ON COLUMN commerce.bank_statement_rows.fingerprint IS 'The digest of the line.';

-- COMMENT commerce.COLUMN bank_statement_rows.outcome
COMMENT ON COLUMN commerce.bank_statement_rows.outcome IS '`matched`, `suspense` or `approval`.';

-- COMMENT commerce.COLUMN bank_statement_rows.payment_id
COMMENT ON COLUMN commerce.bank_statement_rows.payment_id IS 'The payment that the line became.';

-- TABLE commerce.booking_moves
CREATE TABLE commerce.booking_moves (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    booking_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    from_during tstzrange NOT NULL,
    to_during tstzrange NOT NULL,
    from_staff_id uuid,
    to_staff_id uuid,
    ical_sequence integer NOT NULL,
    party_size integer NOT NULL,
    price_difference_minor bigint DEFAULT 0 NOT NULL,
    is_by_customer boolean NOT NULL,
    reason text,
    actor_user_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.booking_moves OWNER TO commerce_owner;

-- COMMENT commerce.TABLE booking_moves
COMMENT ON TABLE commerce.booking_moves IS 'Every other time a booking had before: append-only.';

-- COMMENT commerce.COLUMN booking_moves.organization_id
COMMENT ON COLUMN commerce.booking_moves.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN booking_moves.id
COMMENT ON COLUMN commerce.booking_moves.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN booking_moves.booking_id
COMMENT ON COLUMN commerce.booking_moves.booking_id IS 'The booking that moved.';

-- COMMENT commerce.COLUMN booking_moves.at
COMMENT ON COLUMN commerce.booking_moves.at IS 'When it was moved.';

-- COMMENT commerce.COLUMN booking_moves.from_during
COMMENT ON COLUMN commerce.booking_moves.from_during IS 'The time it had.';

-- COMMENT commerce.COLUMN booking_moves.to_during
COMMENT ON COLUMN commerce.booking_moves.to_during IS 'The time it got.';

-- COMMENT commerce.COLUMN booking_moves.from_staff_id
COMMENT ON COLUMN commerce.booking_moves.from_staff_id IS 'Who was to perform it.';

-- COMMENT commerce.COLUMN booking_moves.to_staff_id
COMMENT ON COLUMN commerce.booking_moves.to_staff_id IS 'Who performs it now.';

-- COMMENT commerce.COLUMN booking_moves.ical_sequence
COMMENT ON COLUMN commerce.booking_moves.ical_sequence IS 'The sequence calendars know the new time by.';

-- COMMENT commerce.COLUMN booking_moves.party_size
COMMENT ON COLUMN commerce.booking_moves.party_size IS 'How many people it was for then.';

-- COMMENT commerce.COLUMN booking_moves.price_difference_minor
COMMENT ON COLUMN commerce.booking_moves.price_difference_minor IS 'How much more (or, negative, less) the new time costs, in minor units, before tax that is added to prices.';

-- COMMENT commerce.COLUMN booking_moves.is_by_customer
COMMENT ON COLUMN commerce.booking_moves.is_by_customer IS 'Whether the customer moved it; only these moves count against the policy.';

-- COMMENT commerce.COLUMN booking_moves.reason
COMMENT ON COLUMN commerce.booking_moves.reason IS 'Why.';

-- COMMENT commerce.COLUMN booking_moves.actor_user_id
COMMENT ON COLUMN commerce.booking_moves.actor_user_id IS 'Who moved it.';

-- COMMENT commerce.COLUMN booking_moves.created_at
COMMENT ON COLUMN commerce.booking_moves.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE booking_status_history
COMMENT ON TABLE commerce.booking_status_history IS 'Every status a booking had; append-only.';

-- COMMENT commerce.COLUMN booking_status_history.organization_id
COMMENT ON COLUMN commerce.booking_status_history.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN booking_status_history.id
COMMENT ON COLUMN commerce.booking_status_history.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN booking_status_history.booking_id
COMMENT ON COLUMN commerce.booking_status_history.booking_id IS 'The booking.';

-- COMMENT commerce.COLUMN booking_status_history.from_status
COMMENT ON COLUMN commerce.booking_status_history.from_status IS 'From; null at the start.';

-- COMMENT commerce.COLUMN booking_status_history.to_status
COMMENT ON COLUMN commerce.booking_status_history.to_status IS 'To.';

-- COMMENT commerce.COLUMN booking_status_history.at
COMMENT ON COLUMN commerce.booking_status_history.at IS 'When.';

-- COMMENT commerce.COLUMN booking_status_history.actor_user_id
COMMENT ON COLUMN commerce.booking_status_history.actor_user_id IS 'The user who was calling.';

-- COMMENT commerce.COLUMN booking_status_history.actor_role
COMMENT ON COLUMN commerce.booking_status_history.actor_role IS 'The role that was calling.';

-- COMMENT commerce.COLUMN booking_status_history.note
COMMENT ON COLUMN commerce.booking_status_history.note IS 'What was said about it.';

-- COMMENT commerce.COLUMN booking_status_history.created_at
COMMENT ON COLUMN commerce.booking_status_history.created_at IS 'When the row was made.';

-- TABLE commerce.booking_status_transitions
CREATE TABLE commerce.booking_status_transitions (
    from_status text NOT NULL,
    to_status text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.booking_status_transitions OWNER TO commerce_owner;

-- COMMENT commerce.TABLE booking_status_transitions
COMMENT ON TABLE commerce.booking_status_transitions IS 'Every move a booking may make; anything else is VB404.';

-- COMMENT commerce.COLUMN booking_status_transitions.from_status
COMMENT ON COLUMN commerce.booking_status_transitions.from_status IS 'From.';

-- COMMENT commerce.COLUMN booking_status_transitions.to_status
COMMENT ON COLUMN commerce.booking_status_transitions.to_status IS 'To.';

-- COMMENT commerce.COLUMN booking_status_transitions.created_at
COMMENT ON COLUMN commerce.booking_status_transitions.created_at IS 'When the row was made.';

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

-- TABLE commerce.customer_aliases
CREATE TABLE commerce.customer_aliases (
    organization_id uuid NOT NULL,
    former_customer_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    former_user_id uuid,
    former_email text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.customer_aliases OWNER TO commerce_owner;

-- COMMENT commerce.TABLE customer_aliases
COMMENT ON TABLE commerce.customer_aliases IS 'Under what customers were known before two records were made one.';

-- COMMENT commerce.COLUMN customer_aliases.organization_id
COMMENT ON COLUMN commerce.customer_aliases.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN customer_aliases.former_customer_id
COMMENT ON COLUMN commerce.customer_aliases.former_customer_id IS 'The id of the record that is gone.';

-- COMMENT commerce.COLUMN customer_aliases.customer_id
COMMENT ON COLUMN commerce.customer_aliases.customer_id IS 'The customer it has become part of.';

-- COMMENT commerce.COLUMN customer_aliases.former_user_id
COMMENT ON COLUMN commerce.customer_aliases.former_user_id IS 'The user it belonged to.';

-- COMMENT commerce.COLUMN customer_aliases.former_email
COMMENT ON COLUMN commerce.customer_aliases.former_email IS 'The address it had.';

-- COMMENT commerce.COLUMN customer_aliases.created_at
COMMENT ON COLUMN commerce.customer_aliases.created_at IS 'When they were made one.';

-- VIEW commerce.dispute_list
CREATE VIEW commerce.dispute_list WITH (security_invoker='true') AS
 SELECT dispute.organization_id,
    dispute.id AS dispute_id,
    dispute.status,
    (dispute.status = ANY (ARRAY['warning'::text, 'needs_response'::text, 'under_review'::text])) AS is_open,
    dispute.due_by,
    dispute.reason,
    dispute.amount_minor,
    dispute.currency,
    dispute.held_minor,
    dispute.returned_minor,
    dispute.lost_minor,
    payment.id AS payment_id,
    payment.gateway,
    payment.gateway_reference AS payment_gateway_reference,
    dispute.gateway_reference,
    ord.id AS order_id,
    ord.order_number,
    ord.customer_id,
    dispute.opened_at,
    dispute.closed_at
   FROM ((commerce.disputes dispute
     JOIN commerce.payments payment ON (((payment.organization_id = dispute.organization_id) AND (payment.id = dispute.payment_id))))
     LEFT JOIN commerce.orders ord ON (((ord.organization_id = payment.organization_id) AND (ord.id = payment.order_id))))
  WHERE (dispute.organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id));


ALTER VIEW commerce.dispute_list OWNER TO commerce_owner;

-- COMMENT commerce.VIEW dispute_list
COMMENT ON VIEW commerce.dispute_list IS 'Disputes with their payments and orders, for managers, trusted backends and readers: sort by `is_open desc, due_by`.

`held_minor` is what the gateway keeps back until the decision, `returned_minor` what the customer got back by a lost
dispute, `lost_minor` what it cost beyond that, in minor units.';

-- COMMENT commerce.COLUMN dispute_list.organization_id
COMMENT ON COLUMN commerce.dispute_list.organization_id IS 'Whose it is.';

-- COMMENT commerce.COLUMN dispute_list.dispute_id
COMMENT ON COLUMN commerce.dispute_list.dispute_id IS 'The dispute.';

-- COMMENT commerce.COLUMN dispute_list.status
COMMENT ON COLUMN commerce.dispute_list.status IS '`warning` (an inquiry), `needs_response`, `under_review`, `closed`, `won` or `lost`.';

-- COMMENT commerce.COLUMN dispute_list.is_open
COMMENT ON COLUMN commerce.dispute_list.is_open IS 'Whether it is still to be decided.';

-- COMMENT commerce.COLUMN dispute_list.due_by
COMMENT ON COLUMN commerce.dispute_list.due_by IS 'Until when evidence counts.';

-- COMMENT commerce.COLUMN dispute_list.reason
COMMENT ON COLUMN commerce.dispute_list.reason IS 'What the payer says, in the gateway''s words.';

-- COMMENT commerce.COLUMN dispute_list.amount_minor
COMMENT ON COLUMN commerce.dispute_list.amount_minor IS 'How much it is about, in minor units.';

-- COMMENT commerce.COLUMN dispute_list.currency
COMMENT ON COLUMN commerce.dispute_list.currency IS 'The currency.';

-- COMMENT commerce.COLUMN dispute_list.held_minor
COMMENT ON COLUMN commerce.dispute_list.held_minor IS 'What the gateway keeps back until the decision.';

-- COMMENT commerce.COLUMN dispute_list.returned_minor
COMMENT ON COLUMN commerce.dispute_list.returned_minor IS 'What the customer got back because it was lost.';

-- COMMENT commerce.COLUMN dispute_list.lost_minor
COMMENT ON COLUMN commerce.dispute_list.lost_minor IS 'What it cost beyond what was still to be given back.';

-- COMMENT commerce.COLUMN dispute_list.payment_id
COMMENT ON COLUMN commerce.dispute_list.payment_id IS 'The payment.';

-- COMMENT commerce.COLUMN dispute_list.gateway
COMMENT ON COLUMN commerce.dispute_list.gateway IS 'The gateway.';

-- COMMENT commerce.COLUMN dispute_list.payment_gateway_reference
COMMENT ON COLUMN commerce.dispute_list.payment_gateway_reference IS 'The gateway''s id of the payment.';

-- COMMENT commerce.COLUMN dispute_list.gateway_reference
COMMENT ON COLUMN commerce.dispute_list.gateway_reference IS 'The gateway''s id of the dispute.';

-- COMMENT commerce.COLUMN dispute_list.order_id
COMMENT ON COLUMN commerce.dispute_list.order_id IS 'The order that was paid.';

-- COMMENT commerce.COLUMN dispute_list.order_number
COMMENT ON COLUMN commerce.dispute_list.order_number IS 'Its number.';

-- COMMENT commerce.COLUMN dispute_list.customer_id
COMMENT ON COLUMN commerce.dispute_list.customer_id IS 'Whose order it is.';

-- COMMENT commerce.COLUMN dispute_list.opened_at
COMMENT ON COLUMN commerce.dispute_list.opened_at IS 'When it was first heard of.';

-- COMMENT commerce.COLUMN dispute_list.closed_at
COMMENT ON COLUMN commerce.dispute_list.closed_at IS 'When it was decided.';

-- TABLE commerce.entitlement_uses
CREATE TABLE commerce.entitlement_uses (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    entitlement_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    step integer DEFAULT 1 NOT NULL,
    kind text NOT NULL,
    visits integer NOT NULL,
    left_visits integer NOT NULL,
    reason text,
    actor_user_id uuid,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT entitlement_uses_visits_check CHECK ((((kind = 'use'::text) AND (step = 1) AND (visits > 0) AND (left_visits = visits)) OR ((kind = 'return'::text) AND (step > 1) AND (visits < 0) AND (left_visits >= 0)) OR ((kind = 'again'::text) AND (step > 1) AND (visits > 0) AND (left_visits >= visits))))
);


ALTER TABLE commerce.entitlement_uses OWNER TO commerce_owner;

-- COMMENT commerce.TABLE entitlement_uses
COMMENT ON TABLE commerce.entitlement_uses IS 'Which visits paid for what, and which came back; append-only.';

-- COMMENT commerce.COLUMN entitlement_uses.organization_id
COMMENT ON COLUMN commerce.entitlement_uses.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN entitlement_uses.id
COMMENT ON COLUMN commerce.entitlement_uses.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN entitlement_uses.entitlement_id
COMMENT ON COLUMN commerce.entitlement_uses.entitlement_id IS 'The visits bought.';

-- COMMENT commerce.COLUMN entitlement_uses.order_item_id
COMMENT ON COLUMN commerce.entitlement_uses.order_item_id IS 'The line that they paid.';

-- COMMENT commerce.COLUMN entitlement_uses.step
COMMENT ON COLUMN commerce.entitlement_uses.step IS 'The how manieth of the line: 1 is its use.';

-- COMMENT commerce.COLUMN entitlement_uses.kind
COMMENT ON COLUMN commerce.entitlement_uses.kind IS '`use`, `return` when the appointment was cancelled or missed, or fewer people came to it, or `again` when they came after all.';

-- COMMENT commerce.COLUMN entitlement_uses.visits
COMMENT ON COLUMN commerce.entitlement_uses.visits IS 'How many; negative for those that came back.';

-- COMMENT commerce.COLUMN entitlement_uses.left_visits
COMMENT ON COLUMN commerce.entitlement_uses.left_visits IS 'How many still pay the line afterwards.';

-- COMMENT commerce.COLUMN entitlement_uses.reason
COMMENT ON COLUMN commerce.entitlement_uses.reason IS 'Why they came back, or were used again.';

-- COMMENT commerce.COLUMN entitlement_uses.actor_user_id
COMMENT ON COLUMN commerce.entitlement_uses.actor_user_id IS 'Who did it, if a person did.';

-- COMMENT commerce.COLUMN entitlement_uses.at
COMMENT ON COLUMN commerce.entitlement_uses.at IS 'When.';

-- COMMENT commerce.COLUMN entitlement_uses.created_at
COMMENT ON COLUMN commerce.entitlement_uses.created_at IS 'When the row was made.';

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

-- TABLE commerce.inventory_locks
CREATE TABLE commerce.inventory_locks (
    organization_id uuid NOT NULL,
    order_id uuid NOT NULL,
    product_id bigint NOT NULL,
    location_id uuid NOT NULL,
    qty_reserved bigint NOT NULL,
    qty_backordered bigint DEFAULT 0 NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    state commerce.lock_state DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inventory_locks_quantity_check CHECK ((LEAST(qty_reserved, qty_backordered) >= 0))
);


ALTER TABLE commerce.inventory_locks OWNER TO commerce_owner;

-- COMMENT commerce.TABLE inventory_locks
COMMENT ON TABLE commerce.inventory_locks IS 'Units that an order holds until it is paid, or until they lapse.';

-- COMMENT commerce.COLUMN inventory_locks.organization_id
COMMENT ON COLUMN commerce.inventory_locks.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN inventory_locks.order_id
COMMENT ON COLUMN commerce.inventory_locks.order_id IS 'The order that holds them.';

-- COMMENT commerce.COLUMN inventory_locks.product_id
COMMENT ON COLUMN commerce.inventory_locks.product_id IS 'Number of the product.';

-- COMMENT commerce.COLUMN inventory_locks.location_id
COMMENT ON COLUMN commerce.inventory_locks.location_id IS 'Where they lie.';

-- COMMENT commerce.COLUMN inventory_locks.qty_reserved
COMMENT ON COLUMN commerce.inventory_locks.qty_reserved IS 'How many.';

-- COMMENT commerce.COLUMN inventory_locks.qty_backordered
COMMENT ON COLUMN commerce.inventory_locks.qty_backordered IS 'How many were sold before they came, and are still to come.';

-- COMMENT commerce.COLUMN inventory_locks.expires_at
COMMENT ON COLUMN commerce.inventory_locks.expires_at IS 'From when on anybody may have them.';

-- COMMENT commerce.COLUMN inventory_locks.state
COMMENT ON COLUMN commerce.inventory_locks.state IS '`active`, `converted` (sold), `released` or `expired`.';

-- COMMENT commerce.COLUMN inventory_locks.created_at
COMMENT ON COLUMN commerce.inventory_locks.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN inventory_locks.updated_at
COMMENT ON COLUMN commerce.inventory_locks.updated_at IS 'When the row was last changed.';

-- TABLE commerce.ledger_accounts
CREATE TABLE commerce.ledger_accounts (
    code text NOT NULL,
    kind text NOT NULL,
    description text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ledger_accounts_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'income'::text, 'expense'::text])))
);


ALTER TABLE commerce.ledger_accounts OWNER TO commerce_owner;

-- COMMENT commerce.TABLE ledger_accounts
COMMENT ON TABLE commerce.ledger_accounts IS 'The accounts of the books, the same for every organization.';

-- COMMENT commerce.COLUMN ledger_accounts.code
COMMENT ON COLUMN commerce.ledger_accounts.code IS 'The name of the account.';

-- COMMENT commerce.COLUMN ledger_accounts.kind
COMMENT ON COLUMN commerce.ledger_accounts.kind IS '`asset`, `liability`, `income` or `expense`.';

-- COMMENT commerce.COLUMN ledger_accounts.description
COMMENT ON COLUMN commerce.ledger_accounts.description IS 'What is booked on it.';

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

-- COMMENT commerce.TABLE ledger_entries
COMMENT ON TABLE commerce.ledger_entries IS 'Double entry, append-only: the legs of a posting sum to zero in each currency, which is checked at the end of the
statement, at commit at the latest.';

-- COMMENT commerce.COLUMN ledger_entries.posting_id
COMMENT ON COLUMN commerce.ledger_entries.posting_id IS 'What holds the legs together.';

-- COMMENT commerce.COLUMN ledger_entries.account_code
COMMENT ON COLUMN commerce.ledger_entries.account_code IS 'The account.';

-- COMMENT commerce.COLUMN ledger_entries.amount_minor
COMMENT ON COLUMN commerce.ledger_entries.amount_minor IS 'In minor units: debits are positive, credits negative.';

-- COMMENT commerce.COLUMN ledger_entries.currency
COMMENT ON COLUMN commerce.ledger_entries.currency IS 'The currency.';

-- COMMENT commerce.COLUMN ledger_entries.payment_id
COMMENT ON COLUMN commerce.ledger_entries.payment_id IS 'The payment it is about.';

-- COMMENT commerce.COLUMN ledger_entries.refund_id
COMMENT ON COLUMN commerce.ledger_entries.refund_id IS 'The refund it is about.';

-- COMMENT commerce.COLUMN ledger_entries.order_id
COMMENT ON COLUMN commerce.ledger_entries.order_id IS 'The order it is booked to; null in suspense, and for fees.';

-- COMMENT commerce.COLUMN ledger_entries.at
COMMENT ON COLUMN commerce.ledger_entries.at IS 'When it was booked.';

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

-- COMMENT commerce.TABLE order_status_history
COMMENT ON TABLE commerce.order_status_history IS 'Every status an order took, and who moved it; append-only, written by a trigger.';

-- COMMENT commerce.COLUMN order_status_history.organization_id
COMMENT ON COLUMN commerce.order_status_history.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN order_status_history.id
COMMENT ON COLUMN commerce.order_status_history.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN order_status_history.order_id
COMMENT ON COLUMN commerce.order_status_history.order_id IS 'The order.';

-- COMMENT commerce.COLUMN order_status_history.from_status
COMMENT ON COLUMN commerce.order_status_history.from_status IS 'Where it stood; null at the start.';

-- COMMENT commerce.COLUMN order_status_history.to_status
COMMENT ON COLUMN commerce.order_status_history.to_status IS 'Where it went.';

-- COMMENT commerce.COLUMN order_status_history.at
COMMENT ON COLUMN commerce.order_status_history.at IS 'When.';

-- COMMENT commerce.COLUMN order_status_history.actor_user_id
COMMENT ON COLUMN commerce.order_status_history.actor_user_id IS 'The user who moved it, if one did.';

-- COMMENT commerce.COLUMN order_status_history.actor_role
COMMENT ON COLUMN commerce.order_status_history.actor_role IS 'The role of the caller.';

-- COMMENT commerce.COLUMN order_status_history.note
COMMENT ON COLUMN commerce.order_status_history.note IS 'Why, in words of the mover.';

-- COMMENT commerce.COLUMN order_status_history.created_at
COMMENT ON COLUMN commerce.order_status_history.created_at IS 'When the row was made.';

-- TABLE commerce.order_status_transitions
CREATE TABLE commerce.order_status_transitions (
    from_status text NOT NULL,
    to_status text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    condition text,
    CONSTRAINT order_status_transitions_condition_check CHECK ((condition = ANY (ARRAY['nothing_to_pay'::text, 'may_go_unpaid'::text, 'nothing_to_ship'::text, 'lost_parcel'::text])))
);


ALTER TABLE commerce.order_status_transitions OWNER TO commerce_owner;

-- COMMENT commerce.TABLE order_status_transitions
COMMENT ON TABLE commerce.order_status_transitions IS 'Which order status may follow which; the trigger of commerce.orders reads it.';

-- COMMENT commerce.COLUMN order_status_transitions.from_status
COMMENT ON COLUMN commerce.order_status_transitions.from_status IS 'Where the order stands.';

-- COMMENT commerce.COLUMN order_status_transitions.to_status
COMMENT ON COLUMN commerce.order_status_transitions.to_status IS 'Where it may go.';

-- COMMENT commerce.COLUMN order_status_transitions.created_at
COMMENT ON COLUMN commerce.order_status_transitions.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN order_status_transitions.condition
COMMENT ON COLUMN commerce.order_status_transitions.condition IS 'What must be true of the order: `nothing_to_pay` (all that is due now was received), `may_go_unpaid` (the same, or cash on delivery, or paid by hand at the venue), `nothing_to_ship`, `lost_parcel`.';

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

-- TABLE commerce.promotion_uses
CREATE TABLE commerce.promotion_uses (
    organization_id uuid NOT NULL,
    promotion_id uuid NOT NULL,
    order_id uuid NOT NULL,
    customer_id uuid,
    email_digest bytea,
    discount_minor bigint NOT NULL,
    status text DEFAULT 'used'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT promotion_uses_discount_check CHECK ((discount_minor >= 0)),
    CONSTRAINT promotion_uses_status_check CHECK ((status = ANY (ARRAY['used'::text, 'released'::text])))
);


ALTER TABLE commerce.promotion_uses OWNER TO commerce_owner;

-- COMMENT commerce.TABLE promotion_uses
COMMENT ON TABLE commerce.promotion_uses IS 'Which orders used which promotions.';

-- COMMENT commerce.COLUMN promotion_uses.organization_id
COMMENT ON COLUMN commerce.promotion_uses.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN promotion_uses.promotion_id
COMMENT ON COLUMN commerce.promotion_uses.promotion_id IS 'The promotion.';

-- COMMENT commerce.COLUMN promotion_uses.order_id
COMMENT ON COLUMN commerce.promotion_uses.order_id IS 'The order.';

-- COMMENT commerce.COLUMN promotion_uses.customer_id
COMMENT ON COLUMN commerce.promotion_uses.customer_id IS 'Who used it.';

-- COMMENT commerce.COLUMN promotion_uses.email_digest
COMMENT ON COLUMN commerce.promotion_uses.email_digest IS 'SHA-256 of the e-mail address in lower case, for buyers who are no customers.';

-- COMMENT commerce.COLUMN promotion_uses.discount_minor
COMMENT ON COLUMN commerce.promotion_uses.discount_minor IS 'How much was taken off, in minor units.';

-- COMMENT commerce.COLUMN promotion_uses.status
COMMENT ON COLUMN commerce.promotion_uses.status IS '`used`, or `released` when the order was cancelled.';

-- COMMENT commerce.COLUMN promotion_uses.created_at
COMMENT ON COLUMN commerce.promotion_uses.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN promotion_uses.updated_at
COMMENT ON COLUMN commerce.promotion_uses.updated_at IS 'When the row was last changed.';

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

-- COMMENT commerce.TABLE refund_items
COMMENT ON TABLE commerce.refund_items IS 'Which items of an order a refund was for.';

-- COMMENT commerce.COLUMN refund_items.refund_id
COMMENT ON COLUMN commerce.refund_items.refund_id IS 'The refund.';

-- COMMENT commerce.COLUMN refund_items.order_item_id
COMMENT ON COLUMN commerce.refund_items.order_item_id IS 'The item.';

-- COMMENT commerce.COLUMN refund_items.quantity
COMMENT ON COLUMN commerce.refund_items.quantity IS 'How many of it.';

-- COMMENT commerce.COLUMN refund_items.amount_minor
COMMENT ON COLUMN commerce.refund_items.amount_minor IS 'What they cost, in minor units.';

-- TABLE commerce.removed_items
CREATE TABLE commerce.removed_items (
    organization_id uuid NOT NULL,
    change_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    order_id uuid NOT NULL,
    quantity integer NOT NULL,
    amount_minor bigint NOT NULL,
    waived_minor bigint NOT NULL,
    discount_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT removed_items_amounts_check CHECK ((LEAST(waived_minor, discount_minor, tax_minor, (amount_minor - waived_minor)) >= 0)),
    CONSTRAINT removed_items_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE commerce.removed_items OWNER TO commerce_owner;

-- COMMENT commerce.TABLE removed_items
COMMENT ON TABLE commerce.removed_items IS 'Units that `change_order` took out of orders. Lines of orders never change: they are what was bought, less these.';

-- COMMENT commerce.COLUMN removed_items.organization_id
COMMENT ON COLUMN commerce.removed_items.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN removed_items.change_id
COMMENT ON COLUMN commerce.removed_items.change_id IS 'The change, as the order''s log names it.';

-- COMMENT commerce.COLUMN removed_items.order_item_id
COMMENT ON COLUMN commerce.removed_items.order_item_id IS 'The line of the order.';

-- COMMENT commerce.COLUMN removed_items.order_id
COMMENT ON COLUMN commerce.removed_items.order_id IS 'The order.';

-- COMMENT commerce.COLUMN removed_items.quantity
COMMENT ON COLUMN commerce.removed_items.quantity IS 'How many units.';

-- COMMENT commerce.COLUMN removed_items.amount_minor
COMMENT ON COLUMN commerce.removed_items.amount_minor IS 'What these had cost, in minor units.';

-- COMMENT commerce.COLUMN removed_items.waived_minor
COMMENT ON COLUMN commerce.removed_items.waived_minor IS 'How much of it was not paid yet and need not be any more: the order costs less by it. The rest was refunded.';

-- COMMENT commerce.COLUMN removed_items.discount_minor
COMMENT ON COLUMN commerce.removed_items.discount_minor IS 'What of the order''s discount went with that.';

-- COMMENT commerce.COLUMN removed_items.tax_minor
COMMENT ON COLUMN commerce.removed_items.tax_minor IS 'What of the order''s tax went with that.';

-- COMMENT commerce.COLUMN removed_items.created_at
COMMENT ON COLUMN commerce.removed_items.created_at IS 'When the row was made.';

-- TABLE commerce.reservation_resources
CREATE TABLE commerce.reservation_resources (
    organization_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    resource_id uuid NOT NULL,
    occupied tstzrange NOT NULL,
    status text DEFAULT 'reserved'::text NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reservation_resources_status_check CHECK ((status = ANY (ARRAY['reserved'::text, 'confirmed'::text, 'expired'::text, 'cancelled'::text])))
);


ALTER TABLE commerce.reservation_resources OWNER TO commerce_owner;

-- COMMENT commerce.TABLE reservation_resources
COMMENT ON TABLE commerce.reservation_resources IS 'Which resources a reservation holds.';

-- COMMENT commerce.COLUMN reservation_resources.organization_id
COMMENT ON COLUMN commerce.reservation_resources.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN reservation_resources.reservation_id
COMMENT ON COLUMN commerce.reservation_resources.reservation_id IS 'The reservation.';

-- COMMENT commerce.COLUMN reservation_resources.resource_id
COMMENT ON COLUMN commerce.reservation_resources.resource_id IS 'The resource.';

-- COMMENT commerce.COLUMN reservation_resources.occupied
COMMENT ON COLUMN commerce.reservation_resources.occupied IS 'When; no two live rows of one resource overlap.';

-- COMMENT commerce.COLUMN reservation_resources.status
COMMENT ON COLUMN commerce.reservation_resources.status IS 'As of the reservation.';

-- COMMENT commerce.COLUMN reservation_resources.expires_at
COMMENT ON COLUMN commerce.reservation_resources.expires_at IS 'As of the reservation.';

-- COMMENT commerce.COLUMN reservation_resources.created_at
COMMENT ON COLUMN commerce.reservation_resources.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN reservation_resources.updated_at
COMMENT ON COLUMN commerce.reservation_resources.updated_at IS 'When the row last changed.';

-- TABLE commerce.return_items
CREATE TABLE commerce.return_items (
    organization_id uuid NOT NULL,
    return_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    quantity integer NOT NULL,
    resellable integer DEFAULT 0 NOT NULL,
    damaged integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT return_items_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT return_items_received_check CHECK (((resellable >= 0) AND (damaged >= 0) AND ((resellable + damaged) <= quantity)))
);


ALTER TABLE commerce.return_items OWNER TO commerce_owner;

-- COMMENT commerce.TABLE return_items
COMMENT ON TABLE commerce.return_items IS 'Lines of an order that come back.';

-- COMMENT commerce.COLUMN return_items.organization_id
COMMENT ON COLUMN commerce.return_items.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN return_items.return_id
COMMENT ON COLUMN commerce.return_items.return_id IS 'The return.';

-- COMMENT commerce.COLUMN return_items.order_item_id
COMMENT ON COLUMN commerce.return_items.order_item_id IS 'The line of the order.';

-- COMMENT commerce.COLUMN return_items.quantity
COMMENT ON COLUMN commerce.return_items.quantity IS 'How many were to come.';

-- COMMENT commerce.COLUMN return_items.resellable
COMMENT ON COLUMN commerce.return_items.resellable IS 'How many came and can be sold again.';

-- COMMENT commerce.COLUMN return_items.damaged
COMMENT ON COLUMN commerce.return_items.damaged IS 'How many came and cannot.';

-- COMMENT commerce.COLUMN return_items.created_at
COMMENT ON COLUMN commerce.return_items.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN return_items.updated_at
COMMENT ON COLUMN commerce.return_items.updated_at IS 'When the row was last changed.';

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

-- COMMENT commerce.TABLE schedules
COMMENT ON TABLE commerce.schedules IS 'Weekly hours on the wall clock of the subject''s zone.';

-- COMMENT commerce.COLUMN schedules.organization_id
COMMENT ON COLUMN commerce.schedules.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN schedules.id
COMMENT ON COLUMN commerce.schedules.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN schedules.staff_id
COMMENT ON COLUMN commerce.schedules.staff_id IS 'Whose they are; exactly one of staff, venue and service is set.';

-- COMMENT commerce.COLUMN schedules.venue_id
COMMENT ON COLUMN commerce.schedules.venue_id IS 'Whose they are.';

-- COMMENT commerce.COLUMN schedules.service_id
COMMENT ON COLUMN commerce.schedules.service_id IS 'Whose they are.';

-- COMMENT commerce.COLUMN schedules.weekday
COMMENT ON COLUMN commerce.schedules.weekday IS '1 is Monday.';

-- COMMENT commerce.COLUMN schedules.from_time
COMMENT ON COLUMN commerce.schedules.from_time IS 'When the window begins.';

-- COMMENT commerce.COLUMN schedules.to_time
COMMENT ON COLUMN commerce.schedules.to_time IS 'When it ends; at or before `from_time` means the next day.';

-- COMMENT commerce.COLUMN schedules.valid_from
COMMENT ON COLUMN commerce.schedules.valid_from IS 'First date the rule holds; null means always.';

-- COMMENT commerce.COLUMN schedules.valid_to
COMMENT ON COLUMN commerce.schedules.valid_to IS 'Last date the rule holds; null means always.';

-- COMMENT commerce.COLUMN schedules.created_at
COMMENT ON COLUMN commerce.schedules.created_at IS 'When the row was made.';

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

-- TABLE commerce.shipment_items
CREATE TABLE commerce.shipment_items (
    organization_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    quantity integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT shipment_items_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE commerce.shipment_items OWNER TO commerce_owner;

-- COMMENT commerce.TABLE shipment_items
COMMENT ON TABLE commerce.shipment_items IS 'What is in a parcel.';

-- COMMENT commerce.COLUMN shipment_items.organization_id
COMMENT ON COLUMN commerce.shipment_items.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN shipment_items.shipment_id
COMMENT ON COLUMN commerce.shipment_items.shipment_id IS 'The parcel.';

-- COMMENT commerce.COLUMN shipment_items.order_item_id
COMMENT ON COLUMN commerce.shipment_items.order_item_id IS 'The line of the order.';

-- COMMENT commerce.COLUMN shipment_items.quantity
COMMENT ON COLUMN commerce.shipment_items.quantity IS 'How many of it.';

-- COMMENT commerce.COLUMN shipment_items.created_at
COMMENT ON COLUMN commerce.shipment_items.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE stock_movements
COMMENT ON TABLE commerce.stock_movements IS 'Every change of what is on the shelf; append-only.';

-- COMMENT commerce.COLUMN stock_movements.organization_id
COMMENT ON COLUMN commerce.stock_movements.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN stock_movements.id
COMMENT ON COLUMN commerce.stock_movements.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN stock_movements.product_id
COMMENT ON COLUMN commerce.stock_movements.product_id IS 'Number of the product.';

-- COMMENT commerce.COLUMN stock_movements.location_id
COMMENT ON COLUMN commerce.stock_movements.location_id IS 'Where it lies.';

-- COMMENT commerce.COLUMN stock_movements.kind
COMMENT ON COLUMN commerce.stock_movements.kind IS '`receipt`, `sale`, `restock`, `adjustment`, `damage` or `transfer`.';

-- COMMENT commerce.COLUMN stock_movements.quantity
COMMENT ON COLUMN commerce.stock_movements.quantity IS 'Units that came; negative: that went.';

-- COMMENT commerce.COLUMN stock_movements.reason
COMMENT ON COLUMN commerce.stock_movements.reason IS 'Why, in words.';

-- COMMENT commerce.COLUMN stock_movements.order_id
COMMENT ON COLUMN commerce.stock_movements.order_id IS 'The order it belongs to, if any.';

-- COMMENT commerce.COLUMN stock_movements.actor_user_id
COMMENT ON COLUMN commerce.stock_movements.actor_user_id IS 'Who did it, if a user did.';

-- COMMENT commerce.COLUMN stock_movements.at
COMMENT ON COLUMN commerce.stock_movements.at IS 'When it happened.';

-- COMMENT commerce.COLUMN stock_movements.created_at
COMMENT ON COLUMN commerce.stock_movements.created_at IS 'When the row was made.';

-- VIEW commerce.stock_status
CREATE VIEW commerce.stock_status WITH (security_invoker='true') AS
 SELECT stock.organization_id,
    stock.product_id,
    product.sku,
    product.name,
    stock.location_id,
    stock.on_hand,
    (stock.reserved - lapsed.quantity) AS locked,
    ((stock.on_hand - stock.reserved) + lapsed.quantity) AS available,
    incoming.quantity AS incoming,
    (((stock.on_hand - stock.reserved) + lapsed.quantity) <= threshold.value) AS is_low,
    awaited.quantity AS backordered
   FROM (((((commerce.stock_levels stock
     JOIN commerce.products product ON (((product.organization_id = stock.organization_id) AND (product.id = stock.product_id))))
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(lock.qty_reserved), (0)::numeric))::bigint AS quantity
           FROM commerce.inventory_locks lock
          WHERE ((lock.organization_id = stock.organization_id) AND (lock.product_id = stock.product_id) AND (lock.location_id = stock.location_id) AND ((lock.state)::text = 'active'::text) AND (lock.expires_at <= ( SELECT commerce_private.clock() AS clock)))) lapsed)
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum((expected.quantity - expected.quantity_received)), (0)::numeric))::bigint AS quantity
           FROM commerce.expected_stock expected
          WHERE ((expected.organization_id = stock.organization_id) AND (expected.product_id = stock.product_id) AND (expected.location_id = stock.location_id) AND (expected.received_at IS NULL))) incoming)
     CROSS JOIN LATERAL ( SELECT (COALESCE(sum(lock.qty_backordered), (0)::numeric))::bigint AS quantity
           FROM commerce.inventory_locks lock
          WHERE ((lock.organization_id = stock.organization_id) AND (lock.product_id = stock.product_id) AND (lock.location_id = stock.location_id) AND ((lock.state)::text = 'converted'::text) AND (lock.qty_backordered > 0))) awaited)
     CROSS JOIN ( SELECT ((setting.value #>> '{}'::text[]))::bigint AS value
           FROM commerce.settings_effective setting
          WHERE (setting.key = 'low_stock_threshold'::text)) threshold)
  WHERE (stock.organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id));


ALTER VIEW commerce.stock_status OWNER TO commerce_owner;

-- COMMENT commerce.VIEW stock_status
COMMENT ON VIEW commerce.stock_status IS 'Every product''s stock at every location: on hand, locked by open orders, available, incoming, and whether it is low.

Locks that have lapsed count as free already. For members, trusted backends and readers.';

-- COMMENT commerce.COLUMN stock_status.organization_id
COMMENT ON COLUMN commerce.stock_status.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN stock_status.product_id
COMMENT ON COLUMN commerce.stock_status.product_id IS 'Number of the product.';

-- COMMENT commerce.COLUMN stock_status.sku
COMMENT ON COLUMN commerce.stock_status.sku IS 'The product''s sku.';

-- COMMENT commerce.COLUMN stock_status.name
COMMENT ON COLUMN commerce.stock_status.name IS 'The product''s name.';

-- COMMENT commerce.COLUMN stock_status.location_id
COMMENT ON COLUMN commerce.stock_status.location_id IS 'Where it lies.';

-- COMMENT commerce.COLUMN stock_status.on_hand
COMMENT ON COLUMN commerce.stock_status.on_hand IS 'Units on the shelf.';

-- COMMENT commerce.COLUMN stock_status.locked
COMMENT ON COLUMN commerce.stock_status.locked IS 'Units that open orders hold.';

-- COMMENT commerce.COLUMN stock_status.available
COMMENT ON COLUMN commerce.stock_status.available IS 'Units that can be ordered now.';

-- COMMENT commerce.COLUMN stock_status.incoming
COMMENT ON COLUMN commerce.stock_status.incoming IS 'Units expected and not received yet.';

-- COMMENT commerce.COLUMN stock_status.is_low
COMMENT ON COLUMN commerce.stock_status.is_low IS 'Whether what is available is at or below `low_stock_threshold`.';

-- COMMENT commerce.COLUMN stock_status.backordered
COMMENT ON COLUMN commerce.stock_status.backordered IS 'Units that paid orders wait for.';

-- TABLE commerce.stored_value_entries
CREATE TABLE commerce.stored_value_entries (
    organization_id uuid NOT NULL,
    id uuid DEFAULT commerce_private.new_id() NOT NULL,
    stored_value_id uuid NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    payment_id uuid,
    refund_id uuid,
    reason text,
    actor_user_id uuid,
    at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stored_value_entries_amount_check CHECK (
CASE
    WHEN (kind = ANY (ARRAY['redeem'::text, 'void'::text])) THEN (amount_minor < 0)
    WHEN (kind = ANY (ARRAY['issue'::text, 'refund'::text])) THEN (amount_minor > 0)
    ELSE (amount_minor <> 0)
END),
    CONSTRAINT stored_value_entries_kind_check CHECK ((kind = ANY (ARRAY['issue'::text, 'grant'::text, 'redeem'::text, 'refund'::text, 'void'::text])))
);


ALTER TABLE commerce.stored_value_entries OWNER TO commerce_owner;

-- COMMENT commerce.TABLE stored_value_entries
COMMENT ON TABLE commerce.stored_value_entries IS 'What happened to gift cards and credit; append-only.';

-- COMMENT commerce.COLUMN stored_value_entries.organization_id
COMMENT ON COLUMN commerce.stored_value_entries.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN stored_value_entries.id
COMMENT ON COLUMN commerce.stored_value_entries.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN stored_value_entries.stored_value_id
COMMENT ON COLUMN commerce.stored_value_entries.stored_value_id IS 'The card or credit.';

-- COMMENT commerce.COLUMN stored_value_entries.kind
COMMENT ON COLUMN commerce.stored_value_entries.kind IS '`issue`, `grant` (or taken back), `redeem`, `refund`, `void`.';

-- COMMENT commerce.COLUMN stored_value_entries.amount_minor
COMMENT ON COLUMN commerce.stored_value_entries.amount_minor IS 'What the balance grew by, in minor units; negative for what was spent.';

-- COMMENT commerce.COLUMN stored_value_entries.payment_id
COMMENT ON COLUMN commerce.stored_value_entries.payment_id IS 'The payment that spent it.';

-- COMMENT commerce.COLUMN stored_value_entries.refund_id
COMMENT ON COLUMN commerce.stored_value_entries.refund_id IS 'The refund that brought it back.';

-- COMMENT commerce.COLUMN stored_value_entries.reason
COMMENT ON COLUMN commerce.stored_value_entries.reason IS 'Why, in the words of whoever did it.';

-- COMMENT commerce.COLUMN stored_value_entries.actor_user_id
COMMENT ON COLUMN commerce.stored_value_entries.actor_user_id IS 'Who did it, if a person did.';

-- COMMENT commerce.COLUMN stored_value_entries.at
COMMENT ON COLUMN commerce.stored_value_entries.at IS 'When.';

-- COMMENT commerce.COLUMN stored_value_entries.created_at
COMMENT ON COLUMN commerce.stored_value_entries.created_at IS 'When the row was made.';

-- TABLE commerce.subscription_periods
CREATE TABLE commerce.subscription_periods (
    organization_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    period integer NOT NULL,
    order_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT subscription_periods_range_check CHECK ((starts_at < ends_at))
);


ALTER TABLE commerce.subscription_periods OWNER TO commerce_owner;

-- COMMENT commerce.TABLE subscription_periods
COMMENT ON TABLE commerce.subscription_periods IS 'Each period of a subscription with its one order.';

-- COMMENT commerce.COLUMN subscription_periods.organization_id
COMMENT ON COLUMN commerce.subscription_periods.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN subscription_periods.subscription_id
COMMENT ON COLUMN commerce.subscription_periods.subscription_id IS 'The subscription.';

-- COMMENT commerce.COLUMN subscription_periods.period
COMMENT ON COLUMN commerce.subscription_periods.period IS 'Its number, from 1.';

-- COMMENT commerce.COLUMN subscription_periods.order_id
COMMENT ON COLUMN commerce.subscription_periods.order_id IS 'The order that pays it.';

-- COMMENT commerce.COLUMN subscription_periods.starts_at
COMMENT ON COLUMN commerce.subscription_periods.starts_at IS 'When it begins.';

-- COMMENT commerce.COLUMN subscription_periods.ends_at
COMMENT ON COLUMN commerce.subscription_periods.ends_at IS 'When it ends.';

-- COMMENT commerce.COLUMN subscription_periods.created_at
COMMENT ON COLUMN commerce.subscription_periods.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE sweep_runs
COMMENT ON TABLE commerce.sweep_runs IS 'What each run of a sweep did.';

-- COMMENT commerce.COLUMN sweep_runs.id
COMMENT ON COLUMN commerce.sweep_runs.id IS 'Key, a uuid of version 7.';

-- COMMENT commerce.COLUMN sweep_runs.name
COMMENT ON COLUMN commerce.sweep_runs.name IS 'The sweep.';

-- COMMENT commerce.COLUMN sweep_runs.started_at
COMMENT ON COLUMN commerce.sweep_runs.started_at IS 'When it began.';

-- COMMENT commerce.COLUMN sweep_runs.took
COMMENT ON COLUMN commerce.sweep_runs.took IS 'How long it took.';

-- COMMENT commerce.COLUMN sweep_runs.row_count
COMMENT ON COLUMN commerce.sweep_runs.row_count IS 'How many rows it changed.';

-- COMMENT commerce.COLUMN sweep_runs.error
COMMENT ON COLUMN commerce.sweep_runs.error IS 'SQLSTATE and message when it failed.';

-- COMMENT commerce.COLUMN sweep_runs.created_at
COMMENT ON COLUMN commerce.sweep_runs.created_at IS 'When the row was made.';

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

-- COMMENT commerce.TABLE sweep_schedules
COMMENT ON TABLE commerce.sweep_schedules IS 'Work that recurs, and when it is due next.';

-- COMMENT commerce.COLUMN sweep_schedules.name
COMMENT ON COLUMN commerce.sweep_schedules.name IS 'Name of the sweep, which is that of its function.';

-- COMMENT commerce.COLUMN sweep_schedules.every
COMMENT ON COLUMN commerce.sweep_schedules.every IS 'How long after one run the next is due.';

-- COMMENT commerce.COLUMN sweep_schedules.max_rows
COMMENT ON COLUMN commerce.sweep_schedules.max_rows IS 'The most rows one run takes on.';

-- COMMENT commerce.COLUMN sweep_schedules.is_enabled
COMMENT ON COLUMN commerce.sweep_schedules.is_enabled IS 'Whether it runs at all.';

-- COMMENT commerce.COLUMN sweep_schedules.next_run_at
COMMENT ON COLUMN commerce.sweep_schedules.next_run_at IS 'When it is due.';

-- COMMENT commerce.COLUMN sweep_schedules.created_at
COMMENT ON COLUMN commerce.sweep_schedules.created_at IS 'When the row was made.';

-- COMMENT commerce.COLUMN sweep_schedules.updated_at
COMMENT ON COLUMN commerce.sweep_schedules.updated_at IS 'When the row was last changed.';

-- TABLE commerce.tenders
CREATE TABLE commerce.tenders (
    organization_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    stored_value_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce.tenders OWNER TO commerce_owner;

-- COMMENT commerce.TABLE tenders
COMMENT ON TABLE commerce.tenders IS 'Which gift card or credit a payment draws on.';

-- COMMENT commerce.COLUMN tenders.organization_id
COMMENT ON COLUMN commerce.tenders.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN tenders.payment_id
COMMENT ON COLUMN commerce.tenders.payment_id IS 'The payment: `authorised` while the value is held, `succeeded` once it is spent.';

-- COMMENT commerce.COLUMN tenders.stored_value_id
COMMENT ON COLUMN commerce.tenders.stored_value_id IS 'The gift card or credit.';

-- COMMENT commerce.COLUMN tenders.created_at
COMMENT ON COLUMN commerce.tenders.created_at IS 'When the row was made.';

-- TABLE commerce.unsent_items
CREATE TABLE commerce.unsent_items (
    organization_id uuid NOT NULL,
    change_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    order_id uuid NOT NULL,
    quantity integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT unsent_items_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE commerce.unsent_items OWNER TO commerce_owner;

-- COMMENT commerce.TABLE unsent_items
COMMENT ON TABLE commerce.unsent_items IS 'Units of orders that went back on the shelf before they left, and are not sent any more. Their money is a matter of refunds.';

-- COMMENT commerce.COLUMN unsent_items.organization_id
COMMENT ON COLUMN commerce.unsent_items.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce.COLUMN unsent_items.change_id
COMMENT ON COLUMN commerce.unsent_items.change_id IS 'What put them back: the refund of items, or what the whole order went back with.';

-- COMMENT commerce.COLUMN unsent_items.order_item_id
COMMENT ON COLUMN commerce.unsent_items.order_item_id IS 'The line of the order.';

-- COMMENT commerce.COLUMN unsent_items.order_id
COMMENT ON COLUMN commerce.unsent_items.order_id IS 'The order.';

-- COMMENT commerce.COLUMN unsent_items.quantity
COMMENT ON COLUMN commerce.unsent_items.quantity IS 'How many units.';

-- COMMENT commerce.COLUMN unsent_items.created_at
COMMENT ON COLUMN commerce.unsent_items.created_at IS 'When the row was made.';

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
    tables jsonb DEFAULT '{}'::jsonb NOT NULL,
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

-- TABLE commerce_private.gift_card_codes
CREATE TABLE commerce_private.gift_card_codes (
    organization_id uuid NOT NULL,
    code_digest bytea NOT NULL,
    stored_value_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.gift_card_codes OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE gift_card_codes
COMMENT ON TABLE commerce_private.gift_card_codes IS 'By which digest a gift card is found.';

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

-- TABLE commerce_private.message_secrets
CREATE TABLE commerce_private.message_secrets (
    organization_id uuid NOT NULL,
    dedupe_key text NOT NULL,
    secrets jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT message_secrets_secrets_check CHECK ((jsonb_typeof(secrets) = 'object'::text))
);


ALTER TABLE commerce_private.message_secrets OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE message_secrets
COMMENT ON TABLE commerce_private.message_secrets IS 'What only the recipient of a message may read; gone once it is sent.';

-- TABLE commerce_private.no_shows
CREATE TABLE commerce_private.no_shows (
    organization_id uuid NOT NULL,
    booking_id uuid NOT NULL,
    off_minor bigint NOT NULL,
    waived_minor bigint NOT NULL,
    due_now_minor bigint NOT NULL,
    refund_ids uuid[] NOT NULL,
    visits integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT no_shows_amounts_check CHECK ((((waived_minor >= 0) AND (waived_minor <= off_minor)) AND (due_now_minor >= 0) AND (visits >= 0)))
);


ALTER TABLE commerce_private.no_shows OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE no_shows
COMMENT ON TABLE commerce_private.no_shows IS 'What marking a booking as a no-show took off its price and its order: `check_in_booking` puts it back.';

-- COMMENT commerce_private.COLUMN no_shows.organization_id
COMMENT ON COLUMN commerce_private.no_shows.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce_private.COLUMN no_shows.booking_id
COMMENT ON COLUMN commerce_private.no_shows.booking_id IS 'The booking that nobody came to.';

-- COMMENT commerce_private.COLUMN no_shows.off_minor
COMMENT ON COLUMN commerce_private.no_shows.off_minor IS 'How much less the booking costs, in minor units: waived, asked back, or neither where less was left.';

-- COMMENT commerce_private.COLUMN no_shows.waived_minor
COMMENT ON COLUMN commerce_private.no_shows.waived_minor IS 'What of it need not be paid any more, in minor units.';

-- COMMENT commerce_private.COLUMN no_shows.due_now_minor
COMMENT ON COLUMN commerce_private.no_shows.due_now_minor IS 'How much less of its order was due before it is settled, in minor units.';

-- COMMENT commerce_private.COLUMN no_shows.refund_ids
COMMENT ON COLUMN commerce_private.no_shows.refund_ids IS 'The refunds that sent the rest back.';

-- COMMENT commerce_private.COLUMN no_shows.visits
COMMENT ON COLUMN commerce_private.no_shows.visits IS 'How many visits that paid it came back.';

-- COMMENT commerce_private.COLUMN no_shows.created_at
COMMENT ON COLUMN commerce_private.no_shows.created_at IS 'When the row was made.';

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

-- TABLE commerce_private.segment_cursors
CREATE TABLE commerce_private.segment_cursors (
    organization_id uuid NOT NULL,
    as_of date NOT NULL,
    last_customer_id uuid,
    is_done boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE commerce_private.segment_cursors OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE segment_cursors
COMMENT ON TABLE commerce_private.segment_cursors IS 'How far the segments of an organization''s customers have been brought up to date today.';

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

-- TABLE commerce_private.visitor_bookings
CREATE TABLE commerce_private.visitor_bookings (
    organization_id uuid NOT NULL,
    booking_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);


ALTER TABLE commerce_private.visitor_bookings OWNER TO commerce_owner;

-- COMMENT commerce_private.TABLE visitor_bookings
COMMENT ON TABLE commerce_private.visitor_bookings IS 'Bookings that visitors made under a customer''s address, of services with `customer_limits`: they count as the customer''s.';

-- COMMENT commerce_private.COLUMN visitor_bookings.organization_id
COMMENT ON COLUMN commerce_private.visitor_bookings.organization_id IS 'The organization the row belongs to.';

-- COMMENT commerce_private.COLUMN visitor_bookings.booking_id
COMMENT ON COLUMN commerce_private.visitor_bookings.booking_id IS 'The booking.';

-- COMMENT commerce_private.COLUMN visitor_bookings.customer_id
COMMENT ON COLUMN commerce_private.visitor_bookings.customer_id IS 'Whose address it is; the visitor has not proved to be them.';

-- COMMENT commerce_private.COLUMN visitor_bookings.created_at
COMMENT ON COLUMN commerce_private.visitor_bookings.created_at IS 'When the row was made.';

-- CONSTRAINT commerce.audit_log audit_log_pkey
ALTER TABLE ONLY commerce.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.bank_statement_rows bank_statement_rows_pkey
ALTER TABLE ONLY commerce.bank_statement_rows
    ADD CONSTRAINT bank_statement_rows_pkey PRIMARY KEY (organization_id, gateway, row_key);

-- CONSTRAINT commerce.blackouts blackouts_pkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.booking_moves booking_moves_pkey
ALTER TABLE ONLY commerce.booking_moves
    ADD CONSTRAINT booking_moves_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.booking_moves booking_moves_sequence_key
ALTER TABLE ONLY commerce.booking_moves
    ADD CONSTRAINT booking_moves_sequence_key UNIQUE (organization_id, booking_id, ical_sequence);

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

-- CONSTRAINT commerce.cancellation_policies cancellation_policies_name_key
ALTER TABLE ONLY commerce.cancellation_policies
    ADD CONSTRAINT cancellation_policies_name_key UNIQUE (organization_id, name);

-- CONSTRAINT commerce.cancellation_policies cancellation_policies_pkey
ALTER TABLE ONLY commerce.cancellation_policies
    ADD CONSTRAINT cancellation_policies_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.cart_items cart_items_pkey
ALTER TABLE ONLY commerce.cart_items
    ADD CONSTRAINT cart_items_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.cart_items cart_items_product_key
ALTER TABLE ONLY commerce.cart_items
    ADD CONSTRAINT cart_items_product_key UNIQUE (organization_id, cart_id, product_id);

-- CONSTRAINT commerce.cart_items cart_items_reservation_key
ALTER TABLE ONLY commerce.cart_items
    ADD CONSTRAINT cart_items_reservation_key UNIQUE (organization_id, cart_id, reservation_id);

-- CONSTRAINT commerce.carts carts_order_key
ALTER TABLE ONLY commerce.carts
    ADD CONSTRAINT carts_order_key UNIQUE (organization_id, order_id);

-- CONSTRAINT commerce.carts carts_pkey
ALTER TABLE ONLY commerce.carts
    ADD CONSTRAINT carts_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.currencies currencies_pkey
ALTER TABLE ONLY commerce.currencies
    ADD CONSTRAINT currencies_pkey PRIMARY KEY (code);

-- CONSTRAINT commerce.customer_addresses customer_addresses_pkey
ALTER TABLE ONLY commerce.customer_addresses
    ADD CONSTRAINT customer_addresses_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.customer_aliases customer_aliases_pkey
ALTER TABLE ONLY commerce.customer_aliases
    ADD CONSTRAINT customer_aliases_pkey PRIMARY KEY (organization_id, former_customer_id);

-- CONSTRAINT commerce.customer_aliases customer_aliases_user_key
ALTER TABLE ONLY commerce.customer_aliases
    ADD CONSTRAINT customer_aliases_user_key UNIQUE (organization_id, former_user_id);

-- CONSTRAINT commerce.customer_consents customer_consents_pkey
ALTER TABLE ONLY commerce.customer_consents
    ADD CONSTRAINT customer_consents_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.customers customers_pkey
ALTER TABLE ONLY commerce.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.customers customers_user_key
ALTER TABLE ONLY commerce.customers
    ADD CONSTRAINT customers_user_key UNIQUE (organization_id, user_id);

-- CONSTRAINT commerce.disputes disputes_pkey
ALTER TABLE ONLY commerce.disputes
    ADD CONSTRAINT disputes_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.disputes disputes_reference_key
ALTER TABLE ONLY commerce.disputes
    ADD CONSTRAINT disputes_reference_key UNIQUE (organization_id, payment_id, gateway_reference);

-- CONSTRAINT commerce.documents documents_number_key
ALTER TABLE ONLY commerce.documents
    ADD CONSTRAINT documents_number_key UNIQUE (organization_id, document_number);

-- CONSTRAINT commerce.documents documents_pkey
ALTER TABLE ONLY commerce.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.documents documents_sequence_key
ALTER TABLE ONLY commerce.documents
    ADD CONSTRAINT documents_sequence_key UNIQUE (organization_id, kind, sequence);

-- CONSTRAINT commerce.entitlement_uses entitlement_uses_item_key
ALTER TABLE ONLY commerce.entitlement_uses
    ADD CONSTRAINT entitlement_uses_item_key UNIQUE (organization_id, order_item_id, step);

-- CONSTRAINT commerce.entitlement_uses entitlement_uses_pkey
ALTER TABLE ONLY commerce.entitlement_uses
    ADD CONSTRAINT entitlement_uses_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.entitlements entitlements_item_key
ALTER TABLE ONLY commerce.entitlements
    ADD CONSTRAINT entitlements_item_key UNIQUE (organization_id, order_item_id);

-- CONSTRAINT commerce.entitlements entitlements_pkey
ALTER TABLE ONLY commerce.entitlements
    ADD CONSTRAINT entitlements_pkey PRIMARY KEY (organization_id, id);

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

-- CONSTRAINT commerce.intake_forms intake_forms_name_key
ALTER TABLE ONLY commerce.intake_forms
    ADD CONSTRAINT intake_forms_name_key UNIQUE (organization_id, name);

-- CONSTRAINT commerce.intake_forms intake_forms_pkey
ALTER TABLE ONLY commerce.intake_forms
    ADD CONSTRAINT intake_forms_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.intake_responses intake_responses_booking_key
ALTER TABLE ONLY commerce.intake_responses
    ADD CONSTRAINT intake_responses_booking_key UNIQUE (organization_id, booking_id, intake_form_id);

-- CONSTRAINT commerce.intake_responses intake_responses_pkey
ALTER TABLE ONLY commerce.intake_responses
    ADD CONSTRAINT intake_responses_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.inventory_locks inventory_locks_pkey
ALTER TABLE ONLY commerce.inventory_locks
    ADD CONSTRAINT inventory_locks_pkey PRIMARY KEY (organization_id, order_id, product_id, location_id);

-- CONSTRAINT commerce.ledger_accounts ledger_accounts_pkey
ALTER TABLE ONLY commerce.ledger_accounts
    ADD CONSTRAINT ledger_accounts_pkey PRIMARY KEY (code);

-- CONSTRAINT commerce.ledger_entries ledger_entries_pkey
ALTER TABLE ONLY commerce.ledger_entries
    ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (organization_id, posting_id, id);

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

-- CONSTRAINT commerce.order_logs order_logs_pkey
ALTER TABLE ONLY commerce.order_logs
    ADD CONSTRAINT order_logs_pkey PRIMARY KEY (organization_id, order_id, place);

-- CONSTRAINT commerce.order_status_history order_status_history_pkey
ALTER TABLE ONLY commerce.order_status_history
    ADD CONSTRAINT order_status_history_pkey PRIMARY KEY (organization_id, order_id, id);

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

-- CONSTRAINT commerce.payment_schedules payment_schedules_pkey
ALTER TABLE ONLY commerce.payment_schedules
    ADD CONSTRAINT payment_schedules_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.payment_schedules payment_schedules_sequence_key
ALTER TABLE ONLY commerce.payment_schedules
    ADD CONSTRAINT payment_schedules_sequence_key UNIQUE (organization_id, order_id, sequence);

-- CONSTRAINT commerce.payments payments_idempotency_key
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_idempotency_key UNIQUE (organization_id, idempotency_key);

-- CONSTRAINT commerce.payments payments_pkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.payments payments_reference_key
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_reference_key UNIQUE (organization_id, reference);

-- CONSTRAINT commerce.payouts payouts_pkey
ALTER TABLE ONLY commerce.payouts
    ADD CONSTRAINT payouts_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.payouts payouts_reference_key
ALTER TABLE ONLY commerce.payouts
    ADD CONSTRAINT payouts_reference_key UNIQUE (organization_id, gateway, reference);

-- CONSTRAINT commerce.platform_settings platform_settings_pkey
ALTER TABLE ONLY commerce.platform_settings
    ADD CONSTRAINT platform_settings_pkey PRIMARY KEY (key);

-- CONSTRAINT commerce.price_changes price_changes_pkey
ALTER TABLE ONLY commerce.price_changes
    ADD CONSTRAINT price_changes_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.pricing_plans pricing_plans_pkey
ALTER TABLE ONLY commerce.pricing_plans
    ADD CONSTRAINT pricing_plans_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.products products_pkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.products products_sku_key
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_sku_key UNIQUE (organization_id, sku);

-- CONSTRAINT commerce.promotion_uses promotion_uses_pkey
ALTER TABLE ONLY commerce.promotion_uses
    ADD CONSTRAINT promotion_uses_pkey PRIMARY KEY (organization_id, order_id, promotion_id);

-- CONSTRAINT commerce.promotions promotions_code_key
ALTER TABLE ONLY commerce.promotions
    ADD CONSTRAINT promotions_code_key UNIQUE (organization_id, code);

-- CONSTRAINT commerce.promotions promotions_pkey
ALTER TABLE ONLY commerce.promotions
    ADD CONSTRAINT promotions_pkey PRIMARY KEY (organization_id, id);

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

-- CONSTRAINT commerce.removed_items removed_items_pkey
ALTER TABLE ONLY commerce.removed_items
    ADD CONSTRAINT removed_items_pkey PRIMARY KEY (organization_id, change_id, order_item_id);

-- CONSTRAINT commerce.reservation_resources reservation_resources_no_overlap_excl
ALTER TABLE ONLY commerce.reservation_resources
    ADD CONSTRAINT reservation_resources_no_overlap_excl EXCLUDE USING gist (organization_id WITH =, resource_id WITH =, occupied WITH &&) INCLUDE (status, expires_at) WHERE ((status = ANY (ARRAY['reserved'::text, 'confirmed'::text])));

-- CONSTRAINT commerce.reservation_resources reservation_resources_pkey
ALTER TABLE ONLY commerce.reservation_resources
    ADD CONSTRAINT reservation_resources_pkey PRIMARY KEY (organization_id, reservation_id, resource_id);

-- CONSTRAINT commerce.resources resources_pkey
ALTER TABLE ONLY commerce.resources
    ADD CONSTRAINT resources_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.return_items return_items_pkey
ALTER TABLE ONLY commerce.return_items
    ADD CONSTRAINT return_items_pkey PRIMARY KEY (organization_id, return_id, order_item_id);

-- CONSTRAINT commerce.returns returns_pkey
ALTER TABLE ONLY commerce.returns
    ADD CONSTRAINT returns_pkey PRIMARY KEY (organization_id, id);

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

-- CONSTRAINT commerce.shipment_items shipment_items_pkey
ALTER TABLE ONLY commerce.shipment_items
    ADD CONSTRAINT shipment_items_pkey PRIMARY KEY (organization_id, shipment_id, order_item_id);

-- CONSTRAINT commerce.shipments shipments_pkey
ALTER TABLE ONLY commerce.shipments
    ADD CONSTRAINT shipments_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.shipping_methods shipping_methods_name_key
ALTER TABLE ONLY commerce.shipping_methods
    ADD CONSTRAINT shipping_methods_name_key UNIQUE (organization_id, name);

-- CONSTRAINT commerce.shipping_methods shipping_methods_pkey
ALTER TABLE ONLY commerce.shipping_methods
    ADD CONSTRAINT shipping_methods_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.slot_reservations slot_reservations_no_overlap_excl
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_no_overlap_excl EXCLUDE USING gist (organization_id WITH =, staff_id WITH =, occupied WITH &&) INCLUDE (expires_at) WHERE ((((status)::text = ANY (ARRAY['reserved'::text, 'confirmed'::text])) AND (staff_id IS NOT NULL)));

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

-- CONSTRAINT commerce.stored_value_entries stored_value_entries_pkey
ALTER TABLE ONLY commerce.stored_value_entries
    ADD CONSTRAINT stored_value_entries_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.stored_values stored_values_item_key
ALTER TABLE ONLY commerce.stored_values
    ADD CONSTRAINT stored_values_item_key UNIQUE (organization_id, order_item_id);

-- CONSTRAINT commerce.stored_values stored_values_pkey
ALTER TABLE ONLY commerce.stored_values
    ADD CONSTRAINT stored_values_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.subscription_periods subscription_periods_pkey
ALTER TABLE ONLY commerce.subscription_periods
    ADD CONSTRAINT subscription_periods_pkey PRIMARY KEY (organization_id, subscription_id, period);

-- CONSTRAINT commerce.subscriptions subscriptions_item_key
ALTER TABLE ONLY commerce.subscriptions
    ADD CONSTRAINT subscriptions_item_key UNIQUE (organization_id, order_item_id);

-- CONSTRAINT commerce.subscriptions subscriptions_pkey
ALTER TABLE ONLY commerce.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.sweep_runs sweep_runs_pkey
ALTER TABLE ONLY commerce.sweep_runs
    ADD CONSTRAINT sweep_runs_pkey PRIMARY KEY (id);

-- CONSTRAINT commerce.sweep_schedules sweep_schedules_pkey
ALTER TABLE ONLY commerce.sweep_schedules
    ADD CONSTRAINT sweep_schedules_pkey PRIMARY KEY (name);

-- CONSTRAINT commerce.tax_rates tax_rates_no_overlap_excl
ALTER TABLE ONLY commerce.tax_rates
    ADD CONSTRAINT tax_rates_no_overlap_excl EXCLUDE USING gist (organization_id WITH =, name WITH =, category WITH =, country WITH =, region WITH =, postal_prefix WITH =, valid WITH &&);

-- CONSTRAINT commerce.tax_rates tax_rates_pkey
ALTER TABLE ONLY commerce.tax_rates
    ADD CONSTRAINT tax_rates_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.tenders tenders_pkey
ALTER TABLE ONLY commerce.tenders
    ADD CONSTRAINT tenders_pkey PRIMARY KEY (organization_id, payment_id);

-- CONSTRAINT commerce.time_off time_off_pkey
ALTER TABLE ONLY commerce.time_off
    ADD CONSTRAINT time_off_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.time_slots time_slots_pkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.unsent_items unsent_items_pkey
ALTER TABLE ONLY commerce.unsent_items
    ADD CONSTRAINT unsent_items_pkey PRIMARY KEY (organization_id, change_id, order_item_id);

-- CONSTRAINT commerce.venues venues_pkey
ALTER TABLE ONLY commerce.venues
    ADD CONSTRAINT venues_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.waitlist_entries waitlist_entries_pkey
ALTER TABLE ONLY commerce.waitlist_entries
    ADD CONSTRAINT waitlist_entries_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.waiver_signatures waiver_signatures_pkey
ALTER TABLE ONLY commerce.waiver_signatures
    ADD CONSTRAINT waiver_signatures_pkey PRIMARY KEY (organization_id, id);

-- CONSTRAINT commerce.waivers waivers_pkey
ALTER TABLE ONLY commerce.waivers
    ADD CONSTRAINT waivers_pkey PRIMARY KEY (organization_id, id);

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

-- CONSTRAINT commerce_private.gift_card_codes gift_card_codes_pkey
ALTER TABLE ONLY commerce_private.gift_card_codes
    ADD CONSTRAINT gift_card_codes_pkey PRIMARY KEY (organization_id, code_digest);

-- CONSTRAINT commerce_private.gift_card_codes gift_card_codes_value_key
ALTER TABLE ONLY commerce_private.gift_card_codes
    ADD CONSTRAINT gift_card_codes_value_key UNIQUE (organization_id, stored_value_id);

-- CONSTRAINT commerce_private.idempotency_keys idempotency_keys_pkey
ALTER TABLE ONLY commerce_private.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, function_name, key);

-- CONSTRAINT commerce_private.identities identities_pkey
ALTER TABLE ONLY commerce_private.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (issuer, subject);

-- CONSTRAINT commerce_private.message_secrets message_secrets_pkey
ALTER TABLE ONLY commerce_private.message_secrets
    ADD CONSTRAINT message_secrets_pkey PRIMARY KEY (organization_id, dedupe_key);

-- CONSTRAINT commerce_private.no_shows no_shows_pkey
ALTER TABLE ONLY commerce_private.no_shows
    ADD CONSTRAINT no_shows_pkey PRIMARY KEY (organization_id, booking_id);

-- CONSTRAINT commerce_private.offers offers_pkey
ALTER TABLE ONLY commerce_private.offers
    ADD CONSTRAINT offers_pkey PRIMARY KEY (organization_id, service_id, staff_id);

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

-- CONSTRAINT commerce_private.sales_rules sales_rules_pkey
ALTER TABLE ONLY commerce_private.sales_rules
    ADD CONSTRAINT sales_rules_pkey PRIMARY KEY (organization_id);

-- CONSTRAINT commerce_private.segment_cursors segment_cursors_pkey
ALTER TABLE ONLY commerce_private.segment_cursors
    ADD CONSTRAINT segment_cursors_pkey PRIMARY KEY (organization_id);

-- CONSTRAINT commerce_private.staff_details staff_details_pkey
ALTER TABLE ONLY commerce_private.staff_details
    ADD CONSTRAINT staff_details_pkey PRIMARY KEY (organization_id, staff_id);

-- CONSTRAINT commerce_private.visitor_bookings visitor_bookings_pkey
ALTER TABLE ONLY commerce_private.visitor_bookings
    ADD CONSTRAINT visitor_bookings_pkey PRIMARY KEY (organization_id, booking_id);

-- INDEX commerce.bank_statement_rows_payment_idx
CREATE INDEX bank_statement_rows_payment_idx ON commerce.bank_statement_rows USING btree (organization_id, payment_id);

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

-- INDEX commerce.bookings_past_idx
CREATE INDEX bookings_past_idx ON commerce.bookings USING btree (ends_at) WHERE (status = ANY (ARRAY['confirmed'::text, 'checked_in'::text]));

-- INDEX commerce.bookings_pending_idx
CREATE INDEX bookings_pending_idx ON commerce.bookings USING btree (created_at) WHERE (status = 'pending_payment'::text);

-- INDEX commerce.bookings_reservation_key
CREATE UNIQUE INDEX bookings_reservation_key ON commerce.bookings USING btree (organization_id, reservation_id);

-- INDEX commerce.bookings_service_idx
CREATE INDEX bookings_service_idx ON commerce.bookings USING btree (organization_id, service_id, starts_at);

-- INDEX commerce.bookings_slot_idx
CREATE INDEX bookings_slot_idx ON commerce.bookings USING btree (organization_id, time_slot_id);

-- INDEX commerce.bookings_staff_idx
CREATE INDEX bookings_staff_idx ON commerce.bookings USING btree (organization_id, staff_id, starts_at);

-- INDEX commerce.bookings_status_idx
CREATE INDEX bookings_status_idx ON commerce.bookings USING btree (organization_id, status, COALESCE(starts_at, created_at), id);

-- INDEX commerce.bookings_unanswered_idx
CREATE INDEX bookings_unanswered_idx ON commerce.bookings USING btree (organization_id, COALESCE(starts_at, created_at)) WHERE (status = 'awaiting_approval'::text);

-- INDEX commerce.bookings_venue_idx
CREATE INDEX bookings_venue_idx ON commerce.bookings USING btree (organization_id, venue_id);

-- INDEX commerce.cart_items_cart_idx
CREATE INDEX cart_items_cart_idx ON commerce.cart_items USING btree (organization_id, cart_id, id);

-- INDEX commerce.carts_customer_idx
CREATE INDEX carts_customer_idx ON commerce.carts USING btree (organization_id, customer_id) WHERE (customer_id IS NOT NULL);

-- INDEX commerce.carts_due_idx
CREATE INDEX carts_due_idx ON commerce.carts USING btree (expires_at) WHERE (status = 'active'::text);

-- INDEX commerce.carts_merged_idx
CREATE INDEX carts_merged_idx ON commerce.carts USING btree (organization_id, merged_into_id) WHERE (merged_into_id IS NOT NULL);

-- INDEX commerce.carts_user_idx
CREATE INDEX carts_user_idx ON commerce.carts USING btree (organization_id, user_id) WHERE (user_id IS NOT NULL);

-- INDEX commerce.customer_addresses_customer_idx
CREATE INDEX customer_addresses_customer_idx ON commerce.customer_addresses USING btree (organization_id, customer_id);

-- INDEX commerce.customer_addresses_default_key
CREATE UNIQUE INDEX customer_addresses_default_key ON commerce.customer_addresses USING btree (organization_id, customer_id) WHERE is_default;

-- INDEX commerce.customer_aliases_customer_idx
CREATE INDEX customer_aliases_customer_idx ON commerce.customer_aliases USING btree (organization_id, customer_id);

-- INDEX commerce.customer_aliases_email_idx
CREATE INDEX customer_aliases_email_idx ON commerce.customer_aliases USING btree (organization_id, lower(former_email)) WHERE (former_email IS NOT NULL);

-- INDEX commerce.customer_consents_customer_idx
CREATE INDEX customer_consents_customer_idx ON commerce.customer_consents USING btree (organization_id, customer_id, purpose, id);

-- INDEX commerce.customers_email_key
CREATE UNIQUE INDEX customers_email_key ON commerce.customers USING btree (organization_id, lower((email)::text));

-- INDEX commerce.disputes_due_idx
CREATE INDEX disputes_due_idx ON commerce.disputes USING btree (organization_id, due_by) WHERE (status = ANY (ARRAY['warning'::text, 'needs_response'::text, 'under_review'::text]));

-- INDEX commerce.documents_order_idx
CREATE INDEX documents_order_idx ON commerce.documents USING btree (organization_id, order_id);

-- INDEX commerce.entitlement_uses_entitlement_idx
CREATE INDEX entitlement_uses_entitlement_idx ON commerce.entitlement_uses USING btree (organization_id, entitlement_id);

-- INDEX commerce.entitlements_customer_idx
CREATE INDEX entitlements_customer_idx ON commerce.entitlements USING btree (organization_id, customer_id);

-- INDEX commerce.entitlements_pricing_plan_idx
CREATE INDEX entitlements_pricing_plan_idx ON commerce.entitlements USING btree (organization_id, pricing_plan_id);

-- INDEX commerce.entitlements_service_idx
CREATE INDEX entitlements_service_idx ON commerce.entitlements USING btree (organization_id, service_id) WHERE (service_id IS NOT NULL);

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

-- INDEX commerce.intake_responses_form_idx
CREATE INDEX intake_responses_form_idx ON commerce.intake_responses USING btree (organization_id, intake_form_id);

-- INDEX commerce.inventory_locks_active_idx
CREATE INDEX inventory_locks_active_idx ON commerce.inventory_locks USING btree (organization_id, product_id, location_id, expires_at) WHERE ((state)::text = 'active'::text);

-- INDEX commerce.inventory_locks_awaited_idx
CREATE INDEX inventory_locks_awaited_idx ON commerce.inventory_locks USING btree (organization_id, product_id, location_id, order_id) WHERE (((state)::text = 'converted'::text) AND (qty_backordered > 0));

-- INDEX commerce.inventory_locks_due_idx
CREATE INDEX inventory_locks_due_idx ON commerce.inventory_locks USING btree (expires_at) WHERE ((state)::text = 'active'::text);

-- INDEX commerce.ledger_entries_account_idx
CREATE INDEX ledger_entries_account_idx ON commerce.ledger_entries USING btree (account_code);

-- INDEX commerce.ledger_entries_order_idx
CREATE INDEX ledger_entries_order_idx ON commerce.ledger_entries USING btree (organization_id, order_id);

-- INDEX commerce.ledger_entries_payment_idx
CREATE INDEX ledger_entries_payment_idx ON commerce.ledger_entries USING btree (organization_id, payment_id);

-- INDEX commerce.ledger_entries_refund_idx
CREATE INDEX ledger_entries_refund_idx ON commerce.ledger_entries USING btree (organization_id, refund_id) WHERE (refund_id IS NOT NULL);

-- INDEX commerce.members_user_idx
CREATE INDEX members_user_idx ON commerce.members USING btree (user_id);

-- INDEX commerce.notification_deliveries_notification_idx
CREATE INDEX notification_deliveries_notification_idx ON commerce.notification_deliveries USING btree (organization_id, notification_id);

-- INDEX commerce.notification_queue_booking_idx
CREATE INDEX notification_queue_booking_idx ON commerce.notification_queue USING btree (organization_id, booking_id) WHERE (booking_id IS NOT NULL);

-- INDEX commerce.notification_queue_due_idx
CREATE INDEX notification_queue_due_idx ON commerce.notification_queue USING btree (channel, not_before) WHERE ((status)::text = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text]));

-- INDEX commerce.notification_queue_id_idx
CREATE INDEX notification_queue_id_idx ON commerce.notification_queue USING btree (id);

-- INDEX commerce.notification_queue_order_idx
CREATE INDEX notification_queue_order_idx ON commerce.notification_queue USING btree (organization_id, order_id) WHERE (order_id IS NOT NULL);

-- INDEX commerce.order_items_pricing_plan_idx
CREATE INDEX order_items_pricing_plan_idx ON commerce.order_items USING btree (organization_id, pricing_plan_id) WHERE (pricing_plan_id IS NOT NULL);

-- INDEX commerce.order_items_product_idx
CREATE INDEX order_items_product_idx ON commerce.order_items USING btree (organization_id, product_id) WHERE (product_id IS NOT NULL);

-- INDEX commerce.order_items_service_idx
CREATE INDEX order_items_service_idx ON commerce.order_items USING btree (organization_id, service_id) WHERE (service_id IS NOT NULL);

-- INDEX commerce.orders_customer_idx
CREATE INDEX orders_customer_idx ON commerce.orders USING btree (organization_id, customer_id, id) WHERE (customer_id IS NOT NULL);

-- INDEX commerce.orders_due_idx
CREATE INDEX orders_due_idx ON commerce.orders USING btree (expires_at) WHERE ((status)::text = ANY (ARRAY['created'::text, 'pending_payment'::text, 'payment_failed'::text]));

-- INDEX commerce.orders_guest_email_idx
CREATE INDEX orders_guest_email_idx ON commerce.orders USING btree (organization_id, lower(email)) WHERE ((customer_id IS NULL) AND (email IS NOT NULL));

-- INDEX commerce.orders_money_idx
CREATE INDEX orders_money_idx ON commerce.orders USING btree (organization_id, payment_status, created_at, id) WHERE ((payment_status)::text = ANY (ARRAY['pending'::text, 'authorised'::text, 'partially_paid'::text, 'partially_refunded'::text, 'refunded'::text]));

-- INDEX commerce.orders_shipping_method_idx
CREATE INDEX orders_shipping_method_idx ON commerce.orders USING btree (organization_id, shipping_method_id) WHERE (shipping_method_id IS NOT NULL);

-- INDEX commerce.orders_status_idx
CREATE INDEX orders_status_idx ON commerce.orders USING btree (organization_id, status, created_at, id);

-- INDEX commerce.orders_total_idx
CREATE INDEX orders_total_idx ON commerce.orders USING btree (organization_id, total_minor);

-- INDEX commerce.organizations_currency_idx
CREATE INDEX organizations_currency_idx ON commerce.organizations USING btree (currency);

-- INDEX commerce.payment_schedules_step_idx
CREATE INDEX payment_schedules_step_idx ON commerce.payment_schedules USING btree (next_step_at) WHERE (next_step_at IS NOT NULL);

-- INDEX commerce.payments_account_idx
CREATE INDEX payments_account_idx ON commerce.payments USING btree (organization_id, gateway_account_id);

-- INDEX commerce.payments_gateway_reference_idx
CREATE INDEX payments_gateway_reference_idx ON commerce.payments USING btree (organization_id, gateway_reference) WHERE (gateway_reference IS NOT NULL);

-- INDEX commerce.payments_open_idx
CREATE INDEX payments_open_idx ON commerce.payments USING btree (status, updated_at) WHERE ((status)::text = ANY (ARRAY['created'::text, 'requires_action'::text, 'processing'::text, 'authorised'::text, 'unknown'::text]));

-- INDEX commerce.payments_order_idx
CREATE INDEX payments_order_idx ON commerce.payments USING btree (organization_id, order_id);

-- INDEX commerce.payments_payout_idx
CREATE INDEX payments_payout_idx ON commerce.payments USING btree (organization_id, payout_id) WHERE (payout_id IS NOT NULL);

-- INDEX commerce.price_changes_plan_idx
CREATE INDEX price_changes_plan_idx ON commerce.price_changes USING btree (organization_id, pricing_plan_id, valid_from) WHERE (pricing_plan_id IS NOT NULL);

-- INDEX commerce.price_changes_product_idx
CREATE INDEX price_changes_product_idx ON commerce.price_changes USING btree (organization_id, product_id, valid_from) WHERE (product_id IS NOT NULL);

-- INDEX commerce.price_changes_service_idx
CREATE INDEX price_changes_service_idx ON commerce.price_changes USING btree (organization_id, service_id, valid_from) WHERE (service_id IS NOT NULL);

-- INDEX commerce.pricing_plans_currency_idx
CREATE INDEX pricing_plans_currency_idx ON commerce.pricing_plans USING btree (currency);

-- INDEX commerce.pricing_plans_one_off_key
CREATE UNIQUE INDEX pricing_plans_one_off_key ON commerce.pricing_plans USING btree (organization_id, service_id) WHERE ((kind = 'one_off'::text) AND (status = 'active'::text));

-- INDEX commerce.pricing_plans_service_idx
CREATE INDEX pricing_plans_service_idx ON commerce.pricing_plans USING btree (organization_id, service_id);

-- INDEX commerce.products_currency_idx
CREATE INDEX products_currency_idx ON commerce.products USING btree (currency);

-- INDEX commerce.products_parent_idx
CREATE INDEX products_parent_idx ON commerce.products USING btree (organization_id, parent_product_id);

-- INDEX commerce.promotion_uses_customer_idx
CREATE INDEX promotion_uses_customer_idx ON commerce.promotion_uses USING btree (organization_id, customer_id) WHERE (customer_id IS NOT NULL);

-- INDEX commerce.promotion_uses_email_idx
CREATE INDEX promotion_uses_email_idx ON commerce.promotion_uses USING btree (organization_id, promotion_id, email_digest) WHERE (email_digest IS NOT NULL);

-- INDEX commerce.promotion_uses_promotion_idx
CREATE INDEX promotion_uses_promotion_idx ON commerce.promotion_uses USING btree (organization_id, promotion_id, customer_id);

-- INDEX commerce.promotions_currency_idx
CREATE INDEX promotions_currency_idx ON commerce.promotions USING btree (currency);

-- INDEX commerce.refund_items_item_idx
CREATE INDEX refund_items_item_idx ON commerce.refund_items USING btree (organization_id, order_item_id);

-- INDEX commerce.refunds_open_idx
CREATE INDEX refunds_open_idx ON commerce.refunds USING btree (status, updated_at) WHERE (status = ANY (ARRAY['submitted'::text, 'pending'::text]));

-- INDEX commerce.refunds_order_idx
CREATE INDEX refunds_order_idx ON commerce.refunds USING btree (organization_id, order_id);

-- INDEX commerce.removed_items_item_idx
CREATE INDEX removed_items_item_idx ON commerce.removed_items USING btree (organization_id, order_item_id);

-- INDEX commerce.removed_items_order_idx
CREATE INDEX removed_items_order_idx ON commerce.removed_items USING btree (organization_id, order_id);

-- INDEX commerce.reservation_resources_resource_idx
CREATE INDEX reservation_resources_resource_idx ON commerce.reservation_resources USING btree (organization_id, resource_id);

-- INDEX commerce.resources_group_idx
CREATE INDEX resources_group_idx ON commerce.resources USING btree (organization_id, resource_group);

-- INDEX commerce.resources_venue_idx
CREATE INDEX resources_venue_idx ON commerce.resources USING btree (organization_id, venue_id);

-- INDEX commerce.return_items_item_idx
CREATE INDEX return_items_item_idx ON commerce.return_items USING btree (organization_id, order_item_id);

-- INDEX commerce.returns_order_idx
CREATE INDEX returns_order_idx ON commerce.returns USING btree (organization_id, order_id);

-- INDEX commerce.returns_replacement_idx
CREATE INDEX returns_replacement_idx ON commerce.returns USING btree (organization_id, replacement_order_id);

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

-- INDEX commerce.services_cancellation_policy_idx
CREATE INDEX services_cancellation_policy_idx ON commerce.services USING btree (organization_id, cancellation_policy_id) WHERE (cancellation_policy_id IS NOT NULL);

-- INDEX commerce.services_currency_idx
CREATE INDEX services_currency_idx ON commerce.services USING btree (currency);

-- INDEX commerce.services_intake_form_idx
CREATE INDEX services_intake_form_idx ON commerce.services USING btree (organization_id, intake_form_id) WHERE (intake_form_id IS NOT NULL);

-- INDEX commerce.services_venue_idx
CREATE INDEX services_venue_idx ON commerce.services USING btree (organization_id, venue_id);

-- INDEX commerce.settings_key_idx
CREATE INDEX settings_key_idx ON commerce.settings USING btree (key);

-- INDEX commerce.shipment_items_item_idx
CREATE INDEX shipment_items_item_idx ON commerce.shipment_items USING btree (organization_id, order_item_id);

-- INDEX commerce.shipments_order_idx
CREATE INDEX shipments_order_idx ON commerce.shipments USING btree (organization_id, order_id);

-- INDEX commerce.shipping_methods_currency_idx
CREATE INDEX shipping_methods_currency_idx ON commerce.shipping_methods USING btree (currency);

-- INDEX commerce.slot_reservations_customer_idx
CREATE INDEX slot_reservations_customer_idx ON commerce.slot_reservations USING btree (organization_id, customer_id) WHERE (customer_id IS NOT NULL);

-- INDEX commerce.slot_reservations_due_idx
CREATE INDEX slot_reservations_due_idx ON commerce.slot_reservations USING btree (expires_at) WHERE ((status)::text = 'reserved'::text);

-- INDEX commerce.slot_reservations_slot_idx
CREATE INDEX slot_reservations_slot_idx ON commerce.slot_reservations USING btree (organization_id, time_slot_id) INCLUDE (expires_at, status, party_size) WHERE ((time_slot_id IS NOT NULL) AND (staff_id IS NULL) AND ((status)::text = ANY (ARRAY['reserved'::text, 'confirmed'::text])));

-- INDEX commerce.slot_reservations_user_idx
CREATE INDEX slot_reservations_user_idx ON commerce.slot_reservations USING btree (organization_id, user_id) WHERE ((user_id IS NOT NULL) AND ((status)::text = 'reserved'::text));

-- INDEX commerce.stock_levels_location_idx
CREATE INDEX stock_levels_location_idx ON commerce.stock_levels USING btree (organization_id, location_id, product_id);

-- INDEX commerce.stock_movements_order_idx
CREATE INDEX stock_movements_order_idx ON commerce.stock_movements USING btree (organization_id, order_id) WHERE (order_id IS NOT NULL);

-- INDEX commerce.stock_movements_stock_idx
CREATE INDEX stock_movements_stock_idx ON commerce.stock_movements USING btree (organization_id, product_id, location_id, at);

-- INDEX commerce.stored_value_entries_payment_idx
CREATE INDEX stored_value_entries_payment_idx ON commerce.stored_value_entries USING btree (organization_id, payment_id) WHERE (payment_id IS NOT NULL);

-- INDEX commerce.stored_value_entries_refund_idx
CREATE INDEX stored_value_entries_refund_idx ON commerce.stored_value_entries USING btree (organization_id, refund_id) WHERE (refund_id IS NOT NULL);

-- INDEX commerce.stored_value_entries_value_idx
CREATE INDEX stored_value_entries_value_idx ON commerce.stored_value_entries USING btree (organization_id, stored_value_id, at);

-- INDEX commerce.stored_values_currency_idx
CREATE INDEX stored_values_currency_idx ON commerce.stored_values USING btree (currency);

-- INDEX commerce.stored_values_customer_key
CREATE UNIQUE INDEX stored_values_customer_key ON commerce.stored_values USING btree (organization_id, customer_id, currency) WHERE (status = 'active'::text);

-- INDEX commerce.stored_values_owner_idx
CREATE INDEX stored_values_owner_idx ON commerce.stored_values USING btree (organization_id, customer_id) WHERE (customer_id IS NOT NULL);

-- INDEX commerce.subscription_periods_order_idx
CREATE INDEX subscription_periods_order_idx ON commerce.subscription_periods USING btree (organization_id, order_id);

-- INDEX commerce.subscriptions_customer_idx
CREATE INDEX subscriptions_customer_idx ON commerce.subscriptions USING btree (organization_id, customer_id);

-- INDEX commerce.subscriptions_due_idx
CREATE INDEX subscriptions_due_idx ON commerce.subscriptions USING btree (next_renewal_at) WHERE (next_renewal_at IS NOT NULL);

-- INDEX commerce.subscriptions_past_due_idx
CREATE INDEX subscriptions_past_due_idx ON commerce.subscriptions USING btree (organization_id, id) WHERE (status = 'past_due'::text);

-- INDEX commerce.subscriptions_pricing_plan_idx
CREATE INDEX subscriptions_pricing_plan_idx ON commerce.subscriptions USING btree (organization_id, pricing_plan_id);

-- INDEX commerce.subscriptions_renewal_idx
CREATE INDEX subscriptions_renewal_idx ON commerce.subscriptions USING btree (organization_id, renewal_order_id) WHERE (renewal_order_id IS NOT NULL);

-- INDEX commerce.sweep_runs_name_idx
CREATE INDEX sweep_runs_name_idx ON commerce.sweep_runs USING btree (name, started_at);

-- INDEX commerce.sweep_runs_started_idx
CREATE INDEX sweep_runs_started_idx ON commerce.sweep_runs USING btree (started_at);

-- INDEX commerce.tax_rates_place_idx
CREATE INDEX tax_rates_place_idx ON commerce.tax_rates USING btree (organization_id, country);

-- INDEX commerce.tenders_value_idx
CREATE INDEX tenders_value_idx ON commerce.tenders USING btree (organization_id, stored_value_id);

-- INDEX commerce.time_off_staff_idx
CREATE INDEX time_off_staff_idx ON commerce.time_off USING gist (organization_id, staff_id, during);

-- INDEX commerce.time_slots_reservation_key
CREATE UNIQUE INDEX time_slots_reservation_key ON commerce.time_slots USING btree (organization_id, reservation_id) WHERE (reservation_id IS NOT NULL);

-- INDEX commerce.time_slots_service_idx
CREATE INDEX time_slots_service_idx ON commerce.time_slots USING btree (organization_id, service_id, starts_at);

-- INDEX commerce.time_slots_staff_idx
CREATE INDEX time_slots_staff_idx ON commerce.time_slots USING btree (organization_id, staff_id);

-- INDEX commerce.time_slots_venue_idx
CREATE INDEX time_slots_venue_idx ON commerce.time_slots USING btree (organization_id, venue_id);

-- INDEX commerce.unsent_items_item_idx
CREATE INDEX unsent_items_item_idx ON commerce.unsent_items USING btree (organization_id, order_item_id);

-- INDEX commerce.unsent_items_order_idx
CREATE INDEX unsent_items_order_idx ON commerce.unsent_items USING btree (organization_id, order_id);

-- INDEX commerce.waitlist_entries_customer_idx
CREATE INDEX waitlist_entries_customer_idx ON commerce.waitlist_entries USING btree (organization_id, customer_id);

-- INDEX commerce.waitlist_entries_queue_idx
CREATE INDEX waitlist_entries_queue_idx ON commerce.waitlist_entries USING btree (organization_id, service_id, id) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]));

-- INDEX commerce.waitlist_entries_reservation_idx
CREATE INDEX waitlist_entries_reservation_idx ON commerce.waitlist_entries USING btree (organization_id, reservation_id) WHERE (reservation_id IS NOT NULL);

-- INDEX commerce.waitlist_entries_service_idx
CREATE INDEX waitlist_entries_service_idx ON commerce.waitlist_entries USING btree (organization_id, service_id);

-- INDEX commerce.waitlist_entries_wish_key
CREATE UNIQUE INDEX waitlist_entries_wish_key ON commerce.waitlist_entries USING btree (organization_id, service_id, customer_id, during, party_size) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]));

-- INDEX commerce.waiver_signatures_booking_idx
CREATE INDEX waiver_signatures_booking_idx ON commerce.waiver_signatures USING btree (organization_id, booking_id);

-- INDEX commerce.waiver_signatures_signer_key
CREATE UNIQUE INDEX waiver_signatures_signer_key ON commerce.waiver_signatures USING btree (organization_id, booking_id, waiver_id, lower(signer_name)) WHERE (signer_name <> ''::text);

-- INDEX commerce.waiver_signatures_waiver_idx
CREATE INDEX waiver_signatures_waiver_idx ON commerce.waiver_signatures USING btree (organization_id, waiver_id);

-- INDEX commerce.waivers_service_idx
CREATE INDEX waivers_service_idx ON commerce.waivers USING btree (organization_id, service_id);

-- INDEX commerce.waivers_title_key
CREATE UNIQUE INDEX waivers_title_key ON commerce.waivers USING btree (organization_id, COALESCE(service_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(title)) WHERE (status = 'active'::text);

-- INDEX commerce.webhook_events_open_idx
CREATE INDEX webhook_events_open_idx ON commerce.webhook_events USING btree (received_at) WHERE ((outcome)::text = ANY (ARRAY['failed'::text, 'unmatched'::text]));

-- INDEX commerce.webhook_events_organization_idx
CREATE INDEX webhook_events_organization_idx ON commerce.webhook_events USING btree (organization_id, received_at);

-- INDEX commerce_private.directory_organization_idx
CREATE INDEX directory_organization_idx ON commerce_private.directory USING btree (organization_id);

-- INDEX commerce_private.idempotency_keys_created_idx
CREATE INDEX idempotency_keys_created_idx ON commerce_private.idempotency_keys USING btree (created_at) WHERE (function_name <> ALL (ARRAY['confirm_offline_payment'::text, 'create_booking_series'::text]));

-- INDEX commerce_private.offers_staff_idx
CREATE INDEX offers_staff_idx ON commerce_private.offers USING btree (organization_id, staff_id);

-- INDEX commerce_private.rate_limits_window_idx
CREATE INDEX rate_limits_window_idx ON commerce_private.rate_limits USING btree (window_ends_at);

-- INDEX commerce_private.reader_bindings_organization_idx
CREATE INDEX reader_bindings_organization_idx ON commerce_private.reader_bindings USING btree (organization_id);

-- INDEX commerce_private.visitor_bookings_customer_idx
CREATE INDEX visitor_bookings_customer_idx ON commerce_private.visitor_bookings USING btree (organization_id, customer_id);

-- TRIGGER commerce.audit_log audit_log_10_refuse_change
CREATE TRIGGER audit_log_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.audit_log FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.audit_log audit_log_10_refuse_truncate
CREATE TRIGGER audit_log_10_refuse_truncate BEFORE TRUNCATE ON commerce.audit_log FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.blackouts blackouts_50_compile_on_delete
CREATE TRIGGER blackouts_50_compile_on_delete AFTER DELETE ON commerce.blackouts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.blackouts blackouts_50_compile_on_insert
CREATE TRIGGER blackouts_50_compile_on_insert AFTER INSERT ON commerce.blackouts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.blackouts blackouts_50_compile_on_update
CREATE TRIGGER blackouts_50_compile_on_update AFTER UPDATE ON commerce.blackouts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.booking_moves booking_moves_10_refuse_change
CREATE TRIGGER booking_moves_10_refuse_change BEFORE DELETE OR UPDATE OF organization_id, id, booking_id, at, from_during, to_during, from_staff_id, to_staff_id, ical_sequence, price_difference_minor, party_size, is_by_customer, actor_user_id ON commerce.booking_moves FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.booking_moves booking_moves_10_refuse_truncate
CREATE TRIGGER booking_moves_10_refuse_truncate BEFORE TRUNCATE ON commerce.booking_moves FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.booking_status_history booking_status_history_10_refuse_change
CREATE TRIGGER booking_status_history_10_refuse_change BEFORE DELETE OR UPDATE OF organization_id, id, booking_id, from_status, to_status, at, actor_user_id, actor_role ON commerce.booking_status_history FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.booking_status_history booking_status_history_10_refuse_truncate
CREATE TRIGGER booking_status_history_10_refuse_truncate BEFORE TRUNCATE ON commerce.booking_status_history FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.bookings bookings_10_guard_start
CREATE TRIGGER bookings_10_guard_start BEFORE INSERT ON commerce.bookings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_bookings_guard_status();

-- TRIGGER commerce.bookings bookings_10_guard_status
CREATE TRIGGER bookings_10_guard_status BEFORE UPDATE OF status ON commerce.bookings FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION commerce_private.tg_bookings_guard_status();

-- TRIGGER commerce.bookings bookings_50_touch_updated_at
CREATE TRIGGER bookings_50_touch_updated_at BEFORE UPDATE ON commerce.bookings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.bookings bookings_90_record_history
CREATE TRIGGER bookings_90_record_history AFTER UPDATE OF status ON commerce.bookings FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION commerce_private.tg_bookings_record_history();

-- TRIGGER commerce.bookings bookings_90_record_start
CREATE TRIGGER bookings_90_record_start AFTER INSERT ON commerce.bookings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_bookings_record_history();

-- TRIGGER commerce.cancellation_policies cancellation_policies_50_touch_updated_at
CREATE TRIGGER cancellation_policies_50_touch_updated_at BEFORE UPDATE ON commerce.cancellation_policies FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.cart_items cart_items_50_touch_updated_at
CREATE TRIGGER cart_items_50_touch_updated_at BEFORE UPDATE ON commerce.cart_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.carts carts_50_touch_updated_at
CREATE TRIGGER carts_50_touch_updated_at BEFORE UPDATE ON commerce.carts FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.customer_addresses customer_addresses_50_touch_updated_at
CREATE TRIGGER customer_addresses_50_touch_updated_at BEFORE UPDATE ON commerce.customer_addresses FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.customer_consents customer_consents_10_refuse_change
CREATE TRIGGER customer_consents_10_refuse_change BEFORE DELETE OR UPDATE OF organization_id, id, purpose, is_given, at, created_at ON commerce.customer_consents FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.customers customers_50_touch_updated_at
CREATE TRIGGER customers_50_touch_updated_at BEFORE UPDATE ON commerce.customers FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.disputes disputes_10_guard_status
CREATE TRIGGER disputes_10_guard_status BEFORE UPDATE OF status ON commerce.disputes FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION commerce_private.tg_disputes_guard_status();

-- TRIGGER commerce.disputes disputes_50_touch
CREATE TRIGGER disputes_50_touch BEFORE UPDATE ON commerce.disputes FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.documents documents_10_refuse_change
CREATE TRIGGER documents_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.documents FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.documents documents_10_refuse_truncate
CREATE TRIGGER documents_10_refuse_truncate BEFORE TRUNCATE ON commerce.documents FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.entitlement_uses entitlement_uses_10_refuse_change
CREATE TRIGGER entitlement_uses_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.entitlement_uses FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.entitlement_uses entitlement_uses_10_refuse_truncate
CREATE TRIGGER entitlement_uses_10_refuse_truncate BEFORE TRUNCATE ON commerce.entitlement_uses FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.entitlements entitlements_50_touch_updated_at
CREATE TRIGGER entitlements_50_touch_updated_at BEFORE UPDATE ON commerce.entitlements FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.events events_10_refuse_change
CREATE TRIGGER events_10_refuse_change BEFORE UPDATE ON commerce.events FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.expected_stock expected_stock_50_touch_updated_at
CREATE TRIGGER expected_stock_50_touch_updated_at BEFORE UPDATE ON commerce.expected_stock FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.gateway_accounts gateway_accounts_50_touch
CREATE TRIGGER gateway_accounts_50_touch BEFORE UPDATE ON commerce.gateway_accounts FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.gateway_commands gateway_commands_50_touch
CREATE TRIGGER gateway_commands_50_touch BEFORE UPDATE ON commerce.gateway_commands FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.intake_forms intake_forms_50_touch_updated_at
CREATE TRIGGER intake_forms_50_touch_updated_at BEFORE UPDATE ON commerce.intake_forms FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.intake_responses intake_responses_50_touch_updated_at
CREATE TRIGGER intake_responses_50_touch_updated_at BEFORE UPDATE ON commerce.intake_responses FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.inventory_locks inventory_locks_50_touch_updated_at
CREATE TRIGGER inventory_locks_50_touch_updated_at BEFORE UPDATE ON commerce.inventory_locks FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.ledger_entries ledger_entries_10_refuse_change
CREATE TRIGGER ledger_entries_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.ledger_entries FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.ledger_entries ledger_entries_10_refuse_truncate
CREATE TRIGGER ledger_entries_10_refuse_truncate BEFORE TRUNCATE ON commerce.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.ledger_entries ledger_entries_90_check_balance
CREATE TRIGGER ledger_entries_90_check_balance AFTER INSERT ON commerce.ledger_entries REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_ledger_entries_check_balance();

-- TRIGGER commerce.members members_50_touch_updated_at
CREATE TRIGGER members_50_touch_updated_at BEFORE UPDATE ON commerce.members FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.notification_deliveries notification_deliveries_10_refuse_change
CREATE TRIGGER notification_deliveries_10_refuse_change BEFORE UPDATE ON commerce.notification_deliveries FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.notification_queue notification_queue_50_touch_updated_at
CREATE TRIGGER notification_queue_50_touch_updated_at BEFORE UPDATE ON commerce.notification_queue FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.notification_templates notification_templates_50_touch_updated_at
CREATE TRIGGER notification_templates_50_touch_updated_at BEFORE UPDATE ON commerce.notification_templates FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.order_items order_items_10_refuse_change
CREATE TRIGGER order_items_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.order_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.order_items order_items_10_refuse_truncate
CREATE TRIGGER order_items_10_refuse_truncate BEFORE TRUNCATE ON commerce.order_items FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.order_logs order_logs_10_guard_erasure
CREATE TRIGGER order_logs_10_guard_erasure BEFORE UPDATE ON commerce.order_logs FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_order_logs_guard_erasure();

-- TRIGGER commerce.order_logs order_logs_10_refuse_delete
CREATE TRIGGER order_logs_10_refuse_delete BEFORE DELETE ON commerce.order_logs FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.order_logs order_logs_10_refuse_truncate
CREATE TRIGGER order_logs_10_refuse_truncate BEFORE TRUNCATE ON commerce.order_logs FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.order_status_history order_status_history_10_refuse_change
CREATE TRIGGER order_status_history_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.order_status_history FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.order_status_history order_status_history_10_refuse_truncate
CREATE TRIGGER order_status_history_10_refuse_truncate BEFORE TRUNCATE ON commerce.order_status_history FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.orders orders_10_guard_identity
CREATE TRIGGER orders_10_guard_identity BEFORE UPDATE OF organization_id, id, order_number, currency, idempotency_key, fingerprint ON commerce.orders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_orders_guard_identity();

-- TRIGGER commerce.orders orders_10_guard_status
CREATE TRIGGER orders_10_guard_status BEFORE UPDATE OF status ON commerce.orders FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION commerce_private.tg_orders_guard_status();

-- TRIGGER commerce.orders orders_10_refuse_delete
CREATE TRIGGER orders_10_refuse_delete BEFORE DELETE ON commerce.orders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.orders orders_50_adjust_schedule
CREATE TRIGGER orders_50_adjust_schedule AFTER UPDATE OF total_minor ON commerce.orders FOR EACH ROW WHEN (((new.total_minor <> old.total_minor) AND (new.balance_due_at IS NOT NULL))) EXECUTE FUNCTION commerce_private.tg_orders_derive_schedule();

-- TRIGGER commerce.orders orders_50_derive_schedule
CREATE TRIGGER orders_50_derive_schedule AFTER INSERT ON commerce.orders FOR EACH ROW WHEN (((new.balance_due_at IS NOT NULL) AND (new.total_minor > 0))) EXECUTE FUNCTION commerce_private.tg_orders_derive_schedule();

-- TRIGGER commerce.orders orders_50_touch_updated_at
CREATE TRIGGER orders_50_touch_updated_at BEFORE UPDATE ON commerce.orders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.orders orders_90_record_history
CREATE TRIGGER orders_90_record_history AFTER UPDATE OF status ON commerce.orders FOR EACH ROW WHEN (((old.status)::text IS DISTINCT FROM (new.status)::text)) EXECUTE FUNCTION commerce_private.tg_orders_record_history();

-- TRIGGER commerce.orders orders_90_record_start
CREATE TRIGGER orders_90_record_start AFTER INSERT ON commerce.orders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_orders_record_start();

-- TRIGGER commerce.organizations organizations_50_compile_offers
CREATE TRIGGER organizations_50_compile_offers AFTER UPDATE OF timezone, status ON commerce.organizations FOR EACH ROW WHEN (((old.timezone IS DISTINCT FROM new.timezone) OR (old.status IS DISTINCT FROM new.status))) EXECUTE FUNCTION commerce_private.tg_compile_all_offers();

-- TRIGGER commerce.organizations organizations_50_restamp_bookings
CREATE TRIGGER organizations_50_restamp_bookings AFTER UPDATE OF timezone ON commerce.organizations FOR EACH ROW WHEN ((old.timezone IS DISTINCT FROM new.timezone)) EXECUTE FUNCTION commerce_private.tg_restamp_bookings();

-- TRIGGER commerce.organizations organizations_50_touch_updated_at
CREATE TRIGGER organizations_50_touch_updated_at BEFORE UPDATE ON commerce.organizations FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.payment_schedules payment_schedules_50_touch
CREATE TRIGGER payment_schedules_50_touch BEFORE UPDATE ON commerce.payment_schedules FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.payments payments_10_guard_status
CREATE TRIGGER payments_10_guard_status BEFORE UPDATE OF status ON commerce.payments FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_payments_guard_status();

-- TRIGGER commerce.payments payments_50_touch
CREATE TRIGGER payments_50_touch BEFORE UPDATE ON commerce.payments FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.platform_settings platform_settings_50_touch_updated_at
CREATE TRIGGER platform_settings_50_touch_updated_at BEFORE UPDATE ON commerce.platform_settings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.price_changes price_changes_10_refuse_change
CREATE TRIGGER price_changes_10_refuse_change BEFORE UPDATE ON commerce.price_changes FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.pricing_plans pricing_plans_50_touch_updated_at
CREATE TRIGGER pricing_plans_50_touch_updated_at BEFORE UPDATE ON commerce.pricing_plans FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.pricing_plans pricing_plans_90_record_price
CREATE TRIGGER pricing_plans_90_record_price AFTER INSERT OR UPDATE OF price_minor, currency, tiers ON commerce.pricing_plans FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_record_price();

-- TRIGGER commerce.products products_10_guard_ordered
CREATE TRIGGER products_10_guard_ordered BEFORE DELETE ON commerce.products FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_products_guard_ordered();

-- TRIGGER commerce.products products_50_touch_updated_at
CREATE TRIGGER products_50_touch_updated_at BEFORE UPDATE ON commerce.products FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.products products_90_record_price
CREATE TRIGGER products_90_record_price AFTER INSERT OR UPDATE OF price_minor, currency ON commerce.products FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_record_price();

-- TRIGGER commerce.promotion_uses promotion_uses_50_touch_updated_at
CREATE TRIGGER promotion_uses_50_touch_updated_at BEFORE UPDATE ON commerce.promotion_uses FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.promotions promotions_50_touch_updated_at
CREATE TRIGGER promotions_50_touch_updated_at BEFORE UPDATE ON commerce.promotions FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.refunds refunds_10_guard_status
CREATE TRIGGER refunds_10_guard_status BEFORE UPDATE OF status ON commerce.refunds FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION commerce_private.tg_refunds_guard_status();

-- TRIGGER commerce.refunds refunds_50_touch
CREATE TRIGGER refunds_50_touch BEFORE UPDATE ON commerce.refunds FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.removed_items removed_items_10_refuse_change
CREATE TRIGGER removed_items_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.removed_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.removed_items removed_items_10_refuse_truncate
CREATE TRIGGER removed_items_10_refuse_truncate BEFORE TRUNCATE ON commerce.removed_items FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.reservation_resources reservation_resources_50_touch_updated_at
CREATE TRIGGER reservation_resources_50_touch_updated_at BEFORE UPDATE ON commerce.reservation_resources FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.resources resources_50_touch_updated_at
CREATE TRIGGER resources_50_touch_updated_at BEFORE UPDATE ON commerce.resources FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.return_items return_items_50_touch_updated_at
CREATE TRIGGER return_items_50_touch_updated_at BEFORE UPDATE ON commerce.return_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.returns returns_50_touch_updated_at
CREATE TRIGGER returns_50_touch_updated_at BEFORE UPDATE ON commerce.returns FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.schedule_exceptions schedule_exceptions_50_compile_on_delete
CREATE TRIGGER schedule_exceptions_50_compile_on_delete AFTER DELETE ON commerce.schedule_exceptions REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.schedule_exceptions schedule_exceptions_50_compile_on_insert
CREATE TRIGGER schedule_exceptions_50_compile_on_insert AFTER INSERT ON commerce.schedule_exceptions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.schedule_exceptions schedule_exceptions_50_compile_on_update
CREATE TRIGGER schedule_exceptions_50_compile_on_update AFTER UPDATE ON commerce.schedule_exceptions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.schedules schedules_50_compile_on_delete
CREATE TRIGGER schedules_50_compile_on_delete AFTER DELETE ON commerce.schedules REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.schedules schedules_50_compile_on_insert
CREATE TRIGGER schedules_50_compile_on_insert AFTER INSERT ON commerce.schedules REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.schedules schedules_50_compile_on_update
CREATE TRIGGER schedules_50_compile_on_update AFTER UPDATE ON commerce.schedules REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.service_resource_groups service_resource_groups_50_compile_on_delete
CREATE TRIGGER service_resource_groups_50_compile_on_delete AFTER DELETE ON commerce.service_resource_groups REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.service_resource_groups service_resource_groups_50_compile_on_insert
CREATE TRIGGER service_resource_groups_50_compile_on_insert AFTER INSERT ON commerce.service_resource_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.service_resource_groups service_resource_groups_50_compile_on_update
CREATE TRIGGER service_resource_groups_50_compile_on_update AFTER UPDATE ON commerce.service_resource_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.service_staff service_staff_50_compile_on_delete
CREATE TRIGGER service_staff_50_compile_on_delete AFTER DELETE ON commerce.service_staff REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.service_staff service_staff_50_compile_on_insert
CREATE TRIGGER service_staff_50_compile_on_insert AFTER INSERT ON commerce.service_staff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.service_staff service_staff_50_compile_on_update
CREATE TRIGGER service_staff_50_compile_on_update AFTER UPDATE ON commerce.service_staff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.services services_10_refuse_delete
CREATE TRIGGER services_10_refuse_delete BEFORE DELETE ON commerce.services FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_delete();

-- TRIGGER commerce.services services_50_compile_on_insert
CREATE TRIGGER services_50_compile_on_insert AFTER INSERT ON commerce.services REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.services services_50_compile_on_update
CREATE TRIGGER services_50_compile_on_update AFTER UPDATE ON commerce.services REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.services services_50_touch_updated_at
CREATE TRIGGER services_50_touch_updated_at BEFORE UPDATE ON commerce.services FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.services services_90_record_price
CREATE TRIGGER services_90_record_price AFTER INSERT OR UPDATE OF price_minor, currency ON commerce.services FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_record_price();

-- TRIGGER commerce.settings settings_50_compile_on_change
CREATE TRIGGER settings_50_compile_on_change AFTER INSERT OR UPDATE ON commerce.settings FOR EACH ROW WHEN ((new.key = ANY (ARRAY['hold_minutes'::text, 'anonymous_hold_minutes'::text, 'max_hold_minutes'::text, 'max_open_holds'::text]))) EXECUTE FUNCTION commerce_private.tg_compile_all_offers();

-- TRIGGER commerce.settings settings_50_compile_on_delete
CREATE TRIGGER settings_50_compile_on_delete AFTER DELETE ON commerce.settings FOR EACH ROW WHEN ((old.key = ANY (ARRAY['hold_minutes'::text, 'anonymous_hold_minutes'::text, 'max_hold_minutes'::text, 'max_open_holds'::text]))) EXECUTE FUNCTION commerce_private.tg_compile_all_offers();

-- TRIGGER commerce.settings settings_50_touch_updated_at
CREATE TRIGGER settings_50_touch_updated_at BEFORE UPDATE ON commerce.settings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.settings settings_90_compile_sales_rules
CREATE TRIGGER settings_90_compile_sales_rules AFTER INSERT OR DELETE OR UPDATE ON commerce.settings FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_compile_sales_rules();

-- TRIGGER commerce.shipment_items shipment_items_10_refuse_change
CREATE TRIGGER shipment_items_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.shipment_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.shipments shipments_50_touch_updated_at
CREATE TRIGGER shipments_50_touch_updated_at BEFORE UPDATE ON commerce.shipments FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.shipping_methods shipping_methods_50_touch_updated_at
CREATE TRIGGER shipping_methods_50_touch_updated_at BEFORE UPDATE ON commerce.shipping_methods FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.shipping_methods shipping_methods_90_compile_sales_rules
CREATE TRIGGER shipping_methods_90_compile_sales_rules AFTER INSERT OR DELETE OR UPDATE ON commerce.shipping_methods FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_compile_sales_rules();

-- TRIGGER commerce.slot_reservations slot_reservations_10_keep_whole
CREATE TRIGGER slot_reservations_10_keep_whole BEFORE UPDATE ON commerce.slot_reservations FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_slot_reservations_keep_whole();

-- TRIGGER commerce.slot_reservations slot_reservations_10_keep_whole_new
CREATE TRIGGER slot_reservations_10_keep_whole_new BEFORE INSERT ON commerce.slot_reservations FOR EACH ROW WHEN ((new.starts_at IS NULL)) EXECUTE FUNCTION commerce_private.tg_slot_reservations_keep_whole();

-- TRIGGER commerce.staff staff_10_refuse_delete
CREATE TRIGGER staff_10_refuse_delete BEFORE DELETE ON commerce.staff FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_delete();

-- TRIGGER commerce.staff staff_50_compile_on_update
CREATE TRIGGER staff_50_compile_on_update AFTER UPDATE ON commerce.staff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.staff staff_50_touch_updated_at
CREATE TRIGGER staff_50_touch_updated_at BEFORE UPDATE ON commerce.staff FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.stock_locations stock_locations_50_touch_updated_at
CREATE TRIGGER stock_locations_50_touch_updated_at BEFORE UPDATE ON commerce.stock_locations FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.stock_movements stock_movements_10_refuse_change
CREATE TRIGGER stock_movements_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.stock_movements FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.stock_movements stock_movements_10_refuse_truncate
CREATE TRIGGER stock_movements_10_refuse_truncate BEFORE TRUNCATE ON commerce.stock_movements FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.stored_value_entries stored_value_entries_10_refuse_change
CREATE TRIGGER stored_value_entries_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.stored_value_entries FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.stored_value_entries stored_value_entries_10_refuse_truncate
CREATE TRIGGER stored_value_entries_10_refuse_truncate BEFORE TRUNCATE ON commerce.stored_value_entries FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.stored_values stored_values_50_touch_updated_at
CREATE TRIGGER stored_values_50_touch_updated_at BEFORE UPDATE ON commerce.stored_values FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.subscription_periods subscription_periods_10_refuse_change
CREATE TRIGGER subscription_periods_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.subscription_periods FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.subscriptions subscriptions_50_touch_updated_at
CREATE TRIGGER subscriptions_50_touch_updated_at BEFORE UPDATE ON commerce.subscriptions FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.sweep_schedules sweep_schedules_50_touch_updated_at
CREATE TRIGGER sweep_schedules_50_touch_updated_at BEFORE UPDATE ON commerce.sweep_schedules FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.tax_rates tax_rates_50_touch_updated_at
CREATE TRIGGER tax_rates_50_touch_updated_at BEFORE UPDATE ON commerce.tax_rates FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.tax_rates tax_rates_90_compile_sales_rules
CREATE TRIGGER tax_rates_90_compile_sales_rules AFTER INSERT OR DELETE ON commerce.tax_rates FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_compile_sales_rules();

-- TRIGGER commerce.tenders tenders_10_refuse_change
CREATE TRIGGER tenders_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.tenders FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.time_off time_off_50_compile_on_delete
CREATE TRIGGER time_off_50_compile_on_delete AFTER DELETE ON commerce.time_off REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.time_off time_off_50_compile_on_insert
CREATE TRIGGER time_off_50_compile_on_insert AFTER INSERT ON commerce.time_off REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.time_off time_off_50_compile_on_update
CREATE TRIGGER time_off_50_compile_on_update AFTER UPDATE ON commerce.time_off REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.time_slots time_slots_50_touch_updated_at
CREATE TRIGGER time_slots_50_touch_updated_at BEFORE UPDATE ON commerce.time_slots FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.unsent_items unsent_items_10_refuse_change
CREATE TRIGGER unsent_items_10_refuse_change BEFORE DELETE OR UPDATE ON commerce.unsent_items FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.unsent_items unsent_items_10_refuse_truncate
CREATE TRIGGER unsent_items_10_refuse_truncate BEFORE TRUNCATE ON commerce.unsent_items FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.venues venues_50_compile_on_update
CREATE TRIGGER venues_50_compile_on_update AFTER UPDATE ON commerce.venues REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commerce_private.tg_compile_offers();

-- TRIGGER commerce.venues venues_50_restamp_bookings
CREATE TRIGGER venues_50_restamp_bookings AFTER UPDATE OF timezone ON commerce.venues FOR EACH ROW WHEN ((old.timezone IS DISTINCT FROM new.timezone)) EXECUTE FUNCTION commerce_private.tg_restamp_bookings();

-- TRIGGER commerce.venues venues_50_touch_updated_at
CREATE TRIGGER venues_50_touch_updated_at BEFORE UPDATE ON commerce.venues FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.waitlist_entries waitlist_entries_50_touch_updated_at
CREATE TRIGGER waitlist_entries_50_touch_updated_at BEFORE UPDATE ON commerce.waitlist_entries FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.waiver_signatures waiver_signatures_10_refuse_change
CREATE TRIGGER waiver_signatures_10_refuse_change BEFORE DELETE OR UPDATE OF organization_id, id, booking_id, waiver_id, signed_at, signed_on, user_id ON commerce.waiver_signatures FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.waivers waivers_10_refuse_change
CREATE TRIGGER waivers_10_refuse_change BEFORE DELETE OR UPDATE OF organization_id, id, service_id, title, body, version ON commerce.waivers FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_refuse_change();

-- TRIGGER commerce.waivers waivers_50_touch_updated_at
CREATE TRIGGER waivers_50_touch_updated_at BEFORE UPDATE ON commerce.waivers FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce.webhook_events webhook_events_50_touch
CREATE TRIGGER webhook_events_50_touch BEFORE UPDATE ON commerce.webhook_events FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- TRIGGER commerce_private.staff_details staff_details_50_touch_updated_at
CREATE TRIGGER staff_details_50_touch_updated_at BEFORE UPDATE ON commerce_private.staff_details FOR EACH ROW EXECUTE FUNCTION commerce_private.tg_touch_updated_at();

-- FK CONSTRAINT commerce.audit_log audit_log_organization_fkey
ALTER TABLE ONLY commerce.audit_log
    ADD CONSTRAINT audit_log_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.bank_statement_rows bank_statement_rows_payment_fkey
ALTER TABLE ONLY commerce.bank_statement_rows
    ADD CONSTRAINT bank_statement_rows_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.blackouts blackouts_resource_fkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_resource_fkey FOREIGN KEY (organization_id, resource_id) REFERENCES commerce.resources(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.blackouts blackouts_service_fkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.blackouts blackouts_venue_fkey
ALTER TABLE ONLY commerce.blackouts
    ADD CONSTRAINT blackouts_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.booking_moves booking_moves_booking_fkey
ALTER TABLE ONLY commerce.booking_moves
    ADD CONSTRAINT booking_moves_booking_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.cancellation_policies cancellation_policies_organization_fkey
ALTER TABLE ONLY commerce.cancellation_policies
    ADD CONSTRAINT cancellation_policies_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.cart_items cart_items_cart_fkey
ALTER TABLE ONLY commerce.cart_items
    ADD CONSTRAINT cart_items_cart_fkey FOREIGN KEY (organization_id, cart_id) REFERENCES commerce.carts(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.carts carts_customer_fkey
ALTER TABLE ONLY commerce.carts
    ADD CONSTRAINT carts_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.carts carts_merged_fkey
ALTER TABLE ONLY commerce.carts
    ADD CONSTRAINT carts_merged_fkey FOREIGN KEY (organization_id, merged_into_id) REFERENCES commerce.carts(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.carts carts_order_fkey
ALTER TABLE ONLY commerce.carts
    ADD CONSTRAINT carts_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.carts carts_organization_fkey
ALTER TABLE ONLY commerce.carts
    ADD CONSTRAINT carts_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.customer_addresses customer_addresses_customer_fkey
ALTER TABLE ONLY commerce.customer_addresses
    ADD CONSTRAINT customer_addresses_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.customer_aliases customer_aliases_customer_fkey
ALTER TABLE ONLY commerce.customer_aliases
    ADD CONSTRAINT customer_aliases_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.customer_consents customer_consents_customer_fkey
ALTER TABLE ONLY commerce.customer_consents
    ADD CONSTRAINT customer_consents_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.customers customers_organization_fkey
ALTER TABLE ONLY commerce.customers
    ADD CONSTRAINT customers_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.disputes disputes_payment_fkey
ALTER TABLE ONLY commerce.disputes
    ADD CONSTRAINT disputes_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.documents documents_order_fkey
ALTER TABLE ONLY commerce.documents
    ADD CONSTRAINT documents_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.entitlement_uses entitlement_uses_entitlement_fkey
ALTER TABLE ONLY commerce.entitlement_uses
    ADD CONSTRAINT entitlement_uses_entitlement_fkey FOREIGN KEY (organization_id, entitlement_id) REFERENCES commerce.entitlements(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.entitlement_uses entitlement_uses_item_fkey
ALTER TABLE ONLY commerce.entitlement_uses
    ADD CONSTRAINT entitlement_uses_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.entitlements entitlements_customer_fkey
ALTER TABLE ONLY commerce.entitlements
    ADD CONSTRAINT entitlements_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.entitlements entitlements_item_fkey
ALTER TABLE ONLY commerce.entitlements
    ADD CONSTRAINT entitlements_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.entitlements entitlements_pricing_plan_fkey
ALTER TABLE ONLY commerce.entitlements
    ADD CONSTRAINT entitlements_pricing_plan_fkey FOREIGN KEY (organization_id, pricing_plan_id) REFERENCES commerce.pricing_plans(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.entitlements entitlements_service_fkey
ALTER TABLE ONLY commerce.entitlements
    ADD CONSTRAINT entitlements_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.intake_forms intake_forms_organization_fkey
ALTER TABLE ONLY commerce.intake_forms
    ADD CONSTRAINT intake_forms_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.intake_responses intake_responses_booking_fkey
ALTER TABLE ONLY commerce.intake_responses
    ADD CONSTRAINT intake_responses_booking_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.intake_responses intake_responses_form_fkey
ALTER TABLE ONLY commerce.intake_responses
    ADD CONSTRAINT intake_responses_form_fkey FOREIGN KEY (organization_id, intake_form_id) REFERENCES commerce.intake_forms(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.inventory_locks inventory_locks_order_fkey
ALTER TABLE ONLY commerce.inventory_locks
    ADD CONSTRAINT inventory_locks_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.order_items order_items_pricing_plan_fkey
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_pricing_plan_fkey FOREIGN KEY (organization_id, pricing_plan_id) REFERENCES commerce.pricing_plans(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.order_items order_items_service_fkey
ALTER TABLE ONLY commerce.order_items
    ADD CONSTRAINT order_items_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.order_logs order_logs_order_fkey
ALTER TABLE ONLY commerce.order_logs
    ADD CONSTRAINT order_logs_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.order_status_history order_status_history_order_fkey
ALTER TABLE ONLY commerce.order_status_history
    ADD CONSTRAINT order_status_history_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.orders orders_customer_fkey
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.orders orders_shipping_method_fkey
ALTER TABLE ONLY commerce.orders
    ADD CONSTRAINT orders_shipping_method_fkey FOREIGN KEY (organization_id, shipping_method_id) REFERENCES commerce.shipping_methods(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.organizations organizations_currency_fkey
ALTER TABLE ONLY commerce.organizations
    ADD CONSTRAINT organizations_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payment_schedules payment_schedules_order_fkey
ALTER TABLE ONLY commerce.payment_schedules
    ADD CONSTRAINT payment_schedules_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payments payments_account_fkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_account_fkey FOREIGN KEY (organization_id, gateway_account_id) REFERENCES commerce.gateway_accounts(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payments payments_order_fkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payments payments_payout_fkey
ALTER TABLE ONLY commerce.payments
    ADD CONSTRAINT payments_payout_fkey FOREIGN KEY (organization_id, payout_id) REFERENCES commerce.payouts(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.payouts payouts_organization_fkey
ALTER TABLE ONLY commerce.payouts
    ADD CONSTRAINT payouts_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.platform_settings platform_settings_key_fkey
ALTER TABLE ONLY commerce.platform_settings
    ADD CONSTRAINT platform_settings_key_fkey FOREIGN KEY (key) REFERENCES commerce.setting_definitions(key) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.price_changes price_changes_organization_fkey
ALTER TABLE ONLY commerce.price_changes
    ADD CONSTRAINT price_changes_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.pricing_plans pricing_plans_currency_fkey
ALTER TABLE ONLY commerce.pricing_plans
    ADD CONSTRAINT pricing_plans_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.pricing_plans pricing_plans_organization_fkey
ALTER TABLE ONLY commerce.pricing_plans
    ADD CONSTRAINT pricing_plans_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.pricing_plans pricing_plans_service_fkey
ALTER TABLE ONLY commerce.pricing_plans
    ADD CONSTRAINT pricing_plans_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.products products_currency_fkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.products products_organization_fkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.products products_parent_fkey
ALTER TABLE ONLY commerce.products
    ADD CONSTRAINT products_parent_fkey FOREIGN KEY (organization_id, parent_product_id) REFERENCES commerce.products(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.promotion_uses promotion_uses_customer_fkey
ALTER TABLE ONLY commerce.promotion_uses
    ADD CONSTRAINT promotion_uses_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.promotion_uses promotion_uses_order_fkey
ALTER TABLE ONLY commerce.promotion_uses
    ADD CONSTRAINT promotion_uses_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.promotion_uses promotion_uses_promotion_fkey
ALTER TABLE ONLY commerce.promotion_uses
    ADD CONSTRAINT promotion_uses_promotion_fkey FOREIGN KEY (organization_id, promotion_id) REFERENCES commerce.promotions(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.promotions promotions_currency_fkey
ALTER TABLE ONLY commerce.promotions
    ADD CONSTRAINT promotions_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.promotions promotions_organization_fkey
ALTER TABLE ONLY commerce.promotions
    ADD CONSTRAINT promotions_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

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

-- FK CONSTRAINT commerce.removed_items removed_items_item_fkey
ALTER TABLE ONLY commerce.removed_items
    ADD CONSTRAINT removed_items_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.removed_items removed_items_order_fkey
ALTER TABLE ONLY commerce.removed_items
    ADD CONSTRAINT removed_items_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.return_items return_items_item_fkey
ALTER TABLE ONLY commerce.return_items
    ADD CONSTRAINT return_items_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.return_items return_items_return_fkey
ALTER TABLE ONLY commerce.return_items
    ADD CONSTRAINT return_items_return_fkey FOREIGN KEY (organization_id, return_id) REFERENCES commerce.returns(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.returns returns_order_fkey
ALTER TABLE ONLY commerce.returns
    ADD CONSTRAINT returns_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.returns returns_replacement_fkey
ALTER TABLE ONLY commerce.returns
    ADD CONSTRAINT returns_replacement_fkey FOREIGN KEY (organization_id, replacement_order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.services services_cancellation_policy_fkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_cancellation_policy_fkey FOREIGN KEY (organization_id, cancellation_policy_id) REFERENCES commerce.cancellation_policies(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.services services_currency_fkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.services services_intake_form_fkey
ALTER TABLE ONLY commerce.services
    ADD CONSTRAINT services_intake_form_fkey FOREIGN KEY (organization_id, intake_form_id) REFERENCES commerce.intake_forms(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.shipment_items shipment_items_item_fkey
ALTER TABLE ONLY commerce.shipment_items
    ADD CONSTRAINT shipment_items_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.shipment_items shipment_items_shipment_fkey
ALTER TABLE ONLY commerce.shipment_items
    ADD CONSTRAINT shipment_items_shipment_fkey FOREIGN KEY (organization_id, shipment_id) REFERENCES commerce.shipments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.shipments shipments_order_fkey
ALTER TABLE ONLY commerce.shipments
    ADD CONSTRAINT shipments_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.shipping_methods shipping_methods_currency_fkey
ALTER TABLE ONLY commerce.shipping_methods
    ADD CONSTRAINT shipping_methods_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.shipping_methods shipping_methods_organization_fkey
ALTER TABLE ONLY commerce.shipping_methods
    ADD CONSTRAINT shipping_methods_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.slot_reservations slot_reservations_customer_fkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.slot_reservations slot_reservations_slot_fkey
ALTER TABLE ONLY commerce.slot_reservations
    ADD CONSTRAINT slot_reservations_slot_fkey FOREIGN KEY (organization_id, time_slot_id) REFERENCES commerce.time_slots(organization_id, id) ON DELETE RESTRICT;

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

-- FK CONSTRAINT commerce.stored_value_entries stored_value_entries_payment_fkey
ALTER TABLE ONLY commerce.stored_value_entries
    ADD CONSTRAINT stored_value_entries_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stored_value_entries stored_value_entries_refund_fkey
ALTER TABLE ONLY commerce.stored_value_entries
    ADD CONSTRAINT stored_value_entries_refund_fkey FOREIGN KEY (organization_id, refund_id) REFERENCES commerce.refunds(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stored_value_entries stored_value_entries_value_fkey
ALTER TABLE ONLY commerce.stored_value_entries
    ADD CONSTRAINT stored_value_entries_value_fkey FOREIGN KEY (organization_id, stored_value_id) REFERENCES commerce.stored_values(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stored_values stored_values_currency_fkey
ALTER TABLE ONLY commerce.stored_values
    ADD CONSTRAINT stored_values_currency_fkey FOREIGN KEY (currency) REFERENCES commerce.currencies(code) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stored_values stored_values_customer_fkey
ALTER TABLE ONLY commerce.stored_values
    ADD CONSTRAINT stored_values_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stored_values stored_values_item_fkey
ALTER TABLE ONLY commerce.stored_values
    ADD CONSTRAINT stored_values_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.stored_values stored_values_organization_fkey
ALTER TABLE ONLY commerce.stored_values
    ADD CONSTRAINT stored_values_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.subscription_periods subscription_periods_order_fkey
ALTER TABLE ONLY commerce.subscription_periods
    ADD CONSTRAINT subscription_periods_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.subscription_periods subscription_periods_subscription_fkey
ALTER TABLE ONLY commerce.subscription_periods
    ADD CONSTRAINT subscription_periods_subscription_fkey FOREIGN KEY (organization_id, subscription_id) REFERENCES commerce.subscriptions(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.subscriptions subscriptions_customer_fkey
ALTER TABLE ONLY commerce.subscriptions
    ADD CONSTRAINT subscriptions_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.subscriptions subscriptions_item_fkey
ALTER TABLE ONLY commerce.subscriptions
    ADD CONSTRAINT subscriptions_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.subscriptions subscriptions_pricing_plan_fkey
ALTER TABLE ONLY commerce.subscriptions
    ADD CONSTRAINT subscriptions_pricing_plan_fkey FOREIGN KEY (organization_id, pricing_plan_id) REFERENCES commerce.pricing_plans(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.subscriptions subscriptions_renewal_fkey
ALTER TABLE ONLY commerce.subscriptions
    ADD CONSTRAINT subscriptions_renewal_fkey FOREIGN KEY (organization_id, renewal_order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.sweep_runs sweep_runs_schedule_fkey
ALTER TABLE ONLY commerce.sweep_runs
    ADD CONSTRAINT sweep_runs_schedule_fkey FOREIGN KEY (name) REFERENCES commerce.sweep_schedules(name) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.tax_rates tax_rates_organization_fkey
ALTER TABLE ONLY commerce.tax_rates
    ADD CONSTRAINT tax_rates_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.tenders tenders_payment_fkey
ALTER TABLE ONLY commerce.tenders
    ADD CONSTRAINT tenders_payment_fkey FOREIGN KEY (organization_id, payment_id) REFERENCES commerce.payments(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.tenders tenders_value_fkey
ALTER TABLE ONLY commerce.tenders
    ADD CONSTRAINT tenders_value_fkey FOREIGN KEY (organization_id, stored_value_id) REFERENCES commerce.stored_values(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.time_off time_off_staff_fkey
ALTER TABLE ONLY commerce.time_off
    ADD CONSTRAINT time_off_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.time_slots time_slots_reservation_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_reservation_fkey FOREIGN KEY (organization_id, reservation_id) REFERENCES commerce.slot_reservations(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.time_slots time_slots_service_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.time_slots time_slots_staff_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.time_slots time_slots_venue_fkey
ALTER TABLE ONLY commerce.time_slots
    ADD CONSTRAINT time_slots_venue_fkey FOREIGN KEY (organization_id, venue_id) REFERENCES commerce.venues(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.unsent_items unsent_items_item_fkey
ALTER TABLE ONLY commerce.unsent_items
    ADD CONSTRAINT unsent_items_item_fkey FOREIGN KEY (organization_id, order_item_id) REFERENCES commerce.order_items(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.unsent_items unsent_items_order_fkey
ALTER TABLE ONLY commerce.unsent_items
    ADD CONSTRAINT unsent_items_order_fkey FOREIGN KEY (organization_id, order_id) REFERENCES commerce.orders(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.venues venues_organization_fkey
ALTER TABLE ONLY commerce.venues
    ADD CONSTRAINT venues_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.waitlist_entries waitlist_entries_customer_fkey
ALTER TABLE ONLY commerce.waitlist_entries
    ADD CONSTRAINT waitlist_entries_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.waitlist_entries waitlist_entries_reservation_fkey
ALTER TABLE ONLY commerce.waitlist_entries
    ADD CONSTRAINT waitlist_entries_reservation_fkey FOREIGN KEY (organization_id, reservation_id) REFERENCES commerce.slot_reservations(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.waitlist_entries waitlist_entries_service_fkey
ALTER TABLE ONLY commerce.waitlist_entries
    ADD CONSTRAINT waitlist_entries_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.waiver_signatures waiver_signatures_booking_fkey
ALTER TABLE ONLY commerce.waiver_signatures
    ADD CONSTRAINT waiver_signatures_booking_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.waiver_signatures waiver_signatures_waiver_fkey
ALTER TABLE ONLY commerce.waiver_signatures
    ADD CONSTRAINT waiver_signatures_waiver_fkey FOREIGN KEY (organization_id, waiver_id) REFERENCES commerce.waivers(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce.waivers waivers_organization_fkey
ALTER TABLE ONLY commerce.waivers
    ADD CONSTRAINT waivers_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce.waivers waivers_service_fkey
ALTER TABLE ONLY commerce.waivers
    ADD CONSTRAINT waivers_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce_private.counters counters_organization_fkey
ALTER TABLE ONLY commerce_private.counters
    ADD CONSTRAINT counters_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.customer_gateway_refs customer_gateway_refs_customer_fkey
ALTER TABLE ONLY commerce_private.customer_gateway_refs
    ADD CONSTRAINT customer_gateway_refs_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.directory directory_organization_fkey
ALTER TABLE ONLY commerce_private.directory
    ADD CONSTRAINT directory_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.gift_card_codes gift_card_codes_value_fkey
ALTER TABLE ONLY commerce_private.gift_card_codes
    ADD CONSTRAINT gift_card_codes_value_fkey FOREIGN KEY (organization_id, stored_value_id) REFERENCES commerce.stored_values(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.idempotency_keys idempotency_keys_organization_fkey
ALTER TABLE ONLY commerce_private.idempotency_keys
    ADD CONSTRAINT idempotency_keys_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.message_secrets message_secrets_message_fkey
ALTER TABLE ONLY commerce_private.message_secrets
    ADD CONSTRAINT message_secrets_message_fkey FOREIGN KEY (organization_id, dedupe_key) REFERENCES commerce.notification_queue(organization_id, dedupe_key) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.no_shows no_shows_booking_fkey
ALTER TABLE ONLY commerce_private.no_shows
    ADD CONSTRAINT no_shows_booking_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce_private.offers offers_service_fkey
ALTER TABLE ONLY commerce_private.offers
    ADD CONSTRAINT offers_service_fkey FOREIGN KEY (organization_id, service_id) REFERENCES commerce.services(organization_id, id) ON DELETE CASCADE;

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

-- FK CONSTRAINT commerce_private.sales_rules sales_rules_organization_fkey
ALTER TABLE ONLY commerce_private.sales_rules
    ADD CONSTRAINT sales_rules_organization_fkey FOREIGN KEY (organization_id) REFERENCES commerce.organizations(id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.staff_details staff_details_staff_fkey
ALTER TABLE ONLY commerce_private.staff_details
    ADD CONSTRAINT staff_details_staff_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES commerce.staff(organization_id, id) ON DELETE CASCADE;

-- FK CONSTRAINT commerce_private.visitor_bookings visitor_bookings_booking_fkey
ALTER TABLE ONLY commerce_private.visitor_bookings
    ADD CONSTRAINT visitor_bookings_booking_fkey FOREIGN KEY (organization_id, booking_id) REFERENCES commerce.bookings(organization_id, id) ON DELETE RESTRICT;

-- FK CONSTRAINT commerce_private.visitor_bookings visitor_bookings_customer_fkey
ALTER TABLE ONLY commerce_private.visitor_bookings
    ADD CONSTRAINT visitor_bookings_customer_fkey FOREIGN KEY (organization_id, customer_id) REFERENCES commerce.customers(organization_id, id) ON DELETE RESTRICT;

-- ROW SECURITY commerce.audit_log
ALTER TABLE commerce.audit_log ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.audit_log audit_log_service
CREATE POLICY audit_log_service ON commerce.audit_log FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.audit_log audit_log_user
CREATE POLICY audit_log_user ON commerce.audit_log FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('admin'::text) AS is_member)));

-- ROW SECURITY commerce.bank_statement_rows
ALTER TABLE commerce.bank_statement_rows ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.bank_statement_rows bank_statement_rows_manager
CREATE POLICY bank_statement_rows_manager ON commerce.bank_statement_rows FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.bank_statement_rows bank_statement_rows_service
CREATE POLICY bank_statement_rows_service ON commerce.bank_statement_rows FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.blackouts
ALTER TABLE commerce.blackouts ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.blackouts blackouts_trusted
CREATE POLICY blackouts_trusted ON commerce.blackouts FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.blackouts blackouts_user
CREATE POLICY blackouts_user ON commerce.blackouts FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.booking_moves
ALTER TABLE commerce.booking_moves ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.booking_moves booking_moves_all
CREATE POLICY booking_moves_all ON commerce.booking_moves FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_reader USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = booking_moves.organization_id) AND (booking.id = booking_moves.booking_id))))));

-- ROW SECURITY commerce.booking_status_history
ALTER TABLE commerce.booking_status_history ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.booking_status_history booking_status_history_all
CREATE POLICY booking_status_history_all ON commerce.booking_status_history FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_reader USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = booking_status_history.organization_id) AND (booking.id = booking_status_history.booking_id))))));

-- ROW SECURITY commerce.booking_status_transitions
ALTER TABLE commerce.booking_status_transitions ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.booking_status_transitions booking_status_transitions_everyone
CREATE POLICY booking_status_transitions_everyone ON commerce.booking_status_transitions FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_reader USING (true);

-- ROW SECURITY commerce.bookings
ALTER TABLE commerce.bookings ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.bookings bookings_trusted
CREATE POLICY bookings_trusted ON commerce.bookings FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.bookings bookings_user
CREATE POLICY bookings_user ON commerce.bookings FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id)) OR (staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- POLICY commerce.bookings bookings_visitor
CREATE POLICY bookings_visitor ON commerce.bookings FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- ROW SECURITY commerce.cancellation_policies
ALTER TABLE commerce.cancellation_policies ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.cancellation_policies cancellation_policies_trusted
CREATE POLICY cancellation_policies_trusted ON commerce.cancellation_policies FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.cancellation_policies cancellation_policies_user
CREATE POLICY cancellation_policies_user ON commerce.cancellation_policies FOR SELECT TO commerce_user USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.cancellation_policies cancellation_policies_visitor
CREATE POLICY cancellation_policies_visitor ON commerce.cancellation_policies FOR SELECT TO commerce_anon USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.cart_items
ALTER TABLE commerce.cart_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.cart_items cart_items_guest
CREATE POLICY cart_items_guest ON commerce.cart_items FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (cart_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.cart_items cart_items_trusted
CREATE POLICY cart_items_trusted ON commerce.cart_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.cart_items cart_items_user
CREATE POLICY cart_items_user ON commerce.cart_items FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.carts cart
  WHERE ((cart.organization_id = cart_items.organization_id) AND (cart.id = cart_items.cart_id))))));

-- ROW SECURITY commerce.carts
ALTER TABLE commerce.carts ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.carts carts_guest
CREATE POLICY carts_guest ON commerce.carts FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.carts carts_trusted
CREATE POLICY carts_trusted ON commerce.carts FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.carts carts_user
CREATE POLICY carts_user ON commerce.carts FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((user_id = ( SELECT commerce_private.current_user_id() AS current_user_id)) OR (customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR (id = ( SELECT commerce_private.current_guest_id() AS current_guest_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.currencies
ALTER TABLE commerce.currencies ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.currencies currencies_everyone
CREATE POLICY currencies_everyone ON commerce.currencies FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform USING (true);

-- ROW SECURITY commerce.customer_addresses
ALTER TABLE commerce.customer_addresses ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.customer_addresses customer_addresses_trusted
CREATE POLICY customer_addresses_trusted ON commerce.customer_addresses FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.customer_addresses customer_addresses_user
CREATE POLICY customer_addresses_user ON commerce.customer_addresses FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.customer_aliases
ALTER TABLE commerce.customer_aliases ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.customer_aliases customer_aliases_trusted
CREATE POLICY customer_aliases_trusted ON commerce.customer_aliases FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.customer_aliases customer_aliases_user
CREATE POLICY customer_aliases_user ON commerce.customer_aliases FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.customer_consents
ALTER TABLE commerce.customer_consents ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.customer_consents customer_consents_trusted
CREATE POLICY customer_consents_trusted ON commerce.customer_consents FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.customer_consents customer_consents_user
CREATE POLICY customer_consents_user ON commerce.customer_consents FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.customers
ALTER TABLE commerce.customers ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.customers customers_staff
CREATE POLICY customers_staff ON commerce.customers FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (( SELECT commerce_private.current_staff_id() AS current_staff_id) IS NOT NULL) AND (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = customers.organization_id) AND (booking.customer_id = customers.id) AND (booking.staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)))))));

-- POLICY commerce.customers customers_trusted
CREATE POLICY customers_trusted ON commerce.customers FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.customers customers_user
CREATE POLICY customers_user ON commerce.customers FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((user_id = ( SELECT commerce_private.current_user_id() AS current_user_id)) OR (id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.disputes
ALTER TABLE commerce.disputes ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.disputes disputes_manager
CREATE POLICY disputes_manager ON commerce.disputes FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.disputes disputes_service
CREATE POLICY disputes_service ON commerce.disputes FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.documents
ALTER TABLE commerce.documents ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.documents documents_guest
CREATE POLICY documents_guest ON commerce.documents FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.documents documents_trusted
CREATE POLICY documents_trusted ON commerce.documents FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.documents documents_user
CREATE POLICY documents_user ON commerce.documents FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = documents.organization_id) AND (ord.id = documents.order_id))))));

-- ROW SECURITY commerce.entitlement_uses
ALTER TABLE commerce.entitlement_uses ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.entitlement_uses entitlement_uses_trusted
CREATE POLICY entitlement_uses_trusted ON commerce.entitlement_uses FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.entitlement_uses entitlement_uses_user
CREATE POLICY entitlement_uses_user ON commerce.entitlement_uses FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (( SELECT commerce_private.is_member('manager'::text) AS is_member) OR (EXISTS ( SELECT
   FROM commerce.entitlements entitlement
  WHERE ((entitlement.organization_id = entitlement_uses.organization_id) AND (entitlement.id = entitlement_uses.entitlement_id) AND (entitlement.customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id))))))));

-- ROW SECURITY commerce.entitlements
ALTER TABLE commerce.entitlements ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.entitlements entitlements_trusted
CREATE POLICY entitlements_trusted ON commerce.entitlements FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.entitlements entitlements_user
CREATE POLICY entitlements_user ON commerce.entitlements FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.events
ALTER TABLE commerce.events ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.events events_trusted
CREATE POLICY events_trusted ON commerce.events FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.events events_user
CREATE POLICY events_user ON commerce.events FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.expected_stock
ALTER TABLE commerce.expected_stock ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.expected_stock expected_stock_trusted
CREATE POLICY expected_stock_trusted ON commerce.expected_stock FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.expected_stock expected_stock_user
CREATE POLICY expected_stock_user ON commerce.expected_stock FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.gateway_accounts
ALTER TABLE commerce.gateway_accounts ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.gateway_accounts gateway_accounts_admin
CREATE POLICY gateway_accounts_admin ON commerce.gateway_accounts FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('admin'::text) AS is_member)));

-- POLICY commerce.gateway_accounts gateway_accounts_service
CREATE POLICY gateway_accounts_service ON commerce.gateway_accounts FOR SELECT TO commerce_service, commerce_platform USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.gateway_commands
ALTER TABLE commerce.gateway_commands ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.gateway_commands gateway_commands_admin
CREATE POLICY gateway_commands_admin ON commerce.gateway_commands FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('admin'::text) AS is_member)));

-- POLICY commerce.gateway_commands gateway_commands_service
CREATE POLICY gateway_commands_service ON commerce.gateway_commands FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.intake_forms
ALTER TABLE commerce.intake_forms ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.intake_forms intake_forms_trusted
CREATE POLICY intake_forms_trusted ON commerce.intake_forms FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.intake_forms intake_forms_user
CREATE POLICY intake_forms_user ON commerce.intake_forms FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((status = 'active'::text) OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.intake_forms intake_forms_visitor
CREATE POLICY intake_forms_visitor ON commerce.intake_forms FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (status = 'active'::text)));

-- ROW SECURITY commerce.intake_responses
ALTER TABLE commerce.intake_responses ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.intake_responses intake_responses_trusted
CREATE POLICY intake_responses_trusted ON commerce.intake_responses FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.intake_responses intake_responses_user
CREATE POLICY intake_responses_user ON commerce.intake_responses FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (( SELECT commerce_private.is_member('manager'::text) AS is_member) OR (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = intake_responses.organization_id) AND (booking.id = intake_responses.booking_id) AND ((booking.customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR (booking.order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id)) OR ((booking.staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)) AND (EXISTS ( SELECT
           FROM commerce.intake_forms form
          WHERE ((form.organization_id = intake_responses.organization_id) AND (form.id = intake_responses.intake_form_id) AND (form.visible_to = 'staff'::text))))))))))));

-- POLICY commerce.intake_responses intake_responses_visitor
CREATE POLICY intake_responses_visitor ON commerce.intake_responses FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = intake_responses.organization_id) AND (booking.id = intake_responses.booking_id))))));

-- ROW SECURITY commerce.inventory_locks
ALTER TABLE commerce.inventory_locks ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.inventory_locks inventory_locks_trusted
CREATE POLICY inventory_locks_trusted ON commerce.inventory_locks FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.inventory_locks inventory_locks_user
CREATE POLICY inventory_locks_user ON commerce.inventory_locks FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.ledger_accounts
ALTER TABLE commerce.ledger_accounts ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.ledger_accounts ledger_accounts_all
CREATE POLICY ledger_accounts_all ON commerce.ledger_accounts FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader, commerce_platform USING (true);

-- ROW SECURITY commerce.ledger_entries
ALTER TABLE commerce.ledger_entries ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.ledger_entries ledger_entries_manager
CREATE POLICY ledger_entries_manager ON commerce.ledger_entries FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.ledger_entries ledger_entries_service
CREATE POLICY ledger_entries_service ON commerce.ledger_entries FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.members
ALTER TABLE commerce.members ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.members members_trusted
CREATE POLICY members_trusted ON commerce.members FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.members members_user
CREATE POLICY members_user ON commerce.members FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((user_id = ( SELECT commerce_private.current_user_id() AS current_user_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.notification_deliveries
ALTER TABLE commerce.notification_deliveries ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.notification_deliveries notification_deliveries_trusted
CREATE POLICY notification_deliveries_trusted ON commerce.notification_deliveries FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.notification_deliveries notification_deliveries_user
CREATE POLICY notification_deliveries_user ON commerce.notification_deliveries FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.notification_queue
ALTER TABLE commerce.notification_queue ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.notification_queue notification_queue_trusted
CREATE POLICY notification_queue_trusted ON commerce.notification_queue FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.notification_queue notification_queue_user
CREATE POLICY notification_queue_user ON commerce.notification_queue FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.notification_template_defaults
ALTER TABLE commerce.notification_template_defaults ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.notification_template_defaults notification_template_defaults_service
CREATE POLICY notification_template_defaults_service ON commerce.notification_template_defaults FOR SELECT TO commerce_service USING (true);

-- POLICY commerce.notification_template_defaults notification_template_defaults_user
CREATE POLICY notification_template_defaults_user ON commerce.notification_template_defaults FOR SELECT TO commerce_user USING (( SELECT commerce_private.is_member('staff'::text) AS is_member));

-- ROW SECURITY commerce.notification_templates
ALTER TABLE commerce.notification_templates ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.notification_templates notification_templates_trusted
CREATE POLICY notification_templates_trusted ON commerce.notification_templates FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.notification_templates notification_templates_user
CREATE POLICY notification_templates_user ON commerce.notification_templates FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.order_items
ALTER TABLE commerce.order_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.order_items order_items_guest
CREATE POLICY order_items_guest ON commerce.order_items FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.order_items order_items_trusted
CREATE POLICY order_items_trusted ON commerce.order_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.order_items order_items_user
CREATE POLICY order_items_user ON commerce.order_items FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = order_items.organization_id) AND (ord.id = order_items.order_id))))));

-- ROW SECURITY commerce.order_logs
ALTER TABLE commerce.order_logs ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.order_logs order_logs_guest
CREATE POLICY order_logs_guest ON commerce.order_logs FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id)) AND is_visible_to_customer));

-- POLICY commerce.order_logs order_logs_trusted
CREATE POLICY order_logs_trusted ON commerce.order_logs FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.order_logs order_logs_user
CREATE POLICY order_logs_user ON commerce.order_logs FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (( SELECT commerce_private.is_member('manager'::text) AS is_member) OR ((is_visible_to_customer OR ( SELECT commerce_private.is_member('staff'::text) AS is_member)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = order_logs.organization_id) AND (ord.id = order_logs.order_id))))))));

-- ROW SECURITY commerce.order_status_history
ALTER TABLE commerce.order_status_history ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.order_status_history order_status_history_trusted
CREATE POLICY order_status_history_trusted ON commerce.order_status_history FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.order_status_history order_status_history_user
CREATE POLICY order_status_history_user ON commerce.order_status_history FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.order_status_transitions
ALTER TABLE commerce.order_status_transitions ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.order_status_transitions order_status_transitions_all
CREATE POLICY order_status_transitions_all ON commerce.order_status_transitions FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_relay, commerce_worker, commerce_reader USING (true);

-- ROW SECURITY commerce.orders
ALTER TABLE commerce.orders ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.orders orders_guest
CREATE POLICY orders_guest ON commerce.orders FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.orders orders_trusted
CREATE POLICY orders_trusted ON commerce.orders FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.orders orders_user
CREATE POLICY orders_user ON commerce.orders FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR (id = ( SELECT commerce_private.current_guest_id() AS current_guest_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member) OR (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = orders.organization_id) AND (booking.order_id = orders.id) AND (booking.staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id))))))));

-- ROW SECURITY commerce.organizations
ALTER TABLE commerce.organizations ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.organizations organizations_context
CREATE POLICY organizations_context ON commerce.organizations FOR SELECT TO commerce_anon, commerce_user, commerce_service, commerce_reader USING ((id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.organizations organizations_platform
CREATE POLICY organizations_platform ON commerce.organizations FOR SELECT TO commerce_platform USING (true);

-- ROW SECURITY commerce.payment_schedules
ALTER TABLE commerce.payment_schedules ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.payment_schedules payment_schedules_service
CREATE POLICY payment_schedules_service ON commerce.payment_schedules FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.payment_schedules payment_schedules_user
CREATE POLICY payment_schedules_user ON commerce.payment_schedules FOR SELECT TO commerce_anon, commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member) OR (order_id IN ( SELECT ord.id
   FROM commerce.orders ord
  WHERE ((ord.organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (ord.customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id))))))));

-- ROW SECURITY commerce.payments
ALTER TABLE commerce.payments ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.payments payments_manager
CREATE POLICY payments_manager ON commerce.payments FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.payments payments_service
CREATE POLICY payments_service ON commerce.payments FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.payouts
ALTER TABLE commerce.payouts ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.payouts payouts_manager
CREATE POLICY payouts_manager ON commerce.payouts FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.payouts payouts_service
CREATE POLICY payouts_service ON commerce.payouts FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.platform_settings
ALTER TABLE commerce.platform_settings ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.platform_settings platform_settings_trusted
CREATE POLICY platform_settings_trusted ON commerce.platform_settings FOR SELECT TO commerce_service, commerce_reader, commerce_platform USING (true);

-- POLICY commerce.platform_settings platform_settings_user
CREATE POLICY platform_settings_user ON commerce.platform_settings FOR SELECT TO commerce_user USING (( SELECT commerce_private.is_member('staff'::text) AS is_member));

-- ROW SECURITY commerce.price_changes
ALTER TABLE commerce.price_changes ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.price_changes price_changes_trusted
CREATE POLICY price_changes_trusted ON commerce.price_changes FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.price_changes price_changes_user
CREATE POLICY price_changes_user ON commerce.price_changes FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.pricing_plans
ALTER TABLE commerce.pricing_plans ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.pricing_plans pricing_plans_trusted
CREATE POLICY pricing_plans_trusted ON commerce.pricing_plans FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.pricing_plans pricing_plans_user
CREATE POLICY pricing_plans_user ON commerce.pricing_plans FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((status = 'active'::text) OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.pricing_plans pricing_plans_visitor
CREATE POLICY pricing_plans_visitor ON commerce.pricing_plans FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (status = 'active'::text)));

-- ROW SECURITY commerce.products
ALTER TABLE commerce.products ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.products products_trusted
CREATE POLICY products_trusted ON commerce.products FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.products products_user
CREATE POLICY products_user ON commerce.products FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((status = 'active'::text) OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.products products_visitor
CREATE POLICY products_visitor ON commerce.products FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (status = 'active'::text)));

-- ROW SECURITY commerce.promotion_uses
ALTER TABLE commerce.promotion_uses ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.promotion_uses promotion_uses_trusted
CREATE POLICY promotion_uses_trusted ON commerce.promotion_uses FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.promotion_uses promotion_uses_user
CREATE POLICY promotion_uses_user ON commerce.promotion_uses FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.promotions
ALTER TABLE commerce.promotions ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.promotions promotions_trusted
CREATE POLICY promotions_trusted ON commerce.promotions FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.promotions promotions_user
CREATE POLICY promotions_user ON commerce.promotions FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.refund_items
ALTER TABLE commerce.refund_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.refund_items refund_items_manager
CREATE POLICY refund_items_manager ON commerce.refund_items FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.refund_items refund_items_service
CREATE POLICY refund_items_service ON commerce.refund_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.refunds
ALTER TABLE commerce.refunds ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.refunds refunds_manager
CREATE POLICY refunds_manager ON commerce.refunds FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.refunds refunds_service
CREATE POLICY refunds_service ON commerce.refunds FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.removed_items
ALTER TABLE commerce.removed_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.removed_items removed_items_guest
CREATE POLICY removed_items_guest ON commerce.removed_items FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.removed_items removed_items_trusted
CREATE POLICY removed_items_trusted ON commerce.removed_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.removed_items removed_items_user
CREATE POLICY removed_items_user ON commerce.removed_items FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = removed_items.organization_id) AND (ord.id = removed_items.order_id))))));

-- ROW SECURITY commerce.reservation_resources
ALTER TABLE commerce.reservation_resources ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.reservation_resources reservation_resources_trusted
CREATE POLICY reservation_resources_trusted ON commerce.reservation_resources FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.reservation_resources reservation_resources_user
CREATE POLICY reservation_resources_user ON commerce.reservation_resources FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- ROW SECURITY commerce.resources
ALTER TABLE commerce.resources ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.resources resources_trusted
CREATE POLICY resources_trusted ON commerce.resources FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.resources resources_user
CREATE POLICY resources_user ON commerce.resources FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.return_items
ALTER TABLE commerce.return_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.return_items return_items_own
CREATE POLICY return_items_own ON commerce.return_items FOR SELECT TO commerce_anon, commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.returns ret
  WHERE ((ret.organization_id = return_items.organization_id) AND (ret.id = return_items.return_id))))));

-- POLICY commerce.return_items return_items_trusted
CREATE POLICY return_items_trusted ON commerce.return_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.returns
ALTER TABLE commerce.returns ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.returns returns_guest
CREATE POLICY returns_guest ON commerce.returns FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.returns returns_trusted
CREATE POLICY returns_trusted ON commerce.returns FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.returns returns_user
CREATE POLICY returns_user ON commerce.returns FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = returns.organization_id) AND (ord.id = returns.order_id))))));

-- ROW SECURITY commerce.schedule_exceptions
ALTER TABLE commerce.schedule_exceptions ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.schedule_exceptions schedule_exceptions_trusted
CREATE POLICY schedule_exceptions_trusted ON commerce.schedule_exceptions FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.schedule_exceptions schedule_exceptions_user
CREATE POLICY schedule_exceptions_user ON commerce.schedule_exceptions FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)) OR ((staff_id IS NULL) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.schedules
ALTER TABLE commerce.schedules ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.schedules schedules_trusted
CREATE POLICY schedules_trusted ON commerce.schedules FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.schedules schedules_user
CREATE POLICY schedules_user ON commerce.schedules FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)) OR ((staff_id IS NULL) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.service_resource_groups
ALTER TABLE commerce.service_resource_groups ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.service_resource_groups service_resource_groups_trusted
CREATE POLICY service_resource_groups_trusted ON commerce.service_resource_groups FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.service_resource_groups service_resource_groups_user
CREATE POLICY service_resource_groups_user ON commerce.service_resource_groups FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.service_staff
ALTER TABLE commerce.service_staff ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.service_staff service_staff_trusted
CREATE POLICY service_staff_trusted ON commerce.service_staff FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.service_staff service_staff_user
CREATE POLICY service_staff_user ON commerce.service_staff FOR SELECT TO commerce_user USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.service_staff service_staff_visitor
CREATE POLICY service_staff_visitor ON commerce.service_staff FOR SELECT TO commerce_anon USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.services
ALTER TABLE commerce.services ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.services services_trusted
CREATE POLICY services_trusted ON commerce.services FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.services services_user
CREATE POLICY services_user ON commerce.services FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((status = 'active'::text) OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.services services_visitor
CREATE POLICY services_visitor ON commerce.services FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (status = 'active'::text)));

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

-- ROW SECURITY commerce.shipment_items
ALTER TABLE commerce.shipment_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.shipment_items shipment_items_own
CREATE POLICY shipment_items_own ON commerce.shipment_items FOR SELECT TO commerce_anon, commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.shipments shipment
  WHERE ((shipment.organization_id = shipment_items.organization_id) AND (shipment.id = shipment_items.shipment_id))))));

-- POLICY commerce.shipment_items shipment_items_trusted
CREATE POLICY shipment_items_trusted ON commerce.shipment_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.shipments
ALTER TABLE commerce.shipments ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.shipments shipments_guest
CREATE POLICY shipments_guest ON commerce.shipments FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.shipments shipments_trusted
CREATE POLICY shipments_trusted ON commerce.shipments FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.shipments shipments_user
CREATE POLICY shipments_user ON commerce.shipments FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = shipments.organization_id) AND (ord.id = shipments.order_id))))));

-- ROW SECURITY commerce.shipping_methods
ALTER TABLE commerce.shipping_methods ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.shipping_methods shipping_methods_trusted
CREATE POLICY shipping_methods_trusted ON commerce.shipping_methods FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.shipping_methods shipping_methods_user
CREATE POLICY shipping_methods_user ON commerce.shipping_methods FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((status = 'active'::text) OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.shipping_methods shipping_methods_visitor
CREATE POLICY shipping_methods_visitor ON commerce.shipping_methods FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (status = 'active'::text)));

-- ROW SECURITY commerce.slot_reservations
ALTER TABLE commerce.slot_reservations ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.slot_reservations slot_reservations_trusted
CREATE POLICY slot_reservations_trusted ON commerce.slot_reservations FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.slot_reservations slot_reservations_user
CREATE POLICY slot_reservations_user ON commerce.slot_reservations FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR (user_id = ( SELECT commerce_private.current_user_id() AS current_user_id)) OR (staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.staff
ALTER TABLE commerce.staff ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.staff staff_trusted
CREATE POLICY staff_trusted ON commerce.staff FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.staff staff_user
CREATE POLICY staff_user ON commerce.staff FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (is_service_provider OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.staff staff_visitor
CREATE POLICY staff_visitor ON commerce.staff FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND is_service_provider));

-- ROW SECURITY commerce.stock_levels
ALTER TABLE commerce.stock_levels ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.stock_levels stock_levels_trusted
CREATE POLICY stock_levels_trusted ON commerce.stock_levels FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.stock_levels stock_levels_user
CREATE POLICY stock_levels_user ON commerce.stock_levels FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.stock_locations
ALTER TABLE commerce.stock_locations ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.stock_locations stock_locations_trusted
CREATE POLICY stock_locations_trusted ON commerce.stock_locations FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.stock_locations stock_locations_user
CREATE POLICY stock_locations_user ON commerce.stock_locations FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.stock_movements
ALTER TABLE commerce.stock_movements ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.stock_movements stock_movements_trusted
CREATE POLICY stock_movements_trusted ON commerce.stock_movements FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.stock_movements stock_movements_user
CREATE POLICY stock_movements_user ON commerce.stock_movements FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.stored_value_entries
ALTER TABLE commerce.stored_value_entries ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.stored_value_entries stored_value_entries_trusted
CREATE POLICY stored_value_entries_trusted ON commerce.stored_value_entries FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.stored_value_entries stored_value_entries_user
CREATE POLICY stored_value_entries_user ON commerce.stored_value_entries FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (( SELECT commerce_private.is_member('manager'::text) AS is_member) OR (EXISTS ( SELECT
   FROM commerce.stored_values value
  WHERE ((value.organization_id = stored_value_entries.organization_id) AND (value.id = stored_value_entries.stored_value_id) AND (value.customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id))))))));

-- ROW SECURITY commerce.stored_values
ALTER TABLE commerce.stored_values ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.stored_values stored_values_trusted
CREATE POLICY stored_values_trusted ON commerce.stored_values FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.stored_values stored_values_user
CREATE POLICY stored_values_user ON commerce.stored_values FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.subscription_periods
ALTER TABLE commerce.subscription_periods ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.subscription_periods subscription_periods_trusted
CREATE POLICY subscription_periods_trusted ON commerce.subscription_periods FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.subscription_periods subscription_periods_user
CREATE POLICY subscription_periods_user ON commerce.subscription_periods FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (( SELECT commerce_private.is_member('manager'::text) AS is_member) OR (EXISTS ( SELECT
   FROM commerce.subscriptions subscription
  WHERE ((subscription.organization_id = subscription_periods.organization_id) AND (subscription.id = subscription_periods.subscription_id) AND (subscription.customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id))))))));

-- ROW SECURITY commerce.subscriptions
ALTER TABLE commerce.subscriptions ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.subscriptions subscriptions_trusted
CREATE POLICY subscriptions_trusted ON commerce.subscriptions FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.subscriptions subscriptions_user
CREATE POLICY subscriptions_user ON commerce.subscriptions FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.sweep_runs
ALTER TABLE commerce.sweep_runs ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.sweep_runs sweep_runs_operators
CREATE POLICY sweep_runs_operators ON commerce.sweep_runs FOR SELECT TO commerce_worker, commerce_platform USING (true);

-- ROW SECURITY commerce.sweep_schedules
ALTER TABLE commerce.sweep_schedules ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.sweep_schedules sweep_schedules_operators
CREATE POLICY sweep_schedules_operators ON commerce.sweep_schedules FOR SELECT TO commerce_worker, commerce_platform USING (true);

-- ROW SECURITY commerce.tax_rates
ALTER TABLE commerce.tax_rates ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.tax_rates tax_rates_trusted
CREATE POLICY tax_rates_trusted ON commerce.tax_rates FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.tax_rates tax_rates_user
CREATE POLICY tax_rates_user ON commerce.tax_rates FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.tenders
ALTER TABLE commerce.tenders ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.tenders tenders_manager
CREATE POLICY tenders_manager ON commerce.tenders FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('manager'::text) AS is_member)));

-- POLICY commerce.tenders tenders_service
CREATE POLICY tenders_service ON commerce.tenders FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.time_off
ALTER TABLE commerce.time_off ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.time_off time_off_trusted
CREATE POLICY time_off_trusted ON commerce.time_off FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.time_off time_off_user
CREATE POLICY time_off_user ON commerce.time_off FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((staff_id = ( SELECT commerce_private.current_staff_id() AS current_staff_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.time_slots
ALTER TABLE commerce.time_slots ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.time_slots time_slots_trusted
CREATE POLICY time_slots_trusted ON commerce.time_slots FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.time_slots time_slots_user
CREATE POLICY time_slots_user ON commerce.time_slots FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('staff'::text) AS is_member)));

-- ROW SECURITY commerce.unsent_items
ALTER TABLE commerce.unsent_items ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.unsent_items unsent_items_guest
CREATE POLICY unsent_items_guest ON commerce.unsent_items FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (order_id = ( SELECT commerce_private.current_guest_id() AS current_guest_id))));

-- POLICY commerce.unsent_items unsent_items_trusted
CREATE POLICY unsent_items_trusted ON commerce.unsent_items FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.unsent_items unsent_items_user
CREATE POLICY unsent_items_user ON commerce.unsent_items FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.orders ord
  WHERE ((ord.organization_id = unsent_items.organization_id) AND (ord.id = unsent_items.order_id))))));

-- ROW SECURITY commerce.venues
ALTER TABLE commerce.venues ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.venues venues_trusted
CREATE POLICY venues_trusted ON commerce.venues FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.venues venues_user
CREATE POLICY venues_user ON commerce.venues FOR SELECT TO commerce_user USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.venues venues_visitor
CREATE POLICY venues_visitor ON commerce.venues FOR SELECT TO commerce_anon USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce.waitlist_entries
ALTER TABLE commerce.waitlist_entries ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.waitlist_entries waitlist_entries_trusted
CREATE POLICY waitlist_entries_trusted ON commerce.waitlist_entries FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.waitlist_entries waitlist_entries_user
CREATE POLICY waitlist_entries_user ON commerce.waitlist_entries FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((customer_id = ( SELECT commerce_private.current_customer_id() AS current_customer_id)) OR ( SELECT commerce_private.is_member('manager'::text) AS is_member))));

-- ROW SECURITY commerce.waiver_signatures
ALTER TABLE commerce.waiver_signatures ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.waiver_signatures waiver_signatures_all
CREATE POLICY waiver_signatures_all ON commerce.waiver_signatures FOR SELECT TO commerce_anon, commerce_user, commerce_service USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (EXISTS ( SELECT
   FROM commerce.bookings booking
  WHERE ((booking.organization_id = waiver_signatures.organization_id) AND (booking.id = waiver_signatures.booking_id))))));

-- ROW SECURITY commerce.waivers
ALTER TABLE commerce.waivers ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.waivers waivers_trusted
CREATE POLICY waivers_trusted ON commerce.waivers FOR SELECT TO commerce_service, commerce_reader USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- POLICY commerce.waivers waivers_user
CREATE POLICY waivers_user ON commerce.waivers FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ((status = 'active'::text) OR ( SELECT commerce_private.is_member('staff'::text) AS is_member))));

-- POLICY commerce.waivers waivers_visitor
CREATE POLICY waivers_visitor ON commerce.waivers FOR SELECT TO commerce_anon USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND (status = 'active'::text)));

-- ROW SECURITY commerce.webhook_events
ALTER TABLE commerce.webhook_events ENABLE ROW LEVEL SECURITY;

-- POLICY commerce.webhook_events webhook_events_admin
CREATE POLICY webhook_events_admin ON commerce.webhook_events FOR SELECT TO commerce_user USING (((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)) AND ( SELECT commerce_private.is_member('admin'::text) AS is_member)));

-- POLICY commerce.webhook_events webhook_events_platform
CREATE POLICY webhook_events_platform ON commerce.webhook_events FOR SELECT TO commerce_platform USING (true);

-- POLICY commerce.webhook_events webhook_events_service
CREATE POLICY webhook_events_service ON commerce.webhook_events FOR SELECT TO commerce_service USING ((organization_id = ( SELECT commerce_private.current_organization_id() AS current_organization_id)));

-- ROW SECURITY commerce_private.access_tokens
ALTER TABLE commerce_private.access_tokens ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.counters
ALTER TABLE commerce_private.counters ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.customer_gateway_refs
ALTER TABLE commerce_private.customer_gateway_refs ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.directory
ALTER TABLE commerce_private.directory ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.gift_card_codes
ALTER TABLE commerce_private.gift_card_codes ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.idempotency_keys
ALTER TABLE commerce_private.idempotency_keys ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.identities
ALTER TABLE commerce_private.identities ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.message_secrets
ALTER TABLE commerce_private.message_secrets ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.no_shows
ALTER TABLE commerce_private.no_shows ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.offers
ALTER TABLE commerce_private.offers ENABLE ROW LEVEL SECURITY;

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

-- ROW SECURITY commerce_private.sales_rules
ALTER TABLE commerce_private.sales_rules ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.segment_cursors
ALTER TABLE commerce_private.segment_cursors ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.staff_details
ALTER TABLE commerce_private.staff_details ENABLE ROW LEVEL SECURITY;

-- ROW SECURITY commerce_private.visitor_bookings
ALTER TABLE commerce_private.visitor_bookings ENABLE ROW LEVEL SECURITY;

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

-- ACL commerce.TABLE blackouts
GRANT SELECT ON TABLE commerce.blackouts TO commerce_reader;
GRANT SELECT ON TABLE commerce.blackouts TO commerce_service;
GRANT SELECT ON TABLE commerce.blackouts TO commerce_user;

-- ACL commerce.TABLE cart_items
GRANT SELECT ON TABLE commerce.cart_items TO commerce_anon;
GRANT SELECT ON TABLE commerce.cart_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.cart_items TO commerce_service;
GRANT SELECT ON TABLE commerce.cart_items TO commerce_user;

-- ACL commerce.TABLE members
GRANT SELECT ON TABLE commerce.members TO commerce_reader;
GRANT SELECT ON TABLE commerce.members TO commerce_service;
GRANT SELECT ON TABLE commerce.members TO commerce_user;

-- ACL commerce.TABLE order_logs
GRANT SELECT ON TABLE commerce.order_logs TO commerce_anon;
GRANT SELECT ON TABLE commerce.order_logs TO commerce_reader;
GRANT SELECT ON TABLE commerce.order_logs TO commerce_service;
GRANT SELECT ON TABLE commerce.order_logs TO commerce_user;

-- ACL commerce.TABLE schedule_exceptions
GRANT SELECT ON TABLE commerce.schedule_exceptions TO commerce_reader;
GRANT SELECT ON TABLE commerce.schedule_exceptions TO commerce_service;
GRANT SELECT ON TABLE commerce.schedule_exceptions TO commerce_user;

-- ACL commerce.TABLE time_off
GRANT SELECT ON TABLE commerce.time_off TO commerce_reader;
GRANT SELECT ON TABLE commerce.time_off TO commerce_service;
GRANT SELECT ON TABLE commerce.time_off TO commerce_user;

-- ACL commerce.TABLE stock_levels
GRANT SELECT ON TABLE commerce.stock_levels TO commerce_reader;
GRANT SELECT ON TABLE commerce.stock_levels TO commerce_service;
GRANT SELECT ON TABLE commerce.stock_levels TO commerce_user;

-- ACL commerce.TABLE payments
GRANT SELECT ON TABLE commerce.payments TO commerce_reader;
GRANT SELECT ON TABLE commerce.payments TO commerce_service;
GRANT SELECT ON TABLE commerce.payments TO commerce_user;

-- ACL commerce.TABLE carts
GRANT SELECT ON TABLE commerce.carts TO commerce_anon;
GRANT SELECT ON TABLE commerce.carts TO commerce_reader;
GRANT SELECT ON TABLE commerce.carts TO commerce_service;
GRANT SELECT ON TABLE commerce.carts TO commerce_user;

-- ACL commerce.TABLE bookings
GRANT SELECT ON TABLE commerce.bookings TO commerce_anon;
GRANT SELECT ON TABLE commerce.bookings TO commerce_reader;
GRANT SELECT ON TABLE commerce.bookings TO commerce_service;
GRANT SELECT ON TABLE commerce.bookings TO commerce_user;

-- ACL commerce.TABLE returns
GRANT SELECT ON TABLE commerce.returns TO commerce_anon;
GRANT SELECT ON TABLE commerce.returns TO commerce_reader;
GRANT SELECT ON TABLE commerce.returns TO commerce_service;
GRANT SELECT ON TABLE commerce.returns TO commerce_user;

-- ACL commerce.TABLE service_resource_groups
GRANT SELECT ON TABLE commerce.service_resource_groups TO commerce_reader;
GRANT SELECT ON TABLE commerce.service_resource_groups TO commerce_service;
GRANT SELECT ON TABLE commerce.service_resource_groups TO commerce_user;

-- ACL commerce.TABLE service_staff
GRANT SELECT ON TABLE commerce.service_staff TO commerce_anon;
GRANT SELECT ON TABLE commerce.service_staff TO commerce_reader;
GRANT SELECT ON TABLE commerce.service_staff TO commerce_service;
GRANT SELECT ON TABLE commerce.service_staff TO commerce_user;

-- ACL commerce.TABLE customers
GRANT SELECT ON TABLE commerce.customers TO commerce_reader;
GRANT SELECT ON TABLE commerce.customers TO commerce_service;
GRANT SELECT ON TABLE commerce.customers TO commerce_user;

-- ACL commerce.TABLE orders
GRANT SELECT ON TABLE commerce.orders TO commerce_anon;
GRANT SELECT ON TABLE commerce.orders TO commerce_reader;
GRANT SELECT ON TABLE commerce.orders TO commerce_service;
GRANT SELECT ON TABLE commerce.orders TO commerce_user;

-- ACL commerce.TABLE subscriptions
GRANT SELECT ON TABLE commerce.subscriptions TO commerce_reader;
GRANT SELECT ON TABLE commerce.subscriptions TO commerce_service;
GRANT SELECT ON TABLE commerce.subscriptions TO commerce_user;

-- ACL commerce.TABLE time_slots
GRANT SELECT ON TABLE commerce.time_slots TO commerce_reader;
GRANT SELECT ON TABLE commerce.time_slots TO commerce_service;
GRANT SELECT ON TABLE commerce.time_slots TO commerce_user;

-- ACL commerce.TABLE organizations
GRANT SELECT ON TABLE commerce.organizations TO commerce_anon;
GRANT SELECT ON TABLE commerce.organizations TO commerce_platform;
GRANT SELECT ON TABLE commerce.organizations TO commerce_reader;
GRANT SELECT ON TABLE commerce.organizations TO commerce_service;
GRANT SELECT ON TABLE commerce.organizations TO commerce_user;

-- ACL commerce.TABLE promotions
GRANT SELECT ON TABLE commerce.promotions TO commerce_reader;
GRANT SELECT ON TABLE commerce.promotions TO commerce_service;
GRANT SELECT ON TABLE commerce.promotions TO commerce_user;

-- ACL commerce.TABLE shipments
GRANT SELECT ON TABLE commerce.shipments TO commerce_anon;
GRANT SELECT ON TABLE commerce.shipments TO commerce_reader;
GRANT SELECT ON TABLE commerce.shipments TO commerce_service;
GRANT SELECT ON TABLE commerce.shipments TO commerce_user;

-- ACL commerce.TABLE customer_addresses
GRANT SELECT ON TABLE commerce.customer_addresses TO commerce_reader;
GRANT SELECT ON TABLE commerce.customer_addresses TO commerce_service;
GRANT SELECT ON TABLE commerce.customer_addresses TO commerce_user;

-- ACL commerce.TABLE tax_rates
GRANT SELECT ON TABLE commerce.tax_rates TO commerce_reader;
GRANT SELECT ON TABLE commerce.tax_rates TO commerce_service;
GRANT SELECT ON TABLE commerce.tax_rates TO commerce_user;

-- ACL commerce.TABLE notification_queue
GRANT SELECT ON TABLE commerce.notification_queue TO commerce_service;
GRANT SELECT ON TABLE commerce.notification_queue TO commerce_user;

-- ACL commerce.TABLE expected_stock
GRANT SELECT ON TABLE commerce.expected_stock TO commerce_reader;
GRANT SELECT ON TABLE commerce.expected_stock TO commerce_service;
GRANT SELECT ON TABLE commerce.expected_stock TO commerce_user;

-- ACL commerce.TABLE slot_reservations
GRANT SELECT ON TABLE commerce.slot_reservations TO commerce_reader;
GRANT SELECT ON TABLE commerce.slot_reservations TO commerce_service;
GRANT SELECT ON TABLE commerce.slot_reservations TO commerce_user;

-- ACL commerce.TABLE stored_values
GRANT SELECT ON TABLE commerce.stored_values TO commerce_reader;
GRANT SELECT ON TABLE commerce.stored_values TO commerce_service;
GRANT SELECT ON TABLE commerce.stored_values TO commerce_user;

-- ACL commerce.TABLE documents
GRANT SELECT ON TABLE commerce.documents TO commerce_anon;
GRANT SELECT ON TABLE commerce.documents TO commerce_reader;
GRANT SELECT ON TABLE commerce.documents TO commerce_service;
GRANT SELECT ON TABLE commerce.documents TO commerce_user;

-- ACL commerce.TABLE refunds
GRANT SELECT ON TABLE commerce.refunds TO commerce_reader;
GRANT SELECT ON TABLE commerce.refunds TO commerce_service;
GRANT SELECT ON TABLE commerce.refunds TO commerce_user;

-- ACL commerce.TABLE waitlist_entries
GRANT SELECT ON TABLE commerce.waitlist_entries TO commerce_reader;
GRANT SELECT ON TABLE commerce.waitlist_entries TO commerce_service;
GRANT SELECT ON TABLE commerce.waitlist_entries TO commerce_user;

-- ACL commerce.TABLE gateway_accounts
GRANT SELECT ON TABLE commerce.gateway_accounts TO commerce_platform;
GRANT SELECT ON TABLE commerce.gateway_accounts TO commerce_service;
GRANT SELECT ON TABLE commerce.gateway_accounts TO commerce_user;

-- ACL commerce.TABLE price_changes
GRANT SELECT ON TABLE commerce.price_changes TO commerce_reader;
GRANT SELECT ON TABLE commerce.price_changes TO commerce_service;
GRANT SELECT ON TABLE commerce.price_changes TO commerce_user;

-- ACL commerce.TABLE webhook_events
GRANT SELECT ON TABLE commerce.webhook_events TO commerce_platform;
GRANT SELECT ON TABLE commerce.webhook_events TO commerce_service;
GRANT SELECT ON TABLE commerce.webhook_events TO commerce_user;

-- ACL commerce.TABLE payouts
GRANT SELECT ON TABLE commerce.payouts TO commerce_reader;
GRANT SELECT ON TABLE commerce.payouts TO commerce_service;
GRANT SELECT ON TABLE commerce.payouts TO commerce_user;

-- ACL commerce.TABLE customer_consents
GRANT SELECT ON TABLE commerce.customer_consents TO commerce_reader;
GRANT SELECT ON TABLE commerce.customer_consents TO commerce_service;
GRANT SELECT ON TABLE commerce.customer_consents TO commerce_user;

-- ACL commerce.TABLE gateway_commands
GRANT SELECT ON TABLE commerce.gateway_commands TO commerce_service;
GRANT SELECT ON TABLE commerce.gateway_commands TO commerce_user;

-- ACL commerce.TABLE waivers
GRANT SELECT ON TABLE commerce.waivers TO commerce_anon;
GRANT SELECT ON TABLE commerce.waivers TO commerce_reader;
GRANT SELECT ON TABLE commerce.waivers TO commerce_service;
GRANT SELECT ON TABLE commerce.waivers TO commerce_user;

-- ACL commerce.TABLE cancellation_policies
GRANT SELECT ON TABLE commerce.cancellation_policies TO commerce_anon;
GRANT SELECT ON TABLE commerce.cancellation_policies TO commerce_reader;
GRANT SELECT ON TABLE commerce.cancellation_policies TO commerce_service;
GRANT SELECT ON TABLE commerce.cancellation_policies TO commerce_user;

-- ACL commerce.TABLE notification_templates
GRANT SELECT ON TABLE commerce.notification_templates TO commerce_service;
GRANT SELECT ON TABLE commerce.notification_templates TO commerce_user;

-- ACL commerce.TABLE payment_schedules
GRANT SELECT ON TABLE commerce.payment_schedules TO commerce_anon;
GRANT SELECT ON TABLE commerce.payment_schedules TO commerce_reader;
GRANT SELECT ON TABLE commerce.payment_schedules TO commerce_service;
GRANT SELECT ON TABLE commerce.payment_schedules TO commerce_user;

-- ACL commerce.TABLE waiver_signatures
GRANT SELECT ON TABLE commerce.waiver_signatures TO commerce_anon;
GRANT SELECT ON TABLE commerce.waiver_signatures TO commerce_service;
GRANT SELECT ON TABLE commerce.waiver_signatures TO commerce_user;

-- ACL commerce.TABLE intake_responses
GRANT SELECT ON TABLE commerce.intake_responses TO commerce_anon;
GRANT SELECT ON TABLE commerce.intake_responses TO commerce_service;
GRANT SELECT ON TABLE commerce.intake_responses TO commerce_user;

-- ACL commerce.TABLE intake_forms
GRANT SELECT ON TABLE commerce.intake_forms TO commerce_anon;
GRANT SELECT ON TABLE commerce.intake_forms TO commerce_reader;
GRANT SELECT ON TABLE commerce.intake_forms TO commerce_service;
GRANT SELECT ON TABLE commerce.intake_forms TO commerce_user;

-- ACL commerce.TABLE pricing_plans
GRANT SELECT ON TABLE commerce.pricing_plans TO commerce_anon;
GRANT SELECT ON TABLE commerce.pricing_plans TO commerce_reader;
GRANT SELECT ON TABLE commerce.pricing_plans TO commerce_service;
GRANT SELECT ON TABLE commerce.pricing_plans TO commerce_user;

-- ACL commerce.TABLE products
GRANT SELECT ON TABLE commerce.products TO commerce_anon;
GRANT SELECT ON TABLE commerce.products TO commerce_reader;
GRANT SELECT ON TABLE commerce.products TO commerce_service;
GRANT SELECT ON TABLE commerce.products TO commerce_user;

-- ACL commerce.TABLE resources
GRANT SELECT ON TABLE commerce.resources TO commerce_reader;
GRANT SELECT ON TABLE commerce.resources TO commerce_service;
GRANT SELECT ON TABLE commerce.resources TO commerce_user;

-- ACL commerce.TABLE services
GRANT SELECT ON TABLE commerce.services TO commerce_anon;
GRANT SELECT ON TABLE commerce.services TO commerce_reader;
GRANT SELECT ON TABLE commerce.services TO commerce_service;
GRANT SELECT ON TABLE commerce.services TO commerce_user;

-- ACL commerce.TABLE shipping_methods
GRANT SELECT ON TABLE commerce.shipping_methods TO commerce_anon;
GRANT SELECT ON TABLE commerce.shipping_methods TO commerce_reader;
GRANT SELECT ON TABLE commerce.shipping_methods TO commerce_service;
GRANT SELECT ON TABLE commerce.shipping_methods TO commerce_user;

-- ACL commerce.TABLE staff
GRANT SELECT ON TABLE commerce.staff TO commerce_anon;
GRANT SELECT ON TABLE commerce.staff TO commerce_reader;
GRANT SELECT ON TABLE commerce.staff TO commerce_service;
GRANT SELECT ON TABLE commerce.staff TO commerce_user;

-- ACL commerce.TABLE stock_locations
GRANT SELECT ON TABLE commerce.stock_locations TO commerce_reader;
GRANT SELECT ON TABLE commerce.stock_locations TO commerce_service;
GRANT SELECT ON TABLE commerce.stock_locations TO commerce_user;

-- ACL commerce.TABLE venues
GRANT SELECT ON TABLE commerce.venues TO commerce_anon;
GRANT SELECT ON TABLE commerce.venues TO commerce_reader;
GRANT SELECT ON TABLE commerce.venues TO commerce_service;
GRANT SELECT ON TABLE commerce.venues TO commerce_user;

-- ACL commerce.TABLE order_items
GRANT SELECT ON TABLE commerce.order_items TO commerce_anon;
GRANT SELECT ON TABLE commerce.order_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.order_items TO commerce_service;
GRANT SELECT ON TABLE commerce.order_items TO commerce_user;

-- ACL commerce.TABLE setting_definitions
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_platform;
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_reader;
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_service;
GRANT SELECT ON TABLE commerce.setting_definitions TO commerce_user;

-- ACL commerce.TABLE entitlements
GRANT SELECT ON TABLE commerce.entitlements TO commerce_reader;
GRANT SELECT ON TABLE commerce.entitlements TO commerce_service;
GRANT SELECT ON TABLE commerce.entitlements TO commerce_user;

-- ACL commerce.TABLE disputes
GRANT SELECT ON TABLE commerce.disputes TO commerce_reader;
GRANT SELECT ON TABLE commerce.disputes TO commerce_service;
GRANT SELECT ON TABLE commerce.disputes TO commerce_user;

-- ACL commerce.TABLE audit_log
GRANT SELECT ON TABLE commerce.audit_log TO commerce_service;
GRANT SELECT ON TABLE commerce.audit_log TO commerce_user;

-- ACL commerce.TABLE bank_statement_rows
GRANT SELECT ON TABLE commerce.bank_statement_rows TO commerce_reader;
GRANT SELECT ON TABLE commerce.bank_statement_rows TO commerce_service;
GRANT SELECT ON TABLE commerce.bank_statement_rows TO commerce_user;

-- ACL commerce.TABLE booking_moves
GRANT SELECT ON TABLE commerce.booking_moves TO commerce_anon;
GRANT SELECT ON TABLE commerce.booking_moves TO commerce_reader;
GRANT SELECT ON TABLE commerce.booking_moves TO commerce_service;
GRANT SELECT ON TABLE commerce.booking_moves TO commerce_user;

-- ACL commerce.TABLE booking_status_history
GRANT SELECT ON TABLE commerce.booking_status_history TO commerce_anon;
GRANT SELECT ON TABLE commerce.booking_status_history TO commerce_reader;
GRANT SELECT ON TABLE commerce.booking_status_history TO commerce_service;
GRANT SELECT ON TABLE commerce.booking_status_history TO commerce_user;

-- ACL commerce.TABLE booking_status_transitions
GRANT SELECT ON TABLE commerce.booking_status_transitions TO commerce_anon;
GRANT SELECT ON TABLE commerce.booking_status_transitions TO commerce_reader;
GRANT SELECT ON TABLE commerce.booking_status_transitions TO commerce_service;
GRANT SELECT ON TABLE commerce.booking_status_transitions TO commerce_user;

-- ACL commerce.TABLE currencies
GRANT SELECT ON TABLE commerce.currencies TO commerce_anon;
GRANT SELECT ON TABLE commerce.currencies TO commerce_platform;
GRANT SELECT ON TABLE commerce.currencies TO commerce_reader;
GRANT SELECT ON TABLE commerce.currencies TO commerce_relay;
GRANT SELECT ON TABLE commerce.currencies TO commerce_service;
GRANT SELECT ON TABLE commerce.currencies TO commerce_user;
GRANT SELECT ON TABLE commerce.currencies TO commerce_worker;

-- ACL commerce.TABLE customer_aliases
GRANT SELECT ON TABLE commerce.customer_aliases TO commerce_reader;
GRANT SELECT ON TABLE commerce.customer_aliases TO commerce_service;
GRANT SELECT ON TABLE commerce.customer_aliases TO commerce_user;

-- ACL commerce.TABLE dispute_list
GRANT SELECT ON TABLE commerce.dispute_list TO commerce_reader;
GRANT SELECT ON TABLE commerce.dispute_list TO commerce_service;
GRANT SELECT ON TABLE commerce.dispute_list TO commerce_user;

-- ACL commerce.TABLE entitlement_uses
GRANT SELECT ON TABLE commerce.entitlement_uses TO commerce_reader;
GRANT SELECT ON TABLE commerce.entitlement_uses TO commerce_service;
GRANT SELECT ON TABLE commerce.entitlement_uses TO commerce_user;

-- ACL commerce.TABLE events
GRANT SELECT ON TABLE commerce.events TO commerce_reader;
GRANT SELECT ON TABLE commerce.events TO commerce_service;
GRANT SELECT ON TABLE commerce.events TO commerce_user;

-- ACL commerce.TABLE inventory_locks
GRANT SELECT ON TABLE commerce.inventory_locks TO commerce_reader;
GRANT SELECT ON TABLE commerce.inventory_locks TO commerce_service;
GRANT SELECT ON TABLE commerce.inventory_locks TO commerce_user;

-- ACL commerce.TABLE ledger_accounts
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_anon;
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_platform;
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_reader;
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_relay;
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_service;
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_user;
GRANT SELECT ON TABLE commerce.ledger_accounts TO commerce_worker;

-- ACL commerce.TABLE ledger_entries
GRANT SELECT ON TABLE commerce.ledger_entries TO commerce_reader;
GRANT SELECT ON TABLE commerce.ledger_entries TO commerce_service;
GRANT SELECT ON TABLE commerce.ledger_entries TO commerce_user;

-- ACL commerce.TABLE notification_deliveries
GRANT SELECT ON TABLE commerce.notification_deliveries TO commerce_service;
GRANT SELECT ON TABLE commerce.notification_deliveries TO commerce_user;

-- ACL commerce.TABLE notification_template_defaults
GRANT SELECT ON TABLE commerce.notification_template_defaults TO commerce_service;
GRANT SELECT ON TABLE commerce.notification_template_defaults TO commerce_user;

-- ACL commerce.TABLE order_status_history
GRANT SELECT ON TABLE commerce.order_status_history TO commerce_reader;
GRANT SELECT ON TABLE commerce.order_status_history TO commerce_service;
GRANT SELECT ON TABLE commerce.order_status_history TO commerce_user;

-- ACL commerce.TABLE order_status_transitions
GRANT SELECT ON TABLE commerce.order_status_transitions TO commerce_anon;
GRANT SELECT ON TABLE commerce.order_status_transitions TO commerce_reader;
GRANT SELECT ON TABLE commerce.order_status_transitions TO commerce_relay;
GRANT SELECT ON TABLE commerce.order_status_transitions TO commerce_service;
GRANT SELECT ON TABLE commerce.order_status_transitions TO commerce_user;
GRANT SELECT ON TABLE commerce.order_status_transitions TO commerce_worker;

-- ACL commerce.TABLE platform_settings
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_platform;
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_reader;
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_service;
GRANT SELECT ON TABLE commerce.platform_settings TO commerce_user;

-- ACL commerce.TABLE promotion_uses
GRANT SELECT ON TABLE commerce.promotion_uses TO commerce_reader;
GRANT SELECT ON TABLE commerce.promotion_uses TO commerce_service;
GRANT SELECT ON TABLE commerce.promotion_uses TO commerce_user;

-- ACL commerce.TABLE refund_items
GRANT SELECT ON TABLE commerce.refund_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.refund_items TO commerce_service;
GRANT SELECT ON TABLE commerce.refund_items TO commerce_user;

-- ACL commerce.TABLE removed_items
GRANT SELECT ON TABLE commerce.removed_items TO commerce_anon;
GRANT SELECT ON TABLE commerce.removed_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.removed_items TO commerce_service;
GRANT SELECT ON TABLE commerce.removed_items TO commerce_user;

-- ACL commerce.TABLE reservation_resources
GRANT SELECT ON TABLE commerce.reservation_resources TO commerce_reader;
GRANT SELECT ON TABLE commerce.reservation_resources TO commerce_service;
GRANT SELECT ON TABLE commerce.reservation_resources TO commerce_user;

-- ACL commerce.TABLE return_items
GRANT SELECT ON TABLE commerce.return_items TO commerce_anon;
GRANT SELECT ON TABLE commerce.return_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.return_items TO commerce_service;
GRANT SELECT ON TABLE commerce.return_items TO commerce_user;

-- ACL commerce.TABLE schedules
GRANT SELECT ON TABLE commerce.schedules TO commerce_reader;
GRANT SELECT ON TABLE commerce.schedules TO commerce_service;
GRANT SELECT ON TABLE commerce.schedules TO commerce_user;

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

-- ACL commerce.TABLE shipment_items
GRANT SELECT ON TABLE commerce.shipment_items TO commerce_anon;
GRANT SELECT ON TABLE commerce.shipment_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.shipment_items TO commerce_service;
GRANT SELECT ON TABLE commerce.shipment_items TO commerce_user;

-- ACL commerce.TABLE stock_movements
GRANT SELECT ON TABLE commerce.stock_movements TO commerce_reader;
GRANT SELECT ON TABLE commerce.stock_movements TO commerce_service;
GRANT SELECT ON TABLE commerce.stock_movements TO commerce_user;

-- ACL commerce.TABLE stock_status
GRANT SELECT ON TABLE commerce.stock_status TO commerce_reader;
GRANT SELECT ON TABLE commerce.stock_status TO commerce_service;
GRANT SELECT ON TABLE commerce.stock_status TO commerce_user;

-- ACL commerce.TABLE stored_value_entries
GRANT SELECT ON TABLE commerce.stored_value_entries TO commerce_reader;
GRANT SELECT ON TABLE commerce.stored_value_entries TO commerce_service;
GRANT SELECT ON TABLE commerce.stored_value_entries TO commerce_user;

-- ACL commerce.TABLE subscription_periods
GRANT SELECT ON TABLE commerce.subscription_periods TO commerce_reader;
GRANT SELECT ON TABLE commerce.subscription_periods TO commerce_service;
GRANT SELECT ON TABLE commerce.subscription_periods TO commerce_user;

-- ACL commerce.TABLE sweep_runs
GRANT SELECT ON TABLE commerce.sweep_runs TO commerce_platform;
GRANT SELECT ON TABLE commerce.sweep_runs TO commerce_worker;

-- ACL commerce.TABLE sweep_schedules
GRANT SELECT ON TABLE commerce.sweep_schedules TO commerce_platform;
GRANT SELECT ON TABLE commerce.sweep_schedules TO commerce_worker;

-- ACL commerce.TABLE tenders
GRANT SELECT ON TABLE commerce.tenders TO commerce_reader;
GRANT SELECT ON TABLE commerce.tenders TO commerce_service;
GRANT SELECT ON TABLE commerce.tenders TO commerce_user;

-- ACL commerce.TABLE unsent_items
GRANT SELECT ON TABLE commerce.unsent_items TO commerce_anon;
GRANT SELECT ON TABLE commerce.unsent_items TO commerce_reader;
GRANT SELECT ON TABLE commerce.unsent_items TO commerce_service;
GRANT SELECT ON TABLE commerce.unsent_items TO commerce_user;
