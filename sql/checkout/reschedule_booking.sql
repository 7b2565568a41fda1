create or replace function commerce.reschedule_booking(
    booking_id uuid,
    new_starts_at timestamptz = null,
    new_staff_id uuid = null,
    reason text = null
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_was commerce.bookings := commerce_private.check_booking_access(v_caller, booking_id);
    v_is_insider boolean := commerce_private.is_insider(v_caller, v_was.staff_id);
    v_starts_at timestamptz := coalesce(new_starts_at, v_was.starts_at);
    v_difference_minor bigint;
    v_booking commerce.bookings;
begin
    perform commerce_private.check_booking_note('reason', reason);
    if num_nonnulls(new_starts_at, new_staff_id) = 0
        or new_starts_at not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_range('new_starts_at', 'Send the new start, or another person, or both.');
    elsif new_staff_id is not null and not exists (
        select
        from commerce.staff as staff
        where staff.organization_id = v_caller.organization_id and staff.id = reschedule_booking.new_staff_id
    ) then
        perform commerce_private.refuse_unknown('staff', new_staff_id);
    elsif v_caller.member_role = 'staff' and v_is_insider and not commerce_private.is_insider(v_caller)
        and new_staff_id <> v_was.staff_id then
        perform commerce_private.refuse_caller(v_caller, 'manager');
    end if;
    perform commerce_private.lock_sale(v_caller.organization_id, v_was.order_id);
    perform commerce_private.lock_bookings(v_caller.organization_id, array[booking_id]);
    -- A customer whom the service limits, before any time; of a visitor, whose address they gave.
    perform pg_advisory_xact_lock(commerce_private.holder_key(service.organization_id, counted.customer_id))
    from commerce.services as service
    left join commerce_private.visitor_bookings as visited
        on visited.organization_id = service.organization_id and visited.booking_id = v_was.id
    cross join lateral (select coalesce(v_was.customer_id, visited.customer_id) as customer_id) as counted
    where service.organization_id = v_caller.organization_id
        and service.id = v_was.service_id
        and service.customer_limits is not null
        and counted.customer_id is not null;
    -- Two times, and perhaps two people: of those who move bookings crosswise one goes first.
    perform commerce_private.queue_for_times(v_caller.organization_id);
    v_was := commerce_private.check_booking_access(v_caller, booking_id);
    if v_was.status not in ('pending_payment', 'awaiting_approval', 'confirmed') or v_was.during is null then
        perform commerce_private.refuse_booking_status(booking_id, v_was.status, v_was.status,
            case when v_was.during is null then 'kind' else 'status' end,
            'Only bookings that are still to come can be moved.');
    elsif v_was.starts_at = v_starts_at and coalesce(new_staff_id, v_was.staff_id) is not distinct from v_was.staff_id then
        return v_was;
    end if;
    if not v_is_insider then
        perform commerce_private.check_moving(v_was, v_starts_at);
    end if;

    v_difference_minor := commerce_private.price_of_move(v_was);
    v_booking := commerce_private.move_time(
        v_caller, booking_id, v_starts_at, new_staff_id, reason, not v_is_insider, v_difference_minor);
    if v_booking.ical_sequence = v_was.ical_sequence then
        return v_booking;
    elsif v_difference_minor > 0 then
        perform commerce_private.raise_order(v_caller, v_booking, v_difference_minor);
    elsif v_difference_minor < 0 then
        perform commerce_private.lower_order(
            v_caller, v_booking,
            (commerce_private.tax_of_difference(v_booking, -v_difference_minor)).total_minor);
        -- There may be nothing left to pay.
        perform commerce_private.settle_order(v_caller.organization_id, v_booking.order_id);
    end if;
    perform commerce_private.tell_of_move(v_booking, v_was);
    -- Who waits for what it leaves gets it in the same instant, as when it is cancelled.
    perform commerce_private.offer_freed(v_was);
    perform commerce_private.audit(v_caller, 'reschedule_booking', booking_id::text, '{during,staff_id}');
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = reschedule_booking.booking_id;
    return v_booking;
end;
$$;

comment on function commerce.reschedule_booking(uuid, timestamptz, uuid, text) is
$md$Move a booking to another time, to another person, or both. The old time is kept unless the new one is won.

Without `new_starts_at` only the person changes. Without `new_staff_id` the same person keeps it when they are
free then, else whoever is, unless the customer asked for that person. A booking with places in a session gets
places in another session of the same service. Resources move with it. If the service costs more by now, the
difference, with the tax the booking was sold with, becomes due as a line of the order; if less, it need not
be paid or goes back; an order that has nothing to pay any more is settled.

Customers, and guests with the order's token, move as often and as late as the policy it was made under says;
staff their own bookings; managers and trusted backends any. The history is in `booking_moves`; the sequence
for calendars grows; reminders are called back and everybody is told.

Locks: order, payments, booking, a customer whom the service limits, the queue for several times, time slots by id, calendars, the new time,
resources, the old reservation, customer, waitlist entries. What it leaves is offered to who waits for it.

Raises `VB201` unknown booking, `VB202` unknown staff, `VB401` `VB402` the new time is taken, `VB405` not
bookable then (reason), `VB403` its own hold has lapsed, `VB404` not to be moved in its status, `VO404` too late or
too often for the customer (reason), `VB101` bad input, `VT101`, `VT302`.$md$;

revoke all on function commerce.reschedule_booking(uuid, timestamptz, uuid, text) from public;
grant execute on function commerce.reschedule_booking(uuid, timestamptz, uuid, text)
to commerce_anon, commerce_user, commerce_service;
