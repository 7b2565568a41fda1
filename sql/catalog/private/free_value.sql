create or replace function commerce_private.free_value(
    organization_id uuid,
    stored_value_id uuid,
    amount_minor bigint
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.stored_values as value
set held_minor = value.held_minor - free_value.amount_minor
where value.organization_id = free_value.organization_id and value.id = free_value.stored_value_id;
$$;

comment on function commerce_private.free_value(uuid, uuid, bigint) is
$md$Let go what was held of a gift card or credit. Locks it.$md$;

revoke all on function commerce_private.free_value(uuid, uuid, bigint) from public;
