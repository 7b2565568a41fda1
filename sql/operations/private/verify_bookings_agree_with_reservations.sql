create or replace function commerce_private.verify_bookings_agree_with_reservations(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'booking_id', booking.id, 'status', booking.status, 'reservation_id', held.id, 'reservation_status', held.status
)
from commerce.bookings as booking
left join commerce.slot_reservations as held
    on held.organization_id = booking.organization_id and held.id = booking.reservation_id
left join commerce.order_items as item
    on item.organization_id = booking.organization_id and item.id = booking.order_item_id
left join commerce.orders as ord
    on ord.organization_id = booking.organization_id and ord.id = booking.order_id
where booking.organization_id = verify_bookings_agree_with_reservations.organization_id
    and (verify_bookings_agree_with_reservations.since is null or greatest(booking.updated_at, held.updated_at) >= verify_bookings_agree_with_reservations.since)
    and (
        item.order_id is distinct from booking.order_id
        or (booking.during is not null and booking.status in ('pending_payment', 'awaiting_approval', 'confirmed',
            'checked_in') and held.id is null)
        or held.service_id <> booking.service_id
        or (booking.status in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in') and (
            held.during <> booking.during or held.party_size <> booking.party_size
            or held.time_slot_id is distinct from booking.time_slot_id
        ))
        or not case
            -- A hold may have lapsed before the sweep came by.
            when booking.status = 'pending_payment' then held.status in ('reserved', 'confirmed', 'expired')
            when booking.status = 'awaiting_approval' then held.status in ('reserved', 'confirmed')
            when booking.status in ('confirmed', 'checked_in') then held.status = 'confirmed'
            -- While an order can be paid, an attempt or a change of it has taken again what had lapsed.
            when booking.status in ('expired', 'payment_failed') then held.status in ('expired', 'cancelled')
                or (held.status = 'reserved' and ord.status in ('created', 'pending_payment', 'payment_failed'))
            when booking.status = 'cancelled' then held.status in ('expired', 'cancelled')
            else true
        end
    )
union all
select jsonb_build_object('reservation_id', held.id, 'reservation_status', held.status)
from commerce.slot_reservations as held
where held.organization_id = verify_bookings_agree_with_reservations.organization_id
    and (verify_bookings_agree_with_reservations.since is null or held.updated_at >= verify_bookings_agree_with_reservations.since)
    and (
        held.starts_at <> lower(held.during)
        or held.ends_at <> upper(held.during)
        or not held.occupied @> held.during
        or (held.status = 'reserved' and held.expires_at is null)
    )
union all
select jsonb_build_object(
    'time_slot_id', slot.id, 'reservation_id', held.id, 'reservation_status', held.status
)
from commerce.time_slots as slot
join commerce.slot_reservations as held
    on held.organization_id = slot.organization_id and held.id = slot.reservation_id
where slot.organization_id = verify_bookings_agree_with_reservations.organization_id
    and (verify_bookings_agree_with_reservations.since is null or greatest(slot.updated_at, held.updated_at) >= verify_bookings_agree_with_reservations.since)
    and slot.is_available
    and (
        held.status <> 'confirmed'
        or held.staff_id is distinct from slot.staff_id
        or held.during <> slot.during
        or exists (
            select
            from commerce.reservation_resources as kept
            where kept.organization_id = held.organization_id
                and kept.reservation_id = held.id
                and kept.status <> 'confirmed'
        )
    );
$$;

comment on function commerce_private.verify_bookings_agree_with_reservations(uuid, timestamptz) is
$md$Bookings whose reservation is another time, or lives when it should not, or the other way round; reservations that contradict themselves; open sessions that no longer hold their teacher or their rooms.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_bookings_agree_with_reservations(uuid, timestamptz) from public;
