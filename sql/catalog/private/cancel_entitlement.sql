create or replace function commerce_private.cancel_entitlement(
    organization_id uuid,
    entitlement_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.entitlements as entitlement
set status = 'cancelled'
where entitlement.organization_id = cancel_entitlement.organization_id
    and entitlement.id = cancel_entitlement.entitlement_id;
$$;

comment on function commerce_private.cancel_entitlement(uuid, uuid) is
$md$Let visits bought pay for nothing any more. Locks: the entitlement.$md$;

revoke all on function commerce_private.cancel_entitlement(uuid, uuid) from public;
