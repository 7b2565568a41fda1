create or replace function commerce.get_available_stock(
    product_id bigint,
    location_id uuid = null
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_is_tracked boolean;
    v_available bigint;
begin
    select product.track_inventory
    into v_is_tracked
    from commerce.products as product
    where product.organization_id = v_caller.organization_id
        and product.id = get_available_stock.product_id
        and (product.status = 'active' or v_caller.role = 'commerce_service' or v_caller.member_role is not null);
    if v_is_tracked is null then
        raise exception using
            errcode = 'VC201',
            message = 'product not found or not for sale',
            detail = jsonb_build_object('product_id', product_id),
            hint = 'Send the number of an active product of this organization.';
    elsif not v_is_tracked then
        return null;
    end if;
    v_available := commerce_private.available_stock(v_caller.organization_id, product_id, location_id);
    if v_available is null then
        perform commerce_private.refuse_stock(jsonb_build_object('product_id', product_id));
    end if;
    return least(v_available, 2147483647);
end;
$$;

comment on function commerce.get_available_stock(bigint, uuid) is
$md$How many units can be ordered now: on hand minus unexpired active locks, in all locations or one.

Null for a product whose stock is not tracked. Open to everybody.

Raises `VC201` no such product on sale, `VI201` no stock record.$md$;

revoke all on function commerce.get_available_stock(bigint, uuid) from public;
grant execute on function commerce.get_available_stock(bigint, uuid)
to commerce_anon, commerce_user, commerce_service;
