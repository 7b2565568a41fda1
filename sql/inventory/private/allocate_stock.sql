create or replace function commerce_private.allocate_stock(
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
as $$
declare
    v_tries constant integer := 10;
    v_free jsonb;
begin
    for v_try in 1..v_tries loop
        begin
            -- 1. Lock rows, by (product, order): the order's own and everybody's stale ones together.
            v_free := commerce_private.free_locks(organization_id, order_id, product_ids);
            -- 2. Stock rows, by (product, location).
            perform commerce_private.place_locks(
                organization_id, order_id, product_ids, quantities, expires_at, v_free, backorders);
            return;
        exception
            when sqlstate 'VI401' then
                -- A lock may have lapsed while this call waited for the stock: those units are free.
                if v_try = v_tries or not exists (
                    select
                    from commerce.inventory_locks as stale
                    where stale.organization_id = allocate_stock.organization_id
                        and stale.product_id = any(allocate_stock.product_ids)
                        and stale.state = 'active'
                        and stale.expires_at <= commerce_private.clock()
                ) then
                    raise;
                end if;
        end;
    end loop;
end;
$$;

comment on function commerce_private.allocate_stock(uuid, uuid, bigint[], bigint[], timestamptz, bigint[]) is
$md$Find units for an order in every location, after giving back what stale locks still hold.

What `lock_stock` leaves: it waits for stale locks, never skips them, so nobody is refused
while units remain.

Raises `VI401`, `VI201`.$md$;

revoke all on function commerce_private.allocate_stock(uuid, uuid, bigint[], bigint[], timestamptz, bigint[]) from public;
