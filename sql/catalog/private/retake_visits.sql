create or replace function commerce_private.retake_visits(
    organization_id uuid,
    order_item_id uuid,
    visits integer,
    reason text,
    actor_user_id uuid
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_last commerce.entitlement_uses;
    v_now timestamptz;
begin
    perform
    from commerce.entitlements as entitlement
    where entitlement.organization_id = retake_visits.organization_id
        and entitlement.id = (
            select used.entitlement_id
            from commerce.entitlement_uses as used
            where used.organization_id = retake_visits.organization_id
                and used.order_item_id = retake_visits.order_item_id
                and used.step = 1
        )
    for no key update;
    select used.*
    into v_last
    from commerce.entitlement_uses as used
    where used.organization_id = retake_visits.organization_id and used.order_item_id = retake_visits.order_item_id
    order by used.step desc
    limit 1;
    -- That they have run out meanwhile is no matter: they paid for this before they did.
    update commerce.entitlements as entitlement
    set used = entitlement.used + retake_visits.visits
    where entitlement.organization_id = retake_visits.organization_id
        and entitlement.id = v_last.entitlement_id
        and entitlement.status = 'active'
        and entitlement.used + retake_visits.visits <= entitlement.total;
    if not found then
        perform commerce_private.refuse_value('entitlement_id', 'used_up');
    end if;
    v_now := commerce_private.clock();
    insert into commerce.entitlement_uses
        (organization_id, entitlement_id, order_item_id, step, kind, visits, left_visits, reason, actor_user_id, at,
         created_at)
    values (
        retake_visits.organization_id, v_last.entitlement_id, retake_visits.order_item_id, v_last.step + 1, 'again',
        retake_visits.visits, v_last.left_visits + retake_visits.visits, retake_visits.reason,
        retake_visits.actor_user_id, v_now, v_now
    );
end;
$$;

comment on function commerce_private.retake_visits(uuid, uuid, integer, text, uuid) is
$md$Let visits that came back pay their line of an order again. Locks: the entitlement.

Raises `VC301` (`used_up`) when they have been used for something else, or were taken back, meanwhile.$md$;

revoke all on function commerce_private.retake_visits(uuid, uuid, integer, text, uuid) from public;
