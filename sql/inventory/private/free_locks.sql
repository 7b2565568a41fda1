create or replace function commerce_private.free_locks(
    organization_id uuid,
    order_id uuid,
    product_ids bigint[]
)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
    v_free jsonb;
begin
    with found as materialized (
        select stale.order_id, stale.product_id, stale.location_id
        from commerce.inventory_locks as stale
        where stale.organization_id = free_locks.organization_id
            and stale.product_id = any(free_locks.product_ids)
            and stale.state = 'active'
            and stale.expires_at <= v_now
        union
        select own.order_id, own.product_id, own.location_id
        from commerce.inventory_locks as own
        where own.organization_id = free_locks.organization_id
            and own.order_id = free_locks.order_id
            and own.product_id = any(free_locks.product_ids)
            and own.state in ('active', 'expired')
    ),
    locked as materialized (
        select lock.order_id, lock.product_id, lock.location_id, lock.qty_reserved, lock.state
        from found
        join commerce.inventory_locks as lock
            on lock.organization_id = free_locks.organization_id
            and lock.order_id = found.order_id
            and lock.product_id = found.product_id
            and lock.location_id = found.location_id
        where (lock.state = 'active' and lock.expires_at <= v_now)
            or (lock.order_id = free_locks.order_id and lock.state in ('active', 'expired'))
        order by lock.product_id, lock.order_id, lock.location_id
        for no key update of lock
    ),
    freed as (
        update commerce.inventory_locks as lock
        set state = case when lock.order_id = free_locks.order_id then 'released' else 'expired' end
        from locked
        where lock.organization_id = free_locks.organization_id
            and lock.order_id = locked.order_id
            and lock.product_id = locked.product_id
            and lock.location_id = locked.location_id
    ),
    summed as (
        select locked.product_id, locked.location_id, sum(locked.qty_reserved) as quantity
        from locked
        where locked.state = 'active'
        group by locked.product_id, locked.location_id
    )
    select coalesce(
        jsonb_agg(jsonb_build_object(
            'product_id', summed.product_id, 'location_id', summed.location_id, 'quantity', summed.quantity)),
        '[]')
    into v_free
    from summed;
    return v_free;
end;
$$;

comment on function commerce_private.free_locks(uuid, uuid, bigint[]) is
$md$Let go of the order's own locks on these products, and of everybody's that have lapsed.

Answers with what the stock rows still count as reserved for them, `[{"product_id", "location_id",
"quantity"}]`: the caller takes it off. Lock rows are locked by (product, order, location).$md$;

revoke all on function commerce_private.free_locks(uuid, uuid, bigint[]) from public;
