create or replace function commerce_private.renew_due(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_subscription commerce.subscriptions;
    v_now timestamptz := commerce_private.clock();
    v_rows integer := 0;
    v_code text;
begin
    for v_subscription in
        select subscription.*
        from commerce.subscriptions as subscription
        where subscription.organization_id = renew_due.organization_id
            and subscription.next_renewal_at <= v_now
            and coalesce(subscription.not_before <= v_now, true)
        order by subscription.id
        limit renew_due.max_rows
        for no key update skip locked
    loop
        v_rows := v_rows + 1;
        if v_subscription.is_ending then
            perform commerce_private.end_subscription(v_subscription, null);
            continue;
        end if;
        begin
            perform commerce_private.renew_subscription(v_subscription);
        exception
            when others then
                -- One that cannot be renewed keeps none of the others waiting.
                get stacked diagnostics v_code = returned_sqlstate;
                if left(v_code, 1) <> 'V' then
                    raise;
                end if;
                update commerce.subscriptions as subscription
                set not_before = v_now + interval '1 day', last_error = v_code
                where subscription.organization_id = renew_due.organization_id
                    and subscription.id = v_subscription.id;
                perform commerce_private.tell_members(
                    renew_due.organization_id,
                    'subscription_attention',
                    jsonb_build_object(
                        'subscription_id', v_subscription.id, 'reason', 'not_renewed', 'code', v_code,
                        'title', commerce_private.plan_name(v_subscription)),
                    dedupe_key => 'not_renewed:' || v_subscription.id || ':' || v_subscription.period);
        end;
    end loop;
    -- Those whose renewal was never paid have ended with its order.
    for v_subscription in
        select subscription.*
        from commerce.subscriptions as subscription
        join commerce.orders as ord
            on ord.organization_id = subscription.organization_id
            and ord.id = subscription.renewal_order_id
            and ord.status = 'cancelled'
        where subscription.organization_id = renew_due.organization_id and subscription.status = 'past_due'
        order by subscription.id
        limit renew_due.max_rows
        for no key update of subscription skip locked
    loop
        v_rows := v_rows + 1;
        perform commerce_private.end_subscription(v_subscription, v_subscription.renewal_order_id);
    end loop;
    return v_rows;
end;
$$;

comment on function commerce_private.renew_due(uuid, integer) is
$md$Renew an organization's subscriptions whose period is over, and end those that were cancelled or not paid.

Returns how many changed. Locks: subscriptions by id; whoever has one of them is left alone.$md$;

revoke all on function commerce_private.renew_due(uuid, integer) from public;
