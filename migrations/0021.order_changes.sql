-- depends: 0020.returns
-- What was taken out of orders after they were made: lines themselves never change.
-- Locks:    none that anybody waits for (a new table only).
-- Backfill: none.
-- Reverse:  drops the table and its rows: orders that were changed then disagree with their lines.
set local lock_timeout = '5s';

create table commerce.removed_items (
    organization_id uuid not null,
    change_id uuid not null,
    order_item_id uuid not null,
    order_id uuid not null,
    quantity integer not null,
    amount_minor bigint not null,
    waived_minor bigint not null,
    discount_minor bigint not null,
    tax_minor bigint not null,
    created_at timestamptz not null default now(),
    constraint removed_items_pkey primary key (organization_id, change_id, order_item_id),
    constraint removed_items_quantity_check check (quantity > 0),
    constraint removed_items_amounts_check
        check (least(waived_minor, discount_minor, tax_minor, amount_minor - waived_minor) >= 0),
    constraint removed_items_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint removed_items_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
);
create index removed_items_order_idx on commerce.removed_items (organization_id, order_id);
create index removed_items_item_idx on commerce.removed_items (organization_id, order_item_id);

-- What is back on the shelf before it left, though it stays in the order.
create table commerce.unsent_items (
    organization_id uuid not null,
    change_id uuid not null,
    order_item_id uuid not null,
    order_id uuid not null,
    quantity integer not null,
    created_at timestamptz not null default now(),
    constraint unsent_items_pkey primary key (organization_id, change_id, order_item_id),
    constraint unsent_items_quantity_check check (quantity > 0),
    constraint unsent_items_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict,
    constraint unsent_items_item_fkey foreign key (organization_id, order_item_id)
        references commerce.order_items (organization_id, id) on delete restrict
);
create index unsent_items_order_idx on commerce.unsent_items (organization_id, order_id);
create index unsent_items_item_idx on commerce.unsent_items (organization_id, order_item_id);

alter table commerce.removed_items enable row level security;
alter table commerce.unsent_items enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values
    ('commerce.removed_items', 'orders', 'tenant', 'organization_id', '{}'),
    ('commerce.unsent_items', 'orders', 'tenant', 'organization_id', '{}');

insert into commerce.notification_template_defaults
    (template, channel, locale, subject, body_text, body_html)
values
    ('order_changed', 'email', 'en',
     'Your order {{ data.order_number }} was changed',
     'Hello{{ " " ~ data.first_name if data.first_name }},

your order {{ data.order_number }} was changed. This is in it now:

{% for item in data.get("items") or [] %}
{{ item.quantity }} x {{ item.title }}{{ "  " ~ item.total if item.total }}
{% endfor %}

Total: {{ data.total ~ " " ~ data.currency if data.total else data.total_minor | money(data.currency) }}{{ "\nTo be paid: " ~ data.due ~ " " ~ data.currency if data.due_minor }}

{{ data.organization.name }}{{ "\n" ~ data.organization.site_url if data.organization.site_url }}
',
     '<p>Hello{% if data.first_name %} {{ data.first_name }}{% endif %},</p>
<p>your order {{ data.order_number }} was changed. This is in it now:</p>
<ul>
{% for item in data.get("items") or [] %}
<li>{{ item.quantity }} x {{ item.title }}{% if item.total %}: {{ item.total }}{% endif %}</li>
{% endfor %}
</ul>
<p>Total: {{ data.total ~ " " ~ data.currency if data.total else data.total_minor | money(data.currency) }}{% if data.due_minor %}<br>To be paid: {{ data.due ~ " " ~ data.currency }}{% endif %}</p>
<p>{{ data.organization.name }}{% if data.organization.site_url %}<br>{{ data.organization.site_url }}{% endif %}</p>
');
