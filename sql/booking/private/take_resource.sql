create or replace function commerce_private.take_resource(
    held commerce.slot_reservations,
    resource_id uuid
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz;
begin
    for v_try in 1..100 loop
        insert into commerce.reservation_resources
            (organization_id, reservation_id, resource_id, occupied, status, expires_at)
        values (held.organization_id, held.id, take_resource.resource_id, held.occupied, held.status,
                held.expires_at)
        on conflict do nothing;
        if found then
            return true;
        end if;
        v_now := commerce_private.clock();
        if exists (
            select
            from commerce.reservation_resources as other
            where other.organization_id = held.organization_id
                and other.resource_id = take_resource.resource_id
                and other.occupied && held.occupied
                and other.status in ('reserved', 'confirmed')
                and (other.status = 'confirmed' or other.expires_at > v_now)
        ) then
            return false;
        end if;
        -- As for time: stale holds are expired, or a neighbour has done it; try again either way.
        update commerce.reservation_resources as stale
        set status = 'expired'
        where stale.organization_id = held.organization_id
            and (stale.reservation_id, stale.resource_id) in (
                select other.reservation_id, other.resource_id
                from commerce.reservation_resources as other
                where other.organization_id = held.organization_id
                    and other.resource_id = take_resource.resource_id
                    and other.occupied && held.occupied
                    and other.status = 'reserved'
                    and other.expires_at <= v_now
                order by other.reservation_id
                for no key update
            );
    end loop;
    return false;
end;
$$;

comment on function commerce_private.take_resource(commerce.slot_reservations, uuid) is
$md$Win one resource for a reservation, or answer false because somebody else holds it.$md$;

revoke all on function commerce_private.take_resource(commerce.slot_reservations, uuid) from public;
