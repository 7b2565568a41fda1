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
        organization_id, service_id, staff_id, is_active, is_plain, capacity_mode, capacity, needs_staff, resource_groups,
        duration, buffer_before, buffer_after, min_notice, max_advance, step, timezone,
        opens, closes, anchors, exception_days, closed, hold, anonymous_hold, max_hold, max_open_holds
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
            schedule.from_time - time '00:00' as opens,
            schedule.to_time - time '00:00'
                + case when schedule.to_time <= schedule.from_time then interval '1 day' else interval '0' end as closes,
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
    exception as (
        select other.service_id, other.staff_id, array_agg(distinct other.on_date) as days,
            -- Hours of a subject that has no weekly ones: never plain.
            bool_or(other.has_hours and not exists (
                select
                from rule
                where rule.service_id = other.service_id and rule.staff_id = other.staff_id and rule.rank = other.rank
            )) as is_odd
        from (
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
        ) as other
        group by other.service_id, other.staff_id
    ),
    subject as (
        select rule.service_id, rule.staff_id, count(distinct rule.rank) as subjects,
            bool_or(rule.rank = 1) as has_staff, bool_or(rule.rank <> 1) as has_others, bool_and(rule.is_always) as is_always
        from rule
        group by rule.service_id, rule.staff_id
    ),
    week as (
        select plain.service_id, plain.staff_id,
            array_agg(plain.opens order by plain.weekday) as opens,
            array_agg(plain.closes order by plain.weekday) as closes,
            array_agg(plain.anchor order by plain.weekday) as anchors
        from (
            select subject.service_id, subject.staff_id, day.weekday,
                case when count(rule.rank) = max(subject.subjects) and count(distinct rule.rank) = max(subject.subjects)
                    then max(rule.opens) end as opens,
                case when count(rule.rank) = max(subject.subjects) and count(distinct rule.rank) = max(subject.subjects)
                    then min(rule.closes) end as closes,
                case when count(rule.rank) = max(subject.subjects) and count(distinct rule.rank) = max(subject.subjects)
                    then (array_agg(rule.opens order by rule.rank))[1] end as anchor
            from subject
            cross join generate_series(1, 7) as day (weekday)
            left join rule
                on rule.service_id = subject.service_id and rule.staff_id = subject.staff_id
                and rule.weekday = day.weekday
            where subject.is_always
            group by subject.service_id, subject.staff_id, day.weekday
        ) as plain
        group by plain.service_id, plain.staff_id
    )
    select compile_offers.organization_id, service.id, pair.staff_id,
        service.status = 'active' and pair.is_bookable,
        service.status = 'active' and pair.is_bookable and organization.status = 'active'
            and service.capacity_mode = 'exclusive' and needed.resource_groups = '{}',
        service.capacity_mode, service.capacity,
        exists (
            select
            from commerce.service_staff as performer
            where performer.organization_id = compile_offers.organization_id and performer.service_id = service.id
        ),
        needed.resource_groups,
        service.duration_minutes * v_minute, service.buffer_before_minutes * v_minute,
        service.buffer_after_minutes * v_minute, service.min_notice_minutes * v_minute,
        service.max_advance_days * interval '24 hours', service.step_minutes * v_minute,
        case when subject.has_staff then pair.staff_timezone else coalesce(venue.timezone, organization.timezone) end,
        -- Hours in two zones are not plain, and neither are those that only exceptions give.
        case when plain.is_it then week.opens end,
        case when plain.is_it then week.closes end,
        case when plain.is_it then week.anchors end,
        coalesce(exception.days, '{}'),
        coalesce((
            select range_agg(shut.during)
            from (
                select away.during
                from commerce.time_off as away
                where away.organization_id = compile_offers.organization_id and away.staff_id = pair.staff_id
                union all
                select blackout.during
                from commerce.blackouts as blackout
                where blackout.organization_id = compile_offers.organization_id
                    and blackout.resource_id is null
                    and (blackout.venue_id is null or blackout.venue_id = pair.venue_id)
                    and (blackout.service_id is null or blackout.service_id = pair.service_id)
            ) as shut
        ), '{}'),
        coalesce(hold.minutes, 15) * v_minute, coalesce(hold.anonymous_minutes, 10) * v_minute,
        coalesce(hold.max_minutes, 60) * v_minute, coalesce(hold.max_open, 5)
    from pair
    join commerce.services as service
        on service.organization_id = compile_offers.organization_id and service.id = pair.service_id
    join commerce.organizations as organization on organization.id = compile_offers.organization_id
    left join commerce.venues as venue
        on venue.organization_id = compile_offers.organization_id and venue.id = pair.venue_id
    left join exception on exception.service_id = pair.service_id and exception.staff_id = pair.staff_id
    left join subject on subject.service_id = pair.service_id and subject.staff_id = pair.staff_id
    left join week on week.service_id = pair.service_id and week.staff_id = pair.staff_id
    cross join lateral (
        select subject.subjects > 0 and subject.is_always and not coalesce(exception.is_odd, false)
            and not (subject.has_staff and subject.has_others
                     and pair.staff_timezone <> coalesce(venue.timezone, organization.timezone)) as is_it
    ) as plain
    cross join lateral (
        select array(
            select wanted.resource_group
            from commerce.service_resource_groups as wanted
            where wanted.organization_id = compile_offers.organization_id and wanted.service_id = service.id
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
