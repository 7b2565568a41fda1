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
    metadata jsonb = null,
    use_store_credit boolean = false
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
    v_customer_id uuid;
    v_offer commerce_private.tender_offer;
    v_held_minor bigint := 0;
begin
    perform commerce_private.check_order_input(
        cart_id, payment_method, shipping_address, billing_address, shipping_method_id, promotion_code,
        gift_card_code, expected_total_minor, notes, metadata);
    if customer is not null then
        perform commerce_private.check_customer(customer);
    end if;
    if customer_id is not null then
        v_customer_id := (commerce_private.find_or_make_customer(v_caller, customer_id, null, 'checkout')).id;
    elsif use_store_credit and v_caller.role = 'commerce_user' and v_caller.member_role is null then
        v_customer_id := commerce_private.current_customer_id();
    end if;
    v_lines := commerce_private.price_lines(v_caller.organization_id, items);
    v_sums := commerce_private.sum_lines(v_lines, expected_total_minor);
    if v_sums.is_short then
        perform commerce_private.check_stock(v_caller.organization_id, v_sums.product_ids, v_sums.quantities);
    end if;
    if gift_card_code is not null or use_store_credit then
        v_offer := commerce_private.offer_tenders(
            v_caller.organization_id, v_customer_id, v_sums.currency, gift_card_code, use_store_credit,
            commerce_private.payable_by_tender(v_sums.subtotal_minor, v_lines));
        v_held_minor := v_offer.gift_card_minor + v_offer.store_credit_minor;
    end if;
    return jsonb_build_object(
        'currency', v_sums.currency,
        'subtotal_minor', v_sums.subtotal_minor,
        'discount_minor', 0,
        'shipping_minor', 0,
        'tax_minor', 0,
        'total_minor', v_sums.subtotal_minor,
        'gift_card_minor', coalesce(v_offer.gift_card_minor, 0),
        'store_credit_minor', coalesce(v_offer.store_credit_minor, 0),
        'due_now_minor', greatest(0, v_sums.due_now_minor - v_held_minor),
        'due_minor', v_sums.subtotal_minor - v_held_minor,
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
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean
) is
$md$What an order of these items would come to: the arguments and prices of `create_order`, nothing written or held.

Answers with the amounts of the order and its lines. Times are priced, not checked for being free.

Raises what `create_order` raises about its input, prices and stock.$md$;

revoke all on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean
) from public;
grant execute on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean
) to commerce_anon, commerce_user, commerce_service;
