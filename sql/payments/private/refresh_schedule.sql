create or replace function commerce_private.refresh_schedule(
    organization_id uuid,
    order_id uuid,
    paid_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_next_at timestamptz;
begin
    update commerce.payment_schedules as part
    set
        status = stands.status,
        next_step_at = case
            when stands.status = 'paid' then null
            -- A payment that was taken back leaves something to remind of.
            when part.status = 'paid' then commerce_private.clock()
            else part.next_step_at
        end
    from (
        select
            own.id,
            case
                when sum(own.amount_minor) over (order by own.sequence) <= refresh_schedule.paid_minor then 'paid'
                when own.overdue_at is not null then 'overdue'
                else 'open'
            end as status
        from commerce.payment_schedules as own
        where own.organization_id = refresh_schedule.organization_id and own.order_id = refresh_schedule.order_id
    ) as stands
    where part.organization_id = refresh_schedule.organization_id
        and part.id = stands.id
        and part.status <> stands.status;
    select coalesce(min(part.due_at) filter (where part.status <> 'paid'), max(part.due_at))
    into v_next_at
    from commerce.payment_schedules as part
    where part.organization_id = refresh_schedule.organization_id and part.order_id = refresh_schedule.order_id;
    perform commerce_private.set_order_terms(organization_id, order_id, v_next_at);
end;
$$;

comment on function commerce_private.refresh_schedule(uuid, uuid, bigint) is
$md$Make an order's instalments say which of them what was received covers, in their sequence. The caller holds the order.$md$;

revoke all on function commerce_private.refresh_schedule(uuid, uuid, bigint) from public;
