create or replace function commerce.quote_order(
    items jsonb = null,
    cart_id uuid = null,
    customer jsonb = null,
    customer_id uuid = null,
    payment_method text = null,
    shipping_address jsonb = null,
    billing_address jsonb = null,
    shipping_method_id uuid = null,
    promotion_code text = null,
    gift_card_code text = null,
    expected_total_minor bigint = null,
    notes text = null,
    metadata jsonb = null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_lines commerce_private.priced_line[];
    v_sums commerce_private.order_sums;
begin
    perform commerce_private.check_order_input(
        cart_id, payment_method, shipping_address, billing_address, shipping_method_id, promotion_code,
        gift_card_code, expected_total_minor, notes, metadata);
    if customer is not null then
        perform commerce_private.check_customer(customer);
    end if;
    if customer_id is not null then
        perform commerce_private.find_or_make_customer(v_caller, customer_id, null, 'checkout');
    end if;
    v_lines := commerce_private.price_lines(v_caller.organization_id, items);
    v_sums := commerce_private.sum_lines(v_lines, expected_total_minor);
    if v_sums.is_short then
        perform commerce_private.check_stock(v_caller.organization_id, v_sums.product_ids, v_sums.quantities);
    end if;
    return jsonb_build_object(
        'currency', v_sums.currency,
        'subtotal_minor', v_sums.subtotal_minor,
        'discount_minor', 0,
        'shipping_minor', 0,
        'tax_minor', 0,
        'total_minor', v_sums.subtotal_minor,
        'due_now_minor', v_sums.due_now_minor,
        'due_minor', v_sums.subtotal_minor,
        'balance_due_at', v_sums.balance_due_at,
        'items', (
            select jsonb_agg(
                jsonb_build_object(
                    'line', line.line, 'kind', line.kind, 'product_id', line.product_id,
                    'service_id', line.service_id, 'starts_at', line.starts_at, 'title', line.title,
                    'sku', line.sku, 'quantity', line.quantity, 'unit_price_minor', line.unit_price_minor,
                    'total_minor', line.total_minor, 'due_now_minor', line.due_now_minor)
                order by line.line)
            from unnest(v_lines) as line
        )
    );
end;
$$;

comment on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb
) is
$md$What an order of these items would come to: the arguments and prices of `create_order`, nothing written or held.

Answers with the amounts of the order and its lines. Times are priced, not checked for being free.

Raises what `create_order` raises about its input, prices and stock.$md$;

revoke all on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb
) from public;
grant execute on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb
) to commerce_anon, commerce_user, commerce_service;
