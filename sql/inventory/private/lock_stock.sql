create or replace function commerce_private.lock_stock(
    organization_id uuid,
    order_id uuid,
    product_ids bigint[],
    quantities bigint[],
    expires_at timestamptz,
    backorders bigint[] = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
    v_locked integer;
    v_taken integer;
begin
    begin
        -- Without sequential and bitmap scans every plan of this statement meets the stock rows in the
        -- order of one of their indexes, which is the products': carts in different order never deadlock.
        with taken as (
            update commerce.stock_levels as stock
            set reserved = stock.reserved + wanted.quantity, updated_at = commerce_private.clock()
            from unnest(lock_stock.product_ids, lock_stock.quantities) as wanted (product_id, quantity)
            where stock.organization_id = lock_stock.organization_id
                and stock.product_id = wanted.product_id
                and stock.location_id = lock_stock.organization_id
                and stock.on_hand - stock.reserved >= wanted.quantity
            returning stock.product_id
        ),
        locked as (
            insert into commerce.inventory_locks
                (organization_id, order_id, product_id, location_id, qty_reserved, expires_at)
            select
                lock_stock.organization_id, lock_stock.order_id, wanted.product_id, lock_stock.organization_id,
                wanted.quantity, lock_stock.expires_at
            from unnest(lock_stock.product_ids, lock_stock.quantities) as wanted (product_id, quantity)
            on conflict do nothing
            returning product_id
        )
        select (select count(*) from locked), (select count(*) from taken)
        into v_locked, v_taken;
        if least(v_locked, v_taken) < cardinality(lock_stock.product_ids) then
            raise exception using errcode = 'VI401';
        end if;
        return;
    exception
        when sqlstate 'VI401' then
            -- Rolled back, so that no stock row is held: stale lock rows come before stock rows.
            null;
    end;
    perform commerce_private.allocate_stock(organization_id, order_id, product_ids, quantities, expires_at, backorders);
end;
$$;

comment on function commerce_private.lock_stock(uuid, uuid, bigint[], bigint[], timestamptz, bigint[]) is
$md$Keep units for an order until `expires_at`: afterwards the order holds exactly these quantities of these products.

`product_ids` ascend, each once. The common case takes from the first location, without looking at
anybody's locks; whatever does not fit there is left to `allocate_stock`.

Products in `backorders` may be sold before they arrive: what there is of them is kept.

Raises `VI401` when fewer units are free (`product_id`, `wanted`, `available`), `VI201` when a product
has no stock record.$md$;

revoke all on function commerce_private.lock_stock(uuid, uuid, bigint[], bigint[], timestamptz, bigint[]) from public;
