create or replace function commerce_private.period_start(
    subscription commerce.subscriptions,
    period integer
)
returns timestamptz
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select subscription.anchor_at + (period_start.period - subscription.anchor_period) * subscription.billing_interval;
$$;

comment on function commerce_private.period_start(commerce.subscriptions, integer) is
$md$When a period of a subscription begins, counted from its anchor: the 31st of a month is not lost over February.$md$;

revoke all on function commerce_private.period_start(commerce.subscriptions, integer) from public;
