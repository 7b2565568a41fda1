create or replace function commerce_private.tell_of_order(
    purchase commerce.orders,
    has_bookings boolean
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booking record;
begin
    if purchase.email is not null then
        perform commerce_private.queue_notifications(
            purchase.organization_id, 'email',
            case when purchase.paid_minor > 0 then array['order_confirmation', 'receipt']
                else array['order_confirmation'] end,
            purchase.email, commerce_private.order_message(purchase), purchase.id);
    end if;
    if not has_bookings then
        return;
    end if;
    for v_booking in
        select told.booking_id, told.staff_email, told.data
        from commerce_private.booking_messages(purchase.organization_id, purchase.id) as told
    loop
        perform commerce_private.queue_notification(
            organization_id => purchase.organization_id,
            channel => 'email',
            template => 'booking_confirmation',
            recipient => purchase.email,
            data => v_booking.data,
            order_id => purchase.id,
            booking_id => v_booking.booking_id,
            dedupe_key => 'booking_confirmation:' || v_booking.booking_id
        );
        perform commerce_private.queue_notification(
            organization_id => purchase.organization_id,
            channel => 'staff',
            template => 'staff_new_booking',
            recipient => v_booking.staff_email,
            data => v_booking.data,
            order_id => purchase.id,
            booking_id => v_booking.booking_id,
            dedupe_key => 'staff_new_booking:' || v_booking.booking_id || ':staff'
        );
        perform commerce_private.tell_members(
            organization_id => purchase.organization_id,
            template => 'staff_new_booking',
            data => v_booking.data,
            order_id => purchase.id,
            booking_id => v_booking.booking_id,
            dedupe_key => 'staff_new_booking:' || v_booking.booking_id
        );
    end loop;
end;
$$;

comment on function commerce_private.tell_of_order(commerce.orders, boolean) is
$md$Tell everybody whom a settled order concerns: confirmation and receipt to the customer, each booking to customer, staff and managers.$md$;

revoke all on function commerce_private.tell_of_order(commerce.orders, boolean) from public;
