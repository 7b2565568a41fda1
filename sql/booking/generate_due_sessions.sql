create or replace function commerce.generate_due_sessions(
    max_rows integer = 1000
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_due record;
    v_done integer := 0;
begin
    perform commerce_private.require('worker');
    if max_rows is null or max_rows not between 1 and 100000 then
        raise exception using
            errcode = 'VS101',
            message = 'bad sweep argument',
            detail = jsonb_build_object('argument', 'max_rows'),
            hint = 'Send a number from 1 to 100000.';
    end if;
    -- Across organizations, service by service; whoever has fewest days of sessions ahead comes first.
    for v_due in
        select service.organization_id, service.id
        from commerce.organizations as organization
        join commerce.services as service on service.organization_id = organization.id
        cross join lateral (
            select max(slot.starts_at) as at
            from commerce.time_slots as slot
            where slot.organization_id = service.organization_id and slot.service_id = service.id
        ) as last
        where organization.status = 'active'
            and service.capacity_mode = 'pooled'
            and service.status = 'active'
            and (
                exists (
                    select
                    from commerce.schedules as schedule
                    where schedule.organization_id = service.organization_id and schedule.service_id = service.id
                )
                or exists (
                    select
                    from commerce.schedule_exceptions as other
                    where other.organization_id = service.organization_id and other.service_id = service.id
                )
            )
        order by last.at nulls first, service.organization_id, service.id
    loop
        exit when v_done >= max_rows;
        v_done := v_done + commerce_private.open_sessions(v_due.organization_id, v_due.id);
    end loop;
    return v_done;
end;
$$;

comment on function commerce.generate_due_sessions(integer) is
$md$Sweep `generate_sessions`: make the sessions that schedules mean for the next `session_horizon_days`, for every pooled service.

The worker's, across organizations; stops after the service with which `max_rows` is reached. Repeatable. Returns
how many sessions are new.

Raises `VS101` bad `max_rows`.$md$;

revoke all on function commerce.generate_due_sessions(integer) from public;
grant execute on function commerce.generate_due_sessions(integer) to commerce_worker;
