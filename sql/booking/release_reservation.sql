create or replace function commerce.release_reservation(
    reservation_id uuid,
    hold_token uuid = null
)
returns commerce.slot_reservations
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_held commerce.slot_reservations := commerce_private.lock_hold(v_caller, reservation_id, hold_token);
begin
    if v_held.status = 'reserved' then
        perform commerce_private.end_reservations(v_caller.organization_id, array[reservation_id], 'cancelled');
        perform commerce_private.audit(v_caller, 'release_reservation', reservation_id::text, '{status}');
    end if;
    select held.*
    into v_held
    from commerce.slot_reservations as held
    where held.organization_id = v_caller.organization_id and held.id = release_reservation.reservation_id;
    return v_held;
end;
$$;

comment on function commerce.release_reservation(uuid, uuid) is
$md$Let a hold go before it expires: its time is free at once.

Members and trusted backends may leave `hold_token` out. Releasing twice is harmless; an expired hold
stays expired. A hold that is in an order ends with the order.

Raises `VB201` unknown reservation, `VB301` wrong token, `VB403` ordered already.$md$;

revoke all on function commerce.release_reservation(uuid, uuid) from public;
grant execute on function commerce.release_reservation(uuid, uuid) to commerce_anon, commerce_user, commerce_service;
