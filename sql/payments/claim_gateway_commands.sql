create or replace function commerce.claim_gateway_commands(
    gateway text,
    max_rows integer = 10,
    lease interval = '1 minute'
)
returns setof commerce.claimed_command
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now timestamptz := commerce_private.clock();
begin
    perform commerce_private.require('relay');
    if gateway is null then
        perform commerce_private.refuse_payment_input('gateway', 'missing', 'Name the gateway whose commands you carry out.');
    elsif max_rows is null or max_rows not between 1 and 1000 then
        perform commerce_private.refuse_payment_input('max_rows', 'range', 'Claim 1 to 1000 commands.');
    elsif lease is null or lease not between interval '1 second' and interval '1 hour' then
        perform commerce_private.refuse_payment_input('lease', 'range', 'Claim for a second to an hour.');
    end if;
    return query
    with due as materialized (
        select command.organization_id, command.id
        from commerce.gateway_commands as command
        where command.gateway = claim_gateway_commands.gateway
            and command.status in ('queued', 'sending')
            and command.not_before <= v_now
            and (command.locked_until is null or command.locked_until <= v_now)
        order by command.not_before
        limit claim_gateway_commands.max_rows
        for no key update skip locked
    ),
    claimed as (
        update commerce.gateway_commands as command
        set status = 'sending', attempts = command.attempts + 1, locked_until = v_now + claim_gateway_commands.lease
        from due
        where command.organization_id = due.organization_id and command.id = due.id
        returning command.*
    )
    select
        command.id, command.organization_id, command.kind, command.gateway, command.attempts,
        'pgc_' || replace(command.id::text, '-', ''),
        payment.id, payment.order_id, payment.reference,
        case when command.kind = 'expire_session' then payment.session_reference else payment.gateway_reference end,
        payment.session_reference,
        refund.id, refund.id::text, refund.gateway_reference,
        coalesce(refund.amount_minor, (command.request ->> 'amount_minor')::bigint, payment.amount_minor),
        coalesce(refund.currency, payment.currency),
        payment.application_fee_minor,
        command.request ->> 'title', command.request ->> 'success_url', command.request ->> 'cancel_url',
        payment.expires_at, command.created_at, command.locked_until,
        account.id, account.livemode, account.secret_name, account.webhook_secret_names,
        account.external_account, account.charge_type, account.is_enabled,
        command.request || jsonb_strip_nulls(jsonb_build_object('email', payer.email))
    from claimed as command
    join commerce.payments as payment
        on payment.organization_id = command.organization_id and payment.id = command.payment_id
    left join commerce.refunds as refund
        on refund.organization_id = command.organization_id and refund.id = command.refund_id
    left join commerce.gateway_accounts as account
        on account.organization_id = command.organization_id and account.id = command.gateway_account_id
    left join commerce.orders as payer
        on payer.organization_id = command.organization_id and payer.id = payment.order_id
            -- These open no page without it; it is passed on and kept nowhere else.
            and command.kind = 'create_session' and command.gateway in ('paystack', 'flutterwave')
    order by command.not_before, command.id;
end;
$$;

comment on function commerce.claim_gateway_commands(text, integer, interval) is
$md$Take up to `max_rows` commands to carry out at a gateway, for the time of a lease; two relays never take the same.

For the relay. Each row says all that it takes. A command whose lease ends unanswered is given out again
with the same `idempotency_key`, so that the gateway does it once. `request` holds the payer's e-mail for
gateways that open no page without one. Answer with `record_gateway_result`.

Raises `VT302`, `VP101`.$md$;

revoke all on function commerce.claim_gateway_commands(text, integer, interval) from public;
grant execute on function commerce.claim_gateway_commands(text, integer, interval) to commerce_relay;
