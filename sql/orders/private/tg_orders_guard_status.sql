create or replace function commerce_private.tg_orders_guard_status()
returns trigger
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_allowed boolean;
    v_condition text;
begin
    select true, transition.condition
    into v_is_allowed, v_condition
    from commerce.order_status_transitions as transition
    where transition.from_status = old.status and transition.to_status = new.status;
    -- A dispute is an interlude: it ends where it began, or in a refund.
    if v_is_allowed and old.status = 'disputed' and new.status <> 'refunded' then
        v_is_allowed := new.status = (
            select history.from_status
            from commerce.order_status_history as history
            where history.organization_id = old.organization_id
                and history.order_id = old.id
                and history.to_status = 'disputed'
            order by history.at desc, history.id desc
            limit 1
        );
    end if;
    if v_is_allowed and v_condition is not null then
        v_is_allowed := commerce_private.meets_condition(new, v_condition);
    end if;
    if v_is_allowed is not true then
        raise exception using
            errcode = 'VO401',
            message = 'this order cannot go there from its status',
            detail = jsonb_strip_nulls(jsonb_build_object(
                'order_id', new.id,
                'from_status', old.status,
                'to_status', new.status,
                'condition', v_condition)),
            hint = 'Read commerce.order_status_transitions for the statuses that can follow, and when.';
    end if;
    return new;
end;
$$;

comment on function commerce_private.tg_orders_guard_status() is
$md$Keep the order's status a path through `order_status_transitions`, whoever writes it; `tg_orders_record_start` sees to its beginning.

Where the transition has a condition, the row as it is to become meets it.

Raises `VO401`.$md$;

revoke all on function commerce_private.tg_orders_guard_status() from public;
