create or replace function commerce_private.verify_payments_equal_ledger(
    organization_id uuid,
    since timestamptz
)
returns setof jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select jsonb_build_object(
    'payment_id', payment.id, 'received_minor', payment.received_minor, 'refunded_minor', payment.refunded_minor,
    'booked_minor', booked.amount_minor, 'refunds_minor', refunds.amount_minor,
    'disputes_minor', disputes.returned_minor, 'held_minor', disputes.held_minor,
    'fee_minor', payment.fee_minor, 'booked_fee_minor', booked.fee_minor
)
from commerce.payments as payment
cross join lateral (
    select
        coalesce(-sum(leg.amount_minor) filter (where leg.account_code in ('receivable', 'suspense')), 0) as amount_minor,
        coalesce(sum(leg.amount_minor) filter (where leg.account_code = 'disputes'), 0) as held_minor,
        coalesce(sum(leg.amount_minor) filter (where leg.account_code = 'gateway_fees'), 0) as fee_minor,
        coalesce(sum(leg.amount_minor) filter (where leg.account_code = 'platform_fees'), 0) as share_minor
    from commerce.ledger_entries as leg
    where leg.organization_id = payment.organization_id and leg.payment_id = payment.id
) as booked
cross join lateral (
    select coalesce(sum(refund.amount_minor), 0) as amount_minor
    from commerce.refunds as refund
    where refund.organization_id = payment.organization_id
        and refund.payment_id = payment.id
        and refund.status = 'succeeded'
) as refunds
cross join lateral (
    select
        coalesce(sum(dispute.returned_minor), 0) as returned_minor,
        coalesce(sum(dispute.held_minor), 0) as held_minor,
        coalesce(sum(dispute.charged_minor), 0) as charged_minor
    from commerce.disputes as dispute
    where dispute.organization_id = payment.organization_id and dispute.payment_id = payment.id
) as disputes
where payment.organization_id = verify_payments_equal_ledger.organization_id
    and (verify_payments_equal_ledger.since is null or payment.updated_at >= verify_payments_equal_ledger.since)
    and (
        booked.amount_minor <> payment.received_minor - payment.refunded_minor
        or (
            payment.status = 'succeeded'
            and refunds.amount_minor + disputes.returned_minor <> payment.refunded_minor
        )
        or booked.held_minor <> disputes.held_minor
        or (
            payment.status = 'succeeded'
            and (
                booked.fee_minor <> payment.fee_minor + disputes.charged_minor
                or booked.share_minor <> payment.application_fee_minor
            )
        )
    );
$$;

comment on function commerce_private.verify_payments_equal_ledger(uuid, timestamptz) is
$md$Payments that the ledger knows with another amount or fee, and refunds and disputes that do not sum up.

Of one organization; only what changed since an instant, unless that is null.$md$;

revoke all on function commerce_private.verify_payments_equal_ledger(uuid, timestamptz) from public;
