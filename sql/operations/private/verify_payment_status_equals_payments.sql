create or replace function commerce_private.verify_payment_status_equals_payments(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'order_id', ord.id, 'payment_status', ord.payment_status, 'paid_minor', ord.paid_minor,
    'refunded_minor', ord.refunded_minor, 'received_minor', money.received_minor, 'returned_minor', money.refunded_minor
)
from commerce.orders as ord
cross join lateral (
    select
        coalesce(sum(payment.received_minor) filter (where not payment.is_in_suspense), 0)::bigint as received_minor,
        coalesce(sum(payment.refunded_minor) filter (where not payment.is_in_suspense), 0)::bigint as refunded_minor,
        coalesce(
            bool_or(payment.status = 'authorised' and not commerce_private.is_tender(payment.gateway)), false
        ) as is_authorised,
        coalesce(bool_or(payment.status = 'processing'), false) as is_pending
    from commerce.payments as payment
    where payment.organization_id = ord.organization_id and payment.order_id = ord.id
) as money
where ord.organization_id = verify_payment_status_equals_payments.organization_id
    and (verify_payment_status_equals_payments.since is null or ord.updated_at >= verify_payment_status_equals_payments.since)
    and (
        ord.paid_minor <> money.received_minor
        or ord.refunded_minor <> money.refunded_minor
        or ord.payment_status <> commerce_private.order_payment_status(
            ord.total_minor, money.received_minor, money.refunded_minor, money.is_authorised, money.is_pending
        )
    );
$$;

comment on function commerce_private.verify_payment_status_equals_payments(uuid, timestamptz) is
$md$Orders that say something else of their money than their payments do.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_payment_status_equals_payments(uuid, timestamptz) from public;
