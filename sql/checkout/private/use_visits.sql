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
    v_reason text;
    v_now timestamptz;
begin
    for v_wanted in
        select
            line.entitlement_id,
            min(line.line) as line,
            sum(line.quantity) as visits,
            max(line.starts_at) as starts_at,
            -- Any other than the one that is paid for.
            array_agg(distinct line.service_id) as service_ids
        from unnest(use_visits.lines) as line
        where line.entitlement_id is not null
        group by line.entitlement_id
        order by line.entitlement_id
    loop
        select entitlement.*
        into v_entitlement
        from commerce.entitlements as entitlement
        where entitlement.organization_id = v_organization_id and entitlement.id = v_wanted.entitlement_id
        for no key update;
        select min(refusal.reason)
        into v_reason
        from unnest(v_wanted.service_ids) as service (id)
        cross join lateral (
            select commerce_private.entitlement_refusal(
                v_entitlement, (use_visits.made).customer_id, service.id, v_wanted.starts_at, v_wanted.visits) as reason
        ) as refusal;
        if v_reason is not null then
            perform commerce_private.refuse_value('entitlement_id', v_reason, v_wanted.line);
        end if;
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
