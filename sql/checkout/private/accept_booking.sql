create or replace function commerce_private.accept_booking(
    purchase commerce.orders,
    booking_id uuid,
    note text = null
)
returns commerce.bookings
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_balance_minor bigint := commerce_private.balance_of((purchase).organization_id, (purchase).id);
    v_booking commerce.bookings
        := commerce_private.move_booking((purchase).organization_id, booking_id, 'confirmed', note);
begin
    perform commerce_private.tell_of_booking((purchase).organization_id, booking_id);
    perform commerce_private.count_for_customer((purchase).organization_id, v_booking.customer_id, 0, 0, 0,
        commerce_private.clock(), 0,
        commerce_private.balance_of((purchase).organization_id, (purchase).id) - v_balance_minor);
    perform commerce_private.capture_approved((purchase).organization_id, (purchase).id);
    return v_booking;
end;
$$;

comment on function commerce_private.accept_booking(commerce.orders, uuid, text) is
$md$Confirm a booking that waited for approval: tell everybody, count it, and capture what was authorised once the last one has been decided on.

The caller holds order, payments and booking. Then locks the customer.$md$;

revoke all on function commerce_private.accept_booking(commerce.orders, uuid, text) from public;
