create or replace function commerce_private.offered_starts(
    organization_id uuid,
    service_id uuid,
    staff_ids uuid[],
    from_at timestamptz,
    to_at timestamptz,
    at timestamptz,
    only_free boolean = false,
    duration interval = null
)
returns table (staff_id uuid, starts_at timestamptz)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    -- In plpgsql, whose plans are kept: PostgreSQL before 18 plans a body in sql at every call.
    return query
    with service as (
        select service.venue_id,
            coalesce(offered_starts.duration, service.duration_minutes * interval '1 minute') as duration,
            service.buffer_before_minutes * interval '1 minute' as buffer_before,
            service.buffer_after_minutes * interval '1 minute' as buffer_after,
            service.step_minutes * interval '1 minute' as step,
            offered_starts.at + service.min_notice_minutes * interval '1 minute' as first_at,
            offered_starts.at + service.max_advance_days * interval '24 hours' as last_at
        from commerce.services as service
        where service.organization_id = offered_starts.organization_id
            and service.id = offered_starts.service_id
            and service.status = 'active'
    ),
    hours as materialized (
        select subject.rank, subject.subject_id, subject.is_scheduled, subject.hours, subject.windows
        from service
        cross join lateral commerce_private.subject_hours(
            offered_starts.organization_id, offered_starts.service_id, staff_ids, from_at, to_at + service.duration
        ) as subject
    ),
    person as (
        -- The nil uuid stands for nobody: a service that needs no staff.
        select wanted.staff_id
        from unnest(staff_ids) as wanted (staff_id)
        where wanted.staff_id = '00000000-0000-0000-0000-000000000000'
            or exists (
                select
                from commerce.service_staff as performer
                join commerce.staff as staff
                    on staff.organization_id = performer.organization_id and staff.id = performer.staff_id
                where performer.organization_id = offered_starts.organization_id
                    and performer.service_id = offered_starts.service_id
                    and performer.staff_id = wanted.staff_id
                    and staff.is_service_provider
                    and staff.is_available_for_booking
            )
    ),
    shop_closed as (
        select coalesce(range_agg(blackout.during), '{}') as closed
        from commerce.blackouts as blackout
        cross join service
        where blackout.organization_id = offered_starts.organization_id
            and blackout.resource_id is null
            and (blackout.venue_id is null or blackout.venue_id = service.venue_id)
            and (blackout.service_id is null or blackout.service_id = offered_starts.service_id)
    ),
    away as (
        select time_off.staff_id, range_agg(time_off.during) as closed
        from commerce.time_off as time_off
        where time_off.organization_id = offered_starts.organization_id
            and time_off.staff_id = any(staff_ids)
        group by time_off.staff_id
    ),
    busy as (
        -- What a held time keeps away from: its own buffers and those of the booking to come.
        -- Person by person, and what is confirmed read as what has no end: the constraint's own index
        -- has it all then, and no row is looked up.
        select wanted.staff_id, held.closed
        from service
        cross join unnest(staff_ids) as wanted (staff_id)
        cross join lateral (
            select range_agg(tstzrange(lower(held.occupied) - service.buffer_after,
                                       upper(held.occupied) + service.buffer_before)) as closed
            from commerce.slot_reservations as held
            where held.organization_id = offered_starts.organization_id
                and held.staff_id = wanted.staff_id
                and held.occupied && tstzrange(from_at - service.buffer_before,
                                               to_at + service.duration + service.buffer_after, '[]')
                and held.status in ('reserved', 'confirmed')
                and (held.expires_at is null or held.expires_at > offered_starts.at)
        ) as held
        where only_free
    ),
    open as (
        select person.staff_id,
            coalesce(mine.hours, '{(,)}') * service_hours.hours * coalesce(venue_hours.hours, '{(,)}')
                - shop_closed.closed - coalesce(away.closed, '{}') - coalesce(busy.closed, '{}') as free,
            -- Steps count from where the window opens: the person's own, else the service's, else the venue's.
            case
                when mine.is_scheduled then mine.windows
                when service_hours.is_scheduled then service_hours.windows
                else venue_hours.windows
            end as windows
        from person
        cross join shop_closed
        join hours as service_hours on service_hours.rank = 2
        left join hours as venue_hours on venue_hours.rank = 3
        left join hours as mine on mine.rank = 1 and mine.subject_id = person.staff_id
        left join away on away.staff_id = person.staff_id
        left join busy on busy.staff_id = person.staff_id
    )
    select distinct open.staff_id, start.at
    from open
    cross join service
    cross join lateral unnest(open.windows) as opening (during)
    cross join lateral unnest(
        open.free * tstzmultirange(tstzrange(lower(opening.during), upper(opening.during) + service.duration))
    ) as gap (during)
    cross join lateral (
        select greatest(lower(gap.during), from_at, service.first_at) as earliest,
            least(upper(gap.during) - service.duration, to_at, service.last_at) as latest
    ) as bounds
    cross join lateral (
        select date_bin(service.step, bounds.earliest, lower(opening.during)) as at
    ) as bin
    cross join lateral generate_series(
        case when bin.at < bounds.earliest then bin.at + service.step else bin.at end,
        bounds.latest,
        service.step
    ) as start (at)
    where bounds.earliest <= bounds.latest
        and opening.during && tstzrange(from_at, to_at, '[]')
        and start.at < upper(opening.during);
end;
$$;

comment on function commerce_private.offered_starts(uuid, uuid, uuid[], timestamptz, timestamptz, timestamptz, boolean, interval) is
$md$The definition of what can be taken: the instants from `from_at` to `to_at`, both included, at which each of these people may begin the service.

Hours of person, service and venue, exceptions, time off, blackouts, notice, advance and step; with
`only_free` also what is held, its buffers and the service's own. Offering lists these rows, taking
asks whether its start is one of them. The nil uuid among `staff_ids` stands for a service that needs
nobody. `duration` replaces the service's own.$md$;

revoke all on function
    commerce_private.offered_starts(uuid, uuid, uuid[], timestamptz, timestamptz, timestamptz, boolean, interval)
from public;
