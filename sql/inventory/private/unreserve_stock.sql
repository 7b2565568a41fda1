create or replace function commerce_private.unreserve_stock(
    organization_id uuid,
    product_ids bigint[],
    location_ids uuid[],
    quantities bigint[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    for v_line in 1..coalesce(cardinality(unreserve_stock.product_ids), 0) loop
        update commerce.stock_levels as stock
        set
            reserved = stock.reserved - unreserve_stock.quantities[v_line],
            updated_at = commerce_private.clock()
        where stock.organization_id = unreserve_stock.organization_id
            and stock.product_id = unreserve_stock.product_ids[v_line]
            and stock.location_id = unreserve_stock.location_ids[v_line];
    end loop;
    -- What nobody holds any more is for paid orders that wait for it.
    for v_line in 1..coalesce(cardinality(unreserve_stock.product_ids), 0) loop
        perform commerce_private.fill_backorders(
            unreserve_stock.organization_id, unreserve_stock.product_ids[v_line], unreserve_stock.location_ids[v_line],
            null);
    end loop;
end;
$$;

comment on function commerce_private.unreserve_stock(uuid, bigint[], uuid[], bigint[]) is
$md$Take quantities off what is reserved, row by row in the order given: ascending by (product, location).

Paid orders that wait for these products get them.$md$;

revoke all on function commerce_private.unreserve_stock(uuid, bigint[], uuid[], bigint[]) from public;
