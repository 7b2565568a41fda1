create or replace function commerce_private.refusal(
    organization_id uuid,
    service_id uuid,
    staff_id uuid,
    during tstzrange,
    at timestamptz,
    override_hours boolean = false
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_nobody constant uuid := uuid '00000000-0000-0000-0000-000000000000';
    v_starts_at timestamptz := lower(during);
    v_service commerce.services;
    v_is_able boolean;
    v_hours tstzmultirange;
begin
    select service.status, service.venue_id, service.min_notice_minutes, service.max_advance_days
    into v_service.status, v_service.venue_id, v_service.min_notice_minutes, v_service.max_advance_days
    from commerce.services as service
    where service.organization_id = refusal.organization_id and service.id = refusal.service_id;
    if v_service.status is distinct from 'active' then
        return 'service_inactive';
    end if;
    if v_starts_at < at or (not override_hours
                            and v_starts_at < at + v_service.min_notice_minutes * interval '1 minute') then
        return 'min_notice';
    elsif v_starts_at > at + v_service.max_advance_days * interval '24 hours' and not override_hours then
        return 'max_advance';
    end if;

    select staff.is_service_provider and staff.is_available_for_booking
    into v_is_able
    from commerce.service_staff as performer
    join commerce.staff as staff
        on staff.organization_id = performer.organization_id and staff.id = performer.staff_id
    where performer.organization_id = refusal.organization_id
        and performer.service_id = refusal.service_id
        and performer.staff_id = refusal.staff_id;
    if v_is_able is not true and refusal.staff_id <> v_nobody then
        return 'staff_unavailable';
    elsif override_hours then
        return null;
    end if;

    -- The definition itself; all that follows only finds a name for its no.
    if exists (
        select
        from commerce_private.offered_starts(
            refusal.organization_id, refusal.service_id, array[refusal.staff_id], v_starts_at, v_starts_at, at,
            false, upper(during) - v_starts_at
        )
    ) then
        return null;
    end if;
    if exists (
        select
        from commerce.blackouts as blackout
        where blackout.organization_id = refusal.organization_id
            and blackout.resource_id is null
            and (blackout.venue_id is null or blackout.venue_id = v_service.venue_id)
            and (blackout.service_id is null or blackout.service_id = refusal.service_id)
            and blackout.during && refusal.during
    ) then
        return 'closed';
    elsif exists (
        select
        from commerce.time_off as away
        where away.organization_id = refusal.organization_id
            and away.staff_id = refusal.staff_id
            and away.during && refusal.during
    ) then
        return 'time_off';
    end if;
    select range_intersect_agg(subject.hours)
    into v_hours
    from commerce_private.subject_hours(
        refusal.organization_id, refusal.service_id, array[refusal.staff_id], v_starts_at, upper(during)
    ) as subject;
    return case when v_hours @> refusal.during and not lower_inf(v_hours) then 'not_a_start_time' else 'outside_hours' end;
end;
$$;

comment on function commerce_private.refusal(uuid, uuid, uuid, tstzrange, timestamptz, boolean) is
$md$Why this person (the nil uuid: nobody needed) may not begin the service then, whoever else holds the time; null when they may.

Reason codes of the reference. `override_hours` leaves hours, notice and advance aside, never the past.$md$;

revoke all on function commerce_private.refusal(uuid, uuid, uuid, tstzrange, timestamptz, boolean) from public;
