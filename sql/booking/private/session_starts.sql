create or replace function commerce_private.session_starts(
    organization_id uuid,
    service_id uuid,
    from_date date,
    to_date date,
    timezone text
)
returns setof tstzrange
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with service as (
        select known.venue_id, known.duration_minutes * interval '1 minute' as duration,
            known.step_minutes * interval '1 minute' as step
        from commerce.services as known
        where known.organization_id = session_starts.organization_id and known.id = session_starts.service_id
    ),
    hours as materialized (
        select subject.rank, subject.is_scheduled, subject.hours, subject.windows
        from commerce_private.subject_hours(
            session_starts.organization_id, session_starts.service_id, '{}',
            from_date::timestamp at time zone session_starts.timezone,
            (to_date + 1)::timestamp at time zone session_starts.timezone
        ) as subject
    ),
    shut as (
        select coalesce(range_agg(blackout.during), '{}') as closed
        from commerce.blackouts as blackout
        cross join service
        where blackout.organization_id = session_starts.organization_id
            and blackout.resource_id is null
            and (blackout.venue_id is null or blackout.venue_id = service.venue_id)
            and (blackout.service_id is null or blackout.service_id = session_starts.service_id)
    ),
    session as (
        select distinct tstzrange(start.at, start.at + service.duration) as during
        from hours
        cross join service
        cross join unnest(hours.windows) as opening (during)
        cross join generate_series(
            lower(opening.during), upper(opening.during) - service.duration, service.step) as start (at)
        where hours.rank = 2 and hours.is_scheduled
    )
    select session.during
    from session
    cross join shut
    where (lower(session.during) at time zone session_starts.timezone)::date
            between session_starts.from_date and session_starts.to_date
        and not session.during && shut.closed
        and not exists (
            select
            from hours as venue
            where venue.rank = 3 and not venue.hours @> session.during
        )
    order by session.during;
end;
$$;

comment on function commerce_private.session_starts(uuid, uuid, date, date, text) is
$md$The sessions that a service's own schedule means on these dates: one after each step from where a window opens, as long as it fits.

The same windows as those of availability: wall clock of the venue, exceptions, days on which the clock moves.
Outside the venue's hours and in blackouts there is none.$md$;

revoke all on function commerce_private.session_starts(uuid, uuid, date, date, text) from public;
