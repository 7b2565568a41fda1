create or replace function commerce_private.open_cart(
    caller commerce_private.caller,
    cart_id uuid
)
returns commerce.carts
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cart commerce.carts := commerce_private.lock_cart(caller, cart_id);
begin
    if v_cart.status <> 'active' or v_cart.expires_at <= commerce_private.clock() then
        raise exception using
            errcode = 'VO201',
            message = 'the cart is closed',
            detail = jsonb_strip_nulls(jsonb_build_object(
                'cart_id', cart_id,
                'reason', case when v_cart.status = 'active' then 'expired' else v_cart.status end,
                'order_id', v_cart.order_id, 'merged_into_id', v_cart.merged_into_id)),
            hint = 'Make a new cart with commerce.create_cart.';
    end if;
    return v_cart;
end;
$$;

comment on function commerce_private.open_cart(commerce_private.caller, uuid) is
$md$The cart, locked, provided that the caller may act on it and that it is open.

Raises `VO201` (reason `ordered`, `merged`, `expired` for one that is closed), `VO301`.$md$;

revoke all on function commerce_private.open_cart(commerce_private.caller, uuid) from public;
