create or replace function commerce_private.open_entitlement(
    organization_id uuid,
    customer_id uuid,
    pricing_plan_id uuid,
    service_id uuid,
    order_item_id uuid,
    total integer,
    expires_at timestamptz
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
begin
    insert into commerce.entitlements
        (organization_id, customer_id, pricing_plan_id, service_id, order_item_id, total, expires_at, created_at,
         updated_at)
    values (
        open_entitlement.organization_id, open_entitlement.customer_id, open_entitlement.pricing_plan_id,
        open_entitlement.service_id, open_entitlement.order_item_id, open_entitlement.total,
        open_entitlement.expires_at, v_now, v_now
    )
    on conflict do nothing;
end;
$$;

comment on function commerce_private.open_entitlement(uuid, uuid, uuid, uuid, uuid, integer, timestamptz) is
$md$Give a customer the visits that a line of a paid order bought. Once.$md$;

revoke all on function commerce_private.open_entitlement(uuid, uuid, uuid, uuid, uuid, integer, timestamptz) from public;
