create or replace function commerce_private.read_stock_rows(
    organization_id uuid,
    rows jsonb,
    out place bigint,
    out product_id bigint,
    out location_id uuid,
    out counted bigint,
    out reason text,
    out fault text
)
returns setof record
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select
    line.place,
    product.id,
    case when line.value ->> 'location' is null then read_stock_rows.organization_id else location.id end,
    case when line.value ->> 'on_hand' ~ '^[0-9]{1,9}$' then (line.value ->> 'on_hand')::bigint end,
    line.value ->> 'reason',
    case
        when jsonb_typeof(line.value) <> 'object' then 'not_an_object'
        when line.value ->> 'sku' is null then 'sku'
        when product.id is null then 'unknown_sku'
        when line.value ->> 'location' is not null and location.id is null then 'unknown_location'
        when (line.value ->> 'on_hand' ~ '^[0-9]{1,9}$') is not true then 'on_hand'
        when length(line.value ->> 'reason') > 1000 then 'reason'
        -- The first location has a name, too.
        when count(*) over (partition by product.id, coalesce(location.id, read_stock_rows.organization_id)) > 1
            then 'repeated'
    end
from jsonb_array_elements(read_stock_rows.rows) with ordinality as line (value, place)
left join commerce.products as product
    on product.organization_id = read_stock_rows.organization_id
    and product.sku = case jsonb_typeof(line.value) when 'object' then line.value ->> 'sku' end
left join commerce.stock_locations as location
    on location.organization_id = read_stock_rows.organization_id
    and location.name = case jsonb_typeof(line.value) when 'object' then line.value ->> 'location' end;
$$;

comment on function commerce_private.read_stock_rows(uuid, jsonb) is
$md$The rows of a stock list, with what they mean here, and what is wrong with each (null when nothing is).$md$;

revoke all on function commerce_private.read_stock_rows(uuid, jsonb) from public;
