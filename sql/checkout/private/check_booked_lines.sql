create or replace function commerce_private.check_booked_lines(
    caller commerce_private.caller,
    made commerce.created_order,
    lines commerce_private.priced_line[]
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line;
    v_is_insider boolean := (check_booked_lines.caller).member_role is not null
        or (check_booked_lines.caller).role in ('commerce_service', 'commerce_owner');
    v_service commerce.services;
begin
    foreach v_line in array lines loop
        continue when v_line.kind <> 'service' or v_line.item is null;
        if not v_is_insider and (v_line.item ? 'override_hours' or v_line.item ? 'is_approved') then
            perform commerce_private.refuse_caller(caller, 'staff');
        end if;
        -- A stranger learns nothing of a booking: it is his own, or it is not there.
        if v_line.item ->> 'follows_booking_id' is not null and not exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = (check_booked_lines.caller).organization_id
                and booking.id = (v_line.item ->> 'follows_booking_id')::uuid
                and (v_is_insider or booking.customer_id = (check_booked_lines.made).customer_id)
        ) then
            perform commerce_private.refuse_booking((v_line.item ->> 'follows_booking_id')::uuid);
        end if;
        continue when v_line.reservation_id is not null or v_line.item ->> 'time_slot_id' is not null;
        if v_line.item ->> 'staff_id' is not null
            and (v_line.starts_at is null or v_line.item ? 'override_hours')
            and not exists (
            select
            from commerce.service_staff as performer
            where performer.organization_id = (check_booked_lines.caller).organization_id
                and performer.service_id = v_line.service_id
                and performer.staff_id = (v_line.item ->> 'staff_id')::uuid
        ) then
            perform commerce_private.refuse_unknown('staff', (v_line.item ->> 'staff_id')::uuid);
        end if;
        continue when v_line.starts_at is not null;
        select service.capacity_mode, service.delivery_mode
        into v_service.capacity_mode, v_service.delivery_mode
        from commerce.services as service
        where service.organization_id = (check_booked_lines.caller).organization_id
            and service.id = v_line.service_id;
        if v_service.capacity_mode = 'pooled' or (v_service.delivery_mode = 'in_person' and not v_is_insider) then
            perform commerce_private.refuse_range('starts_at',
                'Send a start: only the business lets people in at once, and only sessions online begin so.');
        end if;
    end loop;
end;
$$;

comment on function commerce_private.check_booked_lines(
    commerce_private.caller, commerce.created_order, commerce_private.priced_line[]
) is
$md$Check what only some may wish for in the times of an order.

* `override_hours` and `is_approved` are for members and trusted backends.
* `follows_booking_id` is a booking of the same customer, for members any.
* Without a start and a slot a session begins at once: for customers only if it is online, for nobody in a
  pooled service.
* A `staff_id` performs the service.

Raises `VB101`, `VB201`, `VB202`, `VT302`.$md$;

revoke all on function commerce_private.check_booked_lines(
    commerce_private.caller, commerce.created_order, commerce_private.priced_line[]
) from public;
