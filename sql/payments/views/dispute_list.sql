create or replace view commerce.dispute_list
with (security_invoker = true)
as
select
    dispute.organization_id,
    dispute.id as dispute_id,
    dispute.status,
    dispute.status in ('warning', 'needs_response', 'under_review') as is_open,
    dispute.due_by,
    dispute.reason,
    dispute.amount_minor,
    dispute.currency,
    dispute.held_minor,
    dispute.returned_minor,
    dispute.lost_minor,
    payment.id as payment_id,
    payment.gateway,
    payment.gateway_reference as payment_gateway_reference,
    dispute.gateway_reference,
    ord.id as order_id,
    ord.order_number,
    ord.customer_id,
    dispute.opened_at,
    dispute.closed_at
from commerce.disputes as dispute
join commerce.payments as payment
    on payment.organization_id = dispute.organization_id and payment.id = dispute.payment_id
left join commerce.orders as ord
    on ord.organization_id = payment.organization_id and ord.id = payment.order_id
where dispute.organization_id = (select commerce_private.current_organization_id());

comment on view commerce.dispute_list is
$md$Disputes with their payments and orders, for managers, trusted backends and readers: sort by `is_open desc, due_by`.

`held_minor` is what the gateway keeps back until the decision, `returned_minor` what the customer got back by a lost
dispute, `lost_minor` what it cost beyond that, in minor units.$md$;
comment on column commerce.dispute_list.organization_id is 'Whose it is.';
comment on column commerce.dispute_list.dispute_id is 'The dispute.';
comment on column commerce.dispute_list.status is
'`warning` (an inquiry), `needs_response`, `under_review`, `closed`, `won` or `lost`.';
comment on column commerce.dispute_list.is_open is 'Whether it is still to be decided.';
comment on column commerce.dispute_list.due_by is 'Until when evidence counts.';
comment on column commerce.dispute_list.reason is 'What the payer says, in the gateway''s words.';
comment on column commerce.dispute_list.amount_minor is 'How much it is about, in minor units.';
comment on column commerce.dispute_list.currency is 'The currency.';
comment on column commerce.dispute_list.held_minor is 'What the gateway keeps back until the decision.';
comment on column commerce.dispute_list.returned_minor is 'What the customer got back because it was lost.';
comment on column commerce.dispute_list.lost_minor is 'What it cost beyond what was still to be given back.';
comment on column commerce.dispute_list.payment_id is 'The payment.';
comment on column commerce.dispute_list.gateway is 'The gateway.';
comment on column commerce.dispute_list.payment_gateway_reference is 'The gateway''s id of the payment.';
comment on column commerce.dispute_list.gateway_reference is 'The gateway''s id of the dispute.';
comment on column commerce.dispute_list.order_id is 'The order that was paid.';
comment on column commerce.dispute_list.order_number is 'Its number.';
comment on column commerce.dispute_list.customer_id is 'Whose order it is.';
comment on column commerce.dispute_list.opened_at is 'When it was first heard of.';
comment on column commerce.dispute_list.closed_at is 'When it was decided.';

revoke all on commerce.dispute_list from public;
grant select on commerce.dispute_list to commerce_user, commerce_service, commerce_reader;
