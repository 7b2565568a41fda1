create or replace function commerce.resume_subscription(
    subscription_id uuid
)
returns commerce.subscriptions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_subscription commerce.subscriptions := commerce_private.lock_subscription(v_caller, subscription_id);
    v_now timestamptz := commerce_private.clock();
begin
    if v_subscription.status = 'cancelled' then
        raise exception using
            errcode = 'VC301',
            message = 'a subscription that has ended cannot go on',
            detail = jsonb_build_object(
                'subscription_id', subscription_id, 'status', v_subscription.status, 'reason', 'cancelled'),
            hint = 'Order the plan again.';
    end if;
    update commerce.subscriptions as subscription
    set
        is_ending = false,
        status = case when subscription.status = 'paused' then 'active' else subscription.status end,
        next_renewal_at = case
            when subscription.status = 'paused' then greatest(subscription.current_period_ends_at, v_now)
            else subscription.next_renewal_at
        end,
        -- After a rest longer than the period, the next one begins now.
        anchor_at = case
            when subscription.status = 'paused' and subscription.current_period_ends_at < v_now then v_now
            else subscription.anchor_at
        end,
        anchor_period = case
            when subscription.status = 'paused' and subscription.current_period_ends_at < v_now
                then subscription.period + 1
            else subscription.anchor_period
        end
    where subscription.organization_id = v_caller.organization_id and subscription.id = v_subscription.id
    returning subscription.* into v_subscription;
    perform commerce_private.audit(
        v_caller, 'resume_subscription', v_subscription.id::text, array['status', 'is_ending']);
    return v_subscription;
end;
$$;

comment on function commerce.resume_subscription(uuid) is
$md$Let a paused subscription go on, or take back its cancellation to the period's end. Twice is harmless.

After a rest longer than its period the next period begins, and is due, now. For its customer, managers and
trusted backends.

Raises `VC201` unknown subscription, or somebody else's, `VC301` (`cancelled`) it has ended.$md$;

revoke all on function commerce.resume_subscription(uuid) from public;
grant execute on function commerce.resume_subscription(uuid) to commerce_user, commerce_service;
