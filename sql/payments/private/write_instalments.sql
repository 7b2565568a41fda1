create or replace function commerce_private.write_instalments(
    organization_id uuid,
    order_id uuid,
    due_at timestamptz[],
    amounts_minor bigint[]
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
insert into commerce.payment_schedules (organization_id, order_id, sequence, due_at, amount_minor, next_step_at)
select
    write_instalments.organization_id, write_instalments.order_id,
    row_number() over (order by part.due_at, part.place), part.due_at, part.amount_minor,
    part.due_at - make_interval(days => (
        commerce_private.setting(write_instalments.organization_id, 'balance_reminder_days') #>> '{}')::integer)
from unnest(write_instalments.due_at, write_instalments.amounts_minor)
    with ordinality as part (due_at, amount_minor, place)
where part.amount_minor > 0;
$$;

comment on function commerce_private.write_instalments(uuid, uuid, timestamptz[], bigint[]) is
$md$Write an order's instalments, numbered as they fall due. What setting `balance_reminder_days` says now counts for them.$md$;

revoke all on function commerce_private.write_instalments(uuid, uuid, timestamptz[], bigint[]) from public;
