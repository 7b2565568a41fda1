create or replace function commerce_private.find_waiting(
    entry commerce.waitlist_entries,
    at timestamptz,
    out starts_at timestamptz,
    out staff_id uuid,
    out time_slot_id uuid
)
returns setof record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_service commerce.services;
    v_timezone text;
begin
    select service.*
    into v_service
    from commerce.services as service
    where service.organization_id = entry.organization_id and service.id = entry.service_id;
    if v_service.status <> 'active' or entry.party_size > v_service.capacity and v_service.capacity_mode = 'exclusive' then
        return;
    elsif v_service.customer_limits is not null then
        v_timezone := commerce_private.booking_timezone(entry.organization_id, v_service.venue_id);
    end if;
    if v_service.capacity_mode = 'pooled' then
        return query
        select slot.starts_at, null::uuid, slot.id
        from commerce.time_slots as slot
        where slot.organization_id = entry.organization_id
            and slot.service_id = entry.service_id
            and slot.starts_at >= greatest(lower(entry.during), find_waiting.at)
            and slot.ends_at <= upper(entry.during)
            and slot.is_available
            -- Mostly nothing is free: only then it matters, once, what the customer has.
            and case
                when commerce_private.places_taken(slot.organization_id, slot.id, find_waiting.at) + entry.party_size
                    > slot.max_capacity then false
                when commerce_private.slot_refusal(slot.organization_id, slot.id, find_waiting.at) is not null then false
                when v_service.customer_limits is null then true
                else not commerce_private.booking_date(
                    slot.organization_id, slot.service_id, slot.id, slot.starts_at) <@ (
                        select commerce_private.full_days(
                            entry.organization_id, entry.service_id, entry.customer_id, find_waiting.at)
                    )
            end
        order by slot.starts_at, slot.id
        limit 3;
        return;
    end if;
    return query
    select free.starts_at, nullif(free.staff_id, '00000000-0000-0000-0000-000000000000'), null::uuid
    from (
        -- In their order first: of many that are free a few are asked for their resources.
        select offered.starts_at, offered.staff_id
        from commerce_private.offered_starts(
            entry.organization_id, entry.service_id,
            commerce_private.performers(entry.organization_id, entry.service_id),
            greatest(lower(entry.during), find_waiting.at),
            upper(entry.during) - v_service.duration_minutes * interval '1 minute', find_waiting.at, true
        ) as offered
        where greatest(lower(entry.during), find_waiting.at)
            <= upper(entry.during) - v_service.duration_minutes * interval '1 minute'
        order by offered.starts_at, offered.staff_id
        offset 0
    ) as free
    where (v_service.customer_limits is null or not (free.starts_at at time zone v_timezone)::date <@ (
            select commerce_private.full_days(
                entry.organization_id, entry.service_id, entry.customer_id, find_waiting.at)
        ))
        and commerce_private.has_resources(
            entry.organization_id, entry.service_id,
            tstzrange(free.starts_at - v_service.buffer_before_minutes * interval '1 minute',
                      free.starts_at + (v_service.duration_minutes + v_service.buffer_after_minutes)
                          * interval '1 minute'),
            find_waiting.at)
    limit 3;
end;
$$;

comment on function commerce_private.find_waiting(commerce.waitlist_entries, timestamptz) is
$md$The first few times that are free for somebody who waits, and that their limits allow, as seen without a lock.$md$;

revoke all on function commerce_private.find_waiting(commerce.waitlist_entries, timestamptz) from public;
