create or replace function commerce_private.find_payment(
    gateway text,
    account text,
    livemode boolean,
    effect jsonb,
    out organization_id uuid,
    out payment_id uuid
)
returns record
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
    v_reference text := effect ->> 'payment_reference';
    v_found commerce.payments;
begin
    -- Ours alone finds both ids. It counts only if gateway, account and mode are the payment's own.
    if v_reference ~ '^[0-9a-f]{32}-[0-9a-f]{32}$' then
        select payment.organization_id, payment.id
        into v_found.organization_id, v_found.id
        from commerce.payments as payment
        left join commerce.gateway_accounts as own
            on own.organization_id = payment.organization_id and own.id = payment.gateway_account_id
        where payment.organization_id = split_part(v_reference, '-', 1)::uuid
            and payment.id = split_part(v_reference, '-', 2)::uuid
            and payment.reference = v_reference
            and payment.gateway = find_payment.gateway
            and (
                (
                    own.livemode = find_payment.livemode
                    and (own.id::text = find_payment.account
                        or own.external_account is not distinct from find_payment.account)
                )
                or (payment.gateway_account_id is null and find_payment.account is null)
            );
    elsif v_reference is null and effect ->> 'gateway_reference' is not null then
        select payment.organization_id, payment.id
        into v_found.organization_id, v_found.id
        from commerce_private.gateway_accounts_of(gateway, account, livemode) as own
        join commerce.payments as payment
            on payment.organization_id = own.organization_id
            and payment.gateway_account_id = own.id
            and (effect ->> 'gateway_reference') in (payment.gateway_reference, payment.session_reference)
        order by payment.id
        limit 1;
    end if;
    organization_id := v_found.organization_id;
    payment_id := v_found.id;
end;
$$;

comment on function commerce_private.find_payment(text, text, boolean, jsonb) is
$md$The payment that an effect speaks of: by our reference, else by the gateway's. Null ids when there is none.

Only a payment made at this very gateway, account and mode is found. A reference of ours that finds
nothing is not helped by the gateway's.$md$;

revoke all on function commerce_private.find_payment(text, text, boolean, jsonb) from public;
