create or replace function commerce.get_available_days(
    service_id uuid,
    from_date date,
    to_date date,
    staff_id uuid = null,
    party_size integer = 1,
    timezone text = null,
    resource_ids uuid[] = null
)
returns setof commerce.available_day
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_service commerce.services;
    v_timezone text;
    v_from_at timestamptz;
    v_to_at timestamptz;
begin
    if from_date is null or from_date not between '1970-01-01' and '2199-09-01' then
        perform commerce_private.refuse_range('from_date', 'Send a date before the year 2199.');
    elsif to_date is null or to_date not between from_date and from_date + 91 then
        perform commerce_private.refuse_range('to_date', 'Send a date from from_date to at most 91 days later.');
    end if;
    v_service := commerce_private.find_service(v_caller.organization_id, service_id, staff_id);
    v_timezone := commerce_private.booking_timezone(v_caller.organization_id, v_service.venue_id, timezone);
    v_from_at := commerce_private.day_begins(from_date, v_timezone);
    v_to_at := commerce_private.wall_instant((to_date + 1)::timestamp, v_timezone);
    return query
    select day.at::date, count(free.starts_at)::integer
    from generate_series(from_date::timestamp, to_date::timestamp, interval '1 day') as day (at)
    left join lateral (
        select slot.starts_at, slot.local_start
        from commerce.get_available_slots(
            service_id => get_available_days.service_id,
            from_at => v_from_at,
            to_at => v_to_at,
            staff_id => get_available_days.staff_id,
            party_size => get_available_days.party_size,
            timezone => v_timezone,
            resource_ids => get_available_days.resource_ids
        ) as slot
        -- Not asked about a day that the clock jumped over.
        where v_from_at < v_to_at
    ) as free on free.local_start::date = day.at::date
    group by day.at
    order by day.at;
end;
$$;

comment on function commerce.get_available_days(uuid, date, date, uuid, integer, text, uuid[]) is
$md$How many start times can be reserved on each day, both dates included: one row a day, with 0 where there is none.

Days are the venue's, else the organization's, or those of `timezone`. What counts is what
`get_available_slots` lists, with the same arguments. At most 92 days.

Raises `VB101` bad dates, party or zone, `VB202` unknown service or staff.$md$;

revoke all on function commerce.get_available_days(uuid, date, date, uuid, integer, text, uuid[]) from public;
grant execute on function commerce.get_available_days(uuid, date, date, uuid, integer, text, uuid[])
to commerce_anon, commerce_user, commerce_service;
