create or replace function commerce_private.use_visits(
    caller commerce_private.caller,
    made commerce.created_order,
    lines commerce_private.priced_line[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id uuid := (use_visits.made).organization_id;
    v_entitlement commerce.entitlements;
    v_wanted record;
    v_now timestamptz;
begin
    for v_wanted in
        select wanted.*
        from commerce_private.wanted_visits(use_visits.lines) as wanted
    loop
        select entitlement.*
        into v_entitlement
        from commerce.entitlements as entitlement
        where entitlement.organization_id = v_organization_id and entitlement.id = v_wanted.entitlement_id
        for no key update;
        perform commerce_private.check_visit(
            v_entitlement, (use_visits.made).customer_id, v_wanted.service_ids, v_wanted.starts_at, v_wanted.visits,
            v_wanted.line);
        update commerce.entitlements as entitlement
        set used = entitlement.used + v_wanted.visits
        where entitlement.organization_id = v_organization_id and entitlement.id = v_wanted.entitlement_id;
    end loop;
    v_now := commerce_private.clock();
    insert into commerce.entitlement_uses
        (organization_id, entitlement_id, order_item_id, kind, visits, left_visits, actor_user_id, at, created_at)
    select
        v_organization_id, line.entitlement_id, item.id, 'use', line.quantity, line.quantity,
        (use_visits.caller).user_id, v_now, v_now
    from unnest(use_visits.lines) as line
    join commerce.order_items as item
        on item.organization_id = v_organization_id
        and item.order_id = (use_visits.made).id
        and item.line = line.line
    where line.entitlement_id is not null;
end;
$$;

comment on function commerce_private.use_visits(
    commerce_private.caller, commerce.created_order, commerce_private.priced_line[]
) is
$md$Pay the lines of a new order that name an entitlement by its visits: a visit for each place.

Locks: entitlements by id. Raises `VC301` (reason, line) when one is not the customer's, is used up, has run out
before the appointment, or is for another service.$md$;

revoke all on function commerce_private.use_visits(
    commerce_private.caller, commerce.created_order, commerce_private.priced_line[]
) from public;
