create or replace function commerce_private.check_venue(
    organization_id uuid,
    venue_id uuid
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if venue_id is not null and not exists (
        select
        from commerce.venues as venue
        where venue.organization_id = check_venue.organization_id and venue.id = check_venue.venue_id
    ) then
        perform commerce_private.refuse_unknown('venue', venue_id);
    end if;
end;
$$;

comment on function commerce_private.check_venue(uuid, uuid) is
$md$Check that a venue, when one is named, is the organization's.

Raises `VB202`.$md$;

revoke all on function commerce_private.check_venue(uuid, uuid) from public;
