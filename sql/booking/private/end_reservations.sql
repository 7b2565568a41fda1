create or replace function commerce_private.end_reservations(
    organization_id uuid,
    reservation_ids uuid[],
    to_status text
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    update commerce.slot_reservations as held
    set status = end_reservations.to_status
    where held.organization_id = end_reservations.organization_id
        and held.id = any(end_reservations.reservation_ids)
        and held.status in ('reserved', 'confirmed');
    get diagnostics v_count = row_count;
    update commerce.reservation_resources as held
    set status = end_reservations.to_status
    where held.organization_id = end_reservations.organization_id
        and held.reservation_id = any(end_reservations.reservation_ids)
        and held.status in ('reserved', 'confirmed');
    return v_count;
end;
$$;

comment on function commerce_private.end_reservations(uuid, uuid[], text) is
$md$Free what these reservations hold: they become `expired` or `cancelled`, their resources with them.

The caller has locked them. Returns how many were still held.$md$;

revoke all on function commerce_private.end_reservations(uuid, uuid[], text) from public;
