create or replace function commerce_private.request_refund(
    organization_id uuid,
    payment_id uuid,
    amount_minor bigint,
    reason text,
    actor_user_id uuid = null,
    idempotency_key text = null,
    fingerprint bytea = null
)
returns commerce.refunds
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_refund commerce.refunds;
    v_left_minor bigint;
begin
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = request_refund.organization_id and payment.id = request_refund.payment_id
    for no key update;
    if v_payment.id is null then
        perform commerce_private.refuse_payment(payment_id);
    end if;
    v_left_minor := commerce_private.left_to_refund(organization_id, payment_id);
    if v_left_minor <= 0 and amount_minor is null then
        return null;
    end if;
    if amount_minor > v_left_minor then
        raise exception using
            errcode = 'VP402',
            message = 'the refund exceeds what is left of the payment',
            detail = jsonb_build_object(
                'payment_id', payment_id, 'wanted_minor', amount_minor, 'left_minor', v_left_minor),
            hint = 'Refund at most left_minor.';
    end if;
    insert into commerce.refunds as refund (
        organization_id, order_id, payment_id, amount_minor, currency, reason, status, idempotency_key,
        fingerprint, actor_user_id
    )
    values (
        request_refund.organization_id, v_payment.order_id, v_payment.id,
        coalesce(request_refund.amount_minor, v_left_minor), v_payment.received_currency, request_refund.reason,
        case
            when commerce_private.is_online(v_payment.gateway) or commerce_private.is_tender(v_payment.gateway)
                then 'requested'
            else 'needs_attention'
        end,
        request_refund.idempotency_key, request_refund.fingerprint, request_refund.actor_user_id
    )
    on conflict on constraint refunds_idempotency_key do nothing
    returning refund.* into v_refund;
    if v_refund.id is null then
        -- Another order's refund took the key at the same moment.
        perform commerce_private.refuse_key('issue_refund');
    end if;
    if commerce_private.is_online(v_payment.gateway) then
        insert into commerce.gateway_commands
            (organization_id, gateway, gateway_account_id, kind, payment_id, refund_id, not_before)
        values (
            request_refund.organization_id, v_payment.gateway, v_payment.gateway_account_id, 'refund',
            v_payment.id, v_refund.id, commerce_private.clock()
        );
    elsif not commerce_private.is_tender(v_payment.gateway) then
        perform commerce_private.tell_of_payment(organization_id, payment_id, 'refund_by_hand', v_refund.id);
    end if;
    perform commerce_private.record_event(organization_id, 'refund.requested', v_refund.id::text);
    if commerce_private.is_tender(v_payment.gateway) then
        perform commerce_private.return_tender(v_refund);
        select refund.*
        into v_refund
        from commerce.refunds as refund
        where refund.organization_id = request_refund.organization_id and refund.id = v_refund.id;
    end if;
    return v_refund;
end;
$$;

comment on function commerce_private.request_refund(uuid, uuid, bigint, text, uuid, text, bytea) is
$md$Ask for money of a payment to go back: never more than is left, whoever else asks at the same time.

A null amount means all that is left, and answers null when nothing is. Gateways are asked by command;
what came by no gateway needs the attention of a person; what a gift card or store credit paid goes back at once.
 The caller holds the order.

Raises `VP201`, `VP402`, `VO402`.$md$;

revoke all on function commerce_private.request_refund(uuid, uuid, bigint, text, uuid, text, bytea) from public;
