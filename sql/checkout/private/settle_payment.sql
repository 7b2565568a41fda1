create or replace function commerce_private.settle_payment(
    organization_id uuid,
    payment_id uuid,
    amount_minor bigint,
    currency text,
    fee_minor bigint = 0,
    gateway_reference text = null,
    session_reference text = null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_order commerce.orders;
    v_locked record;
    v_is_right boolean;
    v_has_news boolean;
begin
    -- Both rows in one statement, the order first.
    select ord as purchase, payment as attempt
    into v_locked
    from commerce.orders as ord
    join commerce.payments as payment
        on payment.organization_id = settle_payment.organization_id and payment.order_id = ord.id
    where ord.organization_id = settle_payment.organization_id
        and payment.id = settle_payment.payment_id
    for no key update of ord, payment;
    v_order := v_locked.purchase;
    v_payment := v_locked.attempt;
    if v_payment.id is null then
        v_payment := commerce_private.lock_payment(organization_id, payment_id);
    end if;
    if v_payment.status = 'succeeded' then
        if fee_minor > v_payment.fee_minor then
            perform commerce_private.book_late_fee(v_payment, fee_minor);
        end if;
        return;
    end if;
    v_is_right := v_order.id is not null
        and (
            amount_minor = v_payment.amount_minor
            -- Who authorised first may capture less.
            or (v_payment.is_manual_capture and amount_minor < v_payment.amount_minor)
        )
        and currency = v_payment.currency
        and currency = v_order.currency;
    if not v_is_right then
        perform commerce_private.check_currency(currency);
    end if;
    v_has_news := commerce_private.receive_money(
        v_payment, amount_minor, currency, fee_minor, not v_is_right, gateway_reference, session_reference);

    if v_is_right then
        perform commerce_private.credit_receipt(v_order, payment_id, amount_minor, 0);
    elsif v_order.id is not null then
        perform commerce_private.tell_of_payment(
            organization_id, payment_id,
            case when currency = v_payment.currency then 'wrong_amount' else 'wrong_currency' end);
        perform commerce_private.refresh_order_payment(organization_id, v_order.id);
        if v_order.status = 'pending_payment' then
            perform commerce_private.fail_order(organization_id, v_order.id, payment_id);
        end if;
    end if;

    if v_has_news then
        perform commerce_private.book_refund(settle_payment.organization_id, refund.id)
        from commerce.refunds as refund
        where refund.organization_id = settle_payment.organization_id
            and refund.payment_id = settle_payment.payment_id
            and refund.status = 'succeeded';
        perform commerce_private.book_disputes(organization_id, payment_id);
    end if;
    if v_has_news or v_order.is_disputed then
        perform commerce_private.show_disputes(organization_id, v_order.id);
    end if;
end;
$$;

comment on function commerce_private.settle_payment(uuid, uuid, bigint, text, bigint, text, text) is
$md$Money arrived for a payment: the one way in, whatever gateway, event or person says so. Once; later news change nothing but the gateway's fee.

- The amount and currency asked for, or what was captured of an amount that was authorised first: booked to the order, which is settled when what is due now is there.
- Another amount or currency: booked to suspense, the order is not paid but `payment_failed`, the members
  are told.
- A cancelled order is never revived, and a paid one is not paid twice: the money goes back.

Locks: order, payment; then complete_order. Raises `VP201`.$md$;

revoke all on function commerce_private.settle_payment(uuid, uuid, bigint, text, bigint, text, text) from public;
