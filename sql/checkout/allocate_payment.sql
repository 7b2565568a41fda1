create or replace function commerce.allocate_payment(
    payment_id uuid,
    order_id uuid
)
returns commerce.payments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('manager');
    v_order commerce.orders;
    v_payment commerce.payments;
begin
    select ord.*
    into v_order
    from commerce.orders as ord
    where ord.organization_id = v_caller.organization_id and ord.id = allocate_payment.order_id
    for no key update;
    if v_order.id is null then
        perform commerce_private.refuse_order(order_id);
    end if;
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = v_caller.organization_id and payment.id = allocate_payment.payment_id
    for no key update;
    if v_payment.id is null then
        perform commerce_private.refuse_payment(payment_id);
    end if;
    if v_payment.order_id = allocate_payment.order_id and v_payment.status = 'succeeded'
        and not v_payment.is_in_suspense then
        return v_payment;
    end if;
    if not v_payment.is_in_suspense or v_payment.order_id <> allocate_payment.order_id
        or commerce_private.left_to_refund(v_caller.organization_id, payment_id) <= 0 then
        raise exception using
            errcode = 'VP403',
            message = 'this payment cannot be given to the order',
            detail = jsonb_build_object(
                'payment_id', payment_id, 'status', v_payment.status, 'order_id', v_payment.order_id,
                'is_in_suspense', v_payment.is_in_suspense),
            hint = 'Only money that waits in suspense, and has not gone back, can be given to an order.';
    elsif v_payment.received_currency <> v_order.currency then
        perform commerce_private.refuse_payment_input(
            'order_id', 'currency', 'The order has another currency; send the money back instead.');
    end if;
    perform commerce_private.amount_to_pay(v_order, null);
    perform commerce_private.assign_payment(v_payment, order_id);
    perform commerce_private.credit_receipt(
        v_order, payment_id, v_payment.received_minor, v_payment.refunded_minor);
    perform commerce_private.refresh_order_payment(v_caller.organization_id, order_id);
    perform commerce_private.audit(v_caller, 'allocate_payment', payment_id::text, array['order_id']);
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = v_caller.organization_id and payment.id = allocate_payment.payment_id;
    return v_payment;
end;
$$;

comment on function commerce.allocate_payment(uuid, uuid) is
$md$Give money that waits in suspense to an order: what came without an order, or another amount than its order asked for.

It settles the order like any other payment: a part counts as a part, what is too much goes back. Twice is
harmless. For managers and trusted backends. Locks: order, payment; then as settlement.

Raises `VO201` unknown order, `VP201` unknown payment, `VP401` the order is paid already or cannot be paid,
`VP403` the money is not in suspense, has gone back, or came for another order, `VP101` another currency, `VT302`.$md$;

revoke all on function commerce.allocate_payment(uuid, uuid) from public;
grant execute on function commerce.allocate_payment(uuid, uuid) to commerce_user, commerce_service;
