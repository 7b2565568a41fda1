create or replace function commerce_private.price_lines(
    organization_id uuid,
    items jsonb
)
returns commerce_private.priced_line[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines commerce_private.priced_line[];
    v_done integer[];
begin
    if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 200 then
        perform commerce_private.refuse_item(null, 'not_a_list', 'items');
    end if;
    select
        array_agg(
            row(
                item.line, 'product', product.id, null, null, null, null, null, null, product.name, product.sku,
                product.quantity, product.price_minor, 0, 0, product.quantity * product.price_minor,
                product.quantity * product.price_minor, product.currency, product.tax_category,
                product.track_inventory, product.is_short, product.allow_backorder, product.snapshot, null
            )::commerce_private.priced_line
            order by item.line
        ) filter (where product.id is not null),
        array_agg(item.line) filter (where product.id is not null)
    into v_lines, v_done
    from jsonb_array_elements(items) with ordinality as item (value, line)
    -- Behind `offset 0`, so that the planner, who expects a hundred items, looks products up one by one.
    left join lateral (
        select
            sold.id, sold.name, sold.sku, sold.price_minor, sold.currency, sold.tax_category, sold.track_inventory,
            sold.allow_backorder, wanted.quantity,
            sold.track_inventory and not sold.allow_backorder
            and coalesce(stock.on_hand - stock.reserved, 0) < wanted.quantity as is_short,
            jsonb_build_object(
                'options', sold.options, 'tax_category', sold.tax_category, 'weight_grams', sold.weight_grams) as snapshot
        from (
            select
                (item.value ->> 'product_id')::bigint as product_id,
                coalesce((item.value ->> 'quantity')::integer, 1) as quantity
            where item.value ->> 'product_id' ~ '^[1-9][0-9]{0,17}$'
                and coalesce(item.value ->> 'quantity', '1') ~ '^([1-9][0-9]{0,5}|1000000)$'
                and case jsonb_typeof(item.value)
                    when 'object' then item.value - '{product_id,quantity}'::text[] = '{}'
                end
            offset 0
        ) as wanted
        join commerce.products as sold
            on sold.organization_id = price_lines.organization_id and sold.id = wanted.product_id
        left join commerce.stock_levels as stock
            on stock.organization_id = price_lines.organization_id
            and stock.product_id = sold.id
            and stock.location_id = price_lines.organization_id
        where sold.status = 'active'
        offset 0
    ) as product on true;
    if coalesce(cardinality(v_lines), 0) < jsonb_array_length(items) then
        select array_agg(priced order by priced.line)
        into v_lines
        from unnest(
            v_lines || commerce_private.price_times(organization_id, items, coalesce(v_done, '{}'))
        ) as priced;
    end if;
    return v_lines;
end;
$$;

comment on function commerce_private.price_lines(uuid, jsonb) is
$md$Read the items of an order or quote and price them from the catalogue. Each line's place is its number.

Raises `VO101` for what is no item (line, argument, reason), `VC201` for what is not for sale, `VC301`,
`VB101`, `VB201`, `VB202`.$md$;

revoke all on function commerce_private.price_lines(uuid, jsonb) from public;
