-- depends: 0002.tenancy
-- What is to be told to people and programs, queued in the transaction that causes it.
-- Locks:    none that anybody waits for (new tables only).
-- Backfill: none.
-- Reverse:  drops the tables and their rows.
set local lock_timeout = '5s';

-- Words of hot tables are domains: the check of a table is parsed again by every statement that writes,
-- that of a domain once a session.
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.message_channel as text
    constraint message_channel_check check (value in ('email', 'sms', 'webhook', 'staff'));
-- squawk-ignore ban-create-domain-with-constraint
create domain commerce.message_status as text
    constraint message_status_check
    check (value in ('queued', 'sending', 'sent', 'failed', 'dead', 'cancelled'));

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
    channel commerce.message_channel not null,
    locale text not null,
    subject text not null,
    body_text text not null,
    body_html text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint notification_templates_pkey primary key (organization_id, template, channel, locale),
    constraint notification_templates_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);

create table commerce.notification_queue (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    channel commerce.message_channel not null,
    template text not null,
    recipient text not null,
    locale text,
    data jsonb not null default '{}',
    not_before timestamptz not null,
    status commerce.message_status not null default 'queued',
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
    constraint notification_queue_attempts_check check (attempts >= 0),
    constraint notification_queue_organization_fkey foreign key (organization_id)
        references commerce.organizations (id) on delete cascade
);
create index notification_queue_due_idx on commerce.notification_queue (channel, not_before)
    where status in ('queued', 'sending', 'failed');
create index notification_queue_id_idx on commerce.notification_queue (id);
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

-- What a worker needs to send a message, in one row.
create type commerce.claimed_notification as (
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
    queued_at timestamptz,
    locked_until timestamptz,
    email_from text,
    subject text,
    body_text text,
    body_html text
);

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.notification_template_defaults', 'messaging', 'global', null, '{}'),
    ('commerce.notification_templates', 'messaging', 'tenant', 'organization_id', '{}'),
    ('commerce.notification_queue', 'messaging', 'tenant', 'organization_id', '{recipient,data}'),
    ('commerce.notification_deliveries', 'messaging', 'tenant', 'organization_id', '{}'),
    ('commerce.events', 'messaging', 'tenant', 'organization_id', '{}');

-- Jinja2 over `data`: what the message was queued with, and data.organization (name, site_url, ...).
-- A key that is not there is left out, so that a message never fails for it.
insert into commerce.notification_template_defaults
    (template, channel, locale, subject, body_text, body_html)
