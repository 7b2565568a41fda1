create or replace function commerce_private.shrink_party(
    booking commerce.bookings,
    participants jsonb,
    party_size integer,
    off_minor bigint,
    fee_minor bigint
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if booking.reservation_id is not null then
        perform commerce_private.lock_reservations((booking).organization_id, array[(booking).reservation_id], true);
        update commerce.slot_reservations as held
        set party_size = shrink_party.party_size
        where held.organization_id = (booking).organization_id and held.id = (booking).reservation_id;
    end if;
    update commerce.bookings as made
    set party_size = shrink_party.party_size,
        participants = shrink_party.participants,
        total_minor = made.total_minor - off_minor,
        cancellation_fee_minor = nullif(coalesce(made.cancellation_fee_minor, 0) + coalesce(fee_minor, 0), 0)
    where made.organization_id = (booking).organization_id and made.id = (booking).id;
end;
$$;

comment on function commerce_private.shrink_party(commerce.bookings, jsonb, integer, bigint, bigint) is
$md$Let fewer people come to a booking, which costs so much less and keeps so much of that. The caller holds the booking.

Locks the time slot, the calendar, then the reservation.$md$;

revoke all on function commerce_private.shrink_party(commerce.bookings, jsonb, integer, bigint, bigint) from public;
