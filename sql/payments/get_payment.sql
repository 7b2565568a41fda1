create or replace function commerce.get_payment(
    payment_id uuid
)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('anyone');
    v_payment commerce.payments;
    v_is_insider boolean;
begin
    v_is_insider := v_caller.role in ('commerce_service', 'commerce_owner')
        or coalesce(commerce_private.member_rank(v_caller.member_role) >= commerce_private.member_rank('manager'), false);
    select payment.*
    into v_payment
    from commerce.payments as payment
    left join commerce.orders as ord
        on ord.organization_id = payment.organization_id and ord.id = payment.order_id
    where payment.organization_id = v_caller.organization_id
        and payment.id = get_payment.payment_id
        and (
            v_is_insider
            or ord.id = commerce_private.current_guest_id()
            or (v_caller.role = 'commerce_user' and ord.customer_id = commerce_private.current_customer_id())
        );
    if v_payment.id is null then
        perform commerce_private.refuse_payment(payment_id);
    end if;
    return jsonb_build_object(
        'payment_id', v_payment.id,
        'order_id', v_payment.order_id,
        'gateway', v_payment.gateway,
        'reference', v_payment.reference,
        'status', v_payment.status,
        'amount_minor', v_payment.amount_minor,
        'received_minor', v_payment.received_minor,
        'refunded_minor', v_payment.refunded_minor,
        'currency', v_payment.currency,
        'next_action', v_payment.next_action,
        'failure_code', v_payment.failure_code,
        'failure_message', v_payment.failure_message,
        'expires_at', v_payment.expires_at,
        'succeeded_at', v_payment.succeeded_at,
        'created_at', v_payment.created_at
    ) || case
        when v_is_insider then jsonb_build_object(
            'gateway_reference', v_payment.gateway_reference,
            'received_currency', v_payment.received_currency,
            'is_in_suspense', v_payment.is_in_suspense,
            'fee_minor', v_payment.fee_minor,
            'application_fee_minor', v_payment.application_fee_minor)
        else '{}'
    end;
end;
$$;

comment on function commerce.get_payment(uuid) is
$md$How a payment stands, polled until the gateway's page is in `next_action`.

`next_action` is `{"type": "wait"}`, `{"type": "redirect", "url": …}`, `{"type": "instructions", …}` or null.
For the order's customer, a guest with its token, managers and trusted backends; the last two also see
`gateway_reference`, `received_currency`, `is_in_suspense` and the fees. Amounts in minor units. The schema is
docs/schemas/payment.json.

Raises `VP201` for payments that are not there or not theirs.$md$;

revoke all on function commerce.get_payment(uuid) from public;
grant execute on function commerce.get_payment(uuid) to commerce_anon, commerce_user, commerce_service;
