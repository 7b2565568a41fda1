create or replace function commerce.add_blackout(
    starts_at timestamptz,
    ends_at timestamptz,
    venue_id uuid = null,
    service_id uuid = null,
    resource_id uuid = null,
    reason text = null
)
returns commerce.blackouts
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require_calendar(null, venue_id, service_id, resource_id);
    v_during tstzrange := commerce_private.check_period(starts_at, ends_at);
    v_blackout commerce.blackouts;
begin
    perform commerce_private.check_name('reason', reason, is_needed => false);
    if num_nonnulls(venue_id, service_id, resource_id) > 1 then
        perform commerce_private.refuse_catalog_input('venue_id', 'one_subject',
            'Send one of venue_id, service_id and resource_id, or none for the whole organization.');
    end if;
    insert into commerce.blackouts as blackout (organization_id, venue_id, service_id, resource_id, during, reason)
    values (v_caller.organization_id, add_blackout.venue_id, add_blackout.service_id, add_blackout.resource_id,
            v_during, add_blackout.reason)
    returning blackout.organization_id, blackout.id, blackout.venue_id, blackout.service_id, blackout.resource_id,
        blackout.during, blackout.starts_at, blackout.ends_at, blackout.reason, blackout.created_at
    into v_blackout;
    perform commerce_private.audit(v_caller, 'add_blackout', v_blackout.id::text, '{during}');
    return v_blackout;
end;
$$;

comment on function commerce.add_blackout(timestamptz, timestamptz, uuid, uuid, uuid, text) is
$md$Close a venue, a service or a resource for a while; with none of them, everything. Managers and above.

Bookings made before are left alone. Of a group of resources others are taken; when all of them are closed the time is
refused as `closed`.

Raises `VC101` bad range or several subjects, `VB202` unknown subject, `VT302`.$md$;

revoke all on function commerce.add_blackout(timestamptz, timestamptz, uuid, uuid, uuid, text) from public;
grant execute on function commerce.add_blackout(timestamptz, timestamptz, uuid, uuid, uuid, text)
to commerce_user, commerce_service;
