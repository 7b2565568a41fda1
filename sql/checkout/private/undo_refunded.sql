create or replace function commerce_private.undo_refunded(
    organization_id uuid,
    payment_id uuid,
    effect jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments := commerce_private.lock_payment(organization_id, payment_id);
begin
    if v_payment.status <> 'succeeded' or v_payment.is_in_suspense
        or not commerce_private.is_last_refund(
            organization_id, v_payment.order_id, payment_id, commerce_private.effect_amount(effect))
        or not exists (
            select
            from commerce_private.values_left(organization_id, v_payment.order_id, null)
        )
        or exists (
            -- Ours took them back when it was asked for; and nobody hears of one refund twice.
            select
            from commerce.refunds as refund
            where refund.organization_id = undo_refunded.organization_id
                and refund.id = commerce_private.find_refund(
                    undo_refunded.organization_id, undo_refunded.payment_id, effect)
                and (refund.status = 'succeeded' or exists (
                    select
                    from commerce.gateway_commands as command
                    where command.organization_id = refund.organization_id and command.refund_id = refund.id
                ))
        ) then
        return;
    end if;
    begin
        perform commerce_private.lock_tenders(organization_id, v_payment.order_id);
        perform commerce_private.undo_values(organization_id, v_payment.order_id, 'refunded at the gateway', null);
    exception
        when sqlstate 'VC301' then
            perform commerce_private.tell_of_payment(organization_id, payment_id, 'refunded_but_used');
    end;
end;
$$;

comment on function commerce_private.undo_refunded(uuid, uuid, jsonb) is
$md$Take back the gift cards and plans of an order all of whose money somebody has sent back at the gateway, as `issue_refund` does.

Used ones cannot be refused any more: the members are told, and nothing is taken back. `effect` is the gateway's news of the
refund. Locks: the order and its payment, gift cards and credit, entitlements, subscriptions.$md$;

revoke all on function commerce_private.undo_refunded(uuid, uuid, jsonb) from public;
