create or replace function commerce_private.restock_items(
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
    v_product_ids bigint[];
    v_quantities bigint[];
begin
    -- What was never taken from the shelf, or is back on it, does not come back to it.
    select
        array_agg(back.product_id order by back.product_id),
        array_agg(back.quantity order by back.product_id)
    into v_product_ids, v_quantities
    from (
        select wanted.product_id, least(wanted.quantity, sold.quantity)::bigint as quantity
        from (
            select item.product_id, sum(line.quantity) as quantity
            from commerce_private.refund_lines(
                restock_items.organization_id, restock_items.order_id, restock_items.items) as line
            join commerce.order_items as item
                on item.organization_id = restock_items.organization_id and item.id = line.order_item_id
            where item.product_id is not null
            group by item.product_id
        ) as wanted
        cross join lateral (
            select -sum(movement.quantity) as quantity
            from commerce.stock_movements as movement
            where movement.organization_id = restock_items.organization_id
                and movement.order_id = restock_items.order_id
                and movement.product_id = wanted.product_id
                and movement.kind in ('sale', 'restock')
        ) as sold
        where least(wanted.quantity, sold.quantity) > 0
    ) as back;
    if v_product_ids is null then
        return 0;
    end if;
    return commerce_private.restore_stock(
        organization_id, order_id, reason, actor_user_id, v_product_ids, v_quantities);
end;
$$;

comment on function commerce_private.restock_items(uuid, uuid, jsonb, text, uuid) is
$md$Put the units of certain items of an order back on the shelf, as far as they were sold and are not back yet. Returns how many.

`items` is what `issue_refund` takes. The caller holds the order.$md$;

revoke all on function commerce_private.restock_items(uuid, uuid, jsonb, text, uuid) from public;
