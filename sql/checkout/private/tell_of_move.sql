create or replace function commerce_private.tell_of_move(
    booking commerce.bookings,
    was commerce.bookings
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_told record := commerce_private.booking_words(booking.organization_id, booking.id);
    v_data jsonb := v_told.data || jsonb_build_object(
        'old_starts_at', was.starts_at,
        'old_local_start', to_char(was.local_date + was.local_start, 'YYYY-MM-DD HH24:MI'));
    v_old_email text;
begin
    perform commerce_private.queue_notification(
        booking.organization_id, 'email', 'booking_rescheduled', v_told.email, v_data, booking.order_id, booking.id,
        dedupe_key => 'booking_rescheduled:' || booking.id || ':' || booking.ical_sequence);
    if v_told.staff_email is not null then
        perform commerce_private.queue_notification(
            booking.organization_id, 'staff', 'booking_rescheduled', v_told.staff_email, v_data, booking.order_id,
            booking.id, dedupe_key => 'booking_rescheduled:' || booking.id || ':' || booking.ical_sequence || ':staff');
    end if;
    if was.staff_id is distinct from booking.staff_id then
        select detail.email
        into v_old_email
        from commerce_private.staff_details as detail
        where detail.organization_id = booking.organization_id and detail.staff_id = was.staff_id;
        if v_old_email is not null then
            perform commerce_private.queue_notification(
                booking.organization_id, 'staff', 'booking_cancelled', v_old_email,
                v_data || jsonb_build_object('starts_at', was.starts_at, 'local_start', v_data -> 'old_local_start'),
                booking.order_id, booking.id,
                dedupe_key => 'booking_rescheduled:' || booking.id || ':' || booking.ical_sequence || ':left');
        end if;
    end if;
end;
$$;

comment on function commerce_private.tell_of_move(commerce.bookings, commerce.bookings) is
$md$Tell customer and staff that a booking has another time or person; whoever performs it no longer is told, too.$md$;

revoke all on function commerce_private.tell_of_move(commerce.bookings, commerce.bookings) from public;
