create or replace function commerce_private.subject_hours(
    organization_id uuid,
    service_id uuid,
    staff_ids uuid[],
    from_at timestamptz,
    to_at timestamptz
)
returns table (rank integer, subject_id uuid, is_scheduled boolean, hours tstzmultirange, windows tstzrange[])
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
    -- In plpgsql, whose plans are kept: PostgreSQL before 18 plans a body in sql at every call.
    return query
    with subject as (
        select 1 as rank, staff.id, staff.timezone
        from commerce.staff as staff
        where staff.organization_id = subject_hours.organization_id and staff.id = any(staff_ids)
        union all
        select 2, service.id, coalesce(venue.timezone, organization.timezone)
        from commerce.services as service
        join commerce.organizations as organization on organization.id = service.organization_id
        left join commerce.venues as venue
            on venue.organization_id = service.organization_id and venue.id = service.venue_id
        where service.organization_id = subject_hours.organization_id and service.id = subject_hours.service_id
        union all
        select 3, venue.id, venue.timezone
        from commerce.services as service
        join commerce.venues as venue
            on venue.organization_id = service.organization_id and venue.id = service.venue_id
        where service.organization_id = subject_hours.organization_id and service.id = subject_hours.service_id
    ),
    rule as (
        select schedule.staff_id as subject_id, schedule.weekday, schedule.from_time, schedule.to_time,
            schedule.valid_from, schedule.valid_to
        from commerce.schedules as schedule
        where schedule.organization_id = subject_hours.organization_id and schedule.staff_id = any(staff_ids)
        union all
        select schedule.service_id, schedule.weekday, schedule.from_time, schedule.to_time,
            schedule.valid_from, schedule.valid_to
        from commerce.schedules as schedule
        where schedule.organization_id = subject_hours.organization_id
            and schedule.service_id = subject_hours.service_id
        union all
        select schedule.venue_id, schedule.weekday, schedule.from_time, schedule.to_time,
            schedule.valid_from, schedule.valid_to
        from subject
        join commerce.schedules as schedule
            on schedule.organization_id = subject_hours.organization_id and schedule.venue_id = subject.id
        where subject.rank = 3
    ),
    exception as (
        select other.staff_id as subject_id, other.on_date, other.from_time, other.to_time
        from commerce.schedule_exceptions as other
        where other.organization_id = subject_hours.organization_id and other.staff_id = any(staff_ids)
        union all
        select other.service_id, other.on_date, other.from_time, other.to_time
        from commerce.schedule_exceptions as other
        where other.organization_id = subject_hours.organization_id
            and other.service_id = subject_hours.service_id
        union all
        select other.venue_id, other.on_date, other.from_time, other.to_time
        from subject
        join commerce.schedule_exceptions as other
            on other.organization_id = subject_hours.organization_id and other.venue_id = subject.id
        where subject.rank = 3
    ),
    day as (
        -- The day before may reach over midnight; zones are up to 14 hours away from each other's dates.
        select subject.id as subject_id, subject.timezone, day.at::date as on_date
        from subject
        cross join generate_series(
            (from_at at time zone subject.timezone)::date - 1,
            (to_at at time zone subject.timezone)::date + 1,
            interval '1 day'
        ) as day (at)
    ),
    opening as (
        select day.subject_id, day.timezone, day.on_date, rule.from_time, rule.to_time
        from day
        join rule
            on rule.subject_id = day.subject_id
            and rule.weekday = extract(isodow from day.on_date)
            and (rule.valid_from is null or rule.valid_from <= day.on_date)
            and (rule.valid_to is null or rule.valid_to >= day.on_date)
        where not exists (
            select
            from exception
            where exception.subject_id = day.subject_id and exception.on_date = day.on_date
        )
        union all
        select day.subject_id, day.timezone, day.on_date, exception.from_time, exception.to_time
        from day
        join exception on exception.subject_id = day.subject_id and exception.on_date = day.on_date
        where exception.from_time is not null
    ),
    wall as (
        -- The wall clock says when a window begins and ends, so a day on which it moves is shorter or longer.
        select opening.subject_id,
            commerce_private.wall_instant(opening.on_date + opening.from_time, opening.timezone) as opens_at,
            commerce_private.wall_instant(
                opening.on_date + case when opening.to_time <= opening.from_time then 1 else 0 end + opening.to_time,
                opening.timezone) as closes_at
        from opening
    ),
    open as (
        select wall.subject_id,
            range_agg(tstzrange(wall.opens_at, wall.closes_at)) as hours,
            array_agg(tstzrange(wall.opens_at, wall.closes_at) order by wall.opens_at) as windows
        from wall
        where wall.opens_at < wall.closes_at
        group by wall.subject_id
    ),
    shut as (
        select day.subject_id,
            range_agg(tstzrange(
                commerce_private.day_begins(day.on_date, day.timezone),
                commerce_private.day_begins(day.on_date + 1, day.timezone)
            )) as hours
        from day
        join exception on exception.subject_id = day.subject_id and exception.on_date = day.on_date
        where exception.from_time is null
        group by day.subject_id
    )
    select subject.rank, subject.id, scheduled.is_it,
        case
            when scheduled.is_it then coalesce(open.hours, '{}'::tstzmultirange)
            -- Who has no hours of their own is there whenever the others are.
            else '{(,)}'::tstzmultirange - coalesce(shut.hours, '{}'::tstzmultirange)
        end,
        coalesce(open.windows, '{}'::tstzrange[])
    from subject
    left join open on open.subject_id = subject.id
    left join shut on shut.subject_id = subject.id
    cross join lateral (
        select exists (select from rule where rule.subject_id = subject.id)
            or exists (
                select
                from exception
                where exception.subject_id = subject.id and exception.from_time is not null
            ) as is_it
    ) as scheduled;
end;
$$;

comment on function commerce_private.subject_hours(uuid, uuid, uuid[], timestamptz, timestamptz) is
$md$When these people (rank 1), the service (2) and its venue (3) are open around a range: their union, and window by window.

Weekly rules on the wall clock of the subject's zone; an exception replaces its date; without hours
it closes it. A subject that has neither rules nor opening exceptions limits nothing but the dates it
is closed on.$md$;

revoke all on function commerce_private.subject_hours(uuid, uuid, uuid[], timestamptz, timestamptz) from public;
