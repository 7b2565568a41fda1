create or replace function commerce_private.price_plan(
    organization_id uuid,
    line integer,
    item jsonb
)
returns commerce_private.priced_line
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line;
    v_plan commerce.pricing_plans;
begin
    select plan.*
    into v_plan
    from commerce.pricing_plans as plan
    where plan.organization_id = price_plan.organization_id
        and plan.id = (price_plan.item ->> 'pricing_plan_id')::uuid
        and plan.kind in ('package', 'recurring')
        and plan.status = 'active';
    if v_plan.id is null then
        raise exception using
            errcode = 'VC201',
            message = 'pricing plan not found or not for sale',
            detail = jsonb_build_object('line', line, 'pricing_plan_id', item -> 'pricing_plan_id'),
            hint = 'Send the id of a package or recurring plan of this organization that is for sale.';
    end if;
    v_line := commerce_private.line_of_plan(
        v_plan, line, coalesce((item ->> 'quantity')::integer, 1), v_plan.price_minor);
    v_line.item := item;
    return v_line;
end;
$$;

comment on function commerce_private.price_plan(uuid, integer, jsonb) is
$md$The line of a package or subscription that is bought, at the present price of its plan.

Raises `VC201` for a plan that is not for sale.$md$;

revoke all on function commerce_private.price_plan(uuid, integer, jsonb) from public;
