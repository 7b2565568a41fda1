create or replace function commerce_private.release_locks(
    organization_id uuid,
    order_id uuid,
    to_state text = 'released'
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_product_ids bigint[];
    v_location_ids uuid[];
    v_quantities bigint[];
begin
    with locked as materialized (
        select lock.product_id, lock.location_id
        from commerce.inventory_locks as lock
        where lock.organization_id = release_locks.organization_id
            and lock.order_id = release_locks.order_id
            and lock.state = 'active'
        order by lock.product_id, lock.location_id
        for no key update
    ),
    released as (
        update commerce.inventory_locks as lock
        set state = release_locks.to_state
        from locked
        where lock.organization_id = release_locks.organization_id
            and lock.order_id = release_locks.order_id
            and lock.product_id = locked.product_id
            and lock.location_id = locked.location_id
        returning lock.product_id, lock.location_id, lock.qty_reserved
    )
    select
        array_agg(released.product_id order by released.product_id, released.location_id),
        array_agg(released.location_id order by released.product_id, released.location_id),
        array_agg(released.qty_reserved order by released.product_id, released.location_id)
    into v_product_ids, v_location_ids, v_quantities
    from released;
    -- A sold order that is given up awaits nothing any more.
    update commerce.inventory_locks as lock
    set qty_backordered = 0
    where lock.organization_id = release_locks.organization_id
        and lock.order_id = release_locks.order_id
        and lock.state = 'converted'
        and lock.qty_backordered > 0;
    perform commerce_private.unreserve_stock(organization_id, v_product_ids, v_location_ids, v_quantities);
    return coalesce(cardinality(v_product_ids), 0);
end;
$$;

comment on function commerce_private.release_locks(uuid, uuid, text) is
$md$Give the units of an order's active locks back: `to_state` is `released` or `expired`. Twice changes nothing.$md$;

revoke all on function commerce_private.release_locks(uuid, uuid, text) from public;
