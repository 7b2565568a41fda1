create or replace function commerce_private.compile_offers(
    organization_id uuid,
    service_ids uuid[] = null,
    staff_ids uuid[] = null,
    venue_ids uuid[] = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_nobody constant uuid := uuid '00000000-0000-0000-0000-000000000000';
    v_service_ids uuid[];
    v_minute constant interval := interval '1 minute';
    v_now timestamptz := commerce_private.clock();
begin
    -- Two changes of one calendar at once must each see the other's: they compile one after the other.
    perform pg_advisory_xact_lock(hashtextextended('commerce.offers ' || compile_offers.organization_id, 0));

    select coalesce(array_agg(service.id), '{}')
    into v_service_ids
    from commerce.services as service
    where service.organization_id = compile_offers.organization_id
        and (service_ids is null or service.id = any(service_ids))
        and (venue_ids is null or service.venue_id = any(venue_ids))
        and (
            staff_ids is null
            or service_ids is not null
            or exists (
                select
                from commerce.service_staff as performer
                where performer.organization_id = compile_offers.organization_id
                    and performer.service_id = service.id
                    and performer.staff_id = any(staff_ids)
            )
        );

    delete from commerce_private.offers as offer
    where offer.organization_id = compile_offers.organization_id
        and case
            when staff_ids is null then offer.service_id = any(v_service_ids)
            when service_ids is null then offer.staff_id = any(staff_ids)
            else offer.service_id = any(v_service_ids) and offer.staff_id = any(staff_ids || v_nobody)
        end;

    insert into commerce_private.offers (
        organization_id, service_id, staff_id, is_active, is_plain, has_customer_limits, capacity_mode, capacity, needs_staff, resource_groups,
        duration, buffer_before, buffer_after, occupied_for, timezone, ahead, starts, step, anchor, shut,
        hold, anonymous_hold, max_hold, max_open_holds
    )
    with pair as (
        -- Every service itself, and everybody who performs it.
        select service.id as service_id, service.venue_id, v_nobody as staff_id, true as is_bookable,
            null::text as staff_timezone
        from commerce.services as service
        where service.organization_id = compile_offers.organization_id
            and service.id = any(v_service_ids)
            and (staff_ids is null or service_ids is not null)
        union all
        select service.id, service.venue_id, staff.id,
            staff.is_service_provider and staff.is_available_for_booking, staff.timezone
        from commerce.services as service
        join commerce.service_staff as performer
            on performer.organization_id = service.organization_id and performer.service_id = service.id
        join commerce.staff as staff
            on staff.organization_id = performer.organization_id and staff.id = performer.staff_id
        where service.organization_id = compile_offers.organization_id
            and service.id = any(v_service_ids)
            and (staff_ids is null or staff.id = any(staff_ids))
    ),
    rule as (
        select subject.service_id, subject.staff_id, subject.rank, schedule.weekday,
            extract(epoch from schedule.from_time) as opens,
            extract(epoch from schedule.to_time)
                + case when schedule.to_time <= schedule.from_time then 86400 else 0 end as closes,
            num_nonnulls(schedule.valid_from, schedule.valid_to) = 0 as is_always
        from (
            select pair.service_id, pair.staff_id, 1 as rank, schedule.id
            from pair
            join commerce.schedules as schedule
                on schedule.organization_id = compile_offers.organization_id
                and schedule.staff_id = pair.staff_id
            union all
            select pair.service_id, pair.staff_id, 2, schedule.id
            from pair
            join commerce.schedules as schedule
                on schedule.organization_id = compile_offers.organization_id
                and schedule.service_id = pair.service_id
            union all
            select pair.service_id, pair.staff_id, 3, schedule.id
            from pair
            join commerce.schedules as schedule
                on schedule.organization_id = compile_offers.organization_id
                and schedule.venue_id = pair.venue_id
        ) as subject
        join commerce.schedules as schedule
            on schedule.organization_id = compile_offers.organization_id and schedule.id = subject.id
    ),
    other_day as (
        -- Dates with hours of their own, or none.
        select pair.service_id, pair.staff_id, 1 as rank, other.on_date, other.from_time is not null as has_hours
        from pair
        join commerce.schedule_exceptions as other
            on other.organization_id = compile_offers.organization_id
            and other.staff_id = pair.staff_id
        union all
        select pair.service_id, pair.staff_id, 2, other.on_date, other.from_time is not null
        from pair
        join commerce.schedule_exceptions as other
            on other.organization_id = compile_offers.organization_id
            and other.service_id = pair.service_id
        union all
        select pair.service_id, pair.staff_id, 3, other.on_date, other.from_time is not null
        from pair
        join commerce.schedule_exceptions as other
            on other.organization_id = compile_offers.organization_id
            and other.venue_id = pair.venue_id
    ),
    odd as (
        -- Hours of a subject that has no weekly ones: never plain.
        select distinct other_day.service_id, other_day.staff_id
        from other_day
        where other_day.has_hours
            and not exists (
                select
                from rule
                where rule.service_id = other_day.service_id
                    and rule.staff_id = other_day.staff_id
                    and rule.rank = other_day.rank
            )
    ),
    subject as (
        select rule.service_id, rule.staff_id, count(distinct rule.rank) as subjects,
            bool_or(rule.rank = 1) as has_staff, bool_or(rule.rank <> 1) as has_others, bool_and(rule.is_always) as is_always
        from rule
        group by rule.service_id, rule.staff_id
    ),
    offer as (
        select pair.service_id, pair.staff_id, pair.venue_id, service.status = 'active' and pair.is_bookable as is_active,
            service.customer_limits is not null as has_customer_limits, service.capacity_mode, service.capacity,
            service.duration_minutes * v_minute as duration,
            service.buffer_before_minutes * v_minute as buffer_before,
            service.buffer_after_minutes * v_minute as buffer_after,
            service.min_notice_minutes * v_minute as min_notice,
            service.max_advance_days * interval '24 hours' as max_advance, service.step_minutes * v_minute as step,
            pair.staff_timezone, coalesce(venue.timezone, organization.timezone) as venue_timezone,
            case when subject.has_staff then pair.staff_timezone else coalesce(venue.timezone, organization.timezone) end
                as timezone,
            -- Hours in two zones are not plain, and neither are those that only exceptions give.
            organization.status = 'active' and subject.is_always and odd.service_id is null
                and not (subject.has_staff and subject.has_others
                         and pair.staff_timezone <> coalesce(venue.timezone, organization.timezone)) as is_plain,
            date_trunc('year', v_now, 'UTC') + interval '2 years' + service.max_advance_days * interval '24 hours'
                as known_until
        from pair
        join commerce.services as service
            on service.organization_id = compile_offers.organization_id and service.id = pair.service_id
        join commerce.organizations as organization on organization.id = compile_offers.organization_id
        left join commerce.venues as venue
            on venue.organization_id = compile_offers.organization_id and venue.id = pair.venue_id
        left join odd on odd.service_id = pair.service_id and odd.staff_id = pair.staff_id
        left join subject on subject.service_id = pair.service_id and subject.staff_id = pair.staff_id
    ),
    open_day as (
        -- In seconds of the week as the epoch counts it, from Thursday on: one window a day and subject,
        -- or none; steps count from the person's own opening, else the service's, else the venue's.
        select window_of_day.service_id, window_of_day.staff_id, day.began + window_of_day.opens as opens,
            day.began + window_of_day.closes - extract(epoch from window_of_day.duration) as last_start,
            day.began + window_of_day.anchor as anchor, extract(epoch from window_of_day.step) as step
        from (
            select offer.service_id, offer.staff_id, rule.weekday, offer.duration, offer.step, max(rule.opens) as opens,
                min(rule.closes) as closes, (array_agg(rule.opens order by rule.rank))[1] as anchor
            from offer
            join subject on subject.service_id = offer.service_id and subject.staff_id = offer.staff_id
            join rule on rule.service_id = offer.service_id and rule.staff_id = offer.staff_id
            where offer.is_plain
            group by offer.service_id, offer.staff_id, rule.weekday, offer.duration, offer.step
            having count(*) = max(subject.subjects) and count(distinct rule.rank) = max(subject.subjects)
        ) as window_of_day
        cross join lateral (select (window_of_day.weekday + 3) % 7 * 86400 as began) as day
    ),
    week as (
        select open_day.service_id, open_day.staff_id, min(open_day.anchor % open_day.step) as phase,
            -- One grid of steps for the whole week, or the starts one by one.
            min(open_day.anchor % open_day.step) = max(open_day.anchor % open_day.step)
                and min(604800 % open_day.step) = 0 as is_even
        from open_day
        group by open_day.service_id, open_day.staff_id
    ),
    weekly as (
        select week.service_id, week.staff_id, week.phase, week.is_even,
            range_agg(numrange(start.first % 604800, start.first % 604800 + start.last - start.first, '[]'))
                + coalesce(
                    range_agg(numrange(0, start.first % 604800 + start.last - start.first - 604800, '[]'))
                        filter (where start.first % 604800 + start.last - start.first >= 604800),
                    '{}'
                ) as starts
        from week
        join open_day on open_day.service_id = week.service_id and open_day.staff_id = week.staff_id
        cross join lateral (
            select open_day.opens as first, open_day.last_start as last
            where week.is_even and open_day.opens <= open_day.last_start
            union all
            select single.at, single.at
            from generate_series(
                open_day.anchor + ceil((open_day.opens - open_day.anchor) / open_day.step) * open_day.step,
                open_day.last_start, open_day.step
            ) as single (at)
            where not week.is_even
        ) as start
        group by week.service_id, week.staff_id, week.phase, week.is_even
        having count(*) <= 500
    ),
    zone as (
        select offer.timezone, max(offer.known_until) as known_until
        from offer
        where offer.is_plain
        group by offer.timezone
    ),
    clock_offset as (
        -- How far the wall clock is from UTC, and from which day on.
        select zone.timezone, day.at as since,
            lead(day.at) over (partition by zone.timezone order by day.at) as until,
            (day.at at time zone zone.timezone) - (day.at at time zone 'UTC') as ahead
        from zone
        cross join lateral (
            select date_trunc('day', v_now, 'UTC') - interval '2 days' as at
            union all
            select day.at
            from generate_series(
                date_trunc('day', v_now, 'UTC') - interval '2 days', zone.known_until, interval '168 hours'
            ) as week (at)
            cross join lateral generate_series(week.at + interval '24 hours', week.at + interval '168 hours', interval '24 hours')
                as day (at)
            where (week.at at time zone zone.timezone) - (week.at at time zone 'UTC')
                    <> ((week.at + interval '168 hours') at time zone zone.timezone)
                        - ((week.at + interval '168 hours') at time zone 'UTC')
                and (day.at at time zone zone.timezone) - (day.at at time zone 'UTC')
                    <> ((day.at - interval '24 hours') at time zone zone.timezone)
                        - ((day.at - interval '24 hours') at time zone 'UTC')
        ) as day
    ),
    exact as (
        -- The zone's clock as it goes now places the grid of steps.
        select offer.service_id, offer.staff_id, weekly.starts,
            case when weekly.is_even then offer.step else interval '1 microsecond' end as step,
            timestamptz '1970-01-01 00:00+00' + weekly.phase * interval '1 second' - present.ahead as anchor,
            present.ahead
        from offer
        join weekly on weekly.service_id = offer.service_id and weekly.staff_id = offer.staff_id
        cross join lateral (
            select (v_now at time zone offer.timezone) - (v_now at time zone 'UTC') as ahead
        ) as present
    ),
    shut as (
        -- When the week says nothing: what is closed, days with other hours, days on which the clock
        -- moves, times in which it goes so that steps fall elsewhere, and all that is too far away to know.
        select part.service_id, part.staff_id, range_agg(part.during) as ranges
        from (
            select offer.service_id, offer.staff_id,
                tstzrange(lower(away.during) - offer.duration, upper(away.during), '()') as during
            from offer
            join commerce.time_off as away
                on away.organization_id = compile_offers.organization_id and away.staff_id = offer.staff_id
            union all
            select offer.service_id, offer.staff_id,
                tstzrange(lower(blackout.during) - offer.duration, upper(blackout.during), '()')
            from offer
            join commerce.blackouts as blackout
                on blackout.organization_id = compile_offers.organization_id
                and blackout.resource_id is null
                and (blackout.venue_id is null or blackout.venue_id = offer.venue_id)
                and (blackout.service_id is null or blackout.service_id = offer.service_id)
            union all
            -- A window may begin the day before.
            select offer.service_id, offer.staff_id,
                tstzrange((other_day.on_date::timestamp at time zone zone.name) - offer.duration,
                          (other_day.on_date + 2)::timestamp at time zone zone.name)
            from offer
            join other_day on other_day.service_id = offer.service_id and other_day.staff_id = offer.staff_id
            cross join lateral (
                select case when other_day.rank = 1 then offer.staff_timezone else offer.venue_timezone end as name
            ) as zone
            union all
            select offer.service_id, offer.staff_id,
                -- Some time in the day before; a window that is open then may last a day and an hour.
                tstzrange(clock_offset.since - interval '24 hours' - offer.duration, clock_offset.since + interval '26 hours')
            from offer
            join clock_offset on clock_offset.timezone = offer.timezone
            where offer.is_plain and clock_offset.since > v_now - interval '48 hours'
            union all
            select exact.service_id, exact.staff_id, tstzrange(clock_offset.since - interval '24 hours', clock_offset.until)
            from exact
            join offer on offer.service_id = exact.service_id and offer.staff_id = exact.staff_id
            join clock_offset on clock_offset.timezone = offer.timezone
            where extract(epoch from clock_offset.ahead - exact.ahead) % extract(epoch from exact.step) <> 0
            union all
            select offer.service_id, offer.staff_id, beyond.during
            from offer
            cross join lateral (
                values (tstzrange(null, date_trunc('year', v_now, 'UTC') - interval '2 days')),
                    (tstzrange(offer.known_until, null))
            ) as beyond (during)
        ) as part
        group by part.service_id, part.staff_id
    )
    select compile_offers.organization_id, offer.service_id, offer.staff_id, offer.is_active,
        offer.is_active and offer.capacity_mode = 'exclusive' and needed.resource_groups = '{}'
            and not offer.has_customer_limits and exact.starts is not null,
        offer.has_customer_limits, offer.capacity_mode, offer.capacity,
        exists (
            select
            from commerce.service_staff as performer
            where performer.organization_id = compile_offers.organization_id and performer.service_id = offer.service_id
        ),
        needed.resource_groups, offer.duration, offer.buffer_before, offer.buffer_after,
        offer.duration + offer.buffer_after, offer.timezone,
        tsrange('1970-01-01'::timestamp + offer.min_notice, '1970-01-01'::timestamp + offer.max_advance, '[]'),
        exact.starts, coalesce(exact.step, offer.step), exact.anchor, shut.ranges,
        least(coalesce(hold.minutes, 15), coalesce(hold.max_minutes, 60)) * v_minute,
        least(coalesce(hold.anonymous_minutes, 10), coalesce(hold.max_minutes, 60)) * v_minute,
        coalesce(hold.max_minutes, 60) * v_minute, coalesce(hold.max_open, 5)
    from offer
    join shut on shut.service_id = offer.service_id and shut.staff_id = offer.staff_id
    left join exact on exact.service_id = offer.service_id and exact.staff_id = offer.staff_id
    cross join lateral (
        select array(
            select wanted.resource_group
            from commerce.service_resource_groups as wanted
            where wanted.organization_id = compile_offers.organization_id and wanted.service_id = offer.service_id
            order by wanted.resource_group
        ) as resource_groups
    ) as needed
    cross join (
        select commerce_private.setting(compile_offers.organization_id, 'hold_minutes')::integer as minutes,
            commerce_private.setting(compile_offers.organization_id, 'anonymous_hold_minutes')::integer
                as anonymous_minutes,
            commerce_private.setting(compile_offers.organization_id, 'max_hold_minutes')::integer as max_minutes,
            commerce_private.setting(compile_offers.organization_id, 'max_open_holds')::integer as max_open
    ) as hold;
end;
$$;

comment on function commerce_private.compile_offers(uuid, uuid[], uuid[], uuid[]) is
$md$Write anew what taking a time must know of these services, of what these people perform, or of these venues' services.

Null means all. Called by the triggers of everything it reads; one organization's changes compile
one after the other.$md$;

revoke all on function commerce_private.compile_offers(uuid, uuid[], uuid[], uuid[]) from public;
