create or replace function commerce.add_cart_item(
    cart_id uuid,
    item jsonb = null,
    product_id bigint = null,
    quantity integer = null
)
returns commerce.cart_items
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_line commerce.cart_items;
begin
    perform commerce_private.open_cart(v_caller, cart_id);
    if item is not null and num_nonnulls(product_id, quantity) > 0 then
        perform commerce_private.refuse_item(null, 'item_given', 'product_id');
    end if;
    v_line := commerce_private.put_in_cart(v_caller, cart_id, coalesce(
        item, jsonb_build_object('product_id', product_id, 'quantity', coalesce(quantity, 1))));
    perform commerce_private.touch_cart(v_caller.organization_id, cart_id);
    perform commerce_private.audit(v_caller, 'add_cart_item', cart_id::text, '{items}');
    return v_line;
end;
$$;

comment on function commerce.add_cart_item(uuid, jsonb, bigint, integer) is
$md$Put something into a cart: `product_id` and `quantity`, or any `item` as `create_order` reads it.

More of a product that is in the cart makes its line longer; a hold that is in it is written anew. Whoever
puts a hold in shows its token. Nothing is reserved by it.

Raises `VO201` unknown or closed cart, `VO301` wrong token, `VO101` bad input (argument, reason), `VC201`
not for sale, `VC301`, `VB101` participants, `VB201`, `VB202`, `VB301` the hold, `VT101` card number.$md$;

revoke all on function commerce.add_cart_item(uuid, jsonb, bigint, integer) from public;
grant execute on function commerce.add_cart_item(uuid, jsonb, bigint, integer)
to commerce_anon, commerce_user, commerce_service;
