create or replace function commerce.remove_promotion(
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
begin
    update commerce.carts as cart
    set promotion_codes = array_remove(cart.promotion_codes, upper(btrim(remove_promotion.code)))
    where cart.organization_id = v_caller.organization_id and cart.id = remove_promotion.cart_id
    returning cart.* into v_cart;
    perform commerce_private.touch_cart(v_caller.organization_id, cart_id);
    perform commerce_private.audit(v_caller, 'remove_promotion', cart_id::text, '{promotion_codes}');
    return v_cart;
end;
$$;

comment on function commerce.remove_promotion(uuid, text) is
$md$Take a promotion code out of a cart. One that is not in it changes nothing.

Raises `VO201` unknown or closed cart, `VO301` wrong token.$md$;

revoke all on function commerce.remove_promotion(uuid, text) from public;
grant execute on function commerce.remove_promotion(uuid, text) to commerce_anon, commerce_user, commerce_service;
