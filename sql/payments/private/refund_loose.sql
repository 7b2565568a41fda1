create or replace function commerce_private.refund_loose(
    caller commerce_private.caller,
    payment_id uuid,
    amount_minor bigint,
    items jsonb,
    reason text,
    idempotency_key text,
    fingerprint bytea
)
returns commerce.refunds
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments := commerce_private.lock_payment(caller.organization_id, payment_id);
    v_refund commerce.refunds := commerce_private.refund_of_key(caller.organization_id, idempotency_key, fingerprint);
begin
    if v_refund.id is not null then
        return v_refund;
    end if;
    if v_payment.order_id is not null then
        perform commerce_private.refuse_payment_input(
            'order_id', 'missing', 'This payment has an order: send its id too.');
    elsif items is not null then
        perform commerce_private.refuse_payment_input('items', 'no order', 'Money without an order has no items.');
    end if;
    v_refund := commerce_private.request_refund(
        caller.organization_id, payment_id, amount_minor, reason, caller.user_id, idempotency_key, fingerprint);
    if v_refund.id is null then
        raise exception using
            errcode = 'VP402',
            message = 'the refund exceeds what is left',
            detail = jsonb_build_object('payment_id', payment_id, 'left_minor', 0),
            hint = 'Nothing of this payment is left.';
    end if;
    return v_refund;
end;
$$;

comment on function commerce_private.refund_loose(
    commerce_private.caller, uuid, bigint, jsonb, text, text, bytea
) is
$md$Send money back that waits in suspense for no order: an amount, or all that is left.

Raises `VP201` unknown payment, `VP101` it has an order, `VP402` more than is left, `VO402`.$md$;

revoke all on function commerce_private.refund_loose(
    commerce_private.caller, uuid, bigint, jsonb, text, text, bytea
) from public;
