create or replace function commerce.leave_waitlist(
    waitlist_entry_id uuid
)
returns commerce.waitlist_entries
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('user');
    v_entry commerce.waitlist_entries;
    v_reservation_id uuid;
    v_is_open boolean;
begin
    -- The offer's hold comes before the entry in the order of locks; it never changes while it is offered.
    select entry.reservation_id
    into v_reservation_id
    from commerce.waitlist_entries as entry
    where entry.organization_id = v_caller.organization_id
        and entry.id = leave_waitlist.waitlist_entry_id
        and entry.status = 'offered'
        and (commerce_private.is_insider(v_caller) or entry.customer_id = commerce_private.current_customer_id());
    if v_reservation_id is not null then
        perform commerce_private.lock_reservations(v_caller.organization_id, array[v_reservation_id]);
    end if;
    v_entry := commerce_private.find_entry(v_caller, waitlist_entry_id);
    if v_entry.status not in ('waiting', 'offered') then
        return v_entry;
    end if;
    if v_entry.reservation_id is not null and v_entry.reservation_id is not distinct from v_reservation_id then
        v_is_open := not exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = v_caller.organization_id
                and booking.reservation_id = v_entry.reservation_id
        );
        if v_is_open then
            perform commerce_private.end_reservations(
                v_caller.organization_id, array[v_entry.reservation_id], 'cancelled');
        end if;
    end if;
    update commerce.waitlist_entries as entry
    set status = case when v_is_open is false then 'taken' else 'left' end
    where entry.organization_id = v_caller.organization_id and entry.id = v_entry.id;
    perform commerce_private.audit(v_caller, 'leave_waitlist', waitlist_entry_id::text, '{status}');
    select entry.*
    into v_entry
    from commerce.waitlist_entries as entry
    where entry.organization_id = v_caller.organization_id and entry.id = leave_waitlist.waitlist_entry_id;
    return v_entry;
end;
$$;

comment on function commerce.leave_waitlist(uuid) is
$md$Wait no longer. What was offered goes to the next; what was ordered already stays ordered (`taken`). Twice is harmless.

For whoever waits, managers and trusted backends. Locks time slot and hold, then the entry.

Raises `VB201` unknown entry, `VT302` visitors.$md$;

revoke all on function commerce.leave_waitlist(uuid) from public;
grant execute on function commerce.leave_waitlist(uuid) to commerce_user, commerce_service;
