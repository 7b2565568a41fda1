create or replace function commerce_private.end_subscription(
    subscription commerce.subscriptions,
    unpaid_order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_email text;
    v_data jsonb;
begin
    if subscription.status = 'cancelled' then
        return;
    end if;
    update commerce.subscriptions as ended
    set
        status = 'cancelled',
        next_renewal_at = null,
        cancelled_at = commerce_private.clock(),
        renewal_order_id = null
    where ended.organization_id = subscription.organization_id and ended.id = subscription.id;
    perform commerce_private.record_event(
        subscription.organization_id, 'subscription.cancelled', subscription.id::text);
    select customer.email, jsonb_strip_nulls(jsonb_build_object(
        'subscription_id', subscription.id, 'title', commerce_private.plan_name(subscription),
        'first_name', customer.first_name, 'order_number', (
            select ord.order_number
            from commerce.orders as ord
            where ord.organization_id = subscription.organization_id and ord.id = end_subscription.unpaid_order_id
        )))
    into v_email, v_data
    from commerce.customers as customer
    where customer.organization_id = subscription.organization_id and customer.id = subscription.customer_id;
    perform commerce_private.queue_notification(
        organization_id => subscription.organization_id,
        channel => 'email',
        template => 'subscription_ended',
        recipient => v_email,
        data => v_data,
        dedupe_key => 'subscription_ended:' || subscription.id
    );
    if unpaid_order_id is not null then
        perform commerce_private.tell_members(
            subscription.organization_id,
            'subscription_attention',
            (v_data - 'first_name') || jsonb_build_object('reason', 'ended_unpaid'),
            dedupe_key => 'ended_unpaid:' || subscription.id);
    end if;
end;
$$;

comment on function commerce_private.end_subscription(commerce.subscriptions, uuid) is
$md$End a subscription, and tell its customer; the members too when it is for a renewal that nobody paid.

The caller holds it.$md$;

revoke all on function commerce_private.end_subscription(commerce.subscriptions, uuid) from public;
