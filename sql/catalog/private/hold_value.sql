create or replace function commerce_private.hold_value(
    organization_id uuid,
    stored_value_id uuid,
    wanted_minor bigint
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_value commerce.stored_values;
    v_held_minor bigint;
begin
    select value.*
    into v_value
    from commerce.stored_values as value
    where value.organization_id = hold_value.organization_id and value.id = hold_value.stored_value_id
    for no key update;
    if v_value.status is distinct from 'active' or v_value.expires_at <= commerce_private.clock() then
        return 0;
    end if;
    v_held_minor := least(wanted_minor, v_value.balance_minor - v_value.held_minor);
    if v_held_minor > 0 then
        update commerce.stored_values as value
        set held_minor = value.held_minor + v_held_minor
        where value.organization_id = hold_value.organization_id and value.id = hold_value.stored_value_id;
    end if;
    return v_held_minor;
end;
$$;

comment on function commerce_private.hold_value(uuid, uuid, bigint) is
$md$Hold as much of a gift card or credit as is wanted and free; returns how much that is. Locks it.$md$;

revoke all on function commerce_private.hold_value(uuid, uuid, bigint) from public;
