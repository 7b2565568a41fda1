create or replace function commerce.generate_sessions(
    service_id uuid,
    from_date date = null,
    to_date date = null
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_capacity_mode text;
    v_made integer;
begin
    select service.capacity_mode
    into v_capacity_mode
    from commerce.services as service
    where service.organization_id = v_caller.organization_id
        and service.id = generate_sessions.service_id
        and service.status <> 'archived';
    if v_capacity_mode is null then
        perform commerce_private.refuse_unknown('service', service_id);
    elsif v_capacity_mode <> 'pooled' then
        perform commerce_private.refuse_catalog_input('service_id', 'not_pooled',
            'Only pooled services have sessions; the times of others follow from their schedules.');
    elsif from_date not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_catalog_input('from_date', 'out_of_range', 'Send a date before the year 2200.');
    elsif to_date not between coalesce(from_date, '1970-01-01') and coalesce(from_date, commerce_private.clock()::date) + 366 then
        perform commerce_private.refuse_catalog_input('to_date', 'out_of_range',
            'Send a date from from_date to at most 366 days later.');
    end if;
    v_made := commerce_private.open_sessions(v_caller.organization_id, service_id, from_date, to_date);
    if v_made > 0 then
        perform commerce_private.audit(v_caller, 'generate_sessions', service_id::text);
    end if;
    return v_made;
end;
$$;

comment on function commerce.generate_sessions(uuid, date, date) is
$md$Make time slots for a pooled service from its schedule, both dates included, on the venue's calendar; returns how many are new.

From today (`from_date` null) to the `session_horizon_days` setting (`to_date` null), never in the past. A window
of the schedule holds a session at its opening and after every step, as long as the service fits; on days on
which the clock moves it is longer or shorter by what the clock says. Blackouts and the venue's hours count;
where the service has staff, each session gets one who works and is free then, and waits until there is one;
so it does for a free resource of every group that the service needs.

Sessions that are there are left alone, even changed or cancelled ones, so that calling twice makes nothing new.
The sweep of the same name does this for every service. Managers and above.

Raises `VB202` unknown service, `VC101` bad dates, or a service without sessions.$md$;

revoke all on function commerce.generate_sessions(uuid, date, date) from public;
grant execute on function commerce.generate_sessions(uuid, date, date) to commerce_user, commerce_service;
