create or replace function commerce_private.change_goods(
    purchase commerce.orders,
    change_id uuid,
    added commerce_private.order_sums,
    is_sold boolean,
    expires_at timestamptz,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_changes bigint[];
begin
    select
        array_agg(net.product_id order by net.product_id),
        array_agg(net.quantity order by net.product_id)
    into v_product_ids, v_changes
    from (
        select part.product_id, sum(part.quantity)::bigint as quantity
        from (
            select line.product_id, line.quantity
            from unnest((change_goods.added).lines) as line
            where line.is_stocked
            union all
            select item.product_id, -removed.quantity
            from commerce.removed_items as removed
            join commerce.order_items as item
                on item.organization_id = removed.organization_id and item.id = removed.order_item_id
            where removed.organization_id = purchase.organization_id
                and removed.change_id = change_goods.change_id
        ) as part
        group by part.product_id
        having sum(part.quantity) <> 0
    ) as net;
    perform commerce_private.change_stock(
        purchase.organization_id, purchase.id, v_product_ids, v_changes, added.backorders, is_sold, expires_at,
        'order changed', actor_user_id);
end;
$$;

comment on function commerce_private.change_goods(
    commerce.orders, uuid, commerce_private.order_sums, boolean, timestamptz, uuid
) is
$md$Take and give back the stock of a change of an order, product by product what is left of both.

The caller holds the order. Locks: inventory locks, then stock. Raises `VI401`, `VI201`.$md$;

revoke all on function commerce_private.change_goods(
    commerce.orders, uuid, commerce_private.order_sums, boolean, timestamptz, uuid
) from public;
