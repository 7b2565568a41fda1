-- Plans to be sold, and subscriptions to them.

create function commerce_test.given_plan(
    name text,
    kind text,
    price_minor bigint = 3000,
    service_id uuid = null,
    quantity integer = 1,
    billing_interval interval = null,
    valid_days integer = null,
    organization text = null
)
returns uuid
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.pricing_plans
    (organization_id, name, kind, price_minor, currency, service_id, quantity, billing_interval, valid_days)
select o.id, given_plan.name, given_plan.kind, given_plan.price_minor, o.currency, given_plan.service_id,
    given_plan.quantity, given_plan.billing_interval, given_plan.valid_days
from commerce.organizations as o
where o.id = commerce_test.organization_id(given_plan.organization)
returning id;
$$;

-- A subscription of somebody, whose first period was paid at the till.
create function commerce_test.given_subscription(
    customer_id uuid,
    pricing_plan_id uuid
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.created_order;
begin
    select * into v_order
    from commerce.create_order(
        jsonb_build_array(jsonb_build_object('pricing_plan_id', given_subscription.pricing_plan_id)),
        customer_id => given_subscription.customer_id);
    perform commerce.confirm_offline_payment(v_order.total_minor, v_order.id);
    return (
        select p.subscription_id from commerce.subscription_periods as p where p.order_id = v_order.id);
end;
$$;
