create or replace function commerce_private.add_lines(
    purchase commerce.orders,
    lines commerce_private.priced_line[]
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.order_items
    (organization_id, order_id, line, kind, product_id, title, sku, quantity, unit_price_minor, discount_minor,
     tax_minor, total_minor, snapshot, created_at)
select
    (add_lines.purchase).organization_id, (add_lines.purchase).id, last.line + line.line, line.kind, line.product_id,
    line.title, line.sku, line.quantity, line.unit_price_minor, line.discount_minor, line.tax_minor, line.total_minor,
    line.snapshot, commerce_private.clock()
from unnest(add_lines.lines) as line
cross join (
    select max(item.line) as line
    from commerce.order_items as item
    where item.organization_id = (add_lines.purchase).organization_id and item.order_id = (add_lines.purchase).id
) as last;
$$;

comment on function commerce_private.add_lines(commerce.orders, commerce_private.priced_line[]) is
$md$Write priced goods into an order, behind the lines it has. The caller holds the order.$md$;

revoke all on function commerce_private.add_lines(commerce.orders, commerce_private.priced_line[]) from public;
