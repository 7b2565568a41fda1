create or replace function commerce_private.explain_time(
    organization_id uuid,
    service_id uuid,
    starts_at timestamptz,
    staff_id uuid,
    at timestamptz,
    caller commerce_private.caller
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_service commerce.services := commerce_private.find_service(organization_id, service_id, staff_id);
    v_during tstzrange;
    v_occupied tstzrange;
    v_staff_ids uuid[];
    v_slot_reason text;
    v_full datemultirange := '{}'::datemultirange;
begin
    if starts_at is null or starts_at not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_range('starts_at', 'Send an instant before the year 2200.');
    end if;
    if v_service.customer_limits is not null then
        -- Who is signed in takes times for themselves, unless they work here.
        v_full := commerce_private.full_days(organization_id, service_id,
            case when caller.member_role is null then commerce_private.current_customer_id() end, at);
    end if;
    v_during := tstzrange(starts_at, starts_at + v_service.duration_minutes * interval '1 minute');
    if v_service.capacity_mode = 'pooled' then
        select coalesce(
            case when v_full <> '{}' and v_full @> commerce_private.booking_date(
                slot.organization_id, slot.service_id, slot.id, slot.starts_at) then 'customer_limit' end,
            commerce_private.slot_refusal(slot.organization_id, slot.id, explain_time.at),
            case when left_over.places < 1 then 'full' else '' end
        )
        into v_slot_reason
        from commerce.time_slots as slot
        cross join lateral (
            select slot.max_capacity
                - commerce_private.places_taken(slot.organization_id, slot.id, explain_time.at) as places
        ) as left_over
        where slot.organization_id = explain_time.organization_id
            and slot.service_id = explain_time.service_id
            and slot.starts_at = explain_time.starts_at
            and (explain_time.staff_id is null or slot.staff_id = explain_time.staff_id)
        order by slot.is_available desc, left_over.places desc, slot.id
        limit 1;
        return nullif(coalesce(v_slot_reason,
            case when v_service.status <> 'active' then 'service_inactive'
                 when explain_time.starts_at < explain_time.at then 'min_notice'
                 else 'not_a_start_time' end), '');
    end if;

    if v_full <> '{}' and v_full @> commerce_private.booking_date(organization_id, service_id, null, starts_at) then
        return 'customer_limit';
    end if;
    v_staff_ids := commerce_private.performers(organization_id, service_id, staff_id);
    if exists (
        select
        from commerce_private.offered_starts(organization_id, service_id, v_staff_ids, starts_at, starts_at, at, true)
    ) then
        v_occupied := tstzrange(lower(v_during) - v_service.buffer_before_minutes * interval '1 minute',
                                upper(v_during) + v_service.buffer_after_minutes * interval '1 minute');
        -- Of the groups that it needs the first one that has nothing free.
        return (
            select commerce_private.resource_refusal(
                wanted.organization_id, wanted.service_id, wanted.resource_group, v_occupied)
            from commerce.service_resource_groups as wanted
            where wanted.organization_id = explain_time.organization_id
                and wanted.service_id = explain_time.service_id
                and not exists (
                    select
                    from commerce_private.free_resources(
                        wanted.organization_id, wanted.service_id, wanted.resource_group, v_occupied, explain_time.at)
                )
            order by wanted.resource_group
            limit 1
        );
    end if;
    return coalesce((
        -- Of several people's reasons the one that is nearest to a yes.
        select why.reason
        from unnest(v_staff_ids) as person (id)
        cross join lateral (
            select coalesce(
                commerce_private.refusal(organization_id, service_id, person.id, v_during, explain_time.at),
                'taken'
            ) as reason
        ) as why
        order by commerce_private.reason_rank(why.reason)
        limit 1
    ), case when v_service.status <> 'active' then 'service_inactive' else 'staff_unavailable' end);
end;
$$;

comment on function commerce_private.explain_time(uuid, uuid, timestamptz, uuid, timestamptz, commerce_private.caller) is
$md$Why a service cannot be reserved at a start, by this person or anybody: a reason code, or null when it can.
The limits of a caller who is a customer come first.

Raises `VB101`, `VB202`.$md$;

revoke all on function commerce_private.explain_time(uuid, uuid, timestamptz, uuid, timestamptz, commerce_private.caller) from public;
