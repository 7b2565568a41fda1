create or replace function commerce_private.move_resources(
    old_reservation_id uuid,
    held commerce.slot_reservations
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_group text;
    v_old_ids uuid[];
    v_resource_id uuid;
    v_is_won boolean;
begin
    -- Group by group, in the order of every other call: the old one is let go only when its group is due,
    -- so that nobody who holds a group before it waits for us.
    for v_group in
        select wanted.resource_group
        from commerce.service_resource_groups as wanted
        where wanted.organization_id = held.organization_id and wanted.service_id = held.service_id
        order by wanted.resource_group
    loop
        v_old_ids := array(
            select kept.resource_id
            from commerce.reservation_resources as kept
            join commerce.resources as resource
                on resource.organization_id = kept.organization_id and resource.id = kept.resource_id
            where kept.organization_id = held.organization_id
                and kept.reservation_id = move_resources.old_reservation_id
                and resource.resource_group = v_group
                and kept.status in ('reserved', 'confirmed')
            order by kept.resource_id
        );
        update commerce.reservation_resources as kept
        set status = 'cancelled'
        where kept.organization_id = held.organization_id
            and kept.reservation_id = move_resources.old_reservation_id
            and kept.resource_id = any(v_old_ids);
        v_is_won := false;
        for v_resource_id in
            select free.resource_id
            from commerce_private.free_resources(
                held.organization_id, held.service_id, v_group, held.occupied, commerce_private.clock()
            ) as free (resource_id)
            order by free.resource_id = any(v_old_ids) desc, free.resource_id
        loop
            v_is_won := commerce_private.take_resource(held, v_resource_id);
            exit when v_is_won;
        end loop;
        if not v_is_won then
            perform commerce_private.refuse_time(
                commerce_private.resource_refusal(held.organization_id, held.service_id, v_group, held.occupied),
                held.service_id, held.starts_at, jsonb_build_object('resource_group', v_group));
        end if;
    end loop;
end;
$$;

comment on function commerce_private.move_resources(uuid, commerce.slot_reservations) is
$md$Win resources for a reservation that takes the place of another one, the same ones if they are free then.

Locks resources by group and id. Raises `VB401`, `VB405`.$md$;

revoke all on function commerce_private.move_resources(uuid, commerce.slot_reservations) from public;
