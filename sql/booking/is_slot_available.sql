create or replace function commerce.is_slot_available(
    staff_id uuid,
    start_time timestamptz,
    end_time timestamptz
)
returns boolean
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_now timestamptz := commerce_private.clock();
    v_during tstzrange;
    v_is_able boolean;
begin
    if start_time is null or start_time not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_range('start_time', 'Send an instant before the year 2200.');
    elsif end_time is null or end_time <= start_time or end_time > start_time + interval '744 hours' then
        perform commerce_private.refuse_range('end_time', 'Send an end after the start, within 31 days.');
    end if;
    v_during := tstzrange(start_time, end_time);
    select staff.is_service_provider and staff.is_available_for_booking
    into v_is_able
    from commerce.staff as staff
    where staff.organization_id = v_caller.organization_id and staff.id = is_slot_available.staff_id;
    if v_is_able is null then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;
    return v_is_able
        and start_time >= v_now
        and not exists (
            select
            from commerce_private.subject_hours(v_caller.organization_id, null, array[staff_id], start_time, end_time)
                as subject
            where not subject.hours @> v_during
        )
        and not exists (
            select
            from commerce.time_off as away
            where away.organization_id = v_caller.organization_id
                and away.staff_id = is_slot_available.staff_id
                and away.during && v_during
        )
        and not exists (
            select
            from commerce.blackouts as blackout
            where blackout.organization_id = v_caller.organization_id
                and num_nonnulls(blackout.venue_id, blackout.service_id, blackout.resource_id) = 0
                and blackout.during && v_during
        )
        and not exists (
            select
            from commerce.slot_reservations as held
            where held.organization_id = v_caller.organization_id
                and held.staff_id = is_slot_available.staff_id
                and held.occupied && v_during
                and held.status in ('reserved', 'confirmed')
                and (held.status = 'confirmed' or held.expires_at > v_now)
        );
end;
$$;

comment on function commerce.is_slot_available(uuid, timestamptz, timestamptz) is
$md$Is this person at work and free for the whole of this time, whatever the service?

Hours, time off, blackouts of the whole organization, holds and bookings with their buffers. Advisory:
the next caller may be faster.

Raises `VB101` bad range, `VB202` unknown staff.$md$;

revoke all on function commerce.is_slot_available(uuid, timestamptz, timestamptz) from public;
grant execute on function commerce.is_slot_available(uuid, timestamptz, timestamptz)
to commerce_anon, commerce_user, commerce_service, commerce_reader;
