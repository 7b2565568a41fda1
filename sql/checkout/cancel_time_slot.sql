create or replace function commerce.cancel_time_slot(
    time_slot_id uuid,
    reason text = null
)
returns commerce.time_slots
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_slot commerce.time_slots;
    v_booking_ids uuid[];
    v_booking_id uuid;
begin
    perform commerce_private.check_booking_note('reason', reason);
    if not exists (
        select
        from commerce.time_slots as slot
        where slot.organization_id = v_caller.organization_id and slot.id = cancel_time_slot.time_slot_id
    ) then
        perform commerce_private.refuse_unknown('time slot', time_slot_id);
    end if;
    -- Found without a lock, orders first; who comes in meanwhile is found in the next round.
    for v_round in 1..20 loop
        v_booking_ids := array(
            select booking.id
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id
                and booking.time_slot_id = cancel_time_slot.time_slot_id
                and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in')
            order by booking.id
        );
        perform commerce_private.lock_sales(v_caller.organization_id, v_booking_ids);
        perform commerce_private.lock_bookings(v_caller.organization_id, v_booking_ids);
        v_slot := commerce_private.close_slot(v_caller.organization_id, time_slot_id);
        exit when v_booking_ids @> array(
            select booking.id
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id
                and booking.time_slot_id = cancel_time_slot.time_slot_id
                and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in')
        );
    end loop;
    for v_booking_id in
        select booking.id
        from commerce.bookings as booking
        where booking.organization_id = v_caller.organization_id
            and booking.id = any(v_booking_ids)
            and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in')
        order by booking.customer_id, booking.id
    loop
        perform commerce_private.drop_booking(v_caller, v_booking_id, 'business', null, reason);
    end loop;
    perform commerce_private.empty_slot(v_caller.organization_id, time_slot_id);
    perform commerce_private.audit(v_caller, 'cancel_time_slot', time_slot_id::text, '{is_available}');
    return v_slot;
end;
$$;

comment on function commerce.cancel_time_slot(uuid, text) is
$md$Cancel a session: nobody can reserve it any more, every booking in it is cancelled and refunded in full, its teacher and its resources are free.

The customers are told. Managers and trusted backends. Cancelling twice is harmless; bookings that are
completed stay.

Locks: orders by id, payments, bookings by id, the slot, reservations, customers by id.

Raises `VB202` unknown slot, `VB101` reason too long, `VT101`, `VT302`.$md$;

revoke all on function commerce.cancel_time_slot(uuid, text) from public;
grant execute on function commerce.cancel_time_slot(uuid, text) to commerce_user, commerce_service;
