create or replace function commerce.export_products(
    status text = null
)
returns setof commerce.product_export
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_status text := lower(btrim(status));
begin
    if v_status not in ('draft', 'active', 'archived') then
        perform commerce_private.refuse_quantity('status', 'unknown_value', 'Send draft, active or archived.');
    end if;
    perform commerce_private.audit(v_caller, 'export_products', null);
    return query
    select
        product.id, product.sku, product.name, parent.sku, product.options, product.price_minor, product.currency,
        product.tax_category, product.status, product.track_inventory, product.allow_backorder, product.weight_grams,
        stock.on_hand, stock.reserved - stock.lapsed, stock.on_hand - stock.reserved + stock.lapsed,
        coalesce(incoming.quantity, 0), product.updated_at
    from commerce.products as product
    left join commerce.products as parent
        on parent.organization_id = v_caller.organization_id and parent.id = product.parent_product_id
    left join (
        select
            level.product_id,
            sum(level.on_hand)::bigint as on_hand,
            sum(level.reserved)::bigint as reserved,
            sum(coalesce(stale.quantity, 0))::bigint as lapsed
        from commerce.stock_levels as level
        left join (
            select lock.product_id, lock.location_id, sum(lock.qty_reserved) as quantity
            from commerce.inventory_locks as lock
            where lock.organization_id = v_caller.organization_id
                and lock.state = 'active'
                and lock.expires_at <= commerce_private.clock()
            group by lock.product_id, lock.location_id
        ) as stale
            on stale.product_id = level.product_id and stale.location_id = level.location_id
        where level.organization_id = v_caller.organization_id
        group by level.product_id
    ) as stock
        on stock.product_id = product.id
    left join (
        select expected.product_id, sum(expected.quantity - expected.quantity_received)::bigint as quantity
        from commerce.expected_stock as expected
        where expected.organization_id = v_caller.organization_id and expected.received_at is null
        group by expected.product_id
    ) as incoming
        on incoming.product_id = product.id
    where product.organization_id = v_caller.organization_id
        and (v_status is null or product.status = v_status)
    order by product.id;
end;
$$;

comment on function commerce.export_products(text) is
$md$Products with their stock in all locations, as flat rows for a spreadsheet. Needs a manager.

Stock is null where nothing was ever received. Raises `VI101` unknown status, `VT302`.$md$;

revoke all on function commerce.export_products(text) from public;
grant execute on function commerce.export_products(text) to commerce_user, commerce_service;
