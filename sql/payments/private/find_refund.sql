create or replace function commerce_private.find_refund(
    organization_id uuid,
    payment_id uuid,
    effect jsonb
)
returns uuid
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
select refund.id
from commerce.refunds as refund
where refund.organization_id = find_refund.organization_id
    and refund.payment_id = find_refund.payment_id
    and (
        refund.gateway_reference in (
            find_refund.effect ->> 'refund_gateway_reference', find_refund.effect ->> 'refund_reference')
        or refund.id::text = find_refund.effect ->> 'refund_reference'
        -- A command of ours whose answer is still on its way.
        or (
            refund.gateway_reference is null
            and refund.status in ('requested', 'submitted')
            and refund.amount_minor::text = find_refund.effect ->> 'amount_minor'
            and exists (
                select
                from commerce.gateway_commands as command
                where command.organization_id = find_refund.organization_id
                    and command.refund_id = refund.id
                    and command.attempts > 0
            )
        )
    )
order by
    refund.gateway_reference in (
        find_refund.effect ->> 'refund_gateway_reference', find_refund.effect ->> 'refund_reference') desc nulls last,
    refund.id::text = find_refund.effect ->> 'refund_reference' desc nulls last,
    refund.id
limit 1;
$$;

comment on function commerce_private.find_refund(uuid, uuid, jsonb) is
$md$The refund that an effect speaks of: by the gateway's id, by ours, else one of ours whose answer is awaited. Null: begun at the gateway.$md$;

revoke all on function commerce_private.find_refund(uuid, uuid, jsonb) from public;
