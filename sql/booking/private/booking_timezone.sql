create or replace function commerce_private.booking_timezone(
    organization_id uuid,
    venue_id uuid,
    timezone text = null
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if timezone is not null then
        begin
            perform now() at time zone timezone;
        exception
            when invalid_parameter_value then
                perform commerce_private.refuse_range('timezone', 'Send an IANA name such as Europe/Berlin.');
        end;
        return timezone;
    end if;
    return (
        select coalesce(venue.timezone, organization.timezone)
        from commerce.organizations as organization
        left join commerce.venues as venue
            on venue.organization_id = organization.id and venue.id = booking_timezone.venue_id
        where organization.id = booking_timezone.organization_id
    );
end;
$$;

comment on function commerce_private.booking_timezone(uuid, uuid, text) is
$md$The zone asked for, else the venue's, else the organization's.

Raises `VB101` when the one asked for is none.$md$;

revoke all on function commerce_private.booking_timezone(uuid, uuid, text) from public;
