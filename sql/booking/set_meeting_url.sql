create or replace function commerce.set_meeting_url(
    booking_id uuid,
    meeting_url text
)
returns commerce.bookings
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_booking commerce.bookings := commerce_private.lock_own_booking(v_caller, booking_id);
begin
    if meeting_url !~ '^https://[^[:space:][:cntrl:]"<>]+$' or length(meeting_url) > 2000 then
        perform commerce_private.refuse_range('meeting_url',
            'Send an address that begins with https://, at most 2,000 characters, or null to take it away.');
    elsif v_booking.status not in ('pending_payment', 'awaiting_approval', 'confirmed', 'checked_in') then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, v_booking.status, 'status',
            'Only bookings that are still to happen have a place to meet.');
    elsif v_booking.delivery_mode = 'in_person' and meeting_url is not null then
        perform commerce_private.refuse_booking_status(booking_id, v_booking.status, v_booking.status, 'kind',
            'Only sessions online have a meeting address.');
    end if;
    update commerce.bookings as booking
    set meeting_url = set_meeting_url.meeting_url
    where booking.organization_id = v_caller.organization_id and booking.id = set_meeting_url.booking_id;
    perform commerce_private.audit(v_caller, 'set_meeting_url', booking_id::text, '{meeting_url}');
    select booking.*
    into v_booking
    from commerce.bookings as booking
    where booking.organization_id = v_caller.organization_id and booking.id = set_meeting_url.booking_id;
    return v_booking;
end;
$$;

comment on function commerce.set_meeting_url(uuid, text) is
$md$Say where a session online takes place; null takes it away. Members and trusted backends; staff for their own bookings.

Messages that are sent from now on carry it.

Raises `VB201` unknown booking, `VB101` no https address, `VB404` a booking that is over, or one in person
(reason), `VT302`.$md$;

revoke all on function commerce.set_meeting_url(uuid, text) from public;
grant execute on function commerce.set_meeting_url(uuid, text) to commerce_user, commerce_service;
