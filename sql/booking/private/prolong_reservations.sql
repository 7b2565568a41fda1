create or replace function commerce_private.prolong_reservations(
    organization_id uuid,
    order_id uuid,
    expires_at timestamptz
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[];
    v_now timestamptz;
    v_count integer;
begin
    v_ids := array(
        select booking.reservation_id
        from commerce.bookings as booking
        where booking.organization_id = prolong_reservations.organization_id
            and booking.order_id = prolong_reservations.order_id
            and booking.reservation_id is not null
    );
    if v_ids = '{}' then
        return 0;
    end if;
    perform commerce_private.queue_for_order(organization_id, order_id);
    perform commerce_private.lock_reservations(prolong_reservations.organization_id, v_ids, true);
    v_now := commerce_private.clock();
    update commerce.slot_reservations as held
    set expires_at = greatest(held.expires_at, prolong_reservations.expires_at)
    where held.organization_id = prolong_reservations.organization_id
        and held.id = any(v_ids)
        and held.status = 'reserved'
        and held.expires_at > v_now;
    get diagnostics v_count = row_count;
    update commerce.reservation_resources as kept
    set expires_at = held.expires_at
    from commerce.slot_reservations as held
    where kept.organization_id = prolong_reservations.organization_id
        and kept.reservation_id = any(v_ids)
        and kept.status = 'reserved'
        and held.organization_id = kept.organization_id
        and held.id = kept.reservation_id
        and held.expires_at > v_now;
    return v_count;
end;
$$;

comment on function commerce_private.prolong_reservations(uuid, uuid, timestamptz) is
$md$Let the live holds of an order last until `expires_at`, never shorter than they would. Returns how many live.

Locks time slots by id, calendars, then reservations by staff, start and id.$md$;

revoke all on function commerce_private.prolong_reservations(uuid, uuid, timestamptz) from public;
