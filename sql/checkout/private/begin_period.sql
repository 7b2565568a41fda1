create or replace function commerce_private.begin_period(
    purchase commerce.orders,
    item commerce.order_items
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := purchase.organization_id;
    v_subscription commerce.subscriptions;
    v_now timestamptz := commerce_private.clock();
    v_ends_at timestamptz;
begin
    if item.snapshot ? 'subscription_id' then
        select subscription.*
        into v_subscription
        from commerce.subscriptions as subscription
        where subscription.organization_id = v_organization_id
            and subscription.id = (item.snapshot ->> 'subscription_id')::uuid
        for no key update;
        select period.ends_at
        into v_ends_at
        from commerce.subscription_periods as period
        where period.organization_id = v_organization_id and period.order_id = purchase.id;
        update commerce.subscriptions as subscription
        set
            status = case when subscription.status = 'past_due' then 'active' else subscription.status end,
            next_renewal_at = case
                when subscription.status = 'past_due' then subscription.current_period_ends_at
                else subscription.next_renewal_at
            end,
            renewal_order_id = null
        where subscription.organization_id = v_organization_id and subscription.id = v_subscription.id;
    else
        v_ends_at := v_now + (item.snapshot ->> 'billing_interval')::interval;
        insert into commerce.subscriptions as subscription
            (organization_id, customer_id, pricing_plan_id, order_item_id, quantity, price_minor, currency,
             billing_interval, anchor_at, current_period_starts_at, current_period_ends_at, next_renewal_at,
             created_at, updated_at)
        values (
            v_organization_id, purchase.customer_id, item.pricing_plan_id, item.id, item.quantity,
            item.unit_price_minor, purchase.currency, (item.snapshot ->> 'billing_interval')::interval, v_now, v_now,
            v_ends_at, v_ends_at, v_now, v_now
        )
        on conflict do nothing
        returning subscription.* into v_subscription;
        if v_subscription.id is null then
            return;
        end if;
        insert into commerce.subscription_periods
            (organization_id, subscription_id, period, order_id, starts_at, ends_at, created_at)
        values (v_organization_id, v_subscription.id, 1, purchase.id, v_now, v_ends_at, v_now);
        perform commerce_private.record_event(v_organization_id, 'subscription.started', v_subscription.id::text);
    end if;
    -- A plan for a service comes with visits, each period anew.
    if item.snapshot ? 'service_id' then
        perform commerce_private.open_entitlement(
            v_organization_id, purchase.customer_id, item.pricing_plan_id, (item.snapshot ->> 'service_id')::uuid,
            item.id, (item.snapshot ->> 'visits')::integer * item.quantity, v_ends_at);
    end if;
end;
$$;

comment on function commerce_private.begin_period(commerce.orders, commerce.order_items) is
$md$Begin a subscription, or go on with it, now that the order of its period is settled. Once a line.

A plan for a service brings its visits each period. Locks: the subscription.$md$;

revoke all on function commerce_private.begin_period(commerce.orders, commerce.order_items) from public;
