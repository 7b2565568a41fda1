-- Since it says whether refunds or disputes came before the money.
drop function if exists commerce_private.receive_money(
    commerce.payments, bigint, text, bigint, boolean, text, text
);
create or replace function commerce_private.receive_money(
    payment commerce.payments,
    amount_minor bigint,
    currency text,
    fee_minor bigint,
    is_in_suspense boolean,
    gateway_reference text,
    session_reference text
)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_clearing text := commerce_private.clearing_account(payment.gateway);
    v_has_news boolean;
begin
    update commerce.payments as paid
    set
        status = 'succeeded',
        received_minor = receive_money.amount_minor,
        received_currency = receive_money.currency,
        fee_minor = coalesce(receive_money.fee_minor, 0),
        is_in_suspense = receive_money.is_in_suspense,
        succeeded_at = commerce_private.clock(),
        session_reference = coalesce(paid.session_reference, receive_money.session_reference),
        -- The id of the money movement outlives that of the page it was made on.
        gateway_reference = case
            when receive_money.gateway_reference = coalesce(paid.session_reference, receive_money.session_reference)
                then coalesce(paid.gateway_reference, receive_money.gateway_reference)
            else coalesce(receive_money.gateway_reference, paid.gateway_reference)
        end,
        next_action = null,
        failure_code = null,
        failure_message = null
    where paid.organization_id = payment.organization_id and paid.id = payment.id
    -- Seen by a statement of its own, after the wait for the lock.
    returning exists (
        select
        from commerce.refunds as refund
        where refund.organization_id = payment.organization_id and refund.payment_id = payment.id
    ) or exists (
        select
        from commerce.disputes as dispute
        where dispute.organization_id = payment.organization_id and dispute.payment_id = payment.id
    )
    into v_has_news;
    perform commerce_private.post_ledger(
        organization_id => payment.organization_id,
        debit_account => v_clearing,
        credit_account => case when is_in_suspense then 'suspense' else 'receivable' end,
        amount_minor => amount_minor,
        currency => currency,
        payment_id => payment.id,
        order_id => case when not is_in_suspense then payment.order_id end
    );
    if fee_minor > 0 then
        perform commerce_private.post_ledger(
            organization_id => payment.organization_id,
            debit_account => 'gateway_fees',
            credit_account => v_clearing,
            amount_minor => fee_minor,
            currency => currency,
            payment_id => payment.id
        );
    end if;
    if payment.application_fee_minor > 0 then
        perform commerce_private.post_ledger(
            organization_id => payment.organization_id,
            debit_account => 'platform_fees',
            credit_account => v_clearing,
            amount_minor => payment.application_fee_minor,
            currency => currency,
            payment_id => payment.id
        );
    end if;
    perform commerce_private.record_event(payment.organization_id, 'payment.succeeded', payment.id::text);
    return v_has_news;
end;
$$;

comment on function commerce_private.receive_money(
    commerce.payments, bigint, text, bigint, boolean, text, text
) is
$md$Write down and book what came for a payment, to its order or to suspense, and what gateway and platform keep of it.

The caller holds the payment. Returns whether refunds or disputes of it are known already: the gateway spoke of them first.$md$;

revoke all on function commerce_private.receive_money(
    commerce.payments, bigint, text, bigint, boolean, text, text
) from public;
