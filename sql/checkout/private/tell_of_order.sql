create or replace function commerce_private.tell_of_order(
    organization_id uuid,
    order_id uuid,
    has_bookings boolean
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_order commerce.orders;
    v_data jsonb;
    v_booking record;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = tell_of_order.organization_id and ord.id = tell_of_order.order_id;
    if v_order.email is not null then
        v_data := commerce_private.order_message(organization_id, order_id);
        perform commerce_private.queue_notification(
            tell_of_order.organization_id, 'email', 'order_confirmation', v_order.email, v_data,
            tell_of_order.order_id, dedupe_key => 'order_confirmation:' || tell_of_order.order_id);
        if v_order.paid_minor > 0 then
            perform commerce_private.queue_notification(
                tell_of_order.organization_id, 'email', 'receipt', v_order.email, v_data,
                tell_of_order.order_id, dedupe_key => 'receipt:' || tell_of_order.order_id);
        end if;
    end if;
    if not has_bookings then
        return;
    end if;
    for v_booking in
        select told.booking_id, told.staff_email, told.data
        from commerce_private.booking_messages(tell_of_order.organization_id, tell_of_order.order_id) as told
    loop
        perform commerce_private.queue_notification(
            organization_id => tell_of_order.organization_id,
            channel => 'email',
            template => 'booking_confirmation',
            recipient => v_order.email,
            data => v_booking.data,
            order_id => tell_of_order.order_id,
            booking_id => v_booking.booking_id,
            dedupe_key => 'booking_confirmation:' || v_booking.booking_id
        );
        perform commerce_private.queue_notification(
            organization_id => tell_of_order.organization_id,
            channel => 'staff',
            template => 'staff_new_booking',
            recipient => v_booking.staff_email,
            data => v_booking.data,
            order_id => tell_of_order.order_id,
            booking_id => v_booking.booking_id,
            dedupe_key => 'staff_new_booking:' || v_booking.booking_id || ':staff'
        );
        perform commerce_private.tell_members(
            organization_id => tell_of_order.organization_id,
            template => 'staff_new_booking',
            data => v_booking.data,
            order_id => tell_of_order.order_id,
            booking_id => v_booking.booking_id,
            dedupe_key => 'staff_new_booking:' || v_booking.booking_id
        );
    end loop;
end;
$$;

comment on function commerce_private.tell_of_order(uuid, uuid, boolean) is
$md$Tell everybody whom a settled order concerns: confirmation and receipt to the customer, each booking to customer, staff and managers.$md$;

revoke all on function commerce_private.tell_of_order(uuid, uuid, boolean) from public;
