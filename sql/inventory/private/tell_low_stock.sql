create or replace function commerce_private.tell_low_stock(
    organization_id uuid,
    product_id bigint,
    location_id uuid,
    on_hand bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Once a day for each shelf: stock may cross the threshold back and forth.
    perform commerce_private.tell_members(
        tell_low_stock.organization_id,
        'low_stock',
        (
            select jsonb_build_object(
                'product_id', product.id, 'sku', product.sku, 'name', product.name, 'on_hand', tell_low_stock.on_hand)
            from commerce.products as product
            where product.organization_id = tell_low_stock.organization_id
                and product.id = tell_low_stock.product_id
        ),
        null,
        null,
        format('low_stock:%s:%s:%s', tell_low_stock.product_id, tell_low_stock.location_id,
               (commerce_private.clock() at time zone 'UTC')::date)
    );
end;
$$;

comment on function commerce_private.tell_low_stock(uuid, bigint, uuid, bigint) is
$md$Tell the members that few units of a product are left.$md$;

revoke all on function commerce_private.tell_low_stock(uuid, bigint, uuid, bigint) from public;
