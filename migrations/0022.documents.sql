-- depends: 0021.order_changes
-- Papers about orders, numbered without a gap: invoices, credit notes, receipts.
-- Locks:    none that anybody waits for (a new table only).
-- Backfill: none.
-- Reverse:  drops the table and its rows. Numbers that were given out are then forgotten.
set local lock_timeout = '5s';

create table commerce.documents (
    organization_id uuid not null,
    id uuid not null default commerce_private.new_id(),
    order_id uuid not null,
    kind text not null,
    sequence bigint not null,
    document_number text not null,
    currency text not null,
    total_minor bigint not null,
    tax_minor bigint not null,
    data jsonb not null,
    issued_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint documents_pkey primary key (organization_id, id),
    constraint documents_sequence_key unique (organization_id, kind, sequence),
    constraint documents_number_key unique (organization_id, document_number),
    constraint documents_kind_check check (kind in ('invoice', 'credit_note', 'receipt')),
    constraint documents_amounts_check check (sequence > 0 and least(total_minor, tax_minor) >= 0),
    constraint documents_data_check check (jsonb_typeof(data) = 'object'),
    constraint documents_order_fkey foreign key (organization_id, order_id)
        references commerce.orders (organization_id, id) on delete restrict
);
create index documents_order_idx on commerce.documents (organization_id, order_id);

alter table commerce.documents enable row level security;

insert into commerce_meta.tables (table_name, room, scope, organization_column, personal_columns)
values ('commerce.documents', 'orders', 'tenant', 'organization_id', '{data}');
