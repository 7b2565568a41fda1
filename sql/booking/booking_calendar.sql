create or replace function commerce.booking_calendar(
    from_at timestamptz,
    to_at timestamptz,
    staff_id uuid = null,
    venue_id uuid = null,
    with_cancelled boolean = false
)
returns setof commerce.calendar_entry
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
begin
    if from_at is null or from_at not between '1970-01-01 00:00+00' and '2200-01-01 00:00+00' then
        perform commerce_private.refuse_range('from_at', 'Send where the calendar begins.');
    elsif to_at is null or to_at <= from_at or to_at > from_at + interval '8784 hours' then
        perform commerce_private.refuse_range('to_at', 'Send where the calendar ends, at most 366 days later.');
    end if;
    return query
    select entry.*
    from commerce_private.calendar_rows(
        v_caller, booking_calendar.from_at, booking_calendar.to_at, booking_calendar.staff_id,
        booking_calendar.venue_id, coalesce(booking_calendar.with_cancelled, false)) as entry;
end;
$$;

comment on function commerce.booking_calendar(timestamptz, timestamptz, uuid, uuid, boolean) is
$md$Bookings that touch a range of time, in the order of their starts; perhaps of one person or venue.

Managers and trusted backends see all, staff their own calendar, customers their bookings, a guest with a token
those of that order, visitors none. Cancelled and lapsed ones are left out unless `with_cancelled`. `missing`
says what is still to be signed or answered. Sessions that began at once stand where they were made.

Raises `VB101` bad range (at most 366 days).$md$;

revoke all on function commerce.booking_calendar(timestamptz, timestamptz, uuid, uuid, boolean) from public;
grant execute on function commerce.booking_calendar(timestamptz, timestamptz, uuid, uuid, boolean)
to commerce_anon, commerce_user, commerce_service;
