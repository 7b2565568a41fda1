create or replace function commerce_private.expire_due(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_due uuid[];
    v_booked uuid[];
    v_booking_ids uuid[];
    v_ids uuid[];
begin
    v_due := array(
        select held.id
        from commerce.slot_reservations as held
        where held.organization_id = expire_due.organization_id
            and held.status = 'reserved'
            and held.expires_at <= commerce_private.clock()
        order by held.expires_at
        limit max_rows
    );
    -- Bookings before reservations; what a caller or another sweep has locked waits for the next round.
    select array_agg(locked.id), array_agg(locked.reservation_id)
    into v_booking_ids, v_booked
    from (
        select booking.id, booking.reservation_id
        from commerce.bookings as booking
        where booking.organization_id = expire_due.organization_id
            and booking.reservation_id = any(v_due)
            and booking.status = 'pending_payment'
        order by booking.id
        for no key update skip locked
    ) as locked;
    v_ids := array(
        select held.id
        from commerce.slot_reservations as held
        where held.organization_id = expire_due.organization_id
            and held.id = any(v_due)
            and held.status = 'reserved'
            and held.expires_at <= commerce_private.clock()
            and (held.id = any(v_booked) or not exists (
                select
                from commerce.bookings as booking
                where booking.organization_id = expire_due.organization_id
                    and booking.reservation_id = held.id
                    and booking.status = 'pending_payment'
            ))
        order by held.staff_id, held.starts_at, held.id
        for no key update skip locked
    );
    if v_ids = '{}' then
        return 0;
    end if;
    update commerce.bookings as booking
    set status = case when booking.payment_status = 'failed' then 'payment_failed' else 'expired' end
    where booking.organization_id = expire_due.organization_id
        and booking.id = any(v_booking_ids)
        and booking.reservation_id = any(v_ids)
        and booking.status = 'pending_payment';
    return commerce_private.end_reservations(expire_due.organization_id, v_ids, 'expired');
end;
$$;

comment on function commerce_private.expire_due(uuid, integer) is
$md$Expire one organization's holds that are past their end, with their resources and bookings; returns how many.

Locks bookings by id, then reservations by staff, start and id, skipping what is locked.$md$;

revoke all on function commerce_private.expire_due(uuid, integer) from public;
