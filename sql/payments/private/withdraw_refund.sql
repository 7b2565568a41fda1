create or replace function commerce_private.withdraw_refund(
    organization_id uuid,
    refund_id uuid
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment_id uuid;
begin
    -- A relay that takes the command up at this moment has it, once we have waited for it.
    update commerce.gateway_commands as command
    set status = 'cancelled'
    where command.organization_id = withdraw_refund.organization_id
        and command.refund_id = withdraw_refund.refund_id
        and command.status = 'queued'
        and command.attempts = 0;
    update commerce.refunds as refund
    set status = 'cancelled', failure_reason = 'withdrawn'
    where refund.organization_id = withdraw_refund.organization_id
        and refund.id = withdraw_refund.refund_id
        and refund.status in ('requested', 'needs_attention')
        and not exists (
            select
            from commerce.gateway_commands as command
            where command.organization_id = withdraw_refund.organization_id
                and command.refund_id = withdraw_refund.refund_id
                and command.status <> 'cancelled'
        )
    returning refund.payment_id into v_payment_id;
    if v_payment_id is null then
        return false;
    end if;
    if not exists (
        select
        from commerce.gateway_commands as command
        where command.organization_id = withdraw_refund.organization_id
            and command.refund_id = withdraw_refund.refund_id
    ) then
        -- They were told to send it by hand.
        perform commerce_private.tell_of_payment(organization_id, v_payment_id, 'refund_withdrawn', refund_id);
    end if;
    perform commerce_private.record_event(organization_id, 'refund.cancelled', refund_id::text);
    return true;
end;
$$;

comment on function commerce_private.withdraw_refund(uuid, uuid) is
$md$Take back the wish for a refund that nobody has acted on: no relay has taken it up, no person has said that they sent it. Answers whether it could.

The caller holds the order and the payment. Locks: the command, which a relay takes without them, and then waits for nobody.$md$;

revoke all on function commerce_private.withdraw_refund(uuid, uuid) from public;
