create or replace function commerce.extend_reservation(
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
    v_now timestamptz := commerce_private.clock();
begin
    if v_held.status <> 'reserved' or v_held.expires_at <= v_now then
        perform commerce_private.refuse_hold('VB403', reservation_id,
            case when v_held.status = 'cancelled' then 'released' else 'expired' end);
    elsif v_held.is_extended then
        perform commerce_private.refuse_hold('VB407', reservation_id);
    end if;
    v_held.expires_at := greatest(v_held.expires_at, v_now + interval '1 minute' * least(
        commerce_private.setting(v_caller.organization_id, 'hold_minutes')::integer,
        commerce_private.setting(v_caller.organization_id, 'max_hold_minutes')::integer));
    update commerce.slot_reservations as held
    set expires_at = v_held.expires_at, is_extended = true
    where held.organization_id = v_caller.organization_id and held.id = extend_reservation.reservation_id
    returning held.is_extended, held.updated_at into v_held.is_extended, v_held.updated_at;
    update commerce.reservation_resources as kept
    set expires_at = v_held.expires_at
    where kept.organization_id = v_caller.organization_id
        and kept.reservation_id = extend_reservation.reservation_id
        and kept.status = 'reserved';
    perform commerce_private.audit(v_caller, 'extend_reservation', reservation_id::text, '{expires_at}');
    return v_held;
end;
$$;

comment on function commerce.extend_reservation(uuid, uuid) is
$md$Let a hold last `hold_minutes` (at most `max_hold_minutes`) from now; once.

Members and trusted backends may leave `hold_token` out.

Raises `VB201` unknown reservation, `VB301` wrong token, `VB403` expired, released or ordered,
`VB407` extended before.$md$;

revoke all on function commerce.extend_reservation(uuid, uuid) from public;
grant execute on function commerce.extend_reservation(uuid, uuid) to commerce_anon, commerce_user, commerce_service;
