create or replace function commerce_private.rank_staff(
    wanted commerce.slot_reservations,
    preferred_staff_id uuid,
    at timestamptz,
    override_hours boolean = false
)
returns table (staff_id uuid)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- In plpgsql, whose plans are kept: PostgreSQL before 18 plans a body in sql at every call.
    return query
    with able as (
        select person.staff_id
        from commerce_private.offered_starts(
            (wanted).organization_id, (wanted).service_id,
            array(
                select performer.staff_id
                from commerce.service_staff as performer
                where performer.organization_id = (wanted).organization_id
                    and performer.service_id = (wanted).service_id
            ),
            lower((wanted).during), lower((wanted).during), rank_staff.at, false,
            upper((wanted).during) - lower((wanted).during)
        ) as person
        union
        select performer.staff_id
        from commerce.service_staff as performer
        where override_hours
            and performer.organization_id = (wanted).organization_id
            and performer.service_id = (wanted).service_id
            and commerce_private.refusal((wanted).organization_id, (wanted).service_id, performer.staff_id,
                (wanted).during, rank_staff.at, true) is null
    )
    select able.staff_id
    from able
    cross join lateral (
        select
            coalesce(sum(extract(epoch from upper(held.during) - lower(held.during))) filter (
                where held.during && tstzrange(lower((wanted).during) - interval '12 hours',
                                               lower((wanted).during) + interval '12 hours')), 0) as busy,
            max(held.created_at) as last_chosen_at,
            bool_or(held.occupied && (wanted).occupied) as is_taken
        from commerce.slot_reservations as held
        where held.organization_id = (wanted).organization_id
            and held.staff_id = able.staff_id
            and held.occupied && tstzrange(lower((wanted).during) - interval '7 days',
                                           lower((wanted).during) + interval '7 days')
            and held.status in ('reserved', 'confirmed')
            and (held.status = 'confirmed' or held.expires_at > rank_staff.at)
    ) as load
    join commerce.services as service
        on service.organization_id = (wanted).organization_id and service.id = (wanted).service_id
    where load.is_taken is not true
    order by
        able.staff_id is distinct from rank_staff.preferred_staff_id,
        case when service.assignment = 'least_busy' then load.busy end,
        case when service.assignment = 'round_robin' then load.last_chosen_at end nulls first,
        -- Equals take turns by chance, so that a crowd does not queue for the same person.
        random();
end;
$$;

comment on function commerce_private.rank_staff(commerce.slot_reservations, uuid, timestamptz, boolean) is
$md$Who could take this time, as seen without a lock, best choice first.

`least_busy`: fewest held minutes within twelve hours around the start; `round_robin`: whose latest
hold or booking around then was made longest ago. The preferred person comes before all.$md$;

revoke all on function commerce_private.rank_staff(commerce.slot_reservations, uuid, timestamptz, boolean) from public;
