create or replace function commerce.create_order(
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
    success_url text = null,
    cancel_url text = null,
    idempotency_key text = null
)
returns commerce.created_order
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_fingerprint bytea;
    v_made commerce.created_order;
    v_customer commerce.customers;
    v_lines commerce_private.priced_line[];
    v_sums commerce_private.order_sums;
    v_rules commerce_private.order_rules;
    v_order_id uuid := commerce_private.new_id();
    v_token uuid := commerce_private.new_token();
    v_now timestamptz;
    v_capacity_until timestamptz;
begin
    perform commerce_private.check_order_input(
        v_caller, cart_id, payment_method, shipping_address, billing_address, shipping_method_id, promotion_code,
        gift_card_code, expected_total_minor, notes, metadata, idempotency_key);
    v_fingerprint := commerce_private.fingerprint(v_caller, jsonb_build_array(
        items, cart_id, customer, customer_id, payment_method, shipping_address, billing_address,
        shipping_method_id, promotion_code, gift_card_code, expected_total_minor, notes, metadata, success_url,
        cancel_url));
    -- What this request made before stands, whatever prices and stock are by now.
    v_made := commerce_private.order_by_key(v_caller, idempotency_key, v_fingerprint);
    if v_made.id is not null then
        return v_made;
    end if;

    if customer is not null or customer_id is not null
        or (v_caller.user_id is not null and v_caller.member_role is null) then
        v_customer := commerce_private.find_or_make_customer(v_caller, customer_id, customer, 'checkout');
    end if;
    v_lines := commerce_private.price_lines(v_caller.organization_id, items);
    v_sums := commerce_private.sum_lines(v_lines, expected_total_minor);
    if v_sums.is_short then
        -- Sold out costs reads only. A rival with this key may be whom the units went to.
        ...
    end if;
