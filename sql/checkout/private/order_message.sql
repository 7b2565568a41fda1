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
                    'title', item.title, 'quantity', item.quantity, 'total_minor', item.total_minor,
                    'total', commerce_private.amount_text(item.total_minor, v_exponent))
                order by item.line)
            from commerce.order_items as item
            where item.organization_id = purchase.organization_id and item.order_id = purchase.id
        )
    );
end;
$$;

comment on function commerce_private.order_message(commerce.orders) is
$md$What messages about an order are written from.$md$;

revoke all on function commerce_private.order_message(commerce.orders) from public;
