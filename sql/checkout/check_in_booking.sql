create or replace function commerce.check_in_booking(
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
    v_booking commerce.bookings := commerce_private.lock_own_sale(v_caller, booking_id);
    v_was_missed boolean;
    v_missing jsonb;
    v_now timestamptz := commerce_private.clock();
begin
    perform commerce_private.check_booking_note('note', note);
    if v_booking.status = 'checked_in' then
        return v_booking;
    elsif v_booking.status not in ('confirmed', 'no_show') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'checked_in', 'status',
            'Only confirmed bookings are checked in, and no-shows of the same day.');
    elsif v_booking.status = 'no_show' and v_booking.local_date is distinct from
        (v_now at time zone commerce_private.booking_timezone(v_caller.organization_id, v_booking.venue_id))::date then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, 'checked_in', 'not_today',
            'A no-show is undone on the day of the booking only.');
    end if;
    v_missing := commerce_private.missing_papers(v_caller.organization_id, booking_id);
    if v_missing is not null then
        raise exception using
            errcode = 'VB406',
            message = 'waiver or intake missing',
            detail = jsonb_build_object('booking_id', booking_id) || v_missing,
            hint = 'Have it signed with commerce.sign_waiver and answered with commerce.submit_intake; a waiver without an id is to be written with commerce.require_waiver.';
    end if;
    v_was_missed := v_booking.status = 'no_show';
    if v_was_missed then
        perform commerce_private.retake_booking(v_caller.organization_id, booking_id);
    end if;
    v_booking := commerce_private.move_booking(v_caller.organization_id, booking_id, 'checked_in', note);
    if v_was_missed then
        perform commerce_private.undo_no_show(v_caller, v_booking);
        select booking.*
        into v_booking
        from commerce.bookings as booking
        where booking.organization_id = v_caller.organization_id and booking.id = check_in_booking.booking_id;
    end if;
    perform commerce_private.count_for_customer(
        v_caller.organization_id, v_booking.customer_id, 0, 0, 0, v_now);
    perform commerce_private.audit(v_caller, 'check_in_booking', booking_id::text, '{status}');
    return v_booking;
end;
$$;

comment on function commerce.check_in_booking(uuid, text) is
$md$Say that the people of a booking have come. Members and trusted backends; staff for their own bookings.

From `confirmed`, and from `no_show` on the same day at the venue: then its time is taken again, if
nobody else has it, and its price is again what it was. What need not have been paid is due again, a refund that nobody
has sent yet is withdrawn, and what went back is due as a line of the order. A visit that came back pays again. Waivers and forms that the service requires come first. Twice is harmless.

Locks order, payments and booking, then slot and reservation, entitlement, customer. Raises `VB201` unknown booking, `VB404`
from any other status (from, to, reason), `VB406` waiver or intake missing (waivers, intake_form_id),
`VB401` `VB402` a no-show's time is taken, `VC301` its visit is used for something else by now (`used_up`), `VB101` note too long, `VT101`, `VT302`.$md$;

revoke all on function commerce.check_in_booking(uuid, text) from public;
grant execute on function commerce.check_in_booking(uuid, text) to commerce_user, commerce_service;
