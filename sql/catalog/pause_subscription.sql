create or replace function commerce.pause_subscription(
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
begin
    if v_subscription.status = 'paused' then
        return v_subscription;
    elsif v_subscription.status <> 'active' then
        raise exception using
            errcode = 'VC301',
            message = 'only an active subscription can be paused',
            detail = jsonb_build_object(
                'subscription_id', subscription_id, 'status', v_subscription.status, 'reason', v_subscription.status),
            hint = 'Pay the open renewal first, or cancel the subscription.';
    elsif v_subscription.is_ending then
        raise exception using
            errcode = 'VC301',
            message = 'a subscription that ends with its period cannot be paused',
            detail = jsonb_build_object(
                'subscription_id', subscription_id, 'status', v_subscription.status, 'reason', 'ending'),
            hint = 'Take its cancellation back with commerce.resume_subscription first.';
    end if;
    update commerce.subscriptions as subscription
    set status = 'paused', next_renewal_at = null
    where subscription.organization_id = v_caller.organization_id and subscription.id = v_subscription.id
    returning subscription.* into v_subscription;
    perform commerce_private.audit(v_caller, 'pause_subscription', v_subscription.id::text, array['status']);
    return v_subscription;
end;
$$;

comment on function commerce.pause_subscription(uuid) is
$md$Let a subscription rest: it does not renew until `resume_subscription`. What is paid lasts to the end of its period.

Twice is harmless. For its customer, managers and trusted backends.

Raises `VC201` unknown subscription, or somebody else's, `VC301` (status, reason) a renewal is unpaid, it has ended,
or ends with its period.$md$;

revoke all on function commerce.pause_subscription(uuid) from public;
grant execute on function commerce.pause_subscription(uuid) to commerce_user, commerce_service;
