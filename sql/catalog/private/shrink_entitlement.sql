-- Since a part of the visits bought can be taken back.
drop function if exists commerce_private.cancel_entitlement(uuid, uuid);
create or replace function commerce_private.shrink_entitlement(
    organization_id uuid,
    entitlement_id uuid,
    visits integer
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
update commerce.entitlements as entitlement
set
    total = case when shrink_entitlement.visits > 0
        then least(entitlement.total, shrink_entitlement.visits) else entitlement.total end,
    status = case when shrink_entitlement.visits > 0 then entitlement.status else 'cancelled' end
where entitlement.organization_id = shrink_entitlement.organization_id
    and entitlement.id = shrink_entitlement.entitlement_id;
$$;

comment on function commerce_private.shrink_entitlement(uuid, uuid, integer) is
$md$Leave so many `visits` of those bought, used ones among them; with none left it pays for nothing any more.

The caller has checked that no more are used. Locks: the entitlement.$md$;

revoke all on function commerce_private.shrink_entitlement(uuid, uuid, integer) from public;
