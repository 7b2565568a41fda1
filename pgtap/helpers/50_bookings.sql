-- Bookings that a test takes for granted, made through the public functions as a trusted backend.

-- A booking of a service at an instant, `confirmed` to be paid at the venue, or (with another method) left
-- at what that makes of it. The caller keeps speaking as whoever it was.
create function commerce_test.given_booking(
    service_id uuid,
    starts_at timestamptz = null,
    staff_id uuid = null,
    customer_id uuid = null,
    time_slot_id uuid = null,
    party_size integer = 1,
    participants jsonb = null,
    payment_method text = 'cash_on_delivery'
)
returns uuid
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_role text := current_setting('role');
    v_user text := current_setting('commerce.user_id', true);
    v_order_id uuid;
begin
    perform set_config('role', 'none', true);
    perform set_config('commerce.user_id', '', true);
    perform set_config('role', 'commerce_service', true);
    select made.id
    into v_order_id
    from commerce.create_order(
        items => jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
            'service_id', given_booking.service_id, 'starts_at', given_booking.starts_at,
            'staff_id', given_booking.staff_id, 'time_slot_id', given_booking.time_slot_id,
            'party_size', given_booking.party_size, 'participants', given_booking.participants))),
        customer_id => given_booking.customer_id,
        payment_method => given_booking.payment_method
    ) as made;
    perform set_config('role', 'none', true);
    perform set_config('commerce.user_id', coalesce(v_user, ''), true);
    perform set_config('role', v_role, true);
    return commerce_test.value_of(format(
        'select b.id from commerce.bookings as b where b.order_id = %L', v_order_id))::uuid;
end;
$$;

-- The status of a booking, whoever may see it.
create function commerce_test.booking_status(booking_id uuid)
returns text
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
select b.status from commerce.bookings as b where b.id = booking_status.booking_id;
$$;
