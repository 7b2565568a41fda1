create or replace function commerce_private.offer_freed(
    booking commerce.bookings
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry commerce.waitlist_entries;
    v_staff_id uuid;
begin
    if booking.during is null then
        return;
    end if;
    for v_entry in
        select entry.*
        from commerce.waitlist_entries as entry
        join commerce.customers as customer
            on customer.organization_id = entry.organization_id and customer.id = entry.customer_id
        where entry.organization_id = booking.organization_id
            and entry.service_id = booking.service_id
            and entry.status = 'waiting'
            and entry.during @> booking.during
            and customer.status <> 'blocked'
        order by entry.id
    loop
        -- Exactly what was freed: nothing else is taken here that somebody could be waiting with.
        v_staff_id := case when booking.time_slot_id is null then booking.staff_id end;
        if commerce_private.offer_time(v_entry, lower(booking.during), v_staff_id, booking.time_slot_id)
            and booking.time_slot_id is null then
            return;
        end if;
        -- Places of a session may be enough for several parties.
    end loop;
end;
$$;

comment on function commerce_private.offer_freed(commerce.bookings) is
$md$Offer the time that a booking just left, cancelled or moved, to whoever waits for it, first come first served. `booking` is as it was.

In the transaction that freed it, so that nobody comes between. The caller holds what was freed. Locks
the entries that get an offer, and customers whom the service limits if nobody else has.$md$;

revoke all on function commerce_private.offer_freed(commerce.bookings) from public;