values
    ('order_confirmation', 'email', 'en',
     'Your order {{ data.order_number }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

thank you for your order {{ data.order_number }}.

{% for item in data.get("items") or [] %}
{{ item.quantity }} x {{ item.title }}{{ "  " ~ item.total if item.total }}
{% endfor %}

Total: {{ data.total ~ " " ~ data.currency if data.total else data.total_minor | money(data.currency) }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>thank you for your order {{ data.order_number }}.</p>
<ul>
{% for item in data.get("items") or [] %}
<li>{{ item.quantity }} x {{ item.title }}{% if item.total %}: {{ item.total }}{% endif %}</li>
{% endfor %}
</ul>
<p>Total: {{ data.total ~ " " ~ data.currency if data.total else data.total_minor | money(data.currency) }}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('order_status_changed', 'email', 'en',
     'Your order {{ data.order_number }}: {{ data.status | replace("_", " ") }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your order {{ data.order_number }} is now: {{ data.status | replace("_", " ") }}.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>your order {{ data.order_number }} is now: {{ data.status | replace("_", " ") }}.</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('payment_failed', 'email', 'en',
     'Your payment for order {{ data.order_number }} did not go through',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your payment of {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }} did not go through{{ ": " ~ data.message if data.message }}. You can try again, or choose another way to pay.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>your payment of {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }} did not go through{% if data.message %}: {{ data.message }}{% endif %}. You can try again, or choose another way to pay.</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('refund_issued', 'email', 'en',
     'Your refund for order {{ data.order_number }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

we have refunded {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }}. Banks may take some days to show it.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>we have refunded {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }}. Banks may take some days to show it.</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('receipt', 'email', 'en',
     'Receipt for order {{ data.order_number }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

we have received {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }}.

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>we have received {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }}.</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('booking_confirmation', 'email', 'en',
     'Confirmed: {{ data.service or "your booking" }}{{ ", " ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your booking is confirmed.

{{ data.service or "Your booking" }}{{ "\n" ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}{{ " (" ~ data.timezone ~ ")" if data.timezone }}{{ "\nwith " ~ data.staff if data.staff }}{{ "\n" ~ data.venue if data.venue }}{{ "\n" ~ data.meeting_url if data.meeting_url }}

Booking {{ data.booking_number }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>your booking is confirmed.</p>
<p>{{ data.service or "Your booking" }}{% if data.local_start or data.starts_at %}<br>{{ data.local_start or data.starts_at | local_time(data.timezone) }}{% endif %}{% if data.timezone %} ({{ data.timezone }}){% endif %}{% if data.staff %}<br>with {{ data.staff }}{% endif %}{% if data.venue %}<br>{{ data.venue }}{% endif %}{% if data.meeting_url %}<br>{{ data.meeting_url }}{% endif %}</p>
<p>Booking {{ data.booking_number }}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('booking_reminder', 'email', 'en',
     'Reminder: {{ data.service or "your booking" }}{{ ", " ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

we look forward to seeing you.

{{ data.service or "Your booking" }}{{ "\n" ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}{{ " (" ~ data.timezone ~ ")" if data.timezone }}{{ "\nwith " ~ data.staff if data.staff }}{{ "\n" ~ data.venue if data.venue }}{{ "\n" ~ data.meeting_url if data.meeting_url }}

Booking {{ data.booking_number }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>we look forward to seeing you.</p>
<p>{{ data.service or "Your booking" }}{% if data.local_start or data.starts_at %}<br>{{ data.local_start or data.starts_at | local_time(data.timezone) }}{% endif %}{% if data.timezone %} ({{ data.timezone }}){% endif %}{% if data.staff %}<br>with {{ data.staff }}{% endif %}{% if data.venue %}<br>{{ data.venue }}{% endif %}{% if data.meeting_url %}<br>{{ data.meeting_url }}{% endif %}</p>
<p>Booking {{ data.booking_number }}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('booking_cancelled', 'email', 'en',
     'Cancelled: {{ data.service or "your booking" }}{{ ", " ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your booking was cancelled.

{{ data.service or "Your booking" }}{{ "\n" ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}{{ " (" ~ data.timezone ~ ")" if data.timezone }}{{ "\nwith " ~ data.staff if data.staff }}{{ "\n" ~ data.venue if data.venue }}{{ "\n" ~ data.meeting_url if data.meeting_url }}

Booking {{ data.booking_number }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>your booking was cancelled.</p>
<p>{{ data.service or "Your booking" }}{% if data.local_start or data.starts_at %}<br>{{ data.local_start or data.starts_at | local_time(data.timezone) }}{% endif %}{% if data.timezone %} ({{ data.timezone }}){% endif %}{% if data.staff %}<br>with {{ data.staff }}{% endif %}{% if data.venue %}<br>{{ data.venue }}{% endif %}{% if data.meeting_url %}<br>{{ data.meeting_url }}{% endif %}</p>
<p>Booking {{ data.booking_number }}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('booking_rescheduled', 'email', 'en',
     'Moved: {{ data.service or "your booking" }}{{ ", " ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your booking has a new time{{ " instead of " ~ data.old_local_start if data.old_local_start }}.

{{ data.service or "Your booking" }}{{ "\n" ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}{{ " (" ~ data.timezone ~ ")" if data.timezone }}{{ "\nwith " ~ data.staff if data.staff }}{{ "\n" ~ data.venue if data.venue }}{{ "\n" ~ data.meeting_url if data.meeting_url }}

Booking {{ data.booking_number }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>your booking has a new time{% if data.old_local_start %} instead of {{ data.old_local_start }}{% endif %}.</p>
<p>{{ data.service or "Your booking" }}{% if data.local_start or data.starts_at %}<br>{{ data.local_start or data.starts_at | local_time(data.timezone) }}{% endif %}{% if data.timezone %} ({{ data.timezone }}){% endif %}{% if data.staff %}<br>with {{ data.staff }}{% endif %}{% if data.venue %}<br>{{ data.venue }}{% endif %}{% if data.meeting_url %}<br>{{ data.meeting_url }}{% endif %}</p>
<p>Booking {{ data.booking_number }}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('booking_waitlist_offer', 'email', 'en',
     'A place is free: {{ data.service or "your booking" }}{{ ", " ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}',
     'Hello{{ " " ~ data.first_name if data.first_name }},

a place you waited for is free, and we keep it for you{{ " until " ~ (data.expires_at | local_time(data.timezone)) if data.expires_at }}.

{{ data.service or "Your booking" }}{{ "\n" ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}{{ " (" ~ data.timezone ~ ")" if data.timezone }}{{ "\nwith " ~ data.staff if data.staff }}{{ "\n" ~ data.venue if data.venue }}{{ "\n" ~ data.meeting_url if data.meeting_url }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>a place you waited for is free, and we keep it for you{% if data.expires_at %} until {{ data.expires_at | local_time(data.timezone) }}{% endif %}.</p>
<p>{{ data.service or "Your booking" }}{% if data.local_start or data.starts_at %}<br>{{ data.local_start or data.starts_at | local_time(data.timezone) }}{% endif %}{% if data.timezone %} ({{ data.timezone }}){% endif %}{% if data.staff %}<br>with {{ data.staff }}{% endif %}{% if data.venue %}<br>{{ data.venue }}{% endif %}{% if data.meeting_url %}<br>{{ data.meeting_url }}{% endif %}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
'),
    ('staff_new_booking', 'staff', 'en',
     '{{ "To be approved" if data.status == "awaiting_approval" else "New booking" }}: {{ data.service or "your booking" }}{{ ", " ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}',
     'A booking was made{{ " by " ~ data.customer_name if data.customer_name }}{{ " and waits for approval: what nobody approves in time is declined by itself" if data.status == "awaiting_approval" }}.

{{ data.service or "Your booking" }}{{ "\n" ~ (data.local_start or data.starts_at | local_time(data.timezone)) if data.local_start or data.starts_at }}{{ " (" ~ data.timezone ~ ")" if data.timezone }}{{ "\nwith " ~ data.staff if data.staff }}{{ "\n" ~ data.venue if data.venue }}{{ "\n" ~ data.meeting_url if data.meeting_url }}

Booking {{ data.booking_number }}
',
     '<p>A booking was made{% if data.customer_name %} by {{ data.customer_name }}{% endif %}{% if data.status == "awaiting_approval" %} and waits for approval: what nobody approves in time is declined by itself{% endif %}.</p>
<p>{{ data.service or "Your booking" }}{% if data.local_start or data.starts_at %}<br>{{ data.local_start or data.starts_at | local_time(data.timezone) }}{% endif %}{% if data.timezone %} ({{ data.timezone }}){% endif %}{% if data.staff %}<br>with {{ data.staff }}{% endif %}{% if data.venue %}<br>{{ data.venue }}{% endif %}{% if data.meeting_url %}<br>{{ data.meeting_url }}{% endif %}</p>
<p>Booking {{ data.booking_number }}</p>
'),
    ('staff_dispute', 'staff', 'en',
     'Dispute on order {{ data.order_number }}',
     'A customer disputes a payment of {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }}{{ " (" ~ data.reason ~ ")" if data.reason }}.{{ " Evidence is due by " ~ data.due_by ~ "." if data.due_by }}
',
     '<p>A customer disputes a payment of {{ data.amount ~ " " ~ data.currency if data.amount else data.amount_minor | money(data.currency) }} for order {{ data.order_number }}{% if data.reason %} ({{ data.reason }}){% endif %}.{% if data.due_by %} Evidence is due by {{ data.due_by }}.{% endif %}</p>
'),
    ('low_stock', 'staff', 'en',
     'Low stock: {{ data.name or data.sku }}',
     'Only {{ data.on_hand }} left of {{ data.name }}{{ " (" ~ data.sku ~ ")" if data.sku }}.
',
     '<p>Only {{ data.on_hand }} left of {{ data.name }}{% if data.sku %} ({{ data.sku }}){% endif %}.</p>
');
