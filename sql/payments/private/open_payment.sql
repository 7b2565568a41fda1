-- Since payments can be authorised first.
drop function if exists commerce_private.open_payment(
    commerce_private.caller, uuid, text, commerce.gateway_accounts, bigint, text, text, text, text, timestamptz,
    text, bytea
);
create or replace function commerce_private.open_payment(
    caller commerce_private.caller,
    order_id uuid,
    gateway text,
    account commerce.gateway_accounts,
    amount_minor bigint,
    currency text,
    title text,
    success_url text,
    cancel_url text,
    expires_at timestamptz,
    idempotency_key text,
    fingerprint bytea,
    is_manual_capture boolean = false
)
returns commerce.payments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_payment commerce.payments;
    v_now timestamptz := commerce_private.clock();
begin
    v_payment.id := commerce_private.new_id();
    v_payment.reference
        := replace(caller.organization_id::text, '-', '') || '-' || replace(v_payment.id::text, '-', '');
    -- Waits for a rival that holds the key uncommitted.
    insert into commerce.payments as payment (
        organization_id, id, order_id, gateway, gateway_account_id, reference, amount_minor, currency,
        application_fee_minor, status, next_action, idempotency_key, fingerprint, actor_user_id, expires_at,
        is_manual_capture, created_at, updated_at
    )
    values (
        caller.organization_id, v_payment.id, open_payment.order_id, open_payment.gateway, account.id,
        v_payment.reference, open_payment.amount_minor, open_payment.currency,
        commerce_private.platform_fee(account, open_payment.amount_minor),
        case when commerce_private.is_online(open_payment.gateway) then 'created' else 'requires_action' end,
        case
            when commerce_private.is_online(open_payment.gateway) then '{"type": "wait"}'::jsonb
            else jsonb_build_object('type', 'instructions', 'reference', v_payment.reference)
        end,
        open_payment.idempotency_key, open_payment.fingerprint, caller.user_id, open_payment.expires_at,
        open_payment.is_manual_capture, v_now, v_now
    )
    on conflict do nothing
    returning payment.* into v_payment;
    if v_payment.created_at is null then
        return null;
    end if;
    if commerce_private.is_online(gateway) then
        insert into commerce.gateway_commands
            (organization_id, gateway, gateway_account_id, kind, payment_id, request, not_before)
        values (
            caller.organization_id, open_payment.gateway, account.id, 'create_session', v_payment.id,
            jsonb_strip_nulls(jsonb_build_object(
                'title', open_payment.title, 'success_url', open_payment.success_url,
                'cancel_url', open_payment.cancel_url,
                'capture', case when open_payment.is_manual_capture then false end)),
            v_now
        );
    end if;
    perform commerce_private.record_event(caller.organization_id, 'payment.created', v_payment.id::text);
    return v_payment;
end;
$$;

comment on function commerce_private.open_payment(
    commerce_private.caller, uuid, text, commerce.gateway_accounts, bigint, text, text, text, text, timestamptz,
    text, bytea, boolean
) is
$md$Begin an attempt to pay, and ask its gateway for a page to pay on, which only authorises with `is_manual_capture`; gateways without a program get instructions.

Null when the idempotency key is taken: the caller looks up whose it is. `reference` carries the ids
of organization and payment, so that it alone finds both.$md$;

revoke all on function commerce_private.open_payment(
    commerce_private.caller, uuid, text, commerce.gateway_accounts, bigint, text, text, text, text, timestamptz,
    text, bytea, boolean
) from public;
