-- Since its caller says when to look next.
drop function if exists commerce_private.step_schedule(commerce.payment_schedules, text);
create or replace function commerce_private.step_schedule(
    part commerce.payment_schedules,
    step text,
    next_step_at timestamptz = null
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.payment_schedules as own
set
    status = case when step_schedule.step = 'overdue' then 'overdue' else own.status end,
    reminded_at = case when step_schedule.step = 'remind' then commerce_private.clock() else own.reminded_at end,
    overdue_at = case when step_schedule.step = 'overdue' then commerce_private.clock() else own.overdue_at end,
    next_step_at = step_schedule.next_step_at
where own.organization_id = (step_schedule.part).organization_id and own.id = (step_schedule.part).id;
$$;

comment on function commerce_private.step_schedule(commerce.payment_schedules, text, timestamptz) is
$md$Write down what was done about an instalment, and when to look next: `remind`, `overdue`, `wait` or `end`. The caller holds it.$md$;

revoke all on function commerce_private.step_schedule(commerce.payment_schedules, text, timestamptz) from public;
