create or replace function commerce_private.tell_of_dispute(
    dispute commerce.disputes
)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
select commerce_private.tell_members(
    organization_id => payment.organization_id,
    template => 'staff_dispute',
    data => jsonb_build_object(
        'dispute_id', (tell_of_dispute.dispute).id,
        'payment_id', payment.id,
        'order_id', payment.order_id,
        'order_number', ord.order_number,
        'amount', commerce_private.money_text(
            coalesce((tell_of_dispute.dispute).amount_minor, (tell_of_dispute.dispute).withdrawn_minor,
                payment.received_minor, payment.amount_minor),
            (tell_of_dispute.dispute).currency),
        'currency', (tell_of_dispute.dispute).currency,
        'reason', replace((tell_of_dispute.dispute).reason, '_', ' '),
        'due_by', to_char((tell_of_dispute.dispute).due_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
    ),
    order_id => payment.order_id,
    dedupe_key => 'staff_dispute:' || (tell_of_dispute.dispute).id
)
from commerce.payments as payment
left join commerce.orders as ord
    on ord.organization_id = payment.organization_id and ord.id = payment.order_id
where payment.organization_id = (tell_of_dispute.dispute).organization_id
    and payment.id = (tell_of_dispute.dispute).payment_id;
$$;

comment on function commerce_private.tell_of_dispute(commerce.disputes) is
$md$Tell the members of a dispute, once.$md$;

revoke all on function commerce_private.tell_of_dispute(commerce.disputes) from public;
