create or replace function commerce_private.tell_of_waiting(
    organization_id uuid,
    order_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_booking record;
begin
    for v_booking in
        select booking.id, told.staff_email, told.data, staff.user_id is not null as is_decided_by_staff
        from commerce.bookings as booking
        cross join lateral commerce_private.booking_words(booking.organization_id, booking.id) as told
        left join commerce.staff as staff
            on staff.organization_id = booking.organization_id and staff.id = booking.staff_id
        where booking.organization_id = tell_of_waiting.organization_id
            and booking.order_id = tell_of_waiting.order_id
            and booking.status = 'awaiting_approval'
    loop
        if v_booking.is_decided_by_staff and v_booking.staff_email is not null then
            perform commerce_private.queue_notification(tell_of_waiting.organization_id, 'staff', 'staff_new_booking',
                v_booking.staff_email, v_booking.data, tell_of_waiting.order_id, v_booking.id,
                dedupe_key => 'awaiting_approval:' || v_booking.id || ':staff');
        else
            perform commerce_private.tell_members(tell_of_waiting.organization_id, 'staff_new_booking',
                v_booking.data, tell_of_waiting.order_id, v_booking.id,
                'awaiting_approval:' || v_booking.id);
        end if;
    end loop;
end;
$$;

comment on function commerce_private.tell_of_waiting(uuid, uuid) is
$md$Tell of an order's bookings that wait for approval whoever decides on them: its person, else the managers; of each once.

The `status` in the data says that it waits.$md$;

revoke all on function commerce_private.tell_of_waiting(uuid, uuid) from public;
