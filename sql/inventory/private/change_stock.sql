create or replace function commerce_private.change_stock(
    organization_id uuid,
    order_id uuid,
    product_ids bigint[],
    changes bigint[],
    backorders bigint[],
    is_sold boolean,
    expires_at timestamptz,
    reason text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_ids bigint[];
    v_quantities bigint[];
    v_backorders bigint[];
begin
    if is_sold then
        perform commerce_private.change_sold_stock(
            organization_id, order_id, product_ids, changes, backorders, expires_at, reason, actor_user_id);
        return;
    end if;
    -- All that the order holds is held anew: what it held, lapsed or not, and the change.
    select
        array_agg(wanted.product_id order by wanted.product_id),
        array_agg(greatest(0, wanted.quantity) order by wanted.product_id),
        array_agg(wanted.product_id) filter (where wanted.is_awaited)
    into v_product_ids, v_quantities, v_backorders
    from (
        select
            coalesce(own.product_id, changed.product_id) as product_id,
            coalesce(own.quantity, 0) + coalesce(changed.quantity, 0) as quantity,
            own.is_awaited is true or changed.product_id = any(change_stock.backorders) as is_awaited,
            own.product_id is not null or changed.quantity > 0 as is_stocked
        from (
            select
                lock.product_id,
                sum(lock.qty_reserved + lock.qty_backordered)::bigint as quantity,
                bool_or(lock.qty_backordered > 0) as is_awaited
            from commerce.inventory_locks as lock
            where lock.organization_id = change_stock.organization_id
                and lock.order_id = change_stock.order_id
                and lock.state in ('active', 'expired')
            group by lock.product_id
        ) as own
        full join unnest(change_stock.product_ids, change_stock.changes) as changed (product_id, quantity)
            on changed.product_id = own.product_id
    ) as wanted
    where wanted.is_stocked;
    if v_product_ids is not null then
        perform commerce_private.allocate_stock(
            organization_id, order_id, v_product_ids, v_quantities, expires_at, v_backorders);
    end if;
end;
$$;

comment on function commerce_private.change_stock(
    uuid, uuid, bigint[], bigint[], bigint[], boolean, timestamptz, text, uuid
) is
$md$Take units for an order, and give others back: `changes` of `product_ids`, which ascend, positive to take.

What an unpaid order holds is held until `expires_at`, all of it or nothing; of a paid one (`is_sold`) units are sold
and come back on the shelf. The caller holds the order. Locks: inventory locks, then stock, by product.

Raises `VI401`, `VI201`.$md$;

revoke all on function commerce_private.change_stock(
    uuid, uuid, bigint[], bigint[], bigint[], boolean, timestamptz, text, uuid
) from public;
