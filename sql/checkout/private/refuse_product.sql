create or replace function commerce_private.refuse_product(
    organization_id uuid,
    product_ids bigint[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VC201',
        message = 'product not found or not for sale',
        detail = jsonb_build_object('product_id', (
            select min(wanted.product_id)
            from unnest(refuse_product.product_ids) as wanted (product_id)
            where not exists (
                select
                from commerce.products as product
                where product.organization_id = refuse_product.organization_id
                    and product.id = wanted.product_id
                    and product.status = 'active'
            )
        )),
        hint = 'Send the number of an active product of this organization.';
end;
$$;

comment on function commerce_private.refuse_product(uuid, bigint[]) is
$md$Refuse the first of these products that is not for sale.

Raises `VC201`, always.$md$;

revoke all on function commerce_private.refuse_product(uuid, bigint[]) from public;
