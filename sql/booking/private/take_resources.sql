-- Since sessions take resources where they happen.
drop function if exists commerce_private.take_resources(commerce.slot_reservations[], uuid[]);
create or replace function commerce_private.take_resources(
    held commerce.slot_reservations[],
    resource_ids uuid[] = null,
    venue_id uuid = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted record;
    v_resource_id uuid;
    v_is_won boolean;
begin
    -- Groups by name, then the times, then resources by id: the same order in every call.
    for v_wanted in
        select wanted.resource_group, reservation.place
        from unnest(held) with ordinality as reservation (
            organization_id, id, service_id, staff_id, time_slot_id, group_id, during, occupied, starts_at, ends_at,
            party_size, status, expires_at, is_extended, is_staff_requested, customer_id, user_id, created_at,
            updated_at, place
        )
        join commerce.service_resource_groups as wanted
            on wanted.organization_id = held[1].organization_id and wanted.service_id = reservation.service_id
        -- A place in a session takes no room: its session has one, like its teacher.
        where reservation.time_slot_id is null or reservation.staff_id is not null
        order by wanted.resource_group, lower(reservation.occupied), reservation.id
    loop
        v_is_won := false;
        -- Looked up without a lock, then won one by one: whoever loses one tries the next.
        for v_resource_id in
            select free.resource_id
            from commerce_private.free_resources(
                held[1].organization_id, held[v_wanted.place].service_id, v_wanted.resource_group,
                held[v_wanted.place].occupied, commerce_private.clock(), take_resources.venue_id
            ) as free (resource_id)
            where take_resources.resource_ids is null or free.resource_id = any(take_resources.resource_ids)
        loop
            v_is_won := commerce_private.take_resource(held[v_wanted.place], v_resource_id);
            exit when v_is_won;
        end loop;
        if not v_is_won then
            perform commerce_private.refuse_time(
                commerce_private.resource_refusal(held[1].organization_id, held[v_wanted.place].service_id,
                    v_wanted.resource_group, held[v_wanted.place].occupied, resource_ids, venue_id),
                held[v_wanted.place].service_id, held[v_wanted.place].starts_at,
                jsonb_build_object('resource_group', v_wanted.resource_group));
        end if;
    end loop;
end;
$$;

comment on function commerce_private.take_resources(commerce.slot_reservations[], uuid[], uuid) is
$md$Win one free resource of every group that the services of these reservations need, at `venue_id` if it is not where the services happen.

Raises `VB401` when a group has none left, `VB405` (`closed`) when all of it is closed then.$md$;

revoke all on function commerce_private.take_resources(commerce.slot_reservations[], uuid[], uuid) from public;
