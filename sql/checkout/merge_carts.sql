create or replace function commerce.merge_carts(
    from_cart_id uuid,
    into_cart_id uuid
)
returns commerce.carts
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_from commerce.carts;
    v_into commerce.carts;
begin
    if from_cart_id = into_cart_id then
        perform commerce_private.refuse_item(null, 'the_same', 'into_cart_id');
    end if;
    -- Both by id, or two merges in opposite directions would wait for each other.
    perform
    from commerce.carts as cart
    where cart.organization_id = v_caller.organization_id and cart.id in (from_cart_id, into_cart_id)
    order by cart.id
    for no key update;
    v_from := commerce_private.lock_cart(v_caller, from_cart_id);
    v_into := commerce_private.open_cart(v_caller, into_cart_id);
    if v_from.merged_into_id = into_cart_id then
        return v_into;
    end if;
    v_from := commerce_private.open_cart(v_caller, from_cart_id);

    update commerce.cart_items as line
    set item = jsonb_set(line.item, '{quantity}', to_jsonb(least(
        1000000, (line.item ->> 'quantity')::integer + (other.item ->> 'quantity')::integer)))
    from commerce.cart_items as other
    where line.organization_id = v_caller.organization_id
        and line.cart_id = merge_carts.into_cart_id
        and other.organization_id = v_caller.organization_id
        and other.cart_id = merge_carts.from_cart_id
        and other.product_id = line.product_id;
    delete from commerce.cart_items as line
    where line.organization_id = v_caller.organization_id
        and line.cart_id = merge_carts.from_cart_id
        and exists (
            select
            from commerce.cart_items as other
            where other.organization_id = v_caller.organization_id
                and other.cart_id = merge_carts.into_cart_id
                and (other.product_id = line.product_id or other.reservation_id = line.reservation_id)
        );
    update commerce.cart_items as line
    set cart_id = merge_carts.into_cart_id
    where line.organization_id = v_caller.organization_id and line.cart_id = merge_carts.from_cart_id;
    if (
        select count(*)
        from commerce.cart_items as line
        where line.organization_id = v_caller.organization_id and line.cart_id = merge_carts.into_cart_id
    ) > 200 then
        perform commerce_private.refuse_item(null, 'cart_full', 'from_cart_id');
    end if;

    update commerce.carts as cart
    set status = 'merged', merged_into_id = merge_carts.into_cart_id
    where cart.organization_id = v_caller.organization_id and cart.id = merge_carts.from_cart_id;
    update commerce.carts as cart
    set customer_id = coalesce(cart.customer_id, v_from.customer_id),
        promotion_codes = cart.promotion_codes || array(
            select code.value
            from unnest(v_from.promotion_codes) with ordinality as code (value, place)
            where code.value <> all(cart.promotion_codes)
            order by code.place
        )
    where cart.organization_id = v_caller.organization_id and cart.id = merge_carts.into_cart_id;
    perform commerce_private.touch_cart(v_caller.organization_id, into_cart_id);
    perform commerce_private.audit(v_caller, 'merge_carts', into_cart_id::text, '{items}');
    select cart.*
    into v_into
    from commerce.carts as cart
    where cart.organization_id = v_caller.organization_id and cart.id = merge_carts.into_cart_id;
    return v_into;
end;
$$;

comment on function commerce.merge_carts(uuid, uuid) is
$md$Move everything from one cart into another: what a visitor gathered goes into the cart of the user they turn out to be.

The caller may act on both: the visitor's by its token, their own as the signed-in user. Quantities of the
same product add up, promotion codes too. Merging again changes nothing. Locks both carts by id.

Raises `VO101` the same cart, or more than 200 lines, `VO201` unknown or closed cart, `VO301` wrong token.$md$;

revoke all on function commerce.merge_carts(uuid, uuid) from public;
grant execute on function commerce.merge_carts(uuid, uuid) to commerce_anon, commerce_user, commerce_service;
