create or replace function commerce_private.line_of_plan(
    plan commerce.pricing_plans,
    line integer,
    quantity integer,
    price_minor bigint
)
returns commerce_private.priced_line
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line;
begin
    v_line.line := line;
    v_line.kind := case plan.kind when 'package' then 'package' else 'subscription' end;
    v_line.pricing_plan_id := plan.id;
    v_line.title := plan.name;
    v_line.quantity := quantity;
    v_line.unit_price_minor := price_minor;
    v_line.discount_minor := 0;
    v_line.tax_minor := 0;
    v_line.total_minor := price_minor * quantity;
    v_line.due_now_minor := v_line.total_minor;
    v_line.currency := plan.currency;
    v_line.tax_category := plan.tax_category;
    v_line.is_stocked := false;
    v_line.is_short := false;
    v_line.allow_backorder := false;
    v_line.snapshot := jsonb_strip_nulls(jsonb_build_object(
        'service_id', plan.service_id, 'visits', plan.quantity, 'valid_days', plan.valid_days,
        'billing_interval', plan.billing_interval));
    return v_line;
end;
$$;

comment on function commerce_private.line_of_plan(commerce.pricing_plans, integer, integer, bigint) is
$md$The line of an order that buys a plan at a price, with what the plan gives.$md$;

revoke all on function commerce_private.line_of_plan(commerce.pricing_plans, integer, integer, bigint) from public;
