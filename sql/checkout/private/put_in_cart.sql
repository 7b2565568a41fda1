create or replace function commerce_private.put_in_cart(
    caller commerce_private.caller,
    cart_id uuid,
    item jsonb
)
returns commerce.cart_items
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines commerce_private.priced_line[];
    v_line commerce.cart_items;
    v_count integer;
begin
    -- Pricing it is checking it.
    v_lines := commerce_private.price_lines(caller.organization_id, jsonb_build_array(item));
    v_line.reservation_id := v_lines[1].reservation_id;
    v_line.product_id := v_lines[1].product_id;
    if v_line.reservation_id is not null then
        perform commerce_private.check_token(caller, v_line.reservation_id, v_lines[1].hold_token);
    end if;
    perform commerce_private.refuse_card_number(
        case when v_line.product_id is null then (item - 'reservation_id' - 'hold_token')::text end);
    if length(item::text) > 20000 then
        perform commerce_private.refuse_item(null, 'too_long', 'item');
    end if;
    v_line.item := item - 'hold_token';
    if v_line.product_id is not null then
        v_line.item := jsonb_build_object('product_id', v_line.product_id, 'quantity', v_lines[1].quantity);
    end if;

    -- The same hold again: its line is written anew.
    update commerce.cart_items as line
    set item = v_line.item
    where line.organization_id = caller.organization_id
        and line.cart_id = put_in_cart.cart_id
        and line.reservation_id = v_line.reservation_id;
    if found then
        select line.*
        into v_line
        from commerce.cart_items as line
        where line.organization_id = caller.organization_id
            and line.cart_id = put_in_cart.cart_id
            and line.reservation_id = v_line.reservation_id;
        return v_line;
    end if;
    insert into commerce.cart_items as line (organization_id, cart_id, product_id, reservation_id, item)
    values (caller.organization_id, put_in_cart.cart_id, v_line.product_id, v_line.reservation_id, v_line.item)
    on conflict on constraint cart_items_product_key do update
    set item = jsonb_set(
        line.item, '{quantity}',
        to_jsonb(least(1000000, (line.item ->> 'quantity')::integer + (excluded.item ->> 'quantity')::integer)))
    returning line.* into v_line;
    select count(*)
    into v_count
    from commerce.cart_items as line
    where line.organization_id = caller.organization_id and line.cart_id = put_in_cart.cart_id;
    if v_count > 200 then
        perform commerce_private.refuse_item(null, 'cart_full', 'item');
    end if;
    return v_line;
end;
$$;

comment on function commerce_private.put_in_cart(commerce_private.caller, uuid, jsonb) is
$md$Put an item into a cart that the caller holds; more of a product that is in it becomes one line.

Raises `VO101`, `VC201`, `VC301`, `VB101`, `VB201`, `VB202`, `VB301`, `VT101`.$md$;

revoke all on function commerce_private.put_in_cart(commerce_private.caller, uuid, jsonb) from public;
