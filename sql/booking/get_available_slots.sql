create or replace function commerce.get_available_slots(
    service_id uuid,
    from_at timestamptz,
    to_at timestamptz,
    staff_id uuid = null,
    party_size integer = 1,
    timezone text = null,
    resource_ids uuid[] = null
)
returns setof commerce.available_slot
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    -- A definer: visitors read no calendar, only what is free in it.
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_now timestamptz := commerce_private.clock();
    v_service commerce.services;
    v_timezone text;
    v_resource_groups boolean;
    v_full datemultirange := '{}'::datemultirange;
    v_day_zone text;
begin
    if from_at is null or not isfinite(from_at) or from_at not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_range('from_at', 'Send an instant before the year 2200.');
    elsif to_at is null or to_at <= from_at or to_at > from_at + interval '2232 hours' then
        perform commerce_private.refuse_range('to_at', 'Send an end after from_at, at most 93 days later.');
    elsif party_size is null or party_size not between 1 and 100000 then
        perform commerce_private.refuse_range('party_size', 'Send at least one person.');
    end if;
    v_service := commerce_private.find_service(v_caller.organization_id, service_id, staff_id);
    v_timezone := commerce_private.booking_timezone(v_caller.organization_id, v_service.venue_id, timezone);

    if v_service.customer_limits is not null then
        -- Who is signed in takes times for themselves, unless they work here.
        v_full := commerce_private.full_days(v_caller.organization_id, service_id,
            case when v_caller.member_role is null then commerce_private.current_customer_id() end, v_now);
        v_day_zone := commerce_private.booking_timezone(v_caller.organization_id, v_service.venue_id);
    end if;

    if v_service.status <> 'active' or (v_service.capacity_mode = 'exclusive' and party_size > v_service.capacity) then
        return;
    elsif v_service.capacity_mode = 'pooled' then
        return query
        select slot.starts_at, slot.ends_at, array_remove(array[slot.staff_id], null), slot.id,
            slot.max_capacity - taken.places, v_service.price_minor, v_service.currency,
            slot.starts_at at time zone v_timezone,
            (slot.starts_at at time zone v_timezone) - (slot.starts_at at time zone 'UTC'), v_timezone
        from commerce.time_slots as slot
        cross join lateral (
            select commerce_private.places_taken(slot.organization_id, slot.id, v_now) as places
        ) as taken
        where slot.organization_id = v_caller.organization_id
            and slot.service_id = get_available_slots.service_id
            and slot.starts_at >= from_at
            and slot.starts_at < to_at
            and (get_available_slots.staff_id is null or slot.staff_id = get_available_slots.staff_id)
            and taken.places + party_size <= slot.max_capacity
            and (v_full = '{}' or not v_full @> commerce_private.booking_date(
                slot.organization_id, slot.service_id, slot.id, slot.starts_at))
            and commerce_private.slot_refusal(slot.organization_id, slot.id, v_now) is null
        order by slot.starts_at, slot.id;
        return;
    end if;

    v_resource_groups := exists (
        select
        from commerce.service_resource_groups as wanted
        where wanted.organization_id = v_caller.organization_id
            and wanted.service_id = get_available_slots.service_id
    );
    return query
    select start.starts_at, start.starts_at + v_service.duration_minutes * interval '1 minute', start.staff_ids,
        null::uuid, v_service.capacity, v_service.price_minor, v_service.currency,
        start.starts_at at time zone v_timezone,
        (start.starts_at at time zone v_timezone) - (start.starts_at at time zone 'UTC'), v_timezone
    from (
        select free.starts_at,
            coalesce(array_agg(free.staff_id) filter (where free.staff_id <> '00000000-0000-0000-0000-000000000000'),
                     '{}') as staff_ids
        from commerce_private.offered_starts(
            v_caller.organization_id, get_available_slots.service_id,
            commerce_private.performers(v_caller.organization_id, get_available_slots.service_id,
                get_available_slots.staff_id),
            from_at, to_at - interval '1 microsecond', v_now, true
        ) as free
        group by free.starts_at
    ) as start
    where (v_full = '{}' or not v_full @> (start.starts_at at time zone v_day_zone)::date)
        and (
            not v_resource_groups
            or commerce_private.has_resources(
                v_caller.organization_id, get_available_slots.service_id,
                tstzrange(start.starts_at - v_service.buffer_before_minutes * interval '1 minute',
                          start.starts_at + (v_service.duration_minutes + v_service.buffer_after_minutes)
                              * interval '1 minute'),
                v_now, get_available_slots.resource_ids
            )
        )
    order by start.starts_at;
end;
$$;

comment on function commerce.get_available_slots(
    uuid, timestamptz, timestamptz, uuid, integer, text, uuid[]
) is
$md$The times from `from_at` up to `to_at` (at most 93 days later) at which a service can be reserved now: one row a start time, or a time slot.

Every row can be reserved as long as nobody else does first. `staff_ids` are the people who could take
it, `places_left` the size of the largest party. `local_start` and `utc_offset` are in `timezone`,
else the venue's zone, else the organization's. An inactive service has no rows, and a customer who is signed in
sees none on days on which its `customer_limits` let them have no more.

Raises `VB101` bad range, party size or zone, `VB202` unknown service or staff.$md$;

revoke all on function commerce.get_available_slots(
    uuid, timestamptz, timestamptz, uuid, integer, text, uuid[]
) from public;
grant execute on function commerce.get_available_slots(
    uuid, timestamptz, timestamptz, uuid, integer, text, uuid[]
) to commerce_anon, commerce_user, commerce_service, commerce_reader;
