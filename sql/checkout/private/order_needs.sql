-- Since bookings may have been confirmed before the order is settled, and money may come after the time it is for.
drop function if exists commerce_private.order_needs(uuid, uuid, timestamptz);
create or replace function commerce_private.order_needs(
    organization_id uuid,
    order_id uuid,
    at timestamptz,
    out has_bookings boolean,
    out has_lapsed_bookings boolean,
    out has_confirmed_bookings boolean,
    out last_unpaid_at timestamptz,
    out locks integer,
    out has_lapsed_locks boolean,
    out has_values boolean
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    select
        count(*),
        coalesce(bool_or(lock.state = 'expired'), false),
        exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = order_needs.organization_id
                and booking.order_id = order_needs.order_id
                and booking.status <> 'cancelled'
        ),
        exists (
            select
            from commerce.order_items as item
            where item.organization_id = order_needs.organization_id
                and item.order_id = order_needs.order_id
                and item.kind in ('gift_card', 'package', 'subscription')
        )
    into locks, has_lapsed_locks, has_bookings, has_values
    from commerce.inventory_locks as lock
    where lock.organization_id = order_needs.organization_id
        and lock.order_id = order_needs.order_id
        and lock.state in ('active', 'expired');
    has_lapsed_bookings := false;
    has_confirmed_bookings := false;
    if has_bookings then
        select
            coalesce(bool_or(
                reservation.status in ('expired', 'cancelled') or reservation.expires_at <= order_needs.at
            ) filter (where not booking.is_confirmed), false),
            bool_or(booking.is_confirmed),
            max(reservation.starts_at) filter (where not booking.is_confirmed and reservation.status <> 'confirmed')
        into has_lapsed_bookings, has_confirmed_bookings, last_unpaid_at
        from (
            select
                held.reservation_id,
                held.status not in ('pending_payment', 'awaiting_approval', 'expired', 'payment_failed') as is_confirmed
            from commerce.bookings as held
            where held.organization_id = order_needs.organization_id
                and held.order_id = order_needs.order_id
                and held.status <> 'cancelled'
        ) as booking
        left join commerce.slot_reservations as reservation
            on reservation.organization_id = order_needs.organization_id
            and reservation.id = booking.reservation_id;
    end if;
end;
$$;

comment on function commerce_private.order_needs(uuid, uuid, timestamptz) is
$md$What an order has of times and stock, whether any of it has lapsed, whether members have confirmed any of its bookings
already, when the last of the times that are held until they are paid begins, and whether gift cards or plans are in it, to be
delivered once it is paid.

A lock past its time that nobody has expired holds its units still.$md$;

revoke all on function commerce_private.order_needs(uuid, uuid, timestamptz) from public;
