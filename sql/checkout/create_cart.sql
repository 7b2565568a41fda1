create or replace function commerce.create_cart(
    customer_id uuid = null,
    items jsonb = null,
    metadata jsonb = null,
    idempotency_key text = null
)
returns commerce.created_cart
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_id uuid := commerce_private.new_id();
    v_cart_id uuid;
    v_customer commerce.customers;
    v_item jsonb;
    v_made commerce.created_cart;
begin
    if jsonb_typeof(metadata) <> 'object' or length(metadata::text) > 20000 then
        perform commerce_private.refuse_item(null, 'not_a_small_object', 'metadata');
    elsif jsonb_typeof(items) <> 'array' then
        perform commerce_private.refuse_item(null, 'not_a_list', 'items');
    end if;
    perform commerce_private.refuse_card_number(metadata::text);
    v_cart_id := commerce_private.claim_key(
        v_caller, 'create_cart', idempotency_key, jsonb_build_array(customer_id, items, metadata), v_id);
    if v_cart_id = v_id then
        if customer_id is not null then
            v_customer := commerce_private.find_or_make_customer(v_caller, customer_id, null, 'checkout');
        end if;
        insert into commerce.carts (organization_id, id, customer_id, user_id, metadata, expires_at)
        values (
            v_caller.organization_id, v_id, v_customer.id,
            case when v_caller.member_role is null and v_caller.role = 'commerce_user' then v_caller.user_id end,
            coalesce(create_cart.metadata, '{}'), commerce_private.clock()
        );
        perform commerce_private.touch_cart(v_caller.organization_id, v_id);
        insert into commerce_private.access_tokens (organization_id, subject_id, access_token, created_at)
        values (v_caller.organization_id, v_id, commerce_private.new_token(), commerce_private.clock());
        for v_item in
            select item.value
            from jsonb_array_elements(items) with ordinality as item (value, place)
            order by item.place
        loop
            perform commerce_private.put_in_cart(v_caller, v_id, v_item);
        end loop;
        perform commerce_private.audit(v_caller, 'create_cart', v_id::text);
    end if;
    select cart.id, cart.customer_id, cart.user_id, cart.status, cart.promotion_codes, cart.metadata, cart.order_id,
        cart.expires_at, cart.created_at, cart.updated_at, access.access_token
    into v_made
    from commerce.carts as cart
    join commerce_private.access_tokens as access
        on access.organization_id = cart.organization_id and access.subject_id = cart.id
    where cart.organization_id = v_caller.organization_id and cart.id = v_cart_id;
    return v_made;
end;
$$;

comment on function commerce.create_cart(uuid, jsonb, jsonb, text) is
$md$Make a cart, empty or with items.

A signed-in user's cart is theirs; backends and members may make one for a customer. Anybody else shows
the `access_token` that comes with it, by setting `commerce.order_token`. A cart holds no stock and no
price: both are found when it is looked at and ordered. It expires `cart_hours` after its last change.

Raises `VO101` bad input (argument, reason), `VC201` not for sale, `VB101`, `VB201`, `VB202`, `VB301`,
`VC301` items, `VU201` unknown customer, `VU301` blocked, `VO402` key used otherwise, `VT101` card number
or key.$md$;

revoke all on function commerce.create_cart(uuid, jsonb, jsonb, text) from public;
grant execute on function commerce.create_cart(uuid, jsonb, jsonb, text)
to commerce_anon, commerce_user, commerce_service;
