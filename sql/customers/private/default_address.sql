create or replace function commerce_private.default_address(
    organization_id uuid,
    customer_id uuid
)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select saved.address
from commerce.customer_addresses as saved
where saved.organization_id = default_address.organization_id
    and saved.customer_id = default_address.customer_id
    and saved.is_default;
$$;

comment on function commerce_private.default_address(uuid, uuid) is
$md$The address that a customer has made their default, or null.$md$;

revoke all on function commerce_private.default_address(uuid, uuid) from public;
