create or replace function commerce_private.open_sessions(
    organization_id uuid,
    service_id uuid,
    from_date date = null,
    to_date date = null
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_service commerce.services;
    v_timezone text;
    v_from_date date;
    v_to_date date;
    v_now timestamptz;
    v_needs_teacher boolean;
    v_needs_room boolean;
    v_during tstzrange;
    v_staff_id uuid;
    v_slot commerce.time_slots;
    v_made integer := 0;
begin
    -- One at a time for each service; teachers' times and rooms are several.
    perform pg_advisory_xact_lock(hashtextextended(
        'commerce.sessions ' || open_sessions.organization_id || open_sessions.service_id, 0));
    select service.venue_id, service.capacity, service.buffer_before_minutes, service.buffer_after_minutes
    into v_service.venue_id, v_service.capacity, v_service.buffer_before_minutes, v_service.buffer_after_minutes
    from commerce.services as service
    where service.organization_id = open_sessions.organization_id
        and service.id = open_sessions.service_id
        and service.status = 'active'
        and service.capacity_mode = 'pooled';
    if not found then
        return 0;
    end if;
    v_now := commerce_private.clock();
    v_timezone := commerce_private.booking_timezone(organization_id, v_service.venue_id);
    v_from_date := greatest(from_date, (v_now at time zone v_timezone)::date);
    v_to_date := coalesce(to_date, (v_now at time zone v_timezone)::date
        + commerce_private.setting(organization_id, 'session_horizon_days')::integer);
    v_needs_teacher := exists (
        select
        from commerce.service_staff as performer
        where performer.organization_id = open_sessions.organization_id
            and performer.service_id = open_sessions.service_id
    );
    v_needs_room := exists (
        select
        from commerce.service_resource_groups as wanted
        where wanted.organization_id = open_sessions.organization_id
            and wanted.service_id = open_sessions.service_id
    );
    for v_during in
        select session.during
        from commerce_private.session_starts(
            organization_id, service_id, v_from_date, v_to_date, v_timezone) as session (during)
        where lower(session.during) > v_now
            -- One that was changed, moved to somebody else or cancelled stays as it is.
            and not exists (
                select
                from commerce.time_slots as slot
                where slot.organization_id = open_sessions.organization_id
                    and slot.service_id = open_sessions.service_id
                    and slot.starts_at = lower(session.during)
            )
        order by session.during
    loop
        -- A session that has no room, or that nobody gives, is not sold; the next run asks again.
        continue when v_needs_room and not commerce_private.has_resources(
            organization_id, service_id,
            tstzrange(lower(v_during) - v_service.buffer_before_minutes * interval '1 minute',
                      upper(v_during) + v_service.buffer_after_minutes * interval '1 minute'),
            v_now);
        if v_made = 0 and (v_needs_teacher or v_needs_room) then
            perform commerce_private.queue_for_times(organization_id);
        end if;
        if v_made = 0 and v_needs_room then
            perform commerce_private.lock_teachers(organization_id);
        end if;
        v_staff_id := null;
        if v_needs_teacher then
            select teacher.staff_id
            into v_staff_id
            from commerce_private.rank_teachers(organization_id, service_id, v_during, v_now) as teacher
            limit 1;
            continue when v_staff_id is null;
        end if;
        v_slot.organization_id := organization_id;
        v_slot.id := commerce_private.new_id();
        v_slot.service_id := service_id;
        v_slot.staff_id := v_staff_id;
        v_slot.during := v_during;
        begin
            insert into commerce.time_slots (organization_id, id, service_id, staff_id, during, max_capacity)
            values (v_slot.organization_id, v_slot.id, v_slot.service_id, v_slot.staff_id, v_slot.during,
                    v_service.capacity);
            perform commerce_private.hold_session(v_slot);
            v_made := v_made + 1;
        exception
            when sqlstate 'VB401' or sqlstate 'VB405' then
                -- Somebody took the teacher's time or the room since we looked: the next run asks again.
                continue;
        end;
    end loop;
    return v_made;
end;
$$;

comment on function commerce_private.open_sessions(uuid, uuid, date, date) is
$md$Make the sessions that a pooled service's schedule means and that are not there yet, from today; returns how many.

`to_date` null: as far as `session_horizon_days`. Where a service has staff, each session gets one who works and is free
then, by its `assignment`, and one resource of every group that it needs. Locks the service's queue, the queue of those
who take several times, teachers' times (before rooms those of everybody who gives sessions), then resources.$md$;

revoke all on function commerce_private.open_sessions(uuid, uuid, date, date) from public;
