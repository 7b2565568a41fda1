create or replace function commerce_private.tell_of_booking(
    organization_id uuid,
    booking_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booking record;
    v_told record := commerce_private.booking_words(organization_id, booking_id);
begin
    select booking.order_id, booking.customer_id, booking.total_minor
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = tell_of_booking.organization_id and booking.id = tell_of_booking.booking_id;
    perform commerce_private.count_for_customer(tell_of_booking.organization_id, v_booking.customer_id, 0, 1, 0,
        commerce_private.clock(), v_booking.total_minor);
    perform commerce_private.queue_notification(tell_of_booking.organization_id, 'email', 'booking_confirmation',
        v_told.email, v_told.data, v_booking.order_id, tell_of_booking.booking_id,
        dedupe_key => 'booking_confirmation:' || tell_of_booking.booking_id);
    perform commerce_private.queue_notification(tell_of_booking.organization_id, 'staff', 'staff_new_booking',
        v_told.staff_email, v_told.data, v_booking.order_id, tell_of_booking.booking_id,
        dedupe_key => 'staff_new_booking:' || tell_of_booking.booking_id || ':staff');
end;
$$;

comment on function commerce_private.tell_of_booking(uuid, uuid) is
$md$Count a booking that a member confirmed for its customer, and tell customer (or guest) and staff of it, as a paid order does.$md$;

revoke all on function commerce_private.tell_of_booking(uuid, uuid) from public;
