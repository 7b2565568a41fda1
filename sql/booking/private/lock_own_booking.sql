create or replace function commerce_private.lock_own_booking(
    caller commerce_private.caller,
    booking_id uuid
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booking commerce.bookings;
begin
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = lock_own_booking.booking_id
    for no key update;
    if v_booking.id is null then
        perform commerce_private.refuse_booking(booking_id);
    elsif caller.role = 'commerce_user'
        and commerce_private.member_rank(caller.member_role) < commerce_private.member_rank('manager')
        and v_booking.staff_id is distinct from commerce_private.current_staff_id() then
        perform commerce_private.refuse_caller(caller, 'manager');
    end if;
    return v_booking;
end;
$$;

comment on function commerce_private.lock_own_booking(commerce_private.caller, uuid) is
$md$The booking, locked, for a member who works on it: managers and trusted backends any, staff their own.

Raises `VB201`, `VT302`.$md$;

revoke all on function commerce_private.lock_own_booking(commerce_private.caller, uuid) from public;
