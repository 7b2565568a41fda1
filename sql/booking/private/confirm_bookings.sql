-- Since it says what the bookings cost, too.
drop function if exists commerce_private.confirm_bookings(uuid, uuid, uuid[], text);
create or replace function commerce_private.confirm_bookings(
    organization_id uuid,
    order_id uuid,
    booking_ids uuid[] = null,
    payment_status text = 'paid',
    out number integer,
    out total_minor bigint
)
returns record
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[];
    v_reservation_ids uuid[];
    v_now timestamptz;
    v_lapsed uuid;
begin
    select array_agg(locked.id), array_agg(locked.reservation_id) filter (where locked.reservation_id is not null)
    into v_ids, v_reservation_ids
    from (
        select booking.id, booking.reservation_id
        from commerce.bookings as booking
        where booking.organization_id = confirm_bookings.organization_id
            and booking.order_id = confirm_bookings.order_id
            and (booking_ids is null or booking.id = any(booking_ids))
            and booking.status in ('pending_payment', 'expired', 'payment_failed', 'awaiting_approval')
        order by booking.id
        for no key update
    ) as locked;
    number := 0;
    total_minor := 0;
    if v_ids is null then
        return;
    end if;
    perform commerce_private.queue_for_order(organization_id, order_id);
    perform commerce_private.lock_reservations(confirm_bookings.organization_id, v_reservation_ids, true);
    v_now := commerce_private.clock();
    select held.id
    into v_lapsed
    from commerce.slot_reservations as held
    where held.organization_id = confirm_bookings.organization_id
        and held.id = any(v_reservation_ids)
        and held.status <> 'confirmed'
        and (held.status <> 'reserved' or held.expires_at <= v_now)
    order by held.id
    limit 1;
    if v_lapsed is not null then
        perform commerce_private.refuse_hold('VB403', v_lapsed, 'expired');
    end if;

    update commerce.slot_reservations as held
    set status = 'confirmed', expires_at = null
    where held.organization_id = confirm_bookings.organization_id
        and held.id = any(v_reservation_ids)
        and held.status = 'reserved';
    update commerce.reservation_resources as kept
    set status = 'confirmed', expires_at = null
    where kept.organization_id = confirm_bookings.organization_id
        and kept.reservation_id = any(v_reservation_ids)
        and kept.status = 'reserved';
    update commerce.bookings as booking
    set payment_status = confirm_bookings.payment_status
    where booking.organization_id = confirm_bookings.organization_id
        and booking.id = any(v_ids)
        and booking.status = 'awaiting_approval'
        and booking.payment_status <> confirm_bookings.payment_status;
    with confirmed as (
        update commerce.bookings as booking
        set status = 'confirmed', payment_status = confirm_bookings.payment_status
        where booking.organization_id = confirm_bookings.organization_id
            and booking.id = any(v_ids)
            and booking.status in ('pending_payment', 'expired', 'payment_failed')
        returning booking.id, booking.total_minor
    )
    select count(*), coalesce(sum(confirmed.total_minor), 0), array_agg(confirmed.id)
    into number, total_minor, v_ids
    from confirmed;
    perform commerce_private.record_events(organization_id, 'booking.confirmed', v_ids);
end;
$$;

comment on function commerce_private.confirm_bookings(uuid, uuid, uuid[], text) is
$md$Confirm an order's bookings (or those named) and make their times theirs for good. Says how many became confirmed, and what these cost.

`pending_payment`, `expired` and `payment_failed` become `confirmed`; `awaiting_approval` stays, paid.
Listeners hear of each. Holds must live, or have been taken again. Twice changes nothing. Locks bookings by id, time slots
by id, reservations by staff, start and id.

Raises `VB403` when a hold has lapsed.$md$;

revoke all on function commerce_private.confirm_bookings(uuid, uuid, uuid[], text) from public;
