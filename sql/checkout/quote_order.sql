-- Since no more of the credit need be used than is wanted.
drop function if exists commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean
);

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
    use_store_credit boolean = false,
    store_credit_minor bigint = null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_cart commerce.carts;
    v_items jsonb := items;
    v_customer commerce.customers;
    v_wish commerce_private.order_wish;
    v_sums commerce_private.order_sums;
    v_offer commerce_private.tender_offer;
    v_payable_minor bigint;
    v_held_minor bigint := 0;
begin
    perform commerce_private.check_order_input(
        payment_method, shipping_address, billing_address, promotion_code, gift_card_code, expected_total_minor,
        notes, metadata);
    if customer is not null then
        perform commerce_private.check_customer(customer);
    end if;
    if cart_id is not null then
        if items is not null then
            perform commerce_private.refuse_item(null, 'cart_given', 'items');
        end if;
        v_cart := commerce_private.open_cart(v_caller, cart_id);
        v_items := commerce_private.cart_lines(v_caller.organization_id, cart_id);
        v_wish.promotion_codes := nullif(v_cart.promotion_codes, '{}');
        if v_items is null then
            perform commerce_private.refuse_item(null, 'empty', 'cart_id');
        end if;
    end if;
    -- Whom the order will be for, who is not made here: their exemption, credit and uses count.
    if coalesce(customer_id, case when customer is null then v_cart.customer_id end) is not null then
        v_customer := commerce_private.find_or_make_customer(
            v_caller, coalesce(customer_id, v_cart.customer_id), null, 'checkout');
    elsif v_caller.role = 'commerce_user' and v_caller.member_role is null then
        select buyer.*
        into v_customer
        from commerce.customers as buyer
        where buyer.organization_id = v_caller.organization_id and buyer.id = commerce_private.current_customer_id();
    elsif customer ->> 'email' is not null
        and (v_caller.role in ('commerce_service', 'commerce_owner') or v_caller.member_role is not null) then
        select buyer.*
        into v_customer
        from commerce.customers as buyer
        where buyer.organization_id = v_caller.organization_id
            and lower(buyer.email) = lower(btrim(quote_order.customer ->> 'email'));
        if v_customer.id is null then
            v_customer := commerce_private.customer_by_alias(
                v_caller.organization_id, null, null, btrim(customer ->> 'email'));
        end if;
        perform commerce_private.refuse_blocked(v_customer);
    end if;
    v_wish.expected_total_minor := expected_total_minor;
    v_wish.shipping_method_id := shipping_method_id;
    v_wish.is_draft := true;
    if promotion_code is not null then
        v_wish.promotion_codes := v_wish.promotion_codes || promotion_code;
    end if;
    v_wish.shipping_address := commerce_private.copy_address(
        v_caller.organization_id, v_customer.id, shipping_address);
    v_wish.billing_address := commerce_private.copy_address(
        v_caller.organization_id, v_customer.id, billing_address);
    v_wish.customer_id := v_customer.id;
    v_wish.email := coalesce(nullif(btrim(customer ->> 'email'), ''), v_customer.email);
    v_sums := commerce_private.price_order(
        v_caller.organization_id, v_items, v_wish,
        commerce_private.order_rules(v_caller.organization_id, payment_method));
    if v_sums.is_short then
        perform commerce_private.check_stock(
            v_caller.organization_id, v_sums.product_ids, v_sums.quantities, v_sums.backorders);
    end if;
    if v_sums.has_values then
        perform commerce_private.check_paid_before(payment_method);
        -- Whom the order would make counts as one.
        perform commerce_private.check_buyer(
            v_caller,
            v_customer.id is not null or customer is not null
                or (v_caller.user_id is not null and v_caller.member_role is null),
            v_sums.lines);
    end if;
    if jsonb_path_exists(v_items, '$[*].entitlement_id') then
        perform commerce_private.check_visits(v_caller.organization_id, v_customer.id, v_sums.lines);
    end if;
    v_payable_minor := commerce_private.payable_by_tender(v_sums.total_minor, v_sums.lines);
    if gift_card_code is not null or use_store_credit or store_credit_minor is not null then
        v_offer := commerce_private.offer_tenders(
            v_caller.organization_id, v_customer.id, v_sums.currency, gift_card_code, use_store_credit,
            store_credit_minor, v_payable_minor);
        v_held_minor := v_offer.gift_card_minor + v_offer.store_credit_minor;
    end if;
    return commerce_private.show_quote(v_sums) || jsonb_build_object(
        'gift_card_minor', coalesce(v_offer.gift_card_minor, 0),
        'store_credit_minor', coalesce(v_offer.store_credit_minor, 0),
        'due_now_minor', greatest(v_sums.total_minor - v_payable_minor, v_sums.due_now_minor - v_held_minor),
        'due_minor', v_sums.total_minor - v_held_minor);
end;
$$;

comment on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean, bigint
) is
$md$What an order of these items would come to: the arguments and prices of `create_order`, nothing written or held.

Answers with the amounts of the order, its `items`, and how discounts, shipping and tax come about:
`promotions`, `shipping`, `taxes`, `tax_exemption` (the schema is docs/schemas/quote.json). Times are priced, not checked
for being free. Shipping method and address may still be missing.

Raises what `create_order` raises about its input, customer, cart, prices, promotions and stock.$md$;

revoke all on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean, bigint
) from public;
grant execute on function commerce.quote_order(
    jsonb, uuid, jsonb, uuid, text, jsonb, jsonb, uuid, text, text, bigint, text, jsonb, boolean, bigint
) to commerce_anon, commerce_user, commerce_service;
