create or replace function commerce_private.left_to_refund(
    organization_id uuid,
    payment_id uuid
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select payment.received_minor - coalesce((
    select sum(refund.amount_minor)
    from commerce.refunds as refund
    where refund.organization_id = left_to_refund.organization_id
        and refund.payment_id = left_to_refund.payment_id
        and refund.status not in ('failed', 'cancelled')
), 0)::bigint
from commerce.payments as payment
where payment.organization_id = left_to_refund.organization_id and payment.id = left_to_refund.payment_id;
$$;

comment on function commerce_private.left_to_refund(uuid, uuid) is
$md$What of a payment has neither gone back nor been asked to, in minor units.$md$;

revoke all on function commerce_private.left_to_refund(uuid, uuid) from public;
