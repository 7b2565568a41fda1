create or replace function commerce_private.due_by_schedule(
    purchase commerce.orders
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(
    nullif(greatest(0, max(part.until_minor) filter (where part.due_at <= commerce_private.clock())
        - (due_by_schedule.purchase).paid_minor), 0),
    min(part.until_minor) filter (where part.until_minor > (due_by_schedule.purchase).paid_minor)
    - (due_by_schedule.purchase).paid_minor
)
from (
    select own.due_at, sum(own.amount_minor) over (order by own.sequence)::bigint as until_minor
    from commerce.payment_schedules as own
    where own.organization_id = (due_by_schedule.purchase).organization_id
        and own.order_id = (due_by_schedule.purchase).id
) as part;
$$;

comment on function commerce_private.due_by_schedule(commerce.orders) is
$md$What of an order is due by now and has not been received, else what falls due next, in minor units. Null without instalments.$md$;

revoke all on function commerce_private.due_by_schedule(commerce.orders) from public;
