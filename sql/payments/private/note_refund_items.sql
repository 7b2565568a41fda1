create or replace function commerce_private.note_refund_items(
    organization_id uuid,
    refund_id uuid,
    items jsonb
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.refund_items (organization_id, refund_id, order_item_id, quantity, amount_minor)
select
    refund.organization_id, refund.id, wanted.order_item_id, wanted.quantity, wanted.amount_minor
from commerce.refunds as refund
cross join lateral commerce_private.refund_lines(
    note_refund_items.organization_id, refund.order_id, note_refund_items.items) as wanted
where refund.organization_id = note_refund_items.organization_id and refund.id = note_refund_items.refund_id;
$$;

comment on function commerce_private.note_refund_items(uuid, uuid, jsonb) is
$md$Write down which items a refund was for.$md$;

revoke all on function commerce_private.note_refund_items(uuid, uuid, jsonb) from public;
