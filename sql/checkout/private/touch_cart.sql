create or replace function commerce_private.touch_cart(
    organization_id uuid,
    cart_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update commerce.carts as cart
    set expires_at = commerce_private.clock() + make_interval(
        hours => (commerce_private.setting(touch_cart.organization_id, 'cart_hours') #>> '{}')::integer)
    where cart.organization_id = touch_cart.organization_id and cart.id = touch_cart.cart_id;
end;
$$;

comment on function commerce_private.touch_cart(uuid, uuid) is
$md$A change keeps a cart alive for another `cart_hours`.$md$;

revoke all on function commerce_private.touch_cart(uuid, uuid) from public;
