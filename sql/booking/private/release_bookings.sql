-- Since the times may be for somebody else at once.
drop function if exists commerce_private.release_bookings(uuid, uuid, text);
create or replace function commerce_private.release_bookings(
    organization_id uuid,
    order_id uuid,
    to_status text,
    to_keep boolean = false
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids uuid[];
    v_reservation_ids uuid[];
    v_count integer;
begin
    -- Of a booking that lapsed, an attempt to pay may have taken the time again: that is let go too.
    select
        array_agg(locked.id) filter (where locked.is_moved),
        array_agg(locked.reservation_id) filter (where locked.reservation_id is not null)
    into v_ids, v_reservation_ids
    from (
        select booking.id, booking.reservation_id, move.to_status is not null as is_moved
        from commerce.bookings as booking
        left join commerce.booking_status_transitions as move
            on move.from_status = booking.status and move.to_status = release_bookings.to_status
        where booking.organization_id = release_bookings.organization_id
            and booking.order_id = release_bookings.order_id
            and (move.to_status is not null or booking.status in ('expired', 'payment_failed'))
        order by booking.id
        for no key update of booking
    ) as locked;
    perform commerce_private.lock_reservations(release_bookings.organization_id, v_reservation_ids, to_keep);
    perform commerce_private.end_reservations(release_bookings.organization_id, v_reservation_ids,
        case when release_bookings.to_status = 'cancelled' then 'cancelled' else 'expired' end);
    -- Nobody is reminded of what does not happen; calendars are told by a higher sequence.
    perform commerce_private.cancel_messages(release_bookings.organization_id, moved.id)
    from unnest(v_ids) as moved (id);
    update commerce.bookings as booking
    set status = release_bookings.to_status,
        ical_sequence = booking.ical_sequence + case when release_bookings.to_status = 'cancelled' then 1 else 0 end
    where booking.organization_id = release_bookings.organization_id and booking.id = any(v_ids);
    get diagnostics v_count = row_count;
    return v_count;
end;
$$;

comment on function commerce_private.release_bookings(uuid, uuid, text, boolean) is
$md$Move an order's bookings to `expired`, `payment_failed` or `cancelled`, wherever that move exists, and free their times.

Bookings for which it does not (completed ones, those released before) keep their status. Messages about those that
moved are called back. Returns how many moved. `to_keep` is for whoever offers the times to others afterwards. Locks
bookings by id, then as `lock_reservations`.$md$;

revoke all on function commerce_private.release_bookings(uuid, uuid, text, boolean) from public;
