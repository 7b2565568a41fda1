create or replace function commerce.upsert_venue(
    name text = null,
    timezone text = null,
    address jsonb = null,
    venue_id uuid = null,
    clear text[] = null
)
returns commerce.venues
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_venue commerce.venues;
begin
    perform commerce_private.check_name('name', name, is_needed => venue_id is null);
    perform commerce_private.check_timezone(timezone);
    perform commerce_private.check_clear(clear, '{address}');
    if jsonb_typeof(address) <> 'object' then
        perform commerce_private.refuse_catalog_input('address', 'not_an_object', 'Send a json object.');
    end if;
    perform commerce_private.refuse_card_number(address::text);

    -- One maker at a time for a name, which has no unique key to wait at.
    perform pg_advisory_xact_lock(hashtextextended('commerce.venues ' || v_caller.organization_id, 0));
    select venue.id
    into v_venue.id
    from commerce.venues as venue
    where venue.organization_id = v_caller.organization_id
        and case when upsert_venue.venue_id is not null then venue.id = upsert_venue.venue_id
                 else venue.name = upsert_venue.name end
    order by venue.id
    limit 1
    for no key update;
    if v_venue.id is null and venue_id is not null then
        perform commerce_private.refuse_unknown('venue', venue_id);
    elsif v_venue.id is null then
        insert into commerce.venues as venue (organization_id, name, timezone, address)
        select v_caller.organization_id, upsert_venue.name,
            coalesce(upsert_venue.timezone, organization.timezone), upsert_venue.address
        from commerce.organizations as organization
        where organization.id = v_caller.organization_id
        returning venue.organization_id, venue.id, venue.name, venue.timezone, venue.address, venue.created_at,
            venue.updated_at
        into v_venue;
    else
        update commerce.venues as venue
        set name = coalesce(upsert_venue.name, venue.name),
            timezone = coalesce(upsert_venue.timezone, venue.timezone),
            address = case when 'address' = any(clear) then null else coalesce(upsert_venue.address, venue.address) end
        where venue.organization_id = v_caller.organization_id and venue.id = v_venue.id
        returning venue.organization_id, venue.id, venue.name, venue.timezone, venue.address, venue.created_at,
            venue.updated_at
        into v_venue;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_venue', v_venue.id::text,
        array_remove(array[case when name is not null then 'name' end, case when timezone is not null then 'timezone' end,
            case when address is not null then 'address' end], null) || coalesce(clear, '{}'));
    return v_venue;
end;
$$;

comment on function commerce.upsert_venue(text, text, jsonb, uuid, text[]) is
$md$Make a place where services happen, or change it. Managers and above.

Found by `venue_id`, else by name. On an existing row a null argument keeps the value, `clear`
empties the columns it names (`address`). A new venue is in the organization's zone unless told. Another zone moves no
booking: their local day and times are written anew.

Raises `VC101` bad input, `VB202` unknown venue.$md$;

revoke all on function commerce.upsert_venue(text, text, jsonb, uuid, text[]) from public;
grant execute on function commerce.upsert_venue(text, text, jsonb, uuid, text[]) to commerce_user, commerce_service;
