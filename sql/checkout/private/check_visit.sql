create or replace function commerce_private.check_visit(
    entitlement commerce.entitlements,
    customer_id uuid,
    service_ids uuid[],
    starts_at timestamptz,
    visits bigint,
    line integer
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reason text;
begin
    -- For any service that is not its own.
    select min(refusal.reason)
    into v_reason
    from unnest(service_ids) as service (id)
    cross join lateral (
        select commerce_private.entitlement_refusal(
            entitlement, check_visit.customer_id, service.id, check_visit.starts_at, check_visit.visits) as reason
    ) as refusal;
    if v_reason is not null then
        perform commerce_private.refuse_value('entitlement_id', v_reason, line);
    end if;
end;
$$;

comment on function commerce_private.check_visit(
    commerce.entitlements, uuid, uuid[], timestamptz, bigint, integer
) is
$md$Refuse visits of an entitlement that cannot pay what an order wants of it.

Raises `VC301` (reason, line).$md$;

revoke all on function commerce_private.check_visit(
    commerce.entitlements, uuid, uuid[], timestamptz, bigint, integer
) from public;
