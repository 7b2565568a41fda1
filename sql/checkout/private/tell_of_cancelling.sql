create or replace function commerce_private.tell_of_cancelling(
    booking commerce.bookings,
    quote commerce.cancellation_quote
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_told record := commerce_private.booking_words(booking.organization_id, booking.id);
    v_data jsonb := v_told.data || jsonb_build_object(
        'refund_minor', quote.refund_minor, 'fee_minor', quote.fee_minor, 'currency', quote.currency,
        'refund', commerce_private.money_text(quote.refund_minor, quote.currency));
begin
    perform commerce_private.queue_notification(
        booking.organization_id, 'email', 'booking_cancelled', v_told.email, v_data, booking.order_id, booking.id,
        dedupe_key => 'booking_cancelled:' || booking.id);
    if v_told.staff_email is not null then
        perform commerce_private.queue_notification(
            booking.organization_id, 'staff', 'booking_cancelled', v_told.staff_email, v_data, booking.order_id,
            booking.id, dedupe_key => 'booking_cancelled:' || booking.id || ':staff');
    end if;
end;
$$;

comment on function commerce_private.tell_of_cancelling(commerce.bookings, commerce.cancellation_quote) is
$md$Tell the customer, and whoever would have performed it, that a booking was cancelled.$md$;

revoke all on function commerce_private.tell_of_cancelling(commerce.bookings, commerce.cancellation_quote) from public;
