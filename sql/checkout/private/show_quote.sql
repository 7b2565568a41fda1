create or replace function commerce_private.show_quote(
    sums commerce_private.order_sums
)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'currency', (show_quote.sums).currency,
    'subtotal_minor', (show_quote.sums).subtotal_minor,
    'discount_minor', (show_quote.sums).discount_minor,
    'shipping_minor', (show_quote.sums).shipping_minor,
    'tax_minor', (show_quote.sums).tax_minor,
    'is_tax_included', (show_quote.sums).is_tax_included,
    'total_minor', (show_quote.sums).total_minor,
    'due_now_minor', (show_quote.sums).due_now_minor,
    'due_minor', (show_quote.sums).total_minor,
    'balance_due_at', (show_quote.sums).balance_due_at,
    'shipping', (show_quote.sums).price_breakdown -> 'shipping',
    'promotions', coalesce((show_quote.sums).price_breakdown -> 'promotions', '[]'),
    'taxes', coalesce((show_quote.sums).price_breakdown -> 'taxes', '[]'),
    'tax_exemption', (show_quote.sums).price_breakdown -> 'tax_exemption',
    'items', (
        select jsonb_agg(
            jsonb_build_object(
                'line', line.line, 'kind', line.kind, 'product_id', line.product_id,
                'service_id', line.service_id, 'starts_at', line.starts_at, 'title', line.title,
                'sku', line.sku, 'quantity', line.quantity, 'unit_price_minor', line.unit_price_minor,
                'discount_minor', line.discount_minor, 'tax_minor', line.tax_minor,
                'total_minor', line.total_minor, 'due_now_minor', line.due_now_minor,
                'tiers', coalesce(line.snapshot -> 'tiers', '[]'))
            order by line.line)
        from unnest((show_quote.sums).lines) as line
    )
);
$$;

comment on function commerce_private.show_quote(commerce_private.order_sums) is
$md$What an order comes to, as `quote_order` and `get_cart` answer it.$md$;

revoke all on function commerce_private.show_quote(commerce_private.order_sums) from public;
