create or replace function commerce_private.cart_item(
    organization_id uuid,
    cart_id uuid,
    cart_item_id uuid
)
returns commerce.cart_items
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce.cart_items;
begin
    select line.*
    into v_line
    from commerce.cart_items as line
    where line.organization_id = cart_item.organization_id
        and line.cart_id = cart_item.cart_id
        and line.id = cart_item.cart_item_id;
    if not found then
        raise exception using
            errcode = 'VO201',
            message = 'cart item not found',
            detail = jsonb_build_object('cart_id', cart_id, 'cart_item_id', cart_item_id),
            hint = 'commerce.get_cart shows the lines of a cart.';
    end if;
    return v_line;
end;
$$;

comment on function commerce_private.cart_item(uuid, uuid, uuid) is
$md$A line of a cart that the caller holds.

Raises `VO201`.$md$;

revoke all on function commerce_private.cart_item(uuid, uuid, uuid) from public;
