create or replace function commerce_private.apply_refund_result(
    command commerce.gateway_commands,
    outcome text,
    gateway_reference text,
    data jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_refund commerce.refunds;
    v_is_known boolean;
begin
    if outcome = 'done' then
        -- News may have come before this answer, and been taken, by their amount, for those of another refund
        -- (find_refund). Between equal amounts that is no matter, so the two keep each other's reference.
        v_is_known := exists (
            select
            from commerce.refunds as other
            where other.organization_id = command.organization_id
                and other.payment_id = command.payment_id
                and other.gateway_reference = apply_refund_result.gateway_reference
        );
        update commerce.refunds as refund
        set
            gateway_reference = case
                when v_is_known then refund.gateway_reference
                else coalesce(refund.gateway_reference, apply_refund_result.gateway_reference)
            end,
            status = case when refund.status = 'requested' then 'submitted' else refund.status end
        where refund.organization_id = command.organization_id and refund.id = command.refund_id
        returning refund.* into v_refund;
        if not v_is_known and v_refund.gateway_reference <> apply_refund_result.gateway_reference then
            update commerce.refunds as refund
            set gateway_reference = apply_refund_result.gateway_reference
            where refund.organization_id = command.organization_id
                and refund.id = (
                    select other.id
                    from commerce.refunds as other
                    where other.organization_id = command.organization_id
                        and other.payment_id = command.payment_id
                        and other.amount_minor = v_refund.amount_minor
                        and other.gateway_reference is null
                        and other.status in ('requested', 'submitted')
                    order by other.id
                    limit 1
                );
        end if;
    elsif outcome = 'failed' then
        update commerce.refunds as refund
        set
            status = 'failed',
            failure_reason = left(coalesce(data ->> 'message', data ->> 'code', 'the gateway refused'), 500)
        where refund.organization_id = command.organization_id
            and refund.id = command.refund_id
            and refund.status in ('requested', 'submitted', 'needs_attention');
        if found then
            perform commerce_private.tell_of_payment(
                command.organization_id, command.payment_id, 'refund_failed', command.refund_id);
        end if;
    end if;
end;
$$;

comment on function commerce_private.apply_refund_result(commerce.gateway_commands, text, text, jsonb) is
$md$Note that a gateway took a refund on, or refused it; the money moves when it says that the refund succeeded.$md$;

revoke all on function commerce_private.apply_refund_result(commerce.gateway_commands, text, text, jsonb) from public;
