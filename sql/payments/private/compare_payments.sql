create or replace function commerce_private.compare_payments(
    organization_id uuid,
    gateway text,
    rows jsonb,
    from_at timestamptz,
    to_at timestamptz
)
returns setof commerce.reconciled_payment
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
with theirs as materialized (
    select
        given.place,
        given.line,
        own.id,
        coalesce(lower(given.line ->> 'status'), 'succeeded') in ('succeeded', 'success', 'successful', 'paid') as is_paid,
        upper(given.line ->> 'currency') as currency
    from jsonb_array_elements(compare_payments.rows) with ordinality as given (line, place)
    left join lateral (
        select payment.id
        from commerce.payments as payment
        where payment.organization_id = compare_payments.organization_id
            and payment.gateway = compare_payments.gateway
            and case
                when given.line ->> 'reference' is not null then payment.reference = given.line ->> 'reference'
                else payment.gateway_reference = given.line ->> 'gateway_reference'
            end
        order by payment.id desc
        limit 1
    ) as own on true
),
differences as (
    select
        other.kind,
        payment.id,
        coalesce(theirs.line ->> 'gateway_reference', payment.gateway_reference) as gateway_reference,
        jsonb_strip_nulls(jsonb_build_object(
            'row', theirs.place,
            'order_id', payment.order_id,
            'reference', coalesce(payment.reference, theirs.line ->> 'reference'),
            'ours', case other.kind
                when 'amount_differs' then jsonb_build_object(
                    'amount_minor', payment.received_minor, 'currency', payment.received_currency)
                when 'status_differs' then jsonb_build_object('status', payment.status)
                when 'fee_differs' then jsonb_build_object('fee_minor', payment.fee_minor)
                when 'refund_differs' then jsonb_build_object('refunded_minor', payment.refunded_minor)
            end,
            'theirs', theirs.line - 'reference' - 'gateway_reference'
        )) as detail,
        theirs.place
    from theirs
    left join commerce.payments as payment
        on payment.organization_id = compare_payments.organization_id and payment.id = theirs.id
    cross join lateral (
        values
            ('missing_here', payment.id is null and theirs.is_paid),
            ('status_differs', (payment.status = 'succeeded') <> theirs.is_paid),
            (
                'amount_differs', theirs.is_paid and payment.status = 'succeeded'
                and (payment.received_minor <> (theirs.line ->> 'amount_minor')::bigint
                    or payment.received_currency <> theirs.currency)
            ),
            (
                'fee_differs', theirs.is_paid and payment.status = 'succeeded'
                and payment.fee_minor <> (theirs.line ->> 'fee_minor')::bigint
            ),
            (
                'refund_differs', theirs.is_paid and payment.status = 'succeeded'
                and payment.refunded_minor <> (theirs.line ->> 'refunded_minor')::bigint
            )
    ) as other (kind, is_so)
    where other.is_so
    union all
    select
        'missing_there',
        payment.id,
        payment.gateway_reference,
        jsonb_strip_nulls(jsonb_build_object(
            'order_id', payment.order_id,
            'reference', payment.reference,
            'ours', jsonb_build_object(
                'status', payment.status, 'amount_minor', payment.received_minor,
                'currency', payment.received_currency, 'succeeded_at', payment.succeeded_at))),
        null
    from commerce.payments as payment
    where payment.organization_id = compare_payments.organization_id
        and payment.gateway = compare_payments.gateway
        and payment.status = 'succeeded'
        and (payment.succeeded_at >= compare_payments.from_at or compare_payments.from_at is null)
        and (payment.succeeded_at <= compare_payments.to_at or compare_payments.to_at is null)
        and not exists (
            select
            from theirs
            where theirs.id = payment.id
        )
)
select differences.kind, differences.id, differences.gateway_reference, differences.detail
from differences
order by differences.place nulls last, differences.id, differences.kind;
$$;

comment on function commerce_private.compare_payments(uuid, text, jsonb, timestamptz, timestamptz) is
$md$What differs between an organization's payments at a gateway and the gateway's list: nothing when they agree.$md$;

revoke all on function commerce_private.compare_payments(uuid, text, jsonb, timestamptz, timestamptz) from public;
