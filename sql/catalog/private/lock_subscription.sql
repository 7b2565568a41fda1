create or replace function commerce_private.lock_subscription(
    caller commerce_private.caller,
    subscription_id uuid
)
returns commerce.subscriptions
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_subscription commerce.subscriptions;
begin
    select subscription.*
    into v_subscription
    from commerce.subscriptions as subscription
    where subscription.organization_id = (lock_subscription.caller).organization_id
        and subscription.id = lock_subscription.subscription_id
        and (
            (lock_subscription.caller).role in ('commerce_service', 'commerce_owner')
            or commerce_private.member_rank((lock_subscription.caller).member_role)
            >= commerce_private.member_rank('manager')
            or subscription.customer_id = commerce_private.current_customer_id()
        )
    for no key update;
    if v_subscription.id is null then
        perform commerce_private.refuse_subscription(subscription_id);
    end if;
    return v_subscription;
end;
$$;

comment on function commerce_private.lock_subscription(commerce_private.caller, uuid) is
$md$Lock a subscription that the caller may change: their own; for managers and trusted backends any.

Raises `VC201`.$md$;

revoke all on function commerce_private.lock_subscription(commerce_private.caller, uuid) from public;
