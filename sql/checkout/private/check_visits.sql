create or replace function commerce_private.check_visits(
    organization_id uuid,
    customer_id uuid,
    lines commerce_private.priced_line[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_line commerce_private.priced_line;
    v_entitlement commerce.entitlements;
    v_reason text;
begin
    for v_line in
        select line.*
        from unnest(check_visits.lines) as line
        where line.entitlement_id is not null
    loop
        select entitlement.*
        into v_entitlement
        from commerce.entitlements as entitlement
        where entitlement.organization_id = check_visits.organization_id and entitlement.id = v_line.entitlement_id;
        v_reason := commerce_private.entitlement_refusal(
            v_entitlement, check_visits.customer_id, v_line.service_id, v_line.starts_at, v_line.quantity);
        if v_reason is not null then
            perform commerce_private.refuse_value('entitlement_id', v_reason, v_line.line);
        end if;
    end loop;
end;
$$;

comment on function commerce_private.check_visits(uuid, uuid, commerce_private.priced_line[]) is
$md$Look, without a lock, whether entitlements could pay the lines of a quote that name them.

Raises `VC301` (reason, line).$md$;

revoke all on function commerce_private.check_visits(uuid, uuid, commerce_private.priced_line[]) from public;
