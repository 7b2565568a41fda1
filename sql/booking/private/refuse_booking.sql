create or replace function commerce_private.refuse_booking(
    booking_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'VB201',
        message = 'booking not found',
        detail = jsonb_build_object('booking_id', refuse_booking.booking_id),
        hint = 'Send the id of a booking of this organization that you may see.';
end;
$$;

comment on function commerce_private.refuse_booking(uuid) is
$md$Say that there is no such booking, or none of the caller's.

Raises `VB201`, always.$md$;

revoke all on function commerce_private.refuse_booking(uuid) from public;
