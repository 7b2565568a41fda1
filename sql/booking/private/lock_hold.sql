create or replace function commerce_private.lock_hold(
    caller commerce_private.caller,
    reservation_id uuid,
    hold_token uuid
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_held commerce.slot_reservations;
begin
    perform commerce_private.lock_reservations(caller.organization_id, array[reservation_id], true);
    select held.*
    into v_held
    from commerce.slot_reservations as held
    where held.organization_id = caller.organization_id and held.id = lock_hold.reservation_id;
    -- What a session holds for itself, its teacher's time and its rooms, is nobody's hold.
    if v_held.id is null or (v_held.time_slot_id is not null and v_held.staff_id is not null) or exists (
        select
        from commerce.time_slots as slot
        where slot.organization_id = caller.organization_id and slot.reservation_id = v_held.id
    ) then
        perform commerce_private.refuse_hold('VB201', reservation_id);
    end if;
    perform commerce_private.check_token(caller, reservation_id, hold_token);
    if exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = caller.organization_id and booking.reservation_id = lock_hold.reservation_id
    ) then
        perform commerce_private.refuse_hold('VB403', reservation_id, 'ordered');
    end if;
    return v_held;
end;
$$;

comment on function commerce_private.lock_hold(commerce_private.caller, uuid, uuid) is
$md$Lock a hold that its maker, or a member, wants to change: it exists, the token is right, no order has it yet.

Raises `VB201`, `VB301`, `VB403` (reason `ordered`).$md$;

revoke all on function commerce_private.lock_hold(commerce_private.caller, uuid, uuid) from public;
