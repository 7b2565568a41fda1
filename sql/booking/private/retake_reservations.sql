create or replace function commerce_private.retake_reservations(
    organization_id uuid,
    order_id uuid,
    expires_at timestamptz
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[];
    v_now timestamptz;
    v_lapsed commerce.slot_reservations;
    v_won commerce.slot_reservations;
    v_again commerce.slot_reservations[] := array[]::commerce.slot_reservations[];
    v_booking record;
begin
    perform
    from commerce.bookings as booking
    where booking.organization_id = retake_reservations.organization_id
        and booking.order_id = retake_reservations.order_id
    order by booking.id
    for no key update;
    if not found then
        return;
    end if;
    perform commerce_private.queue_for_order(organization_id, order_id);
    v_ids := array(
        select booking.reservation_id
        from commerce.bookings as booking
        where booking.organization_id = retake_reservations.organization_id
            and booking.order_id = retake_reservations.order_id
            and booking.status in ('pending_payment', 'expired', 'payment_failed')
            and booking.reservation_id is not null
    );
    perform commerce_private.lock_reservations(retake_reservations.organization_id, v_ids, true);
    v_now := commerce_private.clock();

    for v_booking in
        select booking.id as booking_id, booking.staff_id, booking.party_size, held.id
        from commerce.bookings as booking
        join commerce.slot_reservations as held
            on held.organization_id = booking.organization_id and held.id = booking.reservation_id
        where booking.organization_id = retake_reservations.organization_id
            and booking.order_id = retake_reservations.order_id
            and held.id = any(v_ids)
            and (held.status in ('expired', 'cancelled')
                 or (held.status = 'reserved' and held.expires_at <= v_now))
        order by held.staff_id, held.starts_at, held.id
    loop
        perform commerce_private.end_reservations(retake_reservations.organization_id, array[v_booking.id], 'expired');
        select held.organization_id, held.service_id, held.staff_id, held.time_slot_id, held.group_id, held.during,
            held.occupied, held.starts_at, held.party_size, held.is_staff_requested, held.customer_id, held.user_id
        into v_lapsed.organization_id, v_lapsed.service_id, v_lapsed.staff_id, v_lapsed.time_slot_id,
            v_lapsed.group_id, v_lapsed.during, v_lapsed.occupied, v_lapsed.starts_at, v_lapsed.party_size,
            v_lapsed.is_staff_requested, v_lapsed.customer_id, v_lapsed.user_id
        from commerce.slot_reservations as held
        where held.organization_id = retake_reservations.organization_id and held.id = v_booking.id;
        if v_lapsed.starts_at <= v_now then
            perform commerce_private.refuse_time('taken', v_lapsed.service_id, v_lapsed.starts_at,
                jsonb_build_object('booking_id', v_booking.booking_id, 'is_past', true));
        end if;
        -- A place: the slot is locked already.
        if v_lapsed.time_slot_id is not null and exists (
            select
            from commerce.time_slots as slot
            where slot.organization_id = retake_reservations.organization_id
                and slot.id = v_lapsed.time_slot_id
                and (not slot.is_available
                     or commerce_private.places_taken(slot.organization_id, slot.id, v_now) + v_lapsed.party_size
                        > slot.max_capacity)
        ) then
            perform commerce_private.refuse_time('full', v_lapsed.service_id, v_lapsed.starts_at,
                jsonb_build_object('booking_id', v_booking.booking_id, 'time_slot_id', v_lapsed.time_slot_id));
        end if;
        -- A new row, won like any other: what ended stays ended.
        v_lapsed.id := commerce_private.new_id();
        v_lapsed.status := 'reserved';
        v_lapsed.expires_at := retake_reservations.expires_at;
        v_won := commerce_private.take_time(v_lapsed);
        if v_won.id is null then
            perform commerce_private.refuse_time('taken', v_lapsed.service_id, v_lapsed.starts_at,
                jsonb_build_object('booking_id', v_booking.booking_id, 'staff_id', v_lapsed.staff_id));
        end if;
        update commerce.bookings as booking
        set reservation_id = v_won.id
        where booking.organization_id = retake_reservations.organization_id
            and booking.id = v_booking.booking_id;
        v_again := v_again || v_won;
    end loop;
    perform commerce_private.take_resources(v_again);
end;
$$;

comment on function commerce_private.retake_reservations(uuid, uuid, timestamptz) is
$md$Win the times of an order again whose holds have lapsed, until `expires_at`; live ones stay as they are.

Every lapsed reservation gets a successor, which its booking then names; the status of the bookings
is left to `confirm_bookings`. Locks bookings by id, time slots by id, calendars, reservations by staff, start
and id, then resources. A time that has begun is not taken again.

Raises `VB401`, `VB402`.$md$;

revoke all on function commerce_private.retake_reservations(uuid, uuid, timestamptz) from public;
