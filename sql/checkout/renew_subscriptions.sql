create or replace function commerce.renew_subscriptions(
    max_rows integer = 500
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid;
    v_rows integer := 0;
begin
    perform commerce_private.require('worker');
    perform commerce_private.check_max_rows(max_rows);
    for v_organization_id in
        select subscription.organization_id
        from commerce.subscriptions as subscription
        where subscription.next_renewal_at <= commerce_private.clock() or subscription.status = 'past_due'
        group by subscription.organization_id
        order by subscription.organization_id
    loop
        exit when v_rows >= max_rows;
        v_rows := v_rows + commerce_private.renew_due(v_organization_id, max_rows - v_rows);
    end loop;
    return v_rows;
end;
$$;

comment on function commerce.renew_subscriptions(integer) is
$md$Make an order for each subscription whose period is over, at most `max_rows`; returns how many changed. A sweep, for
the worker.

A period has exactly one order, however often this runs, and whatever is killed. The customer is told to pay it;
until then the subscription is `past_due`, and ends when nobody pays within `subscription_grace_days`. Those that
were cancelled to the end of their period end here.

Raises `VT302`, `VS101`.$md$;

revoke all on function commerce.renew_subscriptions(integer) from public;
grant execute on function commerce.renew_subscriptions(integer) to commerce_worker;
