create or replace function commerce_private.meets_condition(
    purchase commerce.orders,
    condition text
)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return case condition
        when 'nothing_to_pay' then
            purchase.paid_minor - purchase.refunded_minor >= purchase.due_now_minor
        when 'may_go_unpaid' then
            -- `manual` is paid to a person, at the counter.
            purchase.payment_method in ('cash_on_delivery', 'manual')
                or purchase.paid_minor - purchase.refunded_minor >= purchase.due_now_minor
        when 'nothing_to_ship' then
            purchase.fulfillment_status = 'not_required'
        when 'lost_parcel' then
            exists (
                select
                from commerce.shipments as shipment
                where shipment.organization_id = purchase.organization_id
                    and shipment.order_id = purchase.id
                    and shipment.status = 'lost'
            )
    end;
end;
$$;

comment on function commerce_private.meets_condition(commerce.orders, text) is
$md$Whether an order, as its row is to become, meets the condition that one of its ways has.$md$;

revoke all on function commerce_private.meets_condition(commerce.orders, text) from public;
