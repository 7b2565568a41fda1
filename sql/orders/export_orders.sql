create or replace function commerce.export_orders(
    from_at timestamptz = null,
    to_at timestamptz = null,
    status text = null
)
returns setof commerce.order_export
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_status text := replace(lower(btrim(status)), 'canceled', 'cancelled');
begin
    if v_status is not null and not exists (
        select
        from commerce.order_status_transitions as transition
        where v_status in (transition.from_status, transition.to_status)
    ) then
        perform commerce_private.refuse_order_input('status', 'unknown_value',
            'Send one of the statuses in commerce.order_status_transitions.');
    end if;
    perform commerce_private.audit(v_caller, 'export_orders', null);
    return query
    select
        ord.order_number, ord.created_at, ord.status, ord.payment_status, ord.fulfillment_status, ord.payment_method,
        ord.email, item.line, item.kind, item.sku, item.title, item.quantity, item.unit_price_minor,
        item.discount_minor, item.tax_minor, item.total_minor,
        commerce_private.removed_of_item(item.organization_id, item.id), ord.total_minor, ord.paid_minor,
        ord.refunded_minor,
        ord.currency, ord.id, item.id
    from commerce.orders as ord
    join commerce.order_items as item
        on item.organization_id = v_caller.organization_id and item.order_id = ord.id
    where ord.organization_id = v_caller.organization_id
        and (v_status is null or ord.status = v_status)
        and (export_orders.from_at is null or ord.created_at >= export_orders.from_at)
        and (export_orders.to_at is null or ord.created_at < export_orders.to_at)
    order by ord.created_at, ord.id, item.line;
end;
$$;

comment on function commerce.export_orders(timestamptz, timestamptz, text) is
$md$Orders as flat rows for a spreadsheet, one a line, the oldest first: `from_at` included, `to_at` excluded.

A line says what was bought, and how much of it `change_order` took out again (`removed_quantity`).
Amounts of the order repeat on each of its lines. An order's lines stand together. Needs a manager.

Raises `VO101` unknown status, `VT302`.$md$;

revoke all on function commerce.export_orders(timestamptz, timestamptz, text) from public;
grant execute on function commerce.export_orders(timestamptz, timestamptz, text) to commerce_user, commerce_service;
