create or replace function commerce_private.shipping_price(
    method commerce.shipping_methods,
    lines commerce_private.priced_line[]
)
returns bigint
language sql
immutable
set search_path = pg_catalog, pg_temp
as $$
select case
    when sum(line.total_minor) filter (where line.kind = 'product') >= (shipping_price.method).free_over_minor then 0
    else (shipping_price.method).price_minor
end
from unnest(shipping_price.lines) as line;
$$;

comment on function commerce_private.shipping_price(commerce.shipping_methods, commerce_private.priced_line[]) is
$md$What shipping costs, in minor units: nothing from `free_over_minor` on, counted over the goods after discounts.$md$;

revoke all on function
    commerce_private.shipping_price(commerce.shipping_methods, commerce_private.priced_line[])
from public;
