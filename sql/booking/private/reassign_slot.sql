create or replace function commerce_private.reassign_slot(
    caller commerce_private.caller,
    time_slot_id uuid,
    reason text
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot commerce.time_slots;
    v_new_staff_id uuid;
begin
    select slot.*
    into v_slot
    from commerce.time_slots as slot
    where slot.organization_id = caller.organization_id and slot.id = reassign_slot.time_slot_id
    for no key update;
    for v_new_staff_id in
        select teacher.staff_id
        from commerce_private.rank_teachers(
            caller.organization_id, v_slot.service_id, v_slot.during, commerce_private.clock()) as teacher
        where teacher.staff_id <> v_slot.staff_id
    loop
        begin
            perform commerce_private.give_slot(caller, v_slot, v_new_staff_id, reason);
            return v_new_staff_id;
        exception
            when sqlstate 'VB401' then
                continue;
        end;
    end loop;
    return null;
end;
$$;

comment on function commerce_private.reassign_slot(commerce_private.caller, uuid, text) is
$md$Give a session to another of those who give it and are free then, with all its bookings; answers who that is, or null.

The caller holds the bookings. Locks the slot, then teachers' times.$md$;

revoke all on function commerce_private.reassign_slot(commerce_private.caller, uuid, text) from public;
