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
as $$
declare
    v_reference text := effect ->> 'payment_reference';
    v_organization_id uuid;
    v_payment_id uuid;
    v_own commerce.gateway_accounts;
begin
    -- Ours alone finds both ids. It counts only if gateway, account and mode are the payment's own.
    -- Lengths apart: a pattern that counts is walked through in as many steps.
    if v_reference ~ '^[0-9a-f]+-[0-9a-f]+$' and length(v_reference) = 65 and position('-' in v_reference) = 33 then
        v_organization_id := left(v_reference, 32)::uuid;
        select payment.id
        into v_payment_id
        from commerce.payments as payment
        left join commerce.gateway_accounts as own
            on own.organization_id = v_organization_id and own.id = payment.gateway_account_id
        where payment.organization_id = v_organization_id
            and payment.reference = v_reference
            and payment.gateway = find_payment.gateway
            and case
                when payment.gateway_account_id is null then find_payment.account is null
                else own.livemode = find_payment.livemode
                    and (
                        own.id::text = find_payment.account
                        or own.external_account is not distinct from find_payment.account
                    )
            end;
    elsif v_reference is null and effect ->> 'gateway_reference' is not null then
        for v_own in
            select account_of.*
            from commerce_private.gateway_accounts_of(gateway, account, livemode) as account_of
        loop
            v_organization_id := v_own.organization_id;
            select payment.id
            into v_payment_id
            from commerce.payments as payment
            where payment.organization_id = v_own.organization_id
                and payment.gateway_account_id = v_own.id
                and (effect ->> 'gateway_reference') in (payment.gateway_reference, payment.session_reference)
            order by payment.id
            limit 1;
            exit when v_payment_id is not null;
        end loop;
    end if;
    if v_payment_id is not null then
        organization_id := v_organization_id;
        payment_id := v_payment_id;
    end if;
end;
$$;

comment on function commerce_private.find_payment(text, text, boolean, jsonb) is
$md$The payment that an effect speaks of: by our reference, else by the gateway's. Null ids when there is none.

Only a payment made at this very gateway, account and mode is found. A reference of ours that finds
nothing is not helped by the gateway's.$md$;

revoke all on function commerce_private.find_payment(text, text, boolean, jsonb) from public;
