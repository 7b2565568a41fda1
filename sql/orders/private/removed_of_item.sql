create or replace function commerce_private.removed_of_item(
    organization_id uuid,
    order_item_id uuid
)
returns integer
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(sum(removed.quantity), 0)::integer
from commerce.removed_items as removed
where removed.organization_id = removed_of_item.organization_id
    and removed.order_item_id = removed_of_item.order_item_id;
$$;

comment on function commerce_private.removed_of_item(uuid, uuid) is
$md$How many units of an order's line were taken out of the order again.$md$;

revoke all on function commerce_private.removed_of_item(uuid, uuid) from public;
