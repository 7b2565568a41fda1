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
begin
    if outcome = 'done' then
        update commerce.refunds as refund
        set
            gateway_reference = coalesce(refund.gateway_reference, apply_refund_result.gateway_reference),
            status = case when refund.status = 'requested' then 'submitted' else refund.status end
        where refund.organization_id = command.organization_id and refund.id = command.refund_id;
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
