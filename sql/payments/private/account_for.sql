create or replace function commerce_private.account_for(
    organization_id uuid,
    gateway text
)
returns commerce.gateway_accounts
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_account commerce.gateway_accounts;
begin
    if gateway is null or gateway not in
        ('stripe', 'paystack', 'flutterwave', 'bank_transfer', 'cash_on_delivery', 'manual') then
        perform commerce_private.refuse_payment_input(
            'gateway', 'unknown', 'Send stripe, paystack, flutterwave, bank_transfer, cash_on_delivery or manual.');
    end if;
    select account.*
    into v_account
    from commerce.gateway_accounts as account
    where account.organization_id = account_for.organization_id
        and account.gateway = account_for.gateway
        and account.is_enabled
        and account.is_charging
    order by account.livemode desc, account.created_at desc, account.id desc
    limit 1;
    if v_account.id is null and commerce_private.is_online(gateway) then
        raise exception using
            errcode = 'VP301',
            message = 'no account at this gateway can take payments',
            detail = jsonb_build_object('gateway', gateway),
            hint = 'The operator registers one with commerce.register_gateway_account.';
    end if;
    return v_account;
end;
$$;

comment on function commerce_private.account_for(uuid, text) is
$md$The account that takes an organization's payments at a gateway: enabled, live before test, the newest.

Gateways without a program need none. Raises `VP101` unknown gateway, `VP301` no account.$md$;

revoke all on function commerce_private.account_for(uuid, text) from public;
