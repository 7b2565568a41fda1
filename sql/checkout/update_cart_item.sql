create or replace function commerce.update_cart_item(
    cart_id uuid,
    cart_item_id uuid,
    quantity integer = null,
    item jsonb = null
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
    v_item jsonb;
begin
    perform commerce_private.open_cart(v_caller, cart_id);
    v_line := commerce_private.cart_item(v_caller.organization_id, cart_id, cart_item_id);
    if num_nonnulls(quantity, item) <> 1 then
        perform commerce_private.refuse_item(null, 'not_one_of_both', 'quantity');
    elsif quantity is not null and v_line.product_id is null then
        perform commerce_private.refuse_item(null, 'not_goods', 'quantity');
    elsif item is not null and jsonb_typeof(item) <> 'object' then
        perform commerce_private.refuse_item(null, 'not_an_object', 'item');
    end if;
    -- Written anew under its old number: what it is does not change, what is said about it does.
    v_item := case
        when quantity is not null then jsonb_build_object('product_id', v_line.product_id, 'quantity', quantity)
        else item || jsonb_strip_nulls(jsonb_build_object(
            'product_id', v_line.product_id, 'reservation_id', v_line.reservation_id,
            'hold_token', case when v_line.reservation_id is not null then
                commerce_private.hold_token(v_caller.organization_id, v_line.reservation_id) end))
    end;
    perform commerce_private.price_lines(v_caller.organization_id, jsonb_build_array(v_item));
    if length(v_item::text) > 20000 then
        perform commerce_private.refuse_item(null, 'too_long', 'item');
    elsif v_line.product_id is null and v_line.reservation_id is null and v_item ? 'reservation_id' then
        perform commerce_private.refuse_item(null, 'another_item', 'item');
    end if;
    perform commerce_private.refuse_card_number(
        case when v_line.product_id is null then (v_item - '{reservation_id,hold_token}'::text[])::text end);
    update commerce.cart_items as line
    set item = v_item - 'hold_token'
    where line.organization_id = v_caller.organization_id and line.id = update_cart_item.cart_item_id
    returning line.* into v_line;
    perform commerce_private.touch_cart(v_caller.organization_id, cart_id);
    perform commerce_private.audit(v_caller, 'update_cart_item', cart_id::text, '{items}');
    return v_line;
end;
$$;

comment on function commerce.update_cart_item(uuid, uuid, integer, jsonb) is
$md$Change a line of a cart: the `quantity` of goods, or with `item` what is said about a time, such as its participants.

Raises `VO201` unknown or closed cart, unknown line, `VO301` wrong token, `VO101` bad input (argument,
reason), `VC201`, `VC301`, `VB101`, `VB201`, `VB202` what the line is, `VT101` card number.$md$;

revoke all on function commerce.update_cart_item(uuid, uuid, integer, jsonb) from public;
grant execute on function commerce.update_cart_item(uuid, uuid, integer, jsonb)
to commerce_anon, commerce_user, commerce_service;
