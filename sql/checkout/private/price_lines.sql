create or replace function commerce_private.price_lines(
    organization_id uuid,
    items jsonb
)
returns commerce_private.priced_line[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_numbers integer[];
    v_product_ids bigint[];
    v_quantities integer[];
    v_lines commerce_private.priced_line[];
begin
    if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 200 then
        perform commerce_private.refuse_item(null, 'not_a_list', 'items');
    end if;
    -- Arrays first: a join with the elements themselves would be planned for a hundred of them.
    select array_agg(item.line), array_agg((item.value ->> 'product_id')::bigint),
        array_agg(coalesce((item.value ->> 'quantity')::integer, 1))
    into v_numbers, v_product_ids, v_quantities
    from jsonb_array_elements(items) with ordinality as item (value, line)
    where item.value ->> 'product_id' ~ '^[1-9][0-9]{0,17}$'
        and coalesce(item.value ->> 'quantity', '1') ~ '^([1-9][0-9]{0,5}|1000000)$'
        and item.value - '{product_id,quantity}'::text[] = '{}';

    select array_agg(
        row(
            wanted.line, 'product', product.id, null, null, null, null, product.name, product.sku, wanted.quantity,
            product.price_minor, wanted.quantity * product.price_minor, wanted.quantity * product.price_minor,
            product.currency, product.track_inventory,
            product.track_inventory and not product.allow_backorder
            and coalesce(stock.on_hand - stock.reserved, 0) < wanted.quantity,
            product.allow_backorder,
            jsonb_build_object(
                'options', product.options, 'tax_category', product.tax_category,
                'weight_grams', product.weight_grams),
            null
        )::commerce_private.priced_line
        order by wanted.line
    )
    into v_lines
    from unnest(v_numbers, v_product_ids, v_quantities) as wanted (line, product_id, quantity)
    join commerce.products as product
        on product.organization_id = price_lines.organization_id
        and product.id = wanted.product_id
        and product.status = 'active'
    left join commerce.stock_levels as stock
        on stock.organization_id = price_lines.organization_id
        and stock.product_id = wanted.product_id
        and stock.location_id = price_lines.organization_id;

    if coalesce(cardinality(v_lines), 0) < coalesce(cardinality(v_numbers), 0) then
        perform commerce_private.refuse_product(organization_id, v_product_ids);
    end if;
    if coalesce(cardinality(v_lines), 0) < jsonb_array_length(items) then
        v_lines := v_lines || commerce_private.price_times(organization_id, items, coalesce(v_numbers, '{}'));
    end if;
    return v_lines;
end;
$$;

comment on function commerce_private.price_lines(uuid, jsonb) is
$md$Read the items of an order or quote and price them from the catalogue.

Raises `VO101` for what is no item (line, argument, reason), `VC201` for what is not for sale, `VC301`,
`VB101`, `VB201`, `VB202`.$md$;

revoke all on function commerce_private.price_lines(uuid, jsonb) from public;
