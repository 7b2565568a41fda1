create or replace function commerce_private.empty_slot(
    organization_id uuid,
    time_slot_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[];
begin
    -- Holds that are in no order yet, and the slot's own reservation.
    v_ids := array(
        select slot.reservation_id
        from commerce.time_slots as slot
        where slot.organization_id = empty_slot.organization_id
            and slot.id = empty_slot.time_slot_id
            and slot.reservation_id is not null
        union
        select held.id
        from commerce.slot_reservations as held
        where held.organization_id = empty_slot.organization_id
            and held.time_slot_id = empty_slot.time_slot_id
            and held.status in ('reserved', 'confirmed')
            and not exists (
                select
                from commerce.bookings as booking
                where booking.organization_id = empty_slot.organization_id
                    and booking.reservation_id = held.id
            )
    );
    perform commerce_private.lock_reservations(empty_slot.organization_id, v_ids);
    -- Whom a place was offered waits on: they have missed nothing.
    update commerce.waitlist_entries as entry
    set status = 'waiting', reservation_id = null, offered_at = null
    where entry.organization_id = empty_slot.organization_id
        and entry.reservation_id = any(v_ids)
        and entry.status = 'offered';
    return commerce_private.end_reservations(empty_slot.organization_id, v_ids, 'cancelled');
end;
$$;

comment on function commerce_private.empty_slot(uuid, uuid) is
$md$Give back what a cancelled time slot still holds: places that are in no order yet, its teacher's time and its resources.

Those to whom a place was offered wait for another one, as before. The caller holds the slot. Locks reservations by
staff, start and id, then their waitlist entries.$md$;

revoke all on function commerce_private.empty_slot(uuid, uuid) from public;
