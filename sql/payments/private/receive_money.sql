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
    v_has_news boolean;
begin
    payment.session_reference := coalesce(payment.session_reference, session_reference);
    payment.gateway_reference := case
        when gateway_reference = payment.session_reference
            then coalesce(payment.gateway_reference, gateway_reference)
        else coalesce(gateway_reference, payment.gateway_reference)
    end;
    payment.received_minor := amount_minor;
    payment.received_currency := currency;
    payment.fee_minor := coalesce(fee_minor, 0);
    payment.is_in_suspense := is_in_suspense;
    update commerce.payments as paid
    set
        status = 'succeeded',
        received_minor = payment.received_minor,
        received_currency = payment.received_currency,
        fee_minor = payment.fee_minor,
        is_in_suspense = payment.is_in_suspense,
        succeeded_at = commerce_private.clock(),
        gateway_reference = payment.gateway_reference,
        session_reference = payment.session_reference,
        next_action = null,
        failure_code = null,
        failure_message = null
    where paid.organization_id = payment.organization_id and paid.id = payment.id
    -- Seen by a statement of its own, after the wait for the lock.
    returning exists (
        select
        from commerce.refunds as refund
        where refund.organization_id = paid.organization_id and refund.payment_id = paid.id
    ) or exists (
        select
        from commerce.disputes as dispute
        where dispute.organization_id = paid.organization_id and dispute.payment_id = paid.id
    )
    into v_has_news;
    perform commerce_private.book_payment(payment);
    return v_has_news;
end;
$$;

comment on function commerce_private.receive_money(
    commerce.payments, bigint, text, bigint, boolean, text, text
) is
$md$Write down and book what came for a payment, to its order or to suspense. The caller holds the payment.

Returns whether refunds or disputes of it are known already: the gateway spoke of them first.$md$;

revoke all on function commerce_private.receive_money(
    commerce.payments, bigint, text, bigint, boolean, text, text
) from public;
