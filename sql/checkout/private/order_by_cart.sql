create or replace function commerce_private.order_by_cart(
    organization_id uuid,
    order_id uuid
)
returns commerce.created_order
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made commerce.created_order;
begin
    select ord.*, access.access_token
    into v_made
    from commerce.orders as ord
    left join commerce_private.access_tokens as access
        on access.organization_id = ord.organization_id and access.subject_id = ord.id
    where ord.organization_id = order_by_cart.organization_id and ord.id = order_by_cart.order_id;
    return v_made;
end;
$$;

comment on function commerce_private.order_by_cart(uuid, uuid) is
$md$The order that a cart became, as it stands now with its token.$md$;

revoke all on function commerce_private.order_by_cart(uuid, uuid) from public;
