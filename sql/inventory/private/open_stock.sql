create or replace function commerce_private.open_stock(
    organization_id uuid,
    product_id bigint,
    location_id uuid
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_location_id uuid := coalesce(location_id, organization_id);
begin
    if not exists (
        select
        from commerce.products as product
        where product.organization_id = open_stock.organization_id and product.id = open_stock.product_id
    ) then
        raise exception using
            errcode = 'VC201',
            message = 'product not found',
            detail = jsonb_build_object('product_id', open_stock.product_id),
            hint = 'Send the number of a product of this organization.';
    end if;
    if v_location_id = organization_id then
        -- The first location carries the organization's own id.
        insert into commerce.stock_locations (organization_id, id, name)
        values (open_stock.organization_id, open_stock.organization_id, 'Main')
        on conflict do nothing;
    end if;
    if not exists (
        select
        from commerce.stock_locations as location
        where location.organization_id = open_stock.organization_id and location.id = v_location_id
    ) then
        raise exception using
            errcode = 'VI201',
            message = 'stock location not found',
            detail = jsonb_build_object('location_id', v_location_id),
            hint = 'Leave the location out for the first one, or make it with commerce.upsert_stock_location.';
    end if;
    insert into commerce.stock_levels (organization_id, product_id, location_id)
    values (open_stock.organization_id, open_stock.product_id, v_location_id)
    on conflict do nothing;
    return v_location_id;
end;
$$;

comment on function commerce_private.open_stock(uuid, bigint, uuid) is
$md$See that a product has a stock record at a location, the first one when none is named; returns the location.

Raises `VC201` unknown product, `VI201` unknown location.$md$;

revoke all on function commerce_private.open_stock(uuid, bigint, uuid) from public;
