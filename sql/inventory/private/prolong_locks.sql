create or replace function commerce_private.prolong_locks(
    organization_id uuid,
    order_id uuid,
    expires_at timestamptz
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_rows integer;
begin
    with locked as materialized (
        select lock.product_id, lock.location_id
        from commerce.inventory_locks as lock
        where lock.organization_id = prolong_locks.organization_id
            and lock.order_id = prolong_locks.order_id
            and lock.state = 'active'
            and lock.expires_at < prolong_locks.expires_at
        order by lock.product_id, lock.location_id
        for no key update
    )
    update commerce.inventory_locks as lock
    set expires_at = prolong_locks.expires_at
    from locked
    where lock.organization_id = prolong_locks.organization_id
        and lock.order_id = prolong_locks.order_id
        and lock.product_id = locked.product_id
        and lock.location_id = locked.location_id;
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$$;

comment on function commerce_private.prolong_locks(uuid, uuid, timestamptz) is
$md$Let the order's active locks last until `expires_at`, none shorter than before. Returns how many it prolonged.

A lock that nobody has expired yet holds its units still, so that it may be prolonged even after its time.$md$;

revoke all on function commerce_private.prolong_locks(uuid, uuid, timestamptz) from public;
