create or replace function commerce.apply_promotion(
    cart_id uuid,
    code text
)
returns commerce.carts
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_cart commerce.carts := commerce_private.open_cart(v_caller, cart_id);
    v_code text := upper(btrim(code));
    v_wish commerce_private.order_wish;
    v_items jsonb;
begin
    if code is null then
        perform commerce_private.refuse_promotion(null, 'not_found');
    end if;
    v_wish.promotion_codes := v_cart.promotion_codes || v_code;
    v_wish.customer_id := v_cart.customer_id;
    v_wish.is_draft := true;
    v_items := commerce_private.cart_lines(v_caller.organization_id, cart_id);
    if v_items is null then
        perform commerce_private.find_promotions(v_caller.organization_id, v_wish.promotion_codes);
    else
        perform commerce_private.price_order(
            v_caller.organization_id, v_items, v_wish,
            commerce_private.order_rules(v_caller.organization_id, null));
    end if;
    if v_code <> all(v_cart.promotion_codes) then
        update commerce.carts as cart
        set promotion_codes = cart.promotion_codes || v_code
        where cart.organization_id = v_caller.organization_id and cart.id = apply_promotion.cart_id;
    end if;
    perform commerce_private.touch_cart(v_caller.organization_id, cart_id);
    perform commerce_private.audit(v_caller, 'apply_promotion', cart_id::text, '{promotion_codes}');
    select cart.*
    into v_cart
    from commerce.carts as cart
    where cart.organization_id = v_caller.organization_id and cart.id = apply_promotion.cart_id;
    return v_cart;
end;
$$;

comment on function commerce.apply_promotion(uuid, text) is
$md$Add a promotion code to a cart; its order will use it. Twice is harmless. Uses are counted when the order is made.

Raises `VO201` unknown or closed cart, `VO301` wrong token, `VC301` the code cannot be used (code, reason:
`not_found`, `ended`, `not_started`, `used_up`, `budget`, `not_stackable`, `too_many`, `currency`,
`nothing_eligible`, `minimum`), and what `quote_order` says about the items.$md$;

revoke all on function commerce.apply_promotion(uuid, text) from public;
grant execute on function commerce.apply_promotion(uuid, text) to commerce_anon, commerce_user, commerce_service;
