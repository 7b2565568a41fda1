create or replace function commerce_private.order_message(
    purchase commerce.orders
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
-- One currency of many is looked up, however few they are.
set enable_seqscan = off
as $$
declare
    v_exponent integer;
begin
    select known.exponent
    into v_exponent
    from commerce.currencies as known
    where known.code = purchase.currency;
    return jsonb_build_object(
        'order_id', purchase.id,
        'order_number', purchase.order_number,
        'currency', purchase.currency,
        'subtotal_minor', purchase.subtotal_minor,
        'discount_minor', purchase.discount_minor,
        'shipping_minor', purchase.shipping_minor,
        'tax_minor', purchase.tax_minor,
        'total_minor', purchase.total_minor,
        'total', commerce_private.amount_text(purchase.total_minor, v_exponent),
        'paid_minor', purchase.paid_minor,
        'amount', commerce_private.amount_text(purchase.paid_minor, v_exponent),
        'first_name', (
            select customer.first_name
            from commerce.customers as customer
            where customer.organization_id = purchase.organization_id and customer.id = purchase.customer_id
        ),
        'due_minor', purchase.due_minor,
        'due', commerce_private.amount_text(purchase.due_minor, v_exponent),
        'items', (
            select jsonb_agg(
                jsonb_build_object(
                    'title', item.title,
                    'quantity', item.quantity - coalesce(gone.quantity, 0),
                    'total_minor', item.total_minor - coalesce(gone.amount_minor, 0),
                    'total', commerce_private.amount_text(
                        item.total_minor - coalesce(gone.amount_minor, 0), v_exponent))
                order by item.line)
            from commerce.order_items as item
            left join (
                select removed.order_item_id, sum(removed.quantity) as quantity,
                    sum(removed.amount_minor)::bigint as amount_minor
                from commerce.removed_items as removed
                where removed.organization_id = purchase.organization_id and removed.order_id = purchase.id
                group by removed.order_item_id
            ) as gone on gone.order_item_id = item.id
            where item.organization_id = purchase.organization_id
                and item.order_id = purchase.id
                and item.quantity > coalesce(gone.quantity, 0)
        )
    );
end;
$$;

comment on function commerce_private.order_message(commerce.orders) is
$md$What messages about an order are written from.$md$;

revoke all on function commerce_private.order_message(commerce.orders) from public;
