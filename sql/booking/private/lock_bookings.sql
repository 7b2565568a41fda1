create or replace function commerce_private.lock_bookings(
    organization_id uuid,
    booking_ids uuid[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform
    from commerce.bookings as booking
    where booking.organization_id = lock_bookings.organization_id
        and booking.id = any(booking_ids)
    order by booking.id
    for no key update;
end;
$$;

comment on function commerce_private.lock_bookings(uuid, uuid[]) is
$md$Lock bookings, by id.$md$;

revoke all on function commerce_private.lock_bookings(uuid, uuid[]) from public;
