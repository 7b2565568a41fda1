create or replace function commerce_private.lock_stock(
    organization_id uuid,
    order_id uuid,
    product_ids bigint[],
    quantities bigint[]
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
    v_taken integer;
begin
    begin
        -- The last statement of an order, so that what everybody wants is held for as little as can be.
        -- Without sequential and bitmap scans every plan of it meets the stock rows in the order of one
        -- of their indexes, which is the products': carts in different order never deadlock.
        update commerce.stock_levels as stock
        set reserved = stock.reserved + wanted.quantity, updated_at = commerce_private.clock()
        from unnest(lock_stock.product_ids, lock_stock.quantities) as wanted (product_id, quantity)
        where stock.organization_id = lock_stock.organization_id
            and stock.product_id = wanted.product_id
            and stock.location_id = lock_stock.organization_id
            and stock.on_hand - stock.reserved >= wanted.quantity;
        get diagnostics v_taken = row_count;
        if v_taken = cardinality(lock_stock.product_ids) then
            return true;
        end if;
        raise exception using errcode = 'VI401';
    exception
        when sqlstate 'VI401' then
            -- Rolled back, so that no stock row is held: stale lock rows come before stock rows.
            null;
    end;
    update commerce.inventory_locks as lock
    set state = 'released'
    where lock.organization_id = lock_stock.organization_id and lock.order_id = lock_stock.order_id;
    return false;
end;
$$;

comment on function commerce_private.lock_stock(uuid, uuid, bigint[], bigint[]) is
$md$Count an order's new lock rows in the stock of the first location, provided that it has all of the units.

`product_ids` ascend, each once. This is the common case, without a look at anybody's locks. Otherwise
nothing is kept, the rows are released, and the answer is false: the rest is for `allocate_stock`.$md$;

revoke all on function commerce_private.lock_stock(uuid, uuid, bigint[], bigint[]) from public;
