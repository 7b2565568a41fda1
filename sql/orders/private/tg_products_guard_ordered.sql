create or replace function commerce_private.tg_products_guard_ordered()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select
        from commerce.order_items as item
        where item.organization_id = old.organization_id and item.product_id = old.id
    ) then
        raise exception using
            errcode = 'VS901',
            message = 'a product that was ordered cannot be deleted',
            detail = jsonb_build_object('product_id', old.id),
            hint = 'Archive it: commerce.upsert_product with status archived.';
    end if;
    return old;
end;
$$;

comment on function commerce_private.tg_products_guard_ordered() is
$md$Keep every product that stands in an order. A foreign key would, too, but lock the product in every sale.

Raises `VS901`.$md$;

revoke all on function commerce_private.tg_products_guard_ordered() from public;
