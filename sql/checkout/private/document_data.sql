create or replace function commerce_private.document_data(
    purchase commerce.orders
)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'seller', jsonb_build_object(
        'name', coalesce(
            commerce_private.setting(organization.id, 'legal_name') #>> '{}', organization.name),
        'tax_number', commerce_private.setting(organization.id, 'tax_number'),
        'postal_address', commerce_private.setting(organization.id, 'postal_address')),
    'buyer', jsonb_build_object(
        'name', nullif(concat_ws(' ', customer.first_name, customer.last_name), ''),
        'email', (document_data.purchase).email,
        'address', coalesce((document_data.purchase).billing_address, (document_data.purchase).shipping_address)),
    'order_number', (document_data.purchase).order_number,
    'ordered_at', (document_data.purchase).created_at,
    'subtotal_minor', (document_data.purchase).subtotal_minor,
    'discount_minor', (document_data.purchase).discount_minor,
    'shipping_minor', (document_data.purchase).shipping_minor,
    'tax_minor', (document_data.purchase).tax_minor,
    'is_tax_included', (document_data.purchase).is_tax_included,
    'total_minor', (document_data.purchase).total_minor,
    'paid_minor', (document_data.purchase).paid_minor,
    'refunded_minor', (document_data.purchase).refunded_minor,
    'taxes', coalesce((document_data.purchase).price_breakdown -> 'taxes', '[]'),
    'tax_exemption', (document_data.purchase).price_breakdown #> '{tax_exemption,reason}',
    'items', (
        select jsonb_agg(
            jsonb_build_object(
                'title', item.title, 'sku', item.sku, 'quantity', item.quantity,
                'unit_price_minor', item.unit_price_minor, 'discount_minor', item.discount_minor,
                'tax_minor', item.tax_minor, 'total_minor', item.total_minor,
                'taxes', coalesce(item.snapshot -> 'taxes', '[]'),
                'removed_quantity', gone.quantity, 'removed_minor', gone.amount_minor)
            order by item.line)
        from commerce.order_items as item
        cross join lateral (
            select
                coalesce(sum(removed.quantity), 0) as quantity,
                coalesce(sum(removed.amount_minor), 0) as amount_minor
            from commerce.removed_items as removed
            where removed.organization_id = item.organization_id and removed.order_item_id = item.id
        ) as gone
        where item.organization_id = (document_data.purchase).organization_id
            and item.order_id = (document_data.purchase).id
    ),
    'payments', (
        select coalesce(jsonb_agg(
            jsonb_build_object(
                'gateway', payment.gateway, 'received_minor', payment.received_minor,
                'refunded_minor', payment.refunded_minor, 'at', payment.succeeded_at)
            order by payment.succeeded_at, payment.id), '[]')
        from commerce.payments as payment
        where payment.organization_id = (document_data.purchase).organization_id
            and payment.order_id = (document_data.purchase).id
            and payment.status = 'succeeded'
            and not payment.is_in_suspense
    )
)
from commerce.organizations as organization
left join commerce.customers as customer
    on customer.organization_id = organization.id and customer.id = (document_data.purchase).customer_id
where organization.id = (document_data.purchase).organization_id;
$$;

comment on function commerce_private.document_data(commerce.orders) is
$md$What stands on a document about an order: seller, buyer, lines, taxes and payments as they are at this moment.$md$;

revoke all on function commerce_private.document_data(commerce.orders) from public;
