create or replace function commerce_private.give_slot(
    caller commerce_private.caller,
    slot commerce.time_slots,
    staff_id uuid,
    reason text = null
)
returns setof uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot commerce.time_slots := slot;
begin
    -- The new teacher's time is won before the old one's is left.
    v_slot.staff_id := give_slot.staff_id;
    perform commerce_private.hold_session(v_slot);
    update commerce.time_slots as given
    set staff_id = give_slot.staff_id
    where given.organization_id = caller.organization_id and given.id = (slot).id;
    return query
    with moved as (
        update commerce.bookings as booking
        set staff_id = give_slot.staff_id,
            -- Whoever asked for the old one did not ask for this one.
            staff_requested = false,
            ical_sequence = booking.ical_sequence + 1
        where booking.organization_id = caller.organization_id
            and booking.time_slot_id = (slot).id
            and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in')
        returning booking.id, booking.during, booking.ical_sequence, booking.party_size
    )
    insert into commerce.booking_moves as noted (
        organization_id, booking_id, at, from_during, to_during, from_staff_id, to_staff_id, ical_sequence,
        party_size, is_by_customer, reason, actor_user_id
    )
    select caller.organization_id, moved.id, commerce_private.clock(), moved.during, moved.during, (slot).staff_id,
        give_slot.staff_id, moved.ical_sequence, moved.party_size, false, give_slot.reason, (give_slot.caller).user_id
    from moved
    returning noted.booking_id;
end;
$$;

comment on function commerce_private.give_slot(commerce_private.caller, commerce.time_slots, uuid, text) is
$md$Let another teacher give a session, with everybody in it and where it is; answers which bookings that are. `slot` is as it was.

The caller holds the bookings and the slot, and has queued for several times. Locks the new teacher's time; of a
session that is opened again the resources too. Raises `VB401` when that is taken.$md$;

revoke all on function commerce_private.give_slot(commerce_private.caller, commerce.time_slots, uuid, text) from public;
