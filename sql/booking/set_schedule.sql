create or replace function commerce.set_schedule(
    rules jsonb,
    staff_id uuid = null,
    venue_id uuid = null,
    service_id uuid = null
)
returns setof commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require_calendar(staff_id, venue_id, service_id);
    v_now timestamptz := commerce_private.clock();
begin
    if num_nonnulls(staff_id, venue_id, service_id) <> 1 then
        perform commerce_private.refuse_catalog_input('staff_id', 'one_subject',
            'Send exactly one of staff_id, venue_id and service_id.');
    end if;
    -- One after the other: two schedules of one subject at once would both stay.
    perform pg_advisory_xact_lock(hashtextextended(
        'commerce.schedules ' || v_caller.organization_id || coalesce(staff_id, venue_id, service_id), 0));
    delete from commerce.schedules as schedule
    where schedule.organization_id = v_caller.organization_id
        and (schedule.staff_id = set_schedule.staff_id or schedule.venue_id = set_schedule.venue_id
             or schedule.service_id = set_schedule.service_id);
    insert into commerce.schedules (organization_id, staff_id, venue_id, service_id, weekday, from_time, to_time,
                                    valid_from, valid_to)
    select v_caller.organization_id, set_schedule.staff_id, set_schedule.venue_id, set_schedule.service_id,
        rule.weekday, rule.from_time, rule.to_time, rule.valid_from, rule.valid_to
    from commerce_private.read_rules(set_schedule.rules) as rule;
    perform commerce_private.audit(v_caller, 'set_schedule', coalesce(staff_id, venue_id, service_id)::text, '{rules}');

    return query
    select booking.*
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id
        and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed')
        and booking.starts_at > v_now
        and (booking.staff_id = set_schedule.staff_id or booking.venue_id = set_schedule.venue_id
             or booking.service_id = set_schedule.service_id)
        and exists (
            select
            from commerce_private.subject_hours(
                booking.organization_id, booking.service_id, array[booking.staff_id], booking.starts_at,
                booking.ends_at
            ) as subject
            where not subject.hours @> booking.during
        )
    order by booking.starts_at, booking.id;
end;
$$;

comment on function commerce.set_schedule(jsonb, uuid, uuid, uuid) is
$md$Replace the weekly hours of a member of staff, a venue or a service; the bookings left outside are returned, and left alone.

`rules`: `[{"weekday":1,"from":"09:00","to":"17:00","valid_from":null,"valid_to":null}]`, 1 is Monday,
wall clock of the subject's zone (a service's is its venue's, else the organization's); a `to` at or
before `from` ends the next day; an empty array means no hours of its own. What is sold must lie
inside the hours of all three subjects that have any, and start a whole number of steps after a
window of the first of them (staff, service, venue) begins. Managers; staff their own.

Raises `VC101` bad rules or not one subject, `VB202` unknown subject, `VT302`.$md$;

revoke all on function commerce.set_schedule(jsonb, uuid, uuid, uuid) from public;
grant execute on function commerce.set_schedule(jsonb, uuid, uuid, uuid) to commerce_user, commerce_service;
