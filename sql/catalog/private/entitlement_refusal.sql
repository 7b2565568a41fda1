create or replace function commerce_private.entitlement_refusal(
    entitlement commerce.entitlements,
    customer_id uuid,
    service_id uuid,
    starts_at timestamptz,
    visits bigint
)
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select case
    when entitlement.id is null or entitlement.customer_id is distinct from entitlement_refusal.customer_id
        then 'not_found'
    when entitlement.status = 'cancelled' then 'cancelled'
    when entitlement.expires_at <= greatest(entitlement_refusal.starts_at, commerce_private.clock()) then 'expired'
    when entitlement.service_id <> entitlement_refusal.service_id then 'other_service'
    when entitlement.used + entitlement_refusal.visits > entitlement.total then 'used_up'
end;
$$;

comment on function commerce_private.entitlement_refusal(commerce.entitlements, uuid, uuid, timestamptz, bigint) is
$md$Why visits of an entitlement cannot pay a customer's appointment, or null when they can.

The appointment has to begin before the entitlement runs out. Somebody else's is `not_found`.$md$;

revoke all on function commerce_private.entitlement_refusal(commerce.entitlements, uuid, uuid, timestamptz, bigint)
from public;
