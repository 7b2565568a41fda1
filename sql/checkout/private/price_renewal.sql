create or replace function commerce_private.price_renewal(
    subscription commerce.subscriptions
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
    where plan.organization_id = subscription.organization_id and plan.id = subscription.pricing_plan_id;
    v_line := commerce_private.line_of_plan(v_plan, 1, subscription.quantity, subscription.price_minor);
    v_line.currency := subscription.currency;
    v_line.snapshot := v_line.snapshot || jsonb_build_object('subscription_id', subscription.id);
    return v_line;
end;
$$;

comment on function commerce_private.price_renewal(commerce.subscriptions) is
$md$The line of a subscription's next period: what the plan gives today, at the price that was agreed.$md$;

revoke all on function commerce_private.price_renewal(commerce.subscriptions) from public;
