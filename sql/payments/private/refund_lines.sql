create or replace function commerce_private.refund_lines(
    organization_id uuid,
    order_id uuid,
    items jsonb,
    out order_item_id uuid,
    out quantity bigint
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select wanted.order_item_id, sum(coalesce(wanted.quantity, item.quantity))::bigint
from jsonb_to_recordset(refund_lines.items) as wanted (order_item_id uuid, quantity integer)
left join commerce.order_items as item
    on item.organization_id = refund_lines.organization_id
    and item.order_id = refund_lines.order_id
    and item.id = wanted.order_item_id
group by wanted.order_item_id;
$$;

comment on function commerce_private.refund_lines(uuid, uuid, jsonb) is
$md$The items to be refunded, one row an item; without a quantity all of it.$md$;

revoke all on function commerce_private.refund_lines(uuid, uuid, jsonb) from public;
