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
begin
    if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 200 then
        perform commerce_private.refuse_item(null, 'not_a_list', 'items');
    end if;
    v_lines := array(
        select
            row(
                wanted.line, 'product', sold.id, null, null, null, null, null, null, sold.name, sold.sku,
                wanted.quantity, sold.price_minor, 0, 0, wanted.quantity * sold.price_minor,
                wanted.quantity * sold.price_minor, sold.currency, sold.tax_category, sold.track_inventory,
                sold.track_inventory and not sold.allow_backorder
                    and coalesce(stock.on_hand - stock.reserved, 0) < wanted.quantity,
                sold.allow_backorder,
                sold.snapshot,
                null
            )::commerce_private.priced_line
        from (
            select
                item.line,
                (item.value ->> 'product_id')::bigint as product_id,
                coalesce((item.value ->> 'quantity')::integer, 1) as quantity
            from jsonb_array_elements(items) with ordinality as item (value, line)
            -- Lengths apart: counted inside the expressions they cost three times as much.
            where item.value ->> 'product_id' ~ '^[1-9][0-9]*$'
                and length(item.value ->> 'product_id') <= 18
                and coalesce(item.value ->> 'quantity', '1') ~ '^[1-9][0-9]*$'
                and coalesce(length(item.value ->> 'quantity'), 1) <= 7
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
        where sold.status = 'active' and wanted.quantity <= 1000000
        order by sold.id
    );
    if cardinality(v_lines) < jsonb_array_length(items) then
        v_lines := v_lines || commerce_private.price_times(
            organization_id, items, array(select done.line from unnest(v_lines) as done));
    end if;
    return v_lines;
end;
$$;

comment on function commerce_private.price_lines(uuid, jsonb) is
$md$Read the items of an order or quote and price them from the catalogue. Products ascend, everything else follows.

Raises `VO101` for what is no item (line, argument, reason), `VC201` for what is not for sale, `VC301`,
`VB101`, `VB201`, `VB202`.$md$;

revoke all on function commerce_private.price_lines(uuid, jsonb) from public;
