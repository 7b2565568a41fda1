create or replace function commerce.approve_booking(
    booking_id uuid,
    note text = null
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_booking commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_order commerce.orders;
begin
    perform commerce_private.check_booking_note('note', note);
    v_order := commerce_private.lock_sale(v_caller.organization_id, v_booking.order_id);
    v_booking := commerce_private.lock_own_booking(v_caller, booking_id);
    if v_booking.status = 'confirmed' then
        return v_booking;
    elsif v_booking.status <> 'awaiting_approval' then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'confirmed', 'status',
            'Only bookings that wait for approval are approved.');
    end if;
    if v_order.status in ('created', 'pending_payment', 'payment_failed') and v_order.paid_minor - v_order.refunded_minor + coalesce((
        select sum(payment.amount_minor)
        from commerce.payments as payment
        where payment.organization_id = v_caller.organization_id
            and payment.order_id = v_order.id
            and payment.status = 'authorised'
    ), 0) < v_order.due_now_minor then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'confirmed', 'unpaid',
            'Wait until the order is paid or authorised, or call commerce.confirm_booking whatever was paid.');
    end if;
    v_booking := commerce_private.accept_booking(v_order, booking_id, note);
    perform commerce_private.audit(v_caller, 'approve_booking', booking_id::text, '{status}');
    return v_booking;
end;
$$;

comment on function commerce.approve_booking(uuid, text) is
$md$Agree to a booking that waits for approval: it is confirmed, and everybody is told. Members; staff their own.

What is due now has been paid or authorised before; what was authorised is captured once the last booking of the
order has been decided on. Twice is harmless.

Locks: order, payments, booking, customer. Raises `VB201` unknown booking, `VB404` any other status, or not paid yet
(from, to, reason), `VB101` note too long, `VT101`, `VT302`.$md$;

revoke all on function commerce.approve_booking(uuid, text) from public;
grant execute on function commerce.approve_booking(uuid, text) to commerce_user, commerce_service;
