create or replace function commerce.cancel_subscription(
    subscription_id uuid,
    at_period_end boolean = true
)
returns commerce.subscriptions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_subscription commerce.subscriptions;
    v_order_id uuid;
    v_order commerce.orders;
begin
    for v_try in 1..3 loop
        -- Its unpaid order first: orders come before subscriptions.
        select subscription.renewal_order_id
        into v_order_id
        from commerce.subscriptions as subscription
        where subscription.organization_id = v_caller.organization_id
            and subscription.id = cancel_subscription.subscription_id;
        begin
            if v_order_id is not null then
                v_order := commerce_private.lock_order(v_caller.organization_id, v_order_id);
            end if;
            v_subscription := commerce_private.lock_subscription(v_caller, subscription_id);
            exit when v_subscription.renewal_order_id is null or v_subscription.renewal_order_id = v_order.id;
            -- Renewed between the look and the lock: let go of it, and begin with its order.
            raise exception using
                errcode = '40001',
                message = 'the subscription was renewed meanwhile',
                detail = jsonb_build_object('subscription_id', subscription_id),
                hint = 'Call again.';
        exception
            when serialization_failure then
                if v_try = 3 then
                    raise;
                end if;
        end;
    end loop;
    if v_subscription.status = 'cancelled' then
        return v_subscription;
    end if;
    if at_period_end is not false and v_subscription.status = 'active' then
        update commerce.subscriptions as subscription
        set is_ending = true
        where subscription.organization_id = v_caller.organization_id and subscription.id = v_subscription.id;
    else
        perform commerce_private.end_subscription(v_subscription, null);
        if v_subscription.renewal_order_id = v_order.id
            and v_order.status in ('created', 'pending_payment', 'payment_failed') then
            perform commerce_private.drop_order(
                v_caller.organization_id, v_order.id, 'subscription cancelled', v_caller.user_id, true);
        end if;
    end if;
    perform commerce_private.audit(
        v_caller, 'cancel_subscription', v_subscription.id::text, array['status', 'is_ending']);
    return commerce_private.lock_subscription(v_caller, subscription_id);
end;
$$;

comment on function commerce.cancel_subscription(uuid, boolean) is
$md$Cancel a subscription: to the end of the period that is paid, or at once. Twice is harmless.

`resume_subscription` takes a cancellation to the period's end back. One that is paused, or whose renewal is not
paid, ends at once, and its unpaid order with it. What was paid stays paid; managers refund. For its customer,
managers and trusted backends.

Raises `VC201` unknown subscription, or somebody else's.$md$;

revoke all on function commerce.cancel_subscription(uuid, boolean) from public;
grant execute on function commerce.cancel_subscription(uuid, boolean) to commerce_user, commerce_service;
