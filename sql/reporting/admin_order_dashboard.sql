create or replace function commerce.admin_order_dashboard(
    from_at timestamptz = null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_limit constant integer := 10000;
    v_threshold bigint := commerce_private.setting(v_caller.organization_id, 'low_stock_threshold')::bigint;
    v_zone text;
    v_from_at timestamptz := from_at;
    v_answer jsonb;
begin
    select organization.timezone
    into v_zone
    from commerce.organizations as organization
    where organization.id = v_caller.organization_id;
    v_from_at := coalesce(
        v_from_at, date_trunc('day', commerce_private.clock() at time zone v_zone) at time zone v_zone);
    if not isfinite(v_from_at) then
        raise exception using
            errcode = 'VR101',
            message = 'bad report range',
            detail = jsonb_build_object('argument', 'from_at', 'reason', 'not_finite'),
            hint = 'Send the instant from which orders count, or nothing for today.';
    end if;
    select jsonb_build_object(
        'from_at', v_from_at,
        -- Counted up to a limit: a dashboard is read often, and nobody works on ten thousand orders at once.
        'open', (
            select jsonb_object_agg(open.status, open.orders)
            from (
                select
                    wanted.status,
                    (
                        select count(*)
                        from (
                            select
                            from commerce.orders as ord
                            where ord.organization_id = v_caller.organization_id and ord.status = wanted.status
                            order by ord.created_at
                            limit v_limit
                        ) as counted
                    ) as orders
                from unnest(array[
                    'created', 'pending_payment', 'payment_failed', 'paid', 'processing', 'ready_for_shipment', 'shipped',
                    'in_transit', 'disputed']) as wanted (status)
            ) as open
        ),
        'counted_up_to', v_limit,
        'since', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'currency', made.currency, 'orders', made.orders, 'cancelled', made.cancelled,
                    'ordered_minor', made.ordered_minor, 'paid_minor', made.paid_minor,
                    'refunded_minor', made.refunded_minor)
                order by made.currency), '[]')
            from (
                select
                    found.currency,
                    count(*) as orders,
                    count(*) filter (where found.status = 'cancelled') as cancelled,
                    coalesce(sum(found.total_minor) filter (where found.status <> 'cancelled'), 0) as ordered_minor,
                    sum(found.paid_minor) as paid_minor,
                    sum(found.refunded_minor) as refunded_minor
                from unnest(array[
                    'created', 'pending_payment', 'payment_failed', 'paid', 'processing', 'ready_for_shipment', 'shipped',
                    'in_transit', 'delivered', 'partially_refunded', 'refunded', 'disputed', 'cancelled', 'archived'
                ]) as wanted (status)
                cross join lateral (
                    select ord.currency, ord.status, ord.total_minor, ord.paid_minor, ord.refunded_minor
                    from commerce.orders as ord
                    where ord.organization_id = v_caller.organization_id
                        and ord.status = wanted.status
                        and ord.created_at >= v_from_at
                ) as found
                group by found.currency
            ) as made
        ),
        'low_stock', (
            select count(*)
            from (
                select
                from commerce.stock_levels as stock
                where stock.organization_id = v_caller.organization_id
                    and stock.on_hand - stock.reserved <= v_threshold
                limit v_limit
            ) as counted
        )
    )
    into v_answer;
    return v_answer;
end;
$$;

comment on function commerce.admin_order_dashboard(timestamptz) is
$md$How the shop stands: open orders by status, what came in since `from_at` (start of today) by currency, shelves that run low.

`open` counts every status that somebody still works on, up to `counted_up_to`; `since` has orders, cancelled
ones, `ordered_minor` (not cancelled), `paid_minor` and `refunded_minor` of the orders made since then; `low_stock`
counts shelves at or below `low_stock_threshold`. The schema is docs/schemas/order_dashboard.json. Needs a manager.

Raises `VR101` bad instant, `VT302`.$md$;

revoke all on function commerce.admin_order_dashboard(timestamptz) from public;
grant execute on function commerce.admin_order_dashboard(timestamptz) to commerce_user, commerce_service;
