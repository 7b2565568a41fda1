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
), 0)::bigint - coalesce((
    select sum(dispute.held_minor + dispute.returned_minor)
    from commerce.disputes as dispute
    where dispute.organization_id = left_to_refund.organization_id
        and dispute.payment_id = left_to_refund.payment_id
), 0)::bigint
from commerce.payments as payment
where payment.organization_id = left_to_refund.organization_id and payment.id = left_to_refund.payment_id;
$$;

comment on function commerce_private.left_to_refund(uuid, uuid) is
$md$What of a payment has neither gone back nor been asked to, in minor units. What a dispute keeps back is not there to be refunded.$md$;

revoke all on function commerce_private.left_to_refund(uuid, uuid) from public;
