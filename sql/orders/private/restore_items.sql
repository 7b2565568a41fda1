create or replace function commerce_private.restore_items(
    organization_id uuid,
    order_id uuid,
    items jsonb,
    reason text,
    actor_user_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted record;
begin
    if items is null then
        return commerce_private.restore_stock(organization_id, order_id, reason, actor_user_id);
    end if;
    v_wanted := commerce_private.stock_of_items(organization_id, order_id, items);
    return commerce_private.restore_stock(
        organization_id, order_id, reason, actor_user_id, v_wanted.product_ids, v_wanted.quantities);
end;
$$;

comment on function commerce_private.restore_items(uuid, uuid, jsonb, text, uuid) is
$md$Put the units of some lines of an order back on the shelf, never more than it bought; null items mean all.

The caller holds the order. Locks: inventory locks, then stock, by product. Returns the number of units.
Raises `VI101` for items that are not the order's, or more than was sold.$md$;

revoke all on function commerce_private.restore_items(uuid, uuid, jsonb, text, uuid) from public;
