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
    v_during tstzrange;
    v_staff_id uuid;
    v_slot commerce.time_slots;
    v_made integer := 0;
begin
    -- One at a time for each service; teachers' times are several.
    perform pg_advisory_xact_lock(hashtextextended(
        'commerce.sessions ' || open_sessions.organization_id || open_sessions.service_id, 0));
    select service.venue_id, service.capacity
    into v_service.venue_id, v_service.capacity
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
        v_staff_id := null;
        if v_needs_teacher then
            if v_made = 0 then
                perform commerce_private.queue_for_times(organization_id);
            end if;
            select teacher.staff_id
            into v_staff_id
            from commerce_private.rank_teachers(organization_id, service_id, v_during, v_now) as teacher
            limit 1;
            -- A session that nobody gives is not sold; the next run asks again.
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
            if v_staff_id is not null then
                perform commerce_private.hold_teacher(v_slot);
            end if;
            v_made := v_made + 1;
        exception
            when sqlstate 'VB401' then
                -- Somebody took the teacher's time since we looked: the next run asks again.
                continue;
        end;
    end loop;
    return v_made;
end;
$$;

comment on function commerce_private.open_sessions(uuid, uuid, date, date) is
$md$Make the sessions that a pooled service's schedule means and that are not there yet, from today; returns how many.

`to_date` null: as far as `session_horizon_days`. Where a service has staff, each session gets one who works and is free
then, by its `assignment`. Locks the service's queue, the queue of those who take several times, then teachers' times.$md$;

revoke all on function commerce_private.open_sessions(uuid, uuid, date, date) from public;
