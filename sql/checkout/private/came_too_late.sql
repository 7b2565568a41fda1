create or replace function commerce_private.came_too_late(
    organization_id uuid,
    order_id uuid,
    starts_at timestamptz
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select coalesce((
    select not commerce_private.is_tender(payment.gateway)
        and payment.gateway not in ('manual', 'cash_on_delivery')
        -- Captured: the member who did so knows what for.
        and not payment.is_manual_capture
        and commerce_private.is_missed(
            payment.organization_id, came_too_late.starts_at, coalesce(evidence.received_at, payment.succeeded_at))
    from commerce.payments as payment
    left join commerce_private.payment_evidence as evidence
        on evidence.organization_id = payment.organization_id and evidence.payment_id = payment.id
    where payment.organization_id = came_too_late.organization_id
        and payment.order_id = came_too_late.order_id
        and payment.status = 'succeeded'
        and not payment.is_in_suspense
    order by payment.succeeded_at desc, payment.id desc
    limit 1
), false);
$$;

comment on function commerce_private.came_too_late(uuid, uuid, timestamptz) is
$md$Did the last payment of an order come by itself (a gateway, a bank) when the last unpaid time in it, `starts_at`, was missed already? `is_missed` says why that matters.$md$;

revoke all on function commerce_private.came_too_late(uuid, uuid, timestamptz) from public;
