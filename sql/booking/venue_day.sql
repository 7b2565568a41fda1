create or replace function commerce.venue_day(
    venue_id uuid,
    day date = null,
    with_cancelled boolean = false
)
returns setof commerce.calendar_entry
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_timezone text;
    v_day date;
begin
    select venue.timezone
    into v_timezone
    from commerce.venues as venue
    where venue.organization_id = v_caller.organization_id and venue.id = venue_day.venue_id;
    if v_timezone is null then
        perform commerce_private.refuse_unknown('venue', venue_id);
    elsif day not between '1970-01-01' and '2200-01-01' then
        perform commerce_private.refuse_range('day', 'Send a date, or none for today.');
    end if;
    v_day := coalesce(day, (commerce_private.clock() at time zone v_timezone)::date);
    return query
    select entry.*
    from commerce_private.calendar_rows(
        v_caller, commerce_private.day_begins(v_day, v_timezone), commerce_private.day_begins(v_day + 1, v_timezone),
        null, venue_day.venue_id, coalesce(venue_day.with_cancelled, false)) as entry;
end;
$$;

comment on function commerce.venue_day(uuid, date, boolean) is
$md$Who comes to a venue on a day, in the order of their starts: midnight to midnight on its wall clock; today without `day`.

Managers and trusted backends see all, staff their own bookings. `missing` says what is to be signed or answered
before check-in.

Raises `VB202` unknown venue, `VB101` bad date, `VT302`.$md$;

revoke all on function commerce.venue_day(uuid, date, boolean) from public;
grant execute on function commerce.venue_day(uuid, date, boolean) to commerce_user, commerce_service;
