create or replace function commerce_private.verify_payments_have_orders(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'payment_id', payment.id, 'order_id', payment.order_id, 'is_in_suspense', payment.is_in_suspense,
    'suspense_minor', booked.amount_minor
)
from commerce.payments as payment
cross join lateral (
    select coalesce(-sum(leg.amount_minor), 0) as amount_minor
    from commerce.ledger_entries as leg
    where leg.organization_id = payment.organization_id
        and leg.payment_id = payment.id
        and leg.account_code = 'suspense'
) as booked
where payment.organization_id = verify_payments_have_orders.organization_id
    and payment.status = 'succeeded'
    and (verify_payments_have_orders.since is null or payment.updated_at >= verify_payments_have_orders.since)
    and (
        (payment.order_id is null and not payment.is_in_suspense)
        or booked.amount_minor <> case
            when payment.is_in_suspense then payment.received_minor - payment.refunded_minor
            else 0
        end
    );
$$;

comment on function commerce_private.verify_payments_have_orders(uuid, timestamptz) is
$md$Payments that succeeded, and neither belong to an order nor stand in suspense.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_payments_have_orders(uuid, timestamptz) from public;
