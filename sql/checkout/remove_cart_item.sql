create or replace function commerce.remove_cart_item(
    cart_id uuid,
    cart_item_id uuid
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
    v_line := commerce_private.cart_item(v_caller.organization_id, cart_id, cart_item_id);
    delete from commerce.cart_items as line
    where line.organization_id = v_caller.organization_id and line.id = remove_cart_item.cart_item_id;
    perform commerce_private.touch_cart(v_caller.organization_id, cart_id);
    perform commerce_private.audit(v_caller, 'remove_cart_item', cart_id::text, '{items}');
    return v_line;
end;
$$;

comment on function commerce.remove_cart_item(uuid, uuid) is
$md$Take a line out of a cart. Answers with the line that is gone; a hold lives on until it expires.

Raises `VO201` unknown or closed cart, unknown line, `VO301` wrong token.$md$;

revoke all on function commerce.remove_cart_item(uuid, uuid) from public;
grant execute on function commerce.remove_cart_item(uuid, uuid) to commerce_anon, commerce_user, commerce_service;
