create or replace function commerce_private.win_place(
    caller commerce_private.caller,
    old commerce.slot_reservations,
    starts_at timestamptz,
    staff_id uuid,
    expires_at timestamptz
)
returns commerce.slot_reservations
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_slot_id uuid := commerce_private.find_slot(old.organization_id, old.service_id, starts_at, staff_id);
begin
    if v_slot_id = old.time_slot_id then
        return old;
    end if;
    -- Both sessions by id: of two parties that change places one waits for the other.
    perform
    from commerce.time_slots as slot
    where slot.organization_id = old.organization_id and slot.id in (old.time_slot_id, v_slot_id)
    order by slot.id
    for no key update;
    return commerce_private.hold_place(caller, old.service_id, starts_at, staff_id, v_slot_id, old.party_size,
        expires_at, old.customer_id, null, null, null, moved_from_id => old.id);
end;
$$;

comment on function commerce_private.win_place(
    commerce_private.caller, commerce.slot_reservations, timestamptz, uuid, timestamptz
) is
$md$Win places in another session of the same service, before those in its own are left.

Locks both sessions by id. Raises what `hold_place` raises.$md$;

revoke all on function commerce_private.win_place(
    commerce_private.caller, commerce.slot_reservations, timestamptz, uuid, timestamptz
) from public;
