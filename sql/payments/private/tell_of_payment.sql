-- Since each refund is told of.
drop function if exists commerce_private.tell_of_payment(uuid, uuid, text);
create or replace function commerce_private.tell_of_payment(
    organization_id uuid,
    payment_id uuid,
    reason text,
    refund_id uuid = null
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select commerce_private.tell_members(
    organization_id => tell_of_payment.organization_id,
    template => 'payment_attention',
    data => jsonb_build_object(
        'payment_id', payment.id,
        'refund_id', refund.id,
        'order_id', payment.order_id,
        'order_number', ord.order_number,
        'amount', commerce_private.money_text(
            coalesce(refund.amount_minor, nullif(payment.received_minor, 0), payment.amount_minor),
            coalesce(payment.received_currency, payment.currency)),
        'currency', coalesce(payment.received_currency, payment.currency),
        'reference', payment.reference,
        'reason', tell_of_payment.reason
    ),
    order_id => payment.order_id,
    dedupe_key => 'payment_attention:' || coalesce(refund.id, payment.id) || ':' || tell_of_payment.reason
)
from commerce.payments as payment
left join commerce.orders as ord
    on ord.organization_id = payment.organization_id and ord.id = payment.order_id
left join commerce.refunds as refund
    on refund.organization_id = tell_of_payment.organization_id and refund.id = tell_of_payment.refund_id
where payment.organization_id = tell_of_payment.organization_id
    and payment.id = tell_of_payment.payment_id;
$$;

comment on function commerce_private.tell_of_payment(uuid, uuid, text, uuid) is
$md$Tell the members that a payment, or a refund of it, waits for a person: once for each reason.$md$;

revoke all on function commerce_private.tell_of_payment(uuid, uuid, text, uuid) from public;
