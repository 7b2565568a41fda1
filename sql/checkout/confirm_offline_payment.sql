create or replace function commerce.confirm_offline_payment(
    amount_minor bigint,
    order_id uuid = null,
    gateway text = 'manual',
    currency text = null,
    reference text = null,
    received_at timestamptz = null,
    evidence jsonb = null,
    idempotency_key text = null
)
returns commerce.payments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller commerce_private.caller := commerce_private.require('staff');
    v_order commerce.orders;
    v_payment commerce.payments;
    v_currency text := upper(currency);
    v_request_id uuid := commerce_private.new_id();
    v_claimed_id uuid;
begin
    perform commerce_private.check_offline(amount_minor, gateway, v_currency, reference, received_at, evidence);
    if order_id is not null then
        perform commerce_private.check_order_access(v_caller, order_id);
    end if;
    -- Not the key of the payment: that may have been opened before, under a key of its own.
    v_claimed_id := commerce_private.claim_key(
        v_caller, 'confirm_offline_payment', idempotency_key,
        jsonb_build_array(amount_minor, order_id, gateway, v_currency, reference,
                          received_at at time zone 'UTC', evidence),
        v_request_id);
    if v_claimed_id <> v_request_id then
        select payment.*
        into v_payment
        from commerce.payments as payment
        where payment.organization_id = v_caller.organization_id and payment.id = v_claimed_id;
        return v_payment;
    end if;
    if order_id is not null then
        select ord.*
        into v_order
        from commerce.orders as ord
        where ord.organization_id = v_caller.organization_id and ord.id = confirm_offline_payment.order_id
        for no key update;
    end if;
    v_currency := coalesce(v_currency, v_order.currency, (
        select organization.currency
        from commerce.organizations as organization
        where organization.id = v_caller.organization_id
    ));
    v_payment := commerce_private.offline_payment(
        v_caller, order_id, gateway, amount_minor, v_currency, reference);
    perform commerce_private.point_key(v_caller, 'confirm_offline_payment', idempotency_key, v_payment.id);
    perform commerce_private.keep_evidence(v_caller.organization_id, v_payment.id, evidence, received_at);
    perform commerce_private.audit(v_caller, 'confirm_offline_payment', v_payment.id::text, array['status']);
    if commerce_private.needs_second_member(v_caller, v_payment) then
        return commerce_private.await_second_member(v_caller, v_payment.id);
    end if;
    perform commerce_private.settle_payment(
        v_caller.organization_id, v_payment.id, amount_minor, v_currency);
    select payment.*
    into v_payment
    from commerce.payments as payment
    where payment.organization_id = v_caller.organization_id and payment.id = v_payment.id;
    return v_payment;
end;
$$;

comment on function commerce.confirm_offline_payment(
    bigint, uuid, text, text, text, timestamptz, jsonb, text
) is
$md$Say that money came by no gateway: by bank, in cash, over a terminal. It settles like any other payment.

`gateway` is `manual`, `bank_transfer` or `cash_on_delivery`; `amount_minor` in minor units of `currency`, by
default the order's. An open attempt of this gateway for this amount is taken, else a new one is made.
Without `order_id` the money waits in suspense. Above setting `four_eyes_minor` the payment waits
(`requires_action`) until another member confirms the same. For managers and trusted backends, and for
staff with a booking in the order.

Raises `VO201` unknown order, `VP101` bad amount, currency, gateway, reference or evidence, `VO402`, `VT302`.$md$;

revoke all on function commerce.confirm_offline_payment(
    bigint, uuid, text, text, text, timestamptz, jsonb, text
) from public;
grant execute on function commerce.confirm_offline_payment(
    bigint, uuid, text, text, text, timestamptz, jsonb, text
) to commerce_user, commerce_service;
