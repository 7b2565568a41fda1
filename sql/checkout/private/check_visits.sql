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
    v_wanted record;
    v_entitlement commerce.entitlements;
begin
    for v_wanted in
        select wanted.*
        from commerce_private.wanted_visits(check_visits.lines) as wanted
    loop
        select entitlement.*
        into v_entitlement
        from commerce.entitlements as entitlement
        where entitlement.organization_id = check_visits.organization_id and entitlement.id = v_wanted.entitlement_id;
        perform commerce_private.check_visit(
            v_entitlement, customer_id, v_wanted.service_ids, v_wanted.starts_at, v_wanted.visits, v_wanted.line);
    end loop;
end;
$$;

comment on function commerce_private.check_visits(uuid, uuid, commerce_private.priced_line[]) is
$md$Look, without a lock, whether entitlements could pay the lines of a quote that name them.

Raises `VC301` (reason, line).$md$;

revoke all on function commerce_private.check_visits(uuid, uuid, commerce_private.priced_line[]) from public;
