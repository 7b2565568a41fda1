create or replace function commerce_private.lock_own_sale(
    caller commerce_private.caller,
    booking_id uuid
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order_id uuid;
begin
    select booking.order_id
    into v_order_id
    from commerce.bookings as booking
    where booking.organization_id = caller.organization_id and booking.id = lock_own_sale.booking_id;
    if v_order_id is not null then
        perform commerce_private.lock_sale(caller.organization_id, v_order_id);
    end if;
    return commerce_private.lock_own_booking(caller, booking_id);
end;
$$;

comment on function commerce_private.lock_own_sale(commerce_private.caller, uuid) is
$md$A booking, locked after its order and payments, for a member who works on it: managers and trusted backends any, staff their own.

Raises `VB201`, `VT302`.$md$;

revoke all on function commerce_private.lock_own_sale(commerce_private.caller, uuid) from public;
