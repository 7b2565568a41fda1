create or replace function commerce_private.lock_teachers(
    organization_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_staff_id uuid;
begin
    for v_staff_id in
        select distinct performer.staff_id
        from commerce.services as service
        join commerce.service_staff as performer
            on performer.organization_id = service.organization_id and performer.service_id = service.id
        where service.organization_id = lock_teachers.organization_id and service.capacity_mode = 'pooled'
        order by performer.staff_id
    loop
        perform commerce_private.lock_calendar(v_staff_id);
    end loop;
end;
$$;

comment on function commerce_private.lock_teachers(uuid) is
$md$Open the calendars of everybody who gives sessions, in the order of their keys.

For whoever makes several sessions that need rooms: calendars come before rooms, and with the room of one session in
hand nobody may wait for the teacher of the next, who may be waiting for that room. The caller has queued for
several times.$md$;

revoke all on function commerce_private.lock_teachers(uuid) from public;
