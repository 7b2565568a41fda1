-- Since parties that shrink get some of their visits back.
drop function if exists commerce_private.return_visits(uuid, uuid[], text, uuid);
create or replace function commerce_private.return_visits(
    organization_id uuid,
    order_item_ids uuid[],
    reason text,
    actor_user_id uuid,
    max_visits integer = null
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
    with paying as (
        select distinct on (used.order_item_id)
            used.entitlement_id, used.order_item_id, used.step, used.left_visits as visits
        from commerce.entitlement_uses as used
        where used.organization_id = return_visits.organization_id
            and used.order_item_id = any(return_visits.order_item_ids)
        order by used.order_item_id, used.step desc
    ),
    returned as (
        insert into commerce.entitlement_uses as given
            (organization_id, entitlement_id, order_item_id, step, kind, visits, left_visits, reason, actor_user_id, at,
             created_at)
        select
            return_visits.organization_id, paying.entitlement_id, paying.order_item_id, paying.step + 1, 'return',
            -back.visits, paying.visits - back.visits, return_visits.reason, return_visits.actor_user_id, v_now, v_now
        from paying
        cross join lateral (select least(paying.visits, return_visits.max_visits) as visits) as back
        where back.visits > 0
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

comment on function commerce_private.return_visits(uuid, uuid[], text, uuid, integer) is
$md$Give back the visits that still pay lines of orders, of each at most `max_visits`; returns how many. Without that, twice changes nothing.

Locks: entitlements by id.$md$;

revoke all on function commerce_private.return_visits(uuid, uuid[], text, uuid, integer) from public;
