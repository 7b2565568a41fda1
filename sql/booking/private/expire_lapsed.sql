create or replace function commerce_private.expire_lapsed(
    organization_id uuid,
    max_rows integer
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[];
begin
    -- Whoever took the time expired the hold, and left its booking to us.
    select array_agg(locked.id)
    into v_ids
    from (
        select booking.id
        from commerce.bookings as booking
        join commerce.slot_reservations as held
            on held.organization_id = expire_lapsed.organization_id
            and held.id = booking.reservation_id
            and held.status = 'expired'
        where booking.organization_id = expire_lapsed.organization_id
            and booking.status = 'pending_payment'
        order by booking.id
        limit max_rows
        for no key update of booking skip locked
    ) as locked;
    if v_ids is null then
        return 0;
    end if;
    update commerce.bookings as booking
    set status = case when booking.payment_status = 'failed' then 'payment_failed' else 'expired' end
    where booking.organization_id = expire_lapsed.organization_id and booking.id = any(v_ids);
    return cardinality(v_ids);
end;
$$;

comment on function commerce_private.expire_lapsed(uuid, integer) is
$md$Expire one organization's bookings whose hold has been expired by a caller who took the time; returns how many.

Locks bookings by id, skipping what is locked.$md$;

revoke all on function commerce_private.expire_lapsed(uuid, integer) from public;
