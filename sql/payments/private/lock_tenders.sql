create or replace function commerce_private.lock_tenders(
    organization_id uuid,
    order_id uuid
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select
from commerce.stored_values as value
where value.organization_id = lock_tenders.organization_id
    and value.id in (
        select tender.stored_value_id
        from commerce.payments as payment
        join commerce.tenders as tender
            on tender.organization_id = payment.organization_id and tender.payment_id = payment.id
        where payment.organization_id = lock_tenders.organization_id and payment.order_id = lock_tenders.order_id
        union all
        select bought.id
        from commerce.order_items as item
        join commerce.stored_values as bought
            on bought.organization_id = item.organization_id and bought.order_item_id = item.id
        where item.organization_id = lock_tenders.organization_id
            and item.order_id = lock_tenders.order_id
            and item.kind = 'gift_card'
    )
order by value.kind, value.id
for no key update;
$$;

comment on function commerce_private.lock_tenders(uuid, uuid) is
$md$Lock the gift cards and credit that an order was paid with, and the cards it bought: cards first, then credit, by id.$md$;

revoke all on function commerce_private.lock_tenders(uuid, uuid) from public;
