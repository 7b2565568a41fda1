create or replace function commerce_private.held_by_tenders(
    organization_id uuid,
    order_id uuid
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce(sum(payment.amount_minor), 0)::bigint
from commerce.payments as payment
where payment.organization_id = held_by_tenders.organization_id
    and payment.order_id = held_by_tenders.order_id
    and payment.status = 'authorised'
    and commerce_private.is_tender(payment.gateway);
$$;

comment on function commerce_private.held_by_tenders(uuid, uuid) is
$md$What gift card and store credit hold for an order that is not settled, in minor units.$md$;

revoke all on function commerce_private.held_by_tenders(uuid, uuid) from public;
