create or replace function commerce_private.settle_payment(
    organization_id uuid,
    payment_id uuid,
    amount_minor bigint,
    currency text,
    fee_minor bigint = 0
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_payment commerce.payments;
    v_order commerce.orders;
    v_is_right boolean;
    v_excess_minor bigint;
begin
    v_payment := commerce_private.lock_payment(organization_id, payment_id);
    if v_payment.status = 'succeeded' then
        return;
    end if;
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = settle_payment.organization_id and ord.id = v_payment.order_id;
    v_is_right := v_order.id is not null
        and settle_payment.amount_minor = v_payment.amount_minor
        and settle_payment.currency = v_payment.currency
        and settle_payment.currency = v_order.currency;

    v_payment := commerce_private.receive_money(
        organization_id, payment_id, amount_minor, currency, fee_minor, not v_is_right);

    if v_is_right then
        perform commerce_private.count_for_customer(
            organization_id, v_order.customer_id, 0, 0, amount_minor, v_payment.succeeded_at);
        perform commerce_private.refresh_order_payment(organization_id, v_order.id);
        if v_order.status = 'cancelled' then
            perform commerce_private.request_refund(organization_id, payment_id, null, 'the order was cancelled');
        else
            if v_order.status in ('created', 'pending_payment', 'payment_failed') then
                perform commerce_private.settle_order(organization_id, v_order.id);
            end if;
            -- Gross: whether an earlier payment has been refunded meanwhile makes no difference.
            v_excess_minor := least(amount_minor, v_order.paid_minor + amount_minor - v_order.total_minor);
            if v_excess_minor > 0 then
                perform commerce_private.request_refund(
                    organization_id, payment_id,
                    least(v_excess_minor, commerce_private.left_to_refund(organization_id, payment_id)),
                    'the order was paid already');
            end if;
        end if;
    elsif v_order.id is not null then
        perform commerce_private.tell_of_payment(
            organization_id, payment_id,
            case when currency = v_payment.currency then 'wrong_amount' else 'wrong_currency' end);
        perform commerce_private.refresh_order_payment(organization_id, v_order.id);
        if v_order.status = 'pending_payment' then
            perform commerce_private.fail_order(organization_id, v_order.id, payment_id);
        end if;
    end if;

    -- Refunds that the gateway spoke of before it spoke of the payment.
    perform commerce_private.book_refund(settle_payment.organization_id, refund.id)
    from commerce.refunds as refund
    where refund.organization_id = settle_payment.organization_id
        and refund.payment_id = settle_payment.payment_id
        and refund.status = 'succeeded';
end;
$$;

comment on function commerce_private.settle_payment(uuid, uuid, bigint, text, bigint) is
$md$Money arrived for a payment: the one way in, whatever gateway, event or person says so. Once; later news change nothing.

- The amount and currency asked for: booked to the order, which is settled when what is due now is there.
- Another amount or currency: booked to suspense, the order is not paid but `payment_failed`, the members
  are told.
- A cancelled order is never revived, and a paid one is not paid twice: the money goes back.

Locks: order, payment; then settle_order. Raises `VP201`.$md$;

revoke all on function commerce_private.settle_payment(uuid, uuid, bigint, text, bigint) from public;
