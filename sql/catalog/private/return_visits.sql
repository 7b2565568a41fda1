create or replace function commerce_private.return_visits(
    organization_id uuid,
    order_item_ids uuid[],
    reason text,
    actor_user_id uuid
)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz;
    v_visits integer;
begin
    perform
    from commerce.entitlements as entitlement
    where entitlement.organization_id = return_visits.organization_id
        and entitlement.id in (
            select used.entitlement_id
            from commerce.entitlement_uses as used
            where used.organization_id = return_visits.organization_id
                and used.order_item_id = any(return_visits.order_item_ids)
        )
    order by entitlement.id
    for no key update;
    if not found then
        return 0;
    end if;
    v_now := commerce_private.clock();
    with returned as (
        insert into commerce.entitlement_uses as given
            (organization_id, entitlement_id, order_item_id, kind, visits, reason, actor_user_id, at, created_at)
        select
            used.organization_id, used.entitlement_id, used.order_item_id, 'return', -used.visits,
            return_visits.reason, return_visits.actor_user_id, v_now, v_now
        from commerce.entitlement_uses as used
        where used.organization_id = return_visits.organization_id
            and used.order_item_id = any(return_visits.order_item_ids)
            and used.kind = 'use'
        on conflict do nothing
        returning given.entitlement_id, given.visits
    ),
    summed as (
        select returned.entitlement_id, sum(returned.visits)::integer as visits
        from returned
        group by returned.entitlement_id
    ),
    changed as (
        update commerce.entitlements as entitlement
        set used = entitlement.used + summed.visits
        from summed
        where entitlement.organization_id = return_visits.organization_id
            and entitlement.id = summed.entitlement_id
        returning summed.visits
    )
    select coalesce(-sum(changed.visits), 0)
    into v_visits
    from changed;
    return v_visits;
end;
$$;

comment on function commerce_private.return_visits(uuid, uuid[], text, uuid) is
$md$Give back the visits that lines of orders used; returns how many. Twice changes nothing.

Locks: entitlements by id.$md$;

revoke all on function commerce_private.return_visits(uuid, uuid[], text, uuid) from public;
