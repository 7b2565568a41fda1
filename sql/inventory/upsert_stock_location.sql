create or replace function commerce.upsert_stock_location(
    name text,
    location_id uuid = null
)
returns commerce.stock_locations
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_location commerce.stock_locations;
begin
    perform commerce_private.check_name('name', name);
    perform pg_advisory_xact_lock(hashtextextended('commerce.stock_locations ' || v_caller.organization_id, 0));
    -- The first location is always there, under the organization's own id.
    insert into commerce.stock_locations (organization_id, id, name)
    values (v_caller.organization_id, v_caller.organization_id, 'Main')
    on conflict do nothing;
    if location_id is null then
        select location.*
        into v_location
        from commerce.stock_locations as location
        where location.organization_id = v_caller.organization_id and location.name = upsert_stock_location.name;
        if v_location.id is null then
            insert into commerce.stock_locations as location (organization_id, name)
            values (v_caller.organization_id, upsert_stock_location.name)
            returning location.* into v_location;
        end if;
    elsif exists (
        select
        from commerce.stock_locations as other
        where other.organization_id = v_caller.organization_id
            and other.name = upsert_stock_location.name
            and other.id <> upsert_stock_location.location_id
    ) then
        perform commerce_private.refuse_catalog_input('name', 'taken', 'Another location has this name.');
    else
        update commerce.stock_locations as location
        set name = upsert_stock_location.name
        where location.organization_id = v_caller.organization_id
            and location.id = upsert_stock_location.location_id
        returning location.* into v_location;
        if v_location.id is null then
            raise exception using
                errcode = 'VI201',
                message = 'stock location not found',
                detail = jsonb_build_object('location_id', location_id),
                hint = 'Leave location_id out to make a new one.';
        end if;
    end if;
    perform commerce_private.audit(v_caller, 'upsert_stock_location', v_location.id::text, '{name}');
    return v_location;
end;
$$;

comment on function commerce.upsert_stock_location(text, uuid) is
$md$Make a place where stock lies, or rename one.

The first location is called Main and carries the organization's own id. Needs a manager.

Raises `VC101` bad or taken name, `VI201` unknown location, `VT302`.$md$;

revoke all on function commerce.upsert_stock_location(text, uuid) from public;
grant execute on function commerce.upsert_stock_location(text, uuid) to commerce_user, commerce_service;
