create or replace function commerce.explain_slot(
    service_id uuid,
    starts_at timestamptz,
    staff_id uuid = null
)
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
begin
    return commerce_private.explain_time(v_caller.organization_id, service_id, starts_at, staff_id,
        commerce_private.clock(), v_caller);
end;
$$;

comment on function commerce.explain_slot(uuid, timestamptz, uuid) is
$md$Why a service cannot be reserved at a start (by this person, or by anybody); null when it can.

`taken` `full` `outside_hours` `time_off` `closed` `min_notice` `max_advance` `not_a_start_time`
`staff_unavailable` `resource_unavailable` `service_inactive`, and to a customer who is signed in
`customer_limit`. Advisory: the next caller may be faster.

Raises `VB101` bad start, `VB202` unknown service or staff.$md$;

revoke all on function commerce.explain_slot(uuid, timestamptz, uuid) from public;
grant execute on function commerce.explain_slot(uuid, timestamptz, uuid)
to commerce_anon, commerce_user, commerce_service, commerce_reader;
