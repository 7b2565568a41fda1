create or replace function commerce.add_schedule_exception(
    on_date date,
    from_time time = null,
    to_time time = null,
    staff_id uuid = null,
    venue_id uuid = null,
    service_id uuid = null,
    reason text = null
)
returns commerce.schedule_exceptions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require_calendar(staff_id, venue_id, service_id);
    v_exception commerce.schedule_exceptions;
begin
    perform commerce_private.check_name('reason', reason, is_needed => false);
    if num_nonnulls(staff_id, venue_id, service_id) <> 1 then
        perform commerce_private.refuse_catalog_input('staff_id', 'one_subject',
            'Send exactly one of staff_id, venue_id and service_id.');
    elsif on_date is null or on_date not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_catalog_input('on_date', 'out_of_range', 'Send a date before the year 2200.');
    elsif (from_time is null) <> (to_time is null) then
        perform commerce_private.refuse_catalog_input('to_time', 'missing', 'Send both times, or neither to close that day.');
    end if;
    insert into commerce.schedule_exceptions as other
        (organization_id, staff_id, venue_id, service_id, on_date, from_time, to_time, reason)
    values (v_caller.organization_id, add_schedule_exception.staff_id, add_schedule_exception.venue_id,
            add_schedule_exception.service_id, add_schedule_exception.on_date, add_schedule_exception.from_time,
            add_schedule_exception.to_time, add_schedule_exception.reason)
    returning other.organization_id, other.id, other.staff_id, other.venue_id, other.service_id, other.on_date,
        other.from_time, other.to_time, other.reason, other.created_at
    into v_exception;
    perform commerce_private.audit(v_caller, 'add_schedule_exception', v_exception.id::text, '{on_date}');
    return v_exception;
end;
$$;

comment on function commerce.add_schedule_exception(date, time, time, uuid, uuid, uuid, text) is
$md$Give a member of staff, a venue or a service other hours on one date, or close that date.

The date's exceptions replace its weekly hours; several add up. Without times the date is closed. A
subject without weekly hours that is given hours by exceptions is open on those dates only. Times are
wall clock of the subject's zone; `to_time` at or before `from_time` ends the next day. Managers; staff
their own.

Raises `VC101` bad date, times or not one subject, `VB202` unknown subject, `VT302`.$md$;

revoke all on function commerce.add_schedule_exception(date, time, time, uuid, uuid, uuid, text) from public;
grant execute on function commerce.add_schedule_exception(date, time, time, uuid, uuid, uuid, text)
to commerce_user, commerce_service;
