create or replace function commerce.create_time_slot(
    service_id uuid,
    starts_at timestamptz,
    ends_at timestamptz = null,
    max_capacity integer = 1,
    staff_id uuid = null,
    venue_id uuid = null
)
returns commerce.time_slots
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_duration interval;
    v_during tstzrange;
    v_slot commerce.time_slots;
begin
    select service.duration_minutes * interval '1 minute'
    into v_duration
    from commerce.services as service
    where service.organization_id = v_caller.organization_id
        and service.id = create_time_slot.service_id
        and service.status <> 'archived';
    if v_duration is null then
        perform commerce_private.refuse_unknown('service', service_id);
    elsif staff_id is not null and not exists (
        select
        from commerce.staff as staff
        where staff.organization_id = v_caller.organization_id and staff.id = create_time_slot.staff_id
    ) then
        perform commerce_private.refuse_unknown('staff', staff_id);
    end if;
    perform commerce_private.check_venue(v_caller.organization_id, venue_id);
    if max_capacity is null then
        perform commerce_private.refuse_catalog_input('max_capacity', 'missing', 'Send a number of places.');
    end if;
    perform commerce_private.check_range('max_capacity', max_capacity, 1, 100000);
    if not isfinite(starts_at) then
        perform commerce_private.refuse_catalog_input('starts_at', 'out_of_range', 'Send an instant.');
    end if;
    v_during := commerce_private.check_period(starts_at,
        coalesce(ends_at, case when starts_at < '2200-01-01 00:00+00' then starts_at + v_duration end));
    if upper(v_during) > starts_at + interval '744 hours' then
        perform commerce_private.refuse_catalog_input('ends_at', 'out_of_range', 'A slot lasts at most 31 days.');
    elsif starts_at < commerce_private.clock() then
        perform commerce_private.refuse_catalog_input('starts_at', 'past', 'Send a start that is still to come.');
    end if;

    insert into commerce.time_slots as slot
        (organization_id, service_id, venue_id, staff_id, during, max_capacity)
    values (v_caller.organization_id, create_time_slot.service_id, create_time_slot.venue_id,
            create_time_slot.staff_id, v_during, create_time_slot.max_capacity)
    returning slot.organization_id, slot.id, slot.service_id, slot.venue_id, slot.staff_id,
        slot.reservation_id, slot.during, slot.starts_at, slot.ends_at, slot.max_capacity, slot.is_available,
        slot.created_at, slot.updated_at
    into v_slot;
    v_slot.reservation_id := commerce_private.hold_session(v_slot);
    perform commerce_private.audit(v_caller, 'create_time_slot', v_slot.id::text);
    return v_slot;
end;
$$;

comment on function commerce.create_time_slot(uuid, timestamptz, timestamptz, integer, uuid, uuid) is
$md$Open a session with places that customers can reserve. Managers and above.

Without `ends_at` it lasts as long as the service. The teacher's time, and one resource of every
group that the service needs, are held once, by the slot itself.

Raises `VC101` bad input, `VB202` unknown service, staff or venue, `VB401` the teacher's time is taken, or all
of a group (`resource_unavailable`), `VB405` all of a group is `closed` then.$md$;

revoke all on function commerce.create_time_slot(uuid, timestamptz, timestamptz, integer, uuid, uuid) from public;
grant execute on function commerce.create_time_slot(uuid, timestamptz, timestamptz, integer, uuid, uuid)
to commerce_user, commerce_service;
