create or replace function commerce_private.rank_teachers(
    organization_id uuid,
    service_id uuid,
    during tstzrange,
    at timestamptz
)
returns table (staff_id uuid)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select performer.staff_id
    from commerce.services as service
    join commerce.service_staff as performer
        on performer.organization_id = service.organization_id and performer.service_id = service.id
    join commerce.staff as staff
        on staff.organization_id = performer.organization_id and staff.id = performer.staff_id
        and staff.is_service_provider and staff.is_available_for_booking
    -- A session starts when it starts: only the hours count, not the steps in them.
    join lateral commerce_private.subject_hours(
        rank_teachers.organization_id, rank_teachers.service_id, array[performer.staff_id], lower(rank_teachers.during),
        upper(rank_teachers.during)
    ) as subject on subject.rank = 1 and subject.subject_id = performer.staff_id
    cross join lateral (
        select
            coalesce(sum(extract(epoch from upper(held.during) - lower(held.during))) filter (
                where held.during && tstzrange(lower(rank_teachers.during) - interval '12 hours',
                                               lower(rank_teachers.during) + interval '12 hours')), 0) as busy,
            max(held.created_at) as last_chosen_at,
            bool_or(held.occupied && tstzrange(
                lower(rank_teachers.during) - service.buffer_before_minutes * interval '1 minute',
                upper(rank_teachers.during) + service.buffer_after_minutes * interval '1 minute')) as is_taken
        from commerce.slot_reservations as held
        where held.organization_id = rank_teachers.organization_id
            and held.staff_id = performer.staff_id
            and held.occupied && tstzrange(lower(rank_teachers.during) - interval '7 days',
                                           lower(rank_teachers.during) + interval '7 days')
            and held.status in ('reserved', 'confirmed')
            and (held.status = 'confirmed' or held.expires_at > rank_teachers.at)
    ) as load
    where service.organization_id = rank_teachers.organization_id
        and service.id = rank_teachers.service_id
        and subject.hours @> rank_teachers.during
        and load.is_taken is not true
        and not exists (
            select
            from commerce.time_off as away
            where away.organization_id = rank_teachers.organization_id
                and away.staff_id = performer.staff_id
                and away.during && rank_teachers.during
        )
    order by
        case when service.assignment = 'least_busy' then load.busy end,
        case when service.assignment = 'round_robin' then load.last_chosen_at end nulls first,
        performer.staff_id;
end;
$$;

comment on function commerce_private.rank_teachers(uuid, uuid, tstzrange, timestamptz) is
$md$Who could give a session then, as seen without a lock, best choice first: by the service's `assignment`, as `rank_staff` does.$md$;

revoke all on function commerce_private.rank_teachers(uuid, uuid, tstzrange, timestamptz) from public;
