create or replace function commerce_private.lock_cart(
    caller commerce_private.caller,
    cart_id uuid
)
returns commerce.carts
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cart commerce.carts;
    v_guest_id uuid;
begin
    select cart.*
    into v_cart
    from commerce.carts as cart
    where cart.organization_id = caller.organization_id and cart.id = lock_cart.cart_id
    for no key update;
    if caller.role in ('commerce_service', 'commerce_owner')
        or v_cart.user_id = caller.user_id
        or commerce_private.member_rank(caller.member_role) >= commerce_private.member_rank('manager')
        or (caller.role = 'commerce_user' and v_cart.customer_id = commerce_private.current_customer_id()) then
        if v_cart.id is not null then
            return v_cart;
        end if;
    else
        v_guest_id := commerce_private.current_guest_id();
        if v_guest_id = v_cart.id then
            return v_cart;
        elsif v_cart.id is not null and (caller.role = 'commerce_anon' or v_guest_id is not null) then
            raise exception using
                errcode = 'VO301',
                message = 'wrong cart token',
                detail = jsonb_build_object('cart_id', cart_id),
                hint = 'Set commerce.order_token to the token that create_cart returned with this cart.';
        end if;
    end if;
    raise exception using
        errcode = 'VO201',
        message = 'cart not found',
        detail = jsonb_build_object('cart_id', cart_id),
        hint = 'Make a cart with commerce.create_cart, or send the items themselves.';
end;
$$;

comment on function commerce_private.lock_cart(commerce_private.caller, uuid) is
$md$The cart, locked until the transaction ends, provided that the caller may act on it: a trusted backend, managers, the user
or customer it belongs to, and whoever shows its token.

Raises `VO201` for carts that are not there or not theirs, `VO301` wrong token.$md$;

revoke all on function commerce_private.lock_cart(commerce_private.caller, uuid) from public;
