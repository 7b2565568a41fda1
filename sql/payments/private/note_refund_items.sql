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
    refund.organization_id, refund.id, item.id, wanted.quantity,
    round(item.total_minor::numeric * wanted.quantity / item.quantity)
from commerce.refunds as refund
cross join lateral commerce_private.refund_lines(
    note_refund_items.organization_id, refund.order_id, note_refund_items.items) as wanted
join commerce.order_items as item
    on item.organization_id = refund.organization_id and item.id = wanted.order_item_id
where refund.organization_id = note_refund_items.organization_id and refund.id = note_refund_items.refund_id;
$$;

comment on function commerce_private.note_refund_items(uuid, uuid, jsonb) is
$md$Write down which items a refund was for.$md$;

revoke all on function commerce_private.note_refund_items(uuid, uuid, jsonb) from public;
