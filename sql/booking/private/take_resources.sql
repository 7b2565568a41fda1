create or replace function commerce_private.take_resources(
    held commerce.slot_reservations,
    resource_ids uuid[] = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_group text;
    v_resource_id uuid;
    v_is_won boolean;
begin
    for v_group in
        select wanted.resource_group
        from commerce.service_resource_groups as wanted
        where wanted.organization_id = held.organization_id and wanted.service_id = held.service_id
        order by wanted.resource_group
    loop
        v_is_won := false;
        -- Looked up without a lock, then won one by one: whoever loses one tries the next.
        for v_resource_id in
            select free.resource_id
            from commerce_private.free_resources(
                held.organization_id, held.service_id, v_group, held.occupied, commerce_private.clock()
            ) as free (resource_id)
            where take_resources.resource_ids is null or free.resource_id = any(take_resources.resource_ids)
        loop
            v_is_won := commerce_private.take_resource(held, v_resource_id);
            exit when v_is_won;
        end loop;
        if not v_is_won then
            perform commerce_private.refuse_time('resource_unavailable', held.service_id, held.starts_at,
                jsonb_build_object('resource_group', v_group));
        end if;
    end loop;
end;
$$;

comment on function commerce_private.take_resources(commerce.slot_reservations, uuid[]) is
$md$Win one free resource of every group the reservation's service needs, groups by name and resources by id.

Raises `VB401` when a group has none left.$md$;

revoke all on function commerce_private.take_resources(commerce.slot_reservations, uuid[]) from public;
