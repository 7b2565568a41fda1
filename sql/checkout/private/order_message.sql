create or replace function commerce_private.order_message(
    organization_id uuid,
    order_id uuid
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_build_object(
            'order_id', ord.id,
            'order_number', ord.order_number,
            'currency', ord.currency,
            'subtotal_minor', ord.subtotal_minor,
            'discount_minor', ord.discount_minor,
            'shipping_minor', ord.shipping_minor,
            'tax_minor', ord.tax_minor,
            'total_minor', ord.total_minor,
            'total', commerce_private.amount_text(ord.total_minor, known.exponent),
            'paid_minor', ord.paid_minor,
            'amount', commerce_private.amount_text(ord.paid_minor, known.exponent),
            'first_name', customer.first_name,
            'due_minor', ord.due_minor,
            'due', commerce_private.amount_text(ord.due_minor, known.exponent),
            'items', (
                select jsonb_agg(
                    jsonb_build_object(
                        'title', item.title, 'quantity', item.quantity - coalesce(gone.quantity, 0),
                        'total_minor', item.total_minor - coalesce(gone.amount_minor, 0),
                        'total', commerce_private.amount_text(
                            item.total_minor - coalesce(gone.amount_minor, 0), known.exponent))
                    order by item.line)
                from commerce.order_items as item
                left join (
                    select
                        removed.order_item_id,
                        sum(removed.quantity) as quantity,
                        sum(removed.amount_minor)::bigint as amount_minor
                    from commerce.removed_items as removed
                    where removed.organization_id = order_message.organization_id
                        and removed.order_id = order_message.order_id
                    group by removed.order_item_id
                ) as gone
                    on gone.order_item_id = item.id
                where item.organization_id = order_message.organization_id
                    and item.order_id = order_message.order_id
                    and item.quantity > coalesce(gone.quantity, 0)
            )
        )
        from commerce.orders as ord
        left join commerce.currencies as known on known.code = ord.currency
        left join commerce.customers as customer
            on customer.organization_id = ord.organization_id and customer.id = ord.customer_id
        where ord.organization_id = order_message.organization_id and ord.id = order_message.order_id
    );
end;
$$;

comment on function commerce_private.order_message(uuid, uuid) is
$md$What messages about an order are written from.$md$;

revoke all on function commerce_private.order_message(uuid, uuid) from public;
