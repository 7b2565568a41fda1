create or replace function commerce.price_at(
    product_id bigint = null,
    service_id uuid = null,
    pricing_plan_id uuid = null,
    at timestamptz = null
)
returns commerce.price_changes
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_price commerce.price_changes;
begin
    if num_nonnulls(product_id, service_id, pricing_plan_id) <> 1 then
        perform commerce_private.refuse_catalog_input(
            'product_id', 'not_one_subject', 'Name one product, service or plan.');
    end if;
    select change.*
    into v_price
    from commerce.price_changes as change
    where change.organization_id = v_caller.organization_id
        and change.product_id is not distinct from price_at.product_id
        and change.service_id is not distinct from price_at.service_id
        and change.pricing_plan_id is not distinct from price_at.pricing_plan_id
        and change.valid_from <= coalesce(price_at.at, commerce_private.clock())
        -- Visitors see the prices of what is on sale.
        and (
            v_caller.member_role is not null
            or v_caller.role in ('commerce_service', 'commerce_owner')
            or exists (
                select
                from commerce.products as product
                where product.organization_id = v_caller.organization_id
                    and product.id = price_at.product_id
                    and product.status = 'active'
                union all
                select
                from commerce.services as service
                where service.organization_id = v_caller.organization_id
                    and service.id = price_at.service_id
                    and service.status = 'active'
                union all
                select
                from commerce.pricing_plans as plan
                where plan.organization_id = v_caller.organization_id
                    and plan.id = price_at.pricing_plan_id
                    and plan.status = 'active'
            )
        )
    order by change.valid_from desc, change.id desc
    limit 1;
    if v_price.id is null then
        raise exception using
            errcode = 'VC201',
            message = 'no price at that time',
            detail = jsonb_strip_nulls(jsonb_build_object(
                'product_id', product_id, 'service_id', service_id, 'pricing_plan_id', pricing_plan_id, 'at', at)),
            hint = 'Send the id of something this organization sells, and a time since it is sold.';
    end if;
    return v_price;
end;
$$;

comment on function commerce.price_at(bigint, uuid, uuid, timestamptz) is
$md$What a product, a service or a plan cost at an instant, now by default.

Answers with `price_minor`, `currency`, `tiers` of a plan, and `valid_from`. Anybody may ask about what is
on sale; members and trusted backends about everything.

Raises `VC101` not exactly one subject, `VC201` unknown, or not there yet.$md$;

revoke all on function commerce.price_at(bigint, uuid, uuid, timestamptz) from public;
grant execute on function commerce.price_at(bigint, uuid, uuid, timestamptz)
to commerce_anon, commerce_user, commerce_service;
