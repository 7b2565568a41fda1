create or replace function commerce_private.plan_name(
    subscription commerce.subscriptions
)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select plan.name
from commerce.pricing_plans as plan
where plan.organization_id = subscription.organization_id and plan.id = subscription.pricing_plan_id;
$$;

comment on function commerce_private.plan_name(commerce.subscriptions) is
$md$What the plan of a subscription is called.$md$;

revoke all on function commerce_private.plan_name(commerce.subscriptions) from public;
