create or replace function commerce_private.check_booking_access(
    caller commerce_private.caller,
    booking_id uuid
)
returns commerce.bookings
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booking commerce.bookings;
begin
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = check_booking_access.booking_id;
    if v_booking.id is null or not coalesce(
        caller.role in ('commerce_service', 'commerce_owner')
        or v_booking.order_id = commerce_private.current_guest_id()
        or commerce_private.member_rank(caller.member_role) >= commerce_private.member_rank('manager')
        or (caller.role = 'commerce_user' and v_booking.customer_id = commerce_private.current_customer_id())
        or (caller.member_role is not null and v_booking.staff_id = commerce_private.current_staff_id()),
        false
    ) then
        perform commerce_private.refuse_booking(booking_id);
    end if;
    return v_booking;
end;
$$;

comment on function commerce_private.check_booking_access(commerce_private.caller, uuid) is
$md$The booking, provided that the caller may see it: its customer, a guest with the order's token, whoever performs it,
managers and trusted backends.

Raises `VB201` for bookings that are not there or not theirs.$md$;

revoke all on function commerce_private.check_booking_access(commerce_private.caller, uuid) from public;
