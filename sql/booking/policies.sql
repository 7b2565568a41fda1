-- Who reads the calendar: visitors nothing (commerce.get_available_slots answers them), customers and
-- guests their own bookings, staff their own calendar, managers and trusted backends all of it.

grant select on commerce.schedules to commerce_user, commerce_service, commerce_reader;
drop policy if exists schedules_user on commerce.schedules;
create policy schedules_user on commerce.schedules for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        staff_id = (select commerce_private.current_staff_id())
        or (staff_id is null and (select commerce_private.is_member('staff')))
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists schedules_trusted on commerce.schedules;
create policy schedules_trusted on commerce.schedules for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.schedule_exceptions to commerce_user, commerce_service, commerce_reader;
drop policy if exists schedule_exceptions_user on commerce.schedule_exceptions;
create policy schedule_exceptions_user on commerce.schedule_exceptions for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        staff_id = (select commerce_private.current_staff_id())
        or (staff_id is null and (select commerce_private.is_member('staff')))
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists schedule_exceptions_trusted on commerce.schedule_exceptions;
create policy schedule_exceptions_trusted on commerce.schedule_exceptions for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.time_off to commerce_user, commerce_service, commerce_reader;
drop policy if exists time_off_user on commerce.time_off;
create policy time_off_user on commerce.time_off for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        staff_id = (select commerce_private.current_staff_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists time_off_trusted on commerce.time_off;
create policy time_off_trusted on commerce.time_off for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.blackouts to commerce_user, commerce_service, commerce_reader;
drop policy if exists blackouts_user on commerce.blackouts;
create policy blackouts_user on commerce.blackouts for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists blackouts_trusted on commerce.blackouts;
create policy blackouts_trusted on commerce.blackouts for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.time_slots to commerce_user, commerce_service, commerce_reader;
drop policy if exists time_slots_user on commerce.time_slots;
create policy time_slots_user on commerce.time_slots for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('staff'))
);
drop policy if exists time_slots_trusted on commerce.time_slots;
create policy time_slots_trusted on commerce.time_slots for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.slot_reservations to commerce_user, commerce_service, commerce_reader;
drop policy if exists slot_reservations_user on commerce.slot_reservations;
create policy slot_reservations_user on commerce.slot_reservations for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or user_id = (select commerce_private.current_user_id())
        or staff_id = (select commerce_private.current_staff_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists slot_reservations_trusted on commerce.slot_reservations;
create policy slot_reservations_trusted on commerce.slot_reservations for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.reservation_resources to commerce_user, commerce_service, commerce_reader;
drop policy if exists reservation_resources_user on commerce.reservation_resources;
create policy reservation_resources_user on commerce.reservation_resources for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.is_member('manager'))
);
drop policy if exists reservation_resources_trusted on commerce.reservation_resources;
create policy reservation_resources_trusted on commerce.reservation_resources for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.booking_status_transitions to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists booking_status_transitions_everyone on commerce.booking_status_transitions;
create policy booking_status_transitions_everyone on commerce.booking_status_transitions for select
to commerce_anon, commerce_user, commerce_service, commerce_reader
using (true);

grant select on commerce.bookings to commerce_anon, commerce_user, commerce_service, commerce_reader;
drop policy if exists bookings_visitor on commerce.bookings;
create policy bookings_visitor on commerce.bookings for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and order_id = (select commerce_private.current_guest_id())
);
drop policy if exists bookings_user on commerce.bookings;
create policy bookings_user on commerce.bookings for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or order_id = (select commerce_private.current_guest_id())
        or staff_id = (select commerce_private.current_staff_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists bookings_trusted on commerce.bookings;
create policy bookings_trusted on commerce.bookings for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.booking_status_history to commerce_anon, commerce_user, commerce_service, commerce_reader;
-- Whoever may read a booking may read what became of it.
drop policy if exists booking_status_history_all on commerce.booking_status_history;
create policy booking_status_history_all on commerce.booking_status_history for select
to commerce_anon, commerce_user, commerce_service, commerce_reader
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = booking_status_history.organization_id
            and booking.id = booking_status_history.booking_id
    )
);

grant select on commerce.waiver_signatures to commerce_anon, commerce_user, commerce_service;
-- Whoever may read a booking may read who has signed for it.
drop policy if exists waiver_signatures_all on commerce.waiver_signatures;
create policy waiver_signatures_all on commerce.waiver_signatures for select
to commerce_anon, commerce_user, commerce_service
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = waiver_signatures.organization_id
            and booking.id = waiver_signatures.booking_id
    )
);

grant select on commerce.intake_responses to commerce_anon, commerce_user, commerce_service;
drop policy if exists intake_responses_visitor on commerce.intake_responses;
create policy intake_responses_visitor on commerce.intake_responses for select
to commerce_anon
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = intake_responses.organization_id
            and booking.id = intake_responses.booking_id
    )
);
-- Staff read the answers to forms that are meant for them.
drop policy if exists intake_responses_user on commerce.intake_responses;
create policy intake_responses_user on commerce.intake_responses for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        (select commerce_private.is_member('manager'))
        or exists (
            select
            from commerce.bookings as booking
            where booking.organization_id = intake_responses.organization_id
                and booking.id = intake_responses.booking_id
                and (
                    booking.customer_id = (select commerce_private.current_customer_id())
                    or booking.order_id = (select commerce_private.current_guest_id())
                    or (booking.staff_id = (select commerce_private.current_staff_id()) and exists (
                        select
                        from commerce.intake_forms as form
                        where form.organization_id = intake_responses.organization_id
                            and form.id = intake_responses.intake_form_id
                            and form.visible_to = 'staff'
                    ))
                )
        )
    )
);
drop policy if exists intake_responses_trusted on commerce.intake_responses;
create policy intake_responses_trusted on commerce.intake_responses for select
to commerce_service
using (organization_id = (select commerce_private.current_organization_id()));

grant select on commerce.booking_moves to commerce_anon, commerce_user, commerce_service, commerce_reader;
-- As with its statuses.
drop policy if exists booking_moves_all on commerce.booking_moves;
create policy booking_moves_all on commerce.booking_moves for select
to commerce_anon, commerce_user, commerce_service, commerce_reader
using (
    organization_id = (select commerce_private.current_organization_id())
    and exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = booking_moves.organization_id
            and booking.id = booking_moves.booking_id
    )
);

grant select on commerce.waitlist_entries to commerce_user, commerce_service, commerce_reader;
drop policy if exists waitlist_entries_user on commerce.waitlist_entries;
create policy waitlist_entries_user on commerce.waitlist_entries for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (
        customer_id = (select commerce_private.current_customer_id())
        or (select commerce_private.is_member('manager'))
    )
);
drop policy if exists waitlist_entries_trusted on commerce.waitlist_entries;
create policy waitlist_entries_trusted on commerce.waitlist_entries for select
to commerce_service, commerce_reader
using (organization_id = (select commerce_private.current_organization_id()));

-- Staff read the customers of their own bookings.
drop policy if exists customers_staff on commerce.customers;
create policy customers_staff on commerce.customers for select
to commerce_user
using (
    organization_id = (select commerce_private.current_organization_id())
    and (select commerce_private.current_staff_id()) is not null
    and exists (
        select
        from commerce.bookings as booking
        where booking.organization_id = customers.organization_id
            and booking.customer_id = customers.id
            and booking.staff_id = (select commerce_private.current_staff_id())
    )
);
